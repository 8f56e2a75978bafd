"""What would come out of the stories, and of the decisions of the last year, under a new version of a ruleset.

Decisions are read from their sealed bodies, so whoever asks for them leaves an entry first. What is told of them is
their references and what came out: no name, no answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, Final

from django.utils import timezone

from audit.ledger import queries as ledger
from audit.ledger.actions import record_read
from audit.ledger.errors import BodyAltered, KeyDestroyed
from audit.ledger.events import Event
from audit.ledger.models import Entry
from decisions.engine.load import RulesetError
from decisions.engine.ruleset import Ruleset
from decisions.rulesets import library, scenarios
from decisions.rulesets.compare import Case, Different, different, generally
from decisions.rulesets.library import START
from portal.models import Organisation, User

YEAR: Final = timedelta(days=365)
AT_ONCE: Final = 200
"""Bodies opened with one question to the database."""


@dataclass(frozen=True, slots=True)
class Replayed:
    """How many were tried, which come out differently, and how many can no longer be read."""

    tried: int
    different: list[Different]
    unread: int = 0

    def __str__(self) -> str:
        return f"{len(self.different)} of {self.tried} would come out differently."


def record_comparison(*, organisation: Organisation, old: Ruleset, new: Ruleset, by: User) -> None:
    """Record that somebody is about to try an organisation's decisions on new rules: call it before `of_decisions`."""
    record_read(
        event=Event.RULESET_COMPARED,
        organisation=organisation,
        body={
            "what": "decisions of the last year",
            "with": old.key,
            "version": new.key,
            "digest": new.digest,
        },
        facets={"door": new.name, "ruleset": new.digest},
        by=by,
    )


def of_stories(old: Ruleset, new: Ruleset) -> Replayed:
    """Try the stories of a door on both versions; those of every door where it is the start that changes."""
    told = [each for each in scenarios.everything() if new.name in {each.door, START}]
    cases = [Case(each.id, each.facts) for each in told]
    return Replayed(len(cases), different(cases, old, new))


def of_decisions(organisation: Organisation, old: Ruleset, new: Ruleset) -> Replayed:
    """Try the decisions of the last year; what each came to then is what its own entry says."""
    cases, unread = [], 0
    for entry, body in bodies(organisation, timezone.now() - YEAR, door=new.name):
        cases += [_case(entry, body)] if body is not None else []
        unread += body is None
    return Replayed(len(cases), different(cases, old, new), unread)


def bodies(
    organisation: Organisation, since: datetime, *, door: str = ""
) -> Iterator[tuple[Entry, dict[str, Any] | None]]:
    """Return the decisions since a moment, if wanted of one door; None for a body that cannot be read."""
    entries = ledger.since(organisation, since, event=Event.DECISION_MADE, door=door).iterator(AT_ONCE)
    while batch := list(islice(entries, AT_ONCE)):
        try:
            found: list[dict[str, Any] | None] = [*ledger.bodies_of(batch)]
        except (BodyAltered, KeyDestroyed):
            found = [_alone(entry) for entry in batch]
        yield from zip(batch, found, strict=True)


def _alone(entry: Entry) -> dict[str, Any] | None:
    """Return the body of one decision of a batch in which some cannot be read."""
    try:
        return ledger.body_of(entry)
    except (BodyAltered, KeyDestroyed):
        return None


def _case(entry: Entry, body: dict[str, Any]) -> Case:
    """Return a decision as it came out then. The title comes from the rules, since the one shown may hold a name."""
    advice = body["advice"]
    try:
        title = generally(library.by_digest(entry.ruleset or "").outcomes[advice["outcome"]].title)
    except (library.UnknownRuleset, RulesetError, KeyError):
        title = str(advice["outcome"]).replace("_", " ")
    return Case(entry.reference, body["answers"], (advice["outcome"], advice["kind"], advice["basis"], title))
