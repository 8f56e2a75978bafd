"""Which words stand for a letter, which letters were made, and who may see them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from audit.ledger import queries as ledger
from audit.ledger.errors import BodyAltered, KeyDestroyed
from decisions.individuals import queries as individuals
from decisions.individuals.models import Individual
from decisions.letters.codes import HOWS, TO
from decisions.letters.models import Letter, LetterGiven, LetterWording
from decisions.letters.patterns import PERSON, Pattern, Words, patterns
from decisions.vocabulary import day_in_words
from decisions.wizard.flags import NOT_TOLD
from decisions.wizard.models import Decision
from portal.days import moment_in_words
from portal.models import Membership, Organisation, User
from portal.roles import may

OURS = "ours"
LATEST = 50
ALTERED = "This letter was changed after it was made, so it is not shown. Tell your manager today."
DISPOSED = "The words of this letter were destroyed when their time was up."


@dataclass(frozen=True, slots=True)
class Standing:
    """The words that stand for a letter; `version` is the id of the organisation's own, or "ours"."""

    words: Words
    version: str
    since: str


def standing(organisation: Organisation, pattern: Pattern, *, easy: bool) -> Standing:
    """Return the words that stand for a letter today: the newest version, or ours where there is none."""
    newest = versions(organisation, pattern, easy=easy).first()
    if newest is None or newest.ours:
        return Standing(pattern.ours(easy=easy), OURS, "")
    return Standing(Words(**newest.words), str(newest.id), moment_in_words(newest.made_at))


def versions(organisation: Organisation, pattern: Pattern, *, easy: bool) -> QuerySet[LetterWording]:
    """Return the versions an organisation has had of a letter's words, the newest first."""
    own = LetterWording.objects.filter(organisation=organisation, code=pattern.code, easy=easy)
    return own.select_related("key").order_by("-entry__seq")


def worded(organisation: Organisation) -> set[tuple[str, bool]]:
    """Return which letters stand in the organisation's own words: code and whether easy read."""
    rows = LetterWording.objects.filter(organisation=organisation).order_by("entry__seq")
    newest = {(row.code, row.easy): row.ours for row in rows}
    return {letter for letter, ours in newest.items() if not ours}


def offered(membership: Membership, *, to_a_person: bool) -> list[Pattern]:
    """Return the letters this person may make; without a person there is none to one."""
    mine = [each for each in patterns().values() if may(membership, each.permission)]
    return [each for each in mine if to_a_person or each.to != PERSON]


def tells_nobody(decision: Decision) -> bool:
    """Say whether the person is told nothing for now of what was decided, so that no letter to them is made of it."""
    return NOT_TOLD in (decision.entry.flags or [])


def decision_of(membership: Membership, user: User, decision_id: UUID) -> Decision | None:
    """Return a decision this person may see: their own, or any of the organisation's where they review."""
    found = Decision.objects.filter(pk=decision_id, organisation_id=membership.organisation_id)
    if not may(membership, "review"):
        found = found.filter(worker=user)
    return found.select_related("organisation", "home", "entry", "individual__key", "worker").first()


def letter_of(membership: Membership, user: User, letter_id: UUID) -> Letter | None:
    """Return a letter this person may see: about an individual they may see, or after a decision of theirs."""
    rows = Letter.objects.filter(pk=letter_id, organisation_id=membership.organisation_id)
    seen = Q(individual__in=individuals.seen_by(membership).order_by().values("pk"))
    nobody = Q(individual=None)
    if not may(membership, "review"):
        nobody &= Q(decision__worker=user)
    found = rows.filter(seen | nobody)
    return found.select_related("organisation", "home", "entry", "individual__key", "decision").first()


def body_of(letter: Letter) -> dict[str, Any]:
    """Return what a letter's entry says; raises as audit.ledger.queries.body_of does."""
    return ledger.body_of(letter.entry)


def read(letter: Letter) -> tuple[dict[str, Any], str]:
    """Return what a letter's entry says, or nothing and why not."""
    try:
        return body_of(letter), ""
    except BodyAltered:
        return {}, ALTERED
    except KeyDestroyed:
        return {}, DISPOSED


def made_for(*, individual: Individual | None = None, decision: Decision | None = None) -> list[Letter]:
    """Return the latest letters about an individual, or after a decision, the latest first."""
    rows = (
        Letter.objects.filter(individual=individual)
        if individual
        else Letter.objects.filter(decision=decision)
    )
    return list(rows.prefetch_related("given").order_by("-made_at", "-id")[:LATEST])


def given(letter: Letter) -> list[LetterGiven]:
    """Return each time a letter was given, the first first."""
    return list(letter.given.select_related("giver").order_by("given_on", "id"))


def given_in_words(each: LetterGiven) -> str:
    """Return how, when and to whom a letter was given."""
    return f"{day_in_words(each.given_on)}: {HOWS[each.how].lower()}, to {TO[each.to][:1].lower()}{TO[each.to][1:]}"
