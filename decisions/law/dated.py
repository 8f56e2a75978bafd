"""What the day on which a law began, or ended, changes about the decisions of the last year.

A decision stands as it was made. This only says which of them would have been made with other duties, or on another
basis in data-protection law, had the law been what it is from that day on. Bodies are read, so to ask leaves an
entry first; the page has references, and no name and no answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.utils import timezone

from audit.ledger.actions import record_read
from audit.ledger.events import Event
from audit.ledger.models import Entry
from decisions.engine.law import IN_FORCE, SUPERSEDED
from decisions.engine.load import RulesetError
from decisions.engine.ruleset import Duty, Ruleset, Source
from decisions.engine.walk import Walk, walk
from decisions.engine.wording import fill
from decisions.law import queries
from decisions.law.replay import YEAR, bodies
from decisions.law.standing import NO_KIND, Law, article_6, lawful_basis, live_duties
from decisions.rulesets import library
from portal.models import Organisation, User


@dataclass(frozen=True, slots=True)
class Changed:
    """One decision that would come out differently: how, and whether the day had come when it was made."""

    reference: str
    made_on: date
    lines: tuple[str, ...]
    since: bool


@dataclass(slots=True)
class Found:
    """The decisions of the last year whose rules rest on a law: how many, which change, how many cannot be read."""

    tried: int = 0
    changed: list[Changed] = field(default_factory=list)
    unread: int = 0

    @property
    def since(self) -> int:
        """How many of those that change were made on that day or later."""
        return sum(each.since for each in self.changed)


def day_of(source: Source, entered: date | None) -> date | None:
    """Return the day on which what a source is changed or will change; None where no day is known."""
    if entered is not None:
        return entered
    return date.fromisoformat(source.superseded_on) if source.superseded_on else queries.first_day(source)


def decides(ruleset: Ruleset, source_id: str) -> bool:
    """Say whether a source makes a duty or a basis in data-protection law, so that its day can change a decision."""
    lawful = [ruleset.lawful_bases[each.lawful] for each in ruleset.bases.values() if each.lawful]
    return any(each.law == source_id for each in ruleset.duties.values()) or any(
        source_id in each.cites for each in lawful
    )


def record_reading(*, organisation: Organisation, source: Source, day: date, by: User) -> None:
    """Record that someone is about to try an organisation's decisions on a law's day: call it before `of_law`."""
    record_read(
        event=Event.RULESET_COMPARED,
        organisation=organisation,
        body={
            "what": "decisions of the last year",
            "with": source.id,
            "title": source.title,
            "part": source.part,
            "day": day.isoformat(),
        },
        by=by,
    )


def of_law(organisation: Organisation, source_id: str, day: date) -> Found:
    """Return which decisions of the last year would come out differently, had the law been what it is from its day."""
    found = Found()
    for entry, body in bodies(organisation, timezone.now() - YEAR):
        ruleset = _ruleset(entry)
        if ruleset is not None and not decides(ruleset, source_id):
            continue
        if body is None or ruleset is None:
            found.unread += 1
            continue
        found.tried += 1
        made_on = date.fromisoformat(body["on"])
        if lines := _lines(ruleset, source_id, body, organisation.kind):
            found.changed.append(Changed(entry.reference, made_on, lines, made_on >= day))
    return found


def _ruleset(entry: Entry) -> Ruleset | None:
    """Return the rules of a decision; None where they are gone."""
    try:
        return library.by_digest(entry.ruleset or "")
    except (library.UnknownRuleset, RulesetError):
        return None


def _lines(ruleset: Ruleset, source_id: str, body: Mapping[str, Any], kind: str) -> tuple[str, ...]:
    """Return what would be different about one decision, a sentence each; none where nothing would be."""
    walked, law = walk(ruleset, body["answers"]), _law(body, kind)
    changed = _changed(ruleset, source_id)
    was, would = _duties(ruleset, walked, law), _duties(changed, walked, law)
    lines = [f"It would also ask: {fill(each.text)}" for each in would if each not in was]
    lines += [f"It would no longer ask: {fill(each.text)}" for each in was if each not in would]
    basis = _basis(changed, walked, law)
    if basis != _basis(ruleset, walked, law):
        lines.append(f"Its basis in data protection law would be: {basis}")
    return tuple(lines)


def _law(body: Mapping[str, Any], kind: str) -> Law:
    """Return what the law was to a decision, as its own entry says; `kind` where none was recorded then."""
    told = body["law"]
    begun = {each["source"]: date.fromisoformat(each["day"]) for each in told["begun"]}
    return Law(told["organisation"] or kind, begun, date.fromisoformat(body["on"]))


def _changed(ruleset: Ruleset, source_id: str) -> Ruleset:
    """Return the rules as they would be had the law been, whatever the day, what it is from its day on."""
    source = ruleset.sources[source_id]
    status = SUPERSEDED if source.superseded_on else IN_FORCE
    sources = {**ruleset.sources, source_id: replace(source, status=status, begins_on="", superseded_on="")}
    return replace(ruleset, sources=sources)


def _duties(ruleset: Ruleset, walked: Walk, law: Law) -> list[Duty]:
    return [each for each in live_duties(ruleset, walked.duties, law) if each.id != NO_KIND]


def _basis(ruleset: Ruleset, walked: Walk, law: Law) -> str:
    """Return the basis in data-protection law in words."""
    lawful = lawful_basis(ruleset, walked.outcome, law) if walked.outcome else None
    return f"{lawful.title}, {article_6(lawful, law.kind)}" if lawful else ""
