"""What is kept for ever of letters: an organisation's own words for one, that one was made, and that it was given.

Nothing is sent by itself: a letter is made, read and downloaded, and whoever gave it says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from audit.ledger.append import append
from audit.ledger.events import Event
from audit.ledger.facts import store
from audit.ledger.ids import new_id
from audit.ledger.models import Key
from audit.ledger.reference import reference
from audit.typed import one_of, past, text
from decisions.individuals.models import Individual
from decisions.individuals.ties import must_reach
from decisions.letters import language, papers, queries
from decisions.letters.codes import HOWS, TO
from decisions.letters.models import Letter, LetterGiven, LetterWording
from decisions.letters.patterns import PERSON, STATEMENT, Pattern, Words
from decisions.letters.placeholders import APOLOGY, ASKED
from decisions.vocabulary import day_in_words
from decisions.wizard.models import Decision
from portal.contacts import appointed_guardian
from portal.days import london_day
from portal.errors import NotAllowed
from portal.models import Organisation, User
from portal.standing import must

LONGEST = 8000
NO_PERSON = "This letter is to a person, and nobody is named here. Open the person's page to make it."
BEFORE = "The letter was made later than that. Enter the day you gave it."
NOT_NOW = "It is not safe to tell them yet. The Caldicott Guardian decides when they are told."
NOT_THIS = "This form is for another letter. Open the page and try again."


@transaction.atomic
def word_letter(
    *,
    organisation: Organisation,
    pattern: Pattern,
    easy: bool,
    title: str,
    words: str,
    event_id: UUID | None = None,
    by: User,
) -> LetterWording:
    """Keep an organisation's own words for a letter; letters made before stay as they were."""
    must(by, "write", organisation=organisation)
    said = Words(text(title, language.NO_TITLE, most=120), text(words, language.NO_WORDS, most=LONGEST))
    wrong = language.faults(said, pattern)
    if wrong:
        raise NotAllowed(wrong[0][1])
    return _worded(organisation, pattern, easy, said, own=True, event_id=event_id, by=by)


@transaction.atomic
def take_our_words(
    *, organisation: Organisation, pattern: Pattern, easy: bool, event_id: UUID | None = None, by: User
) -> LetterWording:
    """Go back to the words that came with the portal; a new version like any other."""
    must(by, "write", organisation=organisation)
    ours = pattern.ours(easy=easy)
    return _worded(organisation, pattern, easy, ours, own=False, event_id=event_id, by=by)


def _worded(
    organisation: Organisation,
    pattern: Pattern,
    easy: bool,
    said: Words,
    *,
    own: bool,
    event_id: UUID | None,
    by: User,
) -> LetterWording:
    """Store a version of a wording, its entry last."""
    key = Key.objects.get(pk=organisation.pk)
    kept = {"title": said.title, "text": said.text}
    wording = LetterWording(
        id=event_id or new_id(),
        organisation=organisation,
        key=key,
        code=pattern.code,
        easy=easy,
        ours=not own,
    )
    wording, new = store(wording, words=kept, key=key)
    if not new:
        return wording
    what = f"{pattern.title}{', easy read' if easy else ''}"
    says = f"{by.full_name} changed the words of the letter “{what}”."
    if not own:
        says = f"{by.full_name} went back to the first words of the letter “{what}”."
    body = {"says": says, "letter": {"code": pattern.code, "easy": easy}, "words": kept, "ours": not own}
    append(event=Event.LETTER_WORDED, organisation=organisation, body=body, event_id=wording.id, by=by)
    return wording


@transaction.atomic
def make_letter(
    *,
    pattern: Pattern,
    easy: bool,
    words: Mapping[str, str | date],
    individual: Individual | None = None,
    decision: Decision | None = None,
    before: str = "",
    event_id: UUID | None = None,
    by: User,
) -> Letter:
    """Make a letter for an individual, or after a decision; what it says is kept in its entry and never changes.

    `words` are those it asks for. `before` is the decision before which a statement's part begins.
    """
    about, place = _may_make(pattern, individual, decision, by)
    letter_id = event_id or new_id()
    letter, new = Letter.objects.get_or_create(
        id=letter_id,
        defaults={
            "entry_id": letter_id,
            "organisation": place.organisation,
            "home": place.home,
            "individual": about,
            "decision": decision,
            "maker": by,
            "code": pattern.code,
            "easy": easy,
        },
    )
    if (letter.maker_id, letter.code, letter.individual_id) != (by.pk, pattern.code, about and about.pk):
        raise NotAllowed(NOT_THIS)
    if new:
        body = _letter_body(letter, pattern, _typed(pattern, words), before, by)
        append(event=Event.LETTER_MADE, body=body, event_id=letter.id, **_about(letter), by=by)
    return letter


def _may_make(
    pattern: Pattern, individual: Individual | None, decision: Decision | None, by: User
) -> tuple[Individual | None, Individual | Decision]:
    """Return whom a letter is about and where it belongs, or refuse: a decision is its maker's and the Guardian's."""
    about = individual or (decision.individual if decision else None)
    place = decision or individual
    if place is None or (pattern.to == PERSON and about is None):
        raise NotAllowed(NO_PERSON)
    if pattern.to == PERSON and decision is not None and queries.tells_nobody(decision):
        raise NotAllowed(NOT_NOW)
    if about is not None:
        must_reach(by, about)
    must(by, pattern.permission, organisation=place.organisation, home=None if about else place.home)
    if decision is not None and decision.worker_id != by.pk:
        must(by, "review", organisation=decision.organisation)
    return about, place


def _typed(pattern: Pattern, words: Mapping[str, str | date]) -> dict[str, str]:
    """Return the words a letter asks for as they stand in it; none may be missing."""
    given = {name: words.get(name, "") for name in pattern.asks}
    plain = {name: day_in_words(said) if isinstance(said, date) else said for name, said in given.items()}
    return {name: text(said, ASKED[name].missing, most=2000) for name, said in plain.items()}


def _letter_body(
    letter: Letter, pattern: Pattern, typed: dict[str, str], before: str, by: User
) -> dict[str, Any]:
    """Return what the entry of a letter says: the words as typed, whose wording it was, and the whole letter."""
    organisation, individual = letter.organisation, letter.individual
    guardian = appointed_guardian(organisation)
    standing = queries.standing(organisation, pattern, easy=letter.easy)
    filled = typed | {
        "person": individual.details.name if individual else "",
        "organisation": organisation.name,
        "guardian": guardian.name,
        "guardian_phone": guardian.phone,
        "today": day_in_words(london_day()),
        "apology": APOLOGY,
    }
    foot = f"{organisation.name}, letter {reference(letter.id)}"
    told = individual if pattern.code == STATEMENT else None
    kept, older = papers.kept(standing.words, filled, easy=letter.easy, foot=foot, of=told, before=before)
    return {
        "says": f"{by.full_name} made a letter: {standing.words.title}.",
        "letter": {"code": pattern.code, "easy": letter.easy, "wording": standing.version},
        "words": typed,
        "paper": kept,
        "older": older,
        "individual": _named(individual),
        "decision": str(letter.decision_id) if letter.decision_id else "",
    }


def _named(individual: Individual | None) -> dict[str, str] | None:
    """Return who a letter is about, as the ledger keeps it."""
    if individual is None:
        return None
    details = individual.details
    return {"id": str(individual.id), "name": details.name, "reference": details.reference}


def _about(letter: Letter) -> dict[str, Any]:
    """Return where the ledger keeps what is told of a letter, and under whose key."""
    individual = letter.individual
    return {
        "organisation": letter.organisation,
        "facets": {"home": letter.home_id, "about": letter.decision_id or letter.individual_id},
        "key": individual.key if individual else None,
    }


def _may_see(letter: Letter, by: User) -> None:
    """Refuse whoever does not reach the person a letter is about, or the place it was made at."""
    if letter.individual is None:
        must(by, "decide", organisation=letter.organisation, home=letter.home)
    else:
        must_reach(by, letter.individual)


@transaction.atomic
def open_letter(*, letter: Letter, paper: bool, by: User) -> Letter:
    """Keep that somebody opens a letter, on the page or as a PDF; call it, then show it."""
    _may_see(letter, by)
    how = "downloaded" if paper else "opened"
    body = {"says": f"{by.full_name} {how} letter {letter.reference}.", "letter": str(letter.id)}
    about = _about(letter) | {"facets": {"home": letter.home_id, "about": letter.id}}
    append(event=Event.LETTER_OPENED, body=body, **about, by=by)
    return letter


def _day_given(letter: Letter, on: date | None) -> date:
    """Return the day a letter was given; it is past, and not before the letter was made."""
    day = past(on)
    if day < london_day(letter.made_at):
        raise NotAllowed(BEFORE)
    return day


@transaction.atomic
def give_letter(
    *,
    letter: Letter,
    how: str,
    to: str,
    given_on: date | None = None,
    response: str = "",
    event_id: UUID | None = None,
    by: User,
) -> LetterGiven:
    """Record that a letter was given: how, to whom by role, on which day, and what they said."""
    _may_see(letter, by)
    given_id = event_id or new_id()
    said = {"response": text(response, most=2000)}
    given, new = LetterGiven.objects.get_or_create(
        id=given_id,
        defaults={
            "entry_id": given_id,
            "letter": letter,
            "giver": by,
            "how": one_of(how, HOWS),
            "to": one_of(to, TO),
            "given_on": _day_given(letter, given_on),
        },
    )
    if given.letter_id != letter.pk:
        raise NotAllowed(NOT_THIS)
    if new:
        body = {
            "says": f"{by.full_name} gave letter {letter.reference}. {HOWS[how]}, to: {TO[to].lower()}.",
            "letter": str(letter.id),
            "how": how,
            "to": to,
            "on": given.given_on.isoformat(),
            "words": said,
            "paper": queries.body_of(letter)["paper"],
        }
        about = _about(letter) | {"facets": {"home": letter.home_id, "about": letter.id}}
        append(event=Event.LETTER_GIVEN, body=body, event_id=given_id, **about, by=by)
    return given
