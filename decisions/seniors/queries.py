"""Looks in other homes, and how like objections were treated: counts and references, no names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from audit.ledger import queries as ledger
from audit.ledger.events import Event
from decisions.individuals.models import Objection
from decisions.vocabulary import SCOPE_WORDS, Scope, items_in_words
from decisions.wizard.models import Decision
from portal.days import london_day, moment_in_words, stands

if TYPE_CHECKING:
    from portal.models import Organisation

SCOPE_OF_DOOR = {"care-team": Scope.CARE_TEAM, "family": Scope.FAMILY}
"""Whom the decisions of a door are about; every other door leads beyond the person's own care."""
HEARD = frozenset({"do_not_share", "ask_guardian", "share_in_part", "share_anonymised"})
MOST_REFERENCES = 10


@dataclass(frozen=True, slots=True)
class Look:
    """That somebody looked in other homes: when, who, for whom and why."""

    at: str
    person: str
    looked_for: str
    reason: str


def looks(organisation: Organisation, *, before: int | None = None) -> tuple[list[Look], int | None]:
    """Return a page of looks in other homes, the latest first, and where the older ones begin."""
    page = ledger.page(organisation, event=Event.INDIVIDUAL_SOUGHT, before=before)
    found = []
    for each in ledger.opened(page.entries):
        written = each.body.get("words", {})
        person = each.body.get("actor", {}).get("name", "")
        found.append(
            Look(
                moment_in_words(each.entry.recorded_at),
                person,
                written.get("looked_for", ""),
                written.get("reason", ""),
            )
        )
    return found, page.older


@dataclass(slots=True)
class Alike:
    """Objections to the same things told to the same people, and what was decided while they stood."""

    scope: str
    items: str
    objections: int = 0
    standing: int = 0
    heard: list[str] = field(default_factory=list)
    shared: list[str] = field(default_factory=list)

    @property
    def differ(self) -> bool:
        """Whether some were heard and others not."""
        return bool(self.heard and self.shared)


def alike(organisation: Organisation, on: date) -> list[Alike]:
    """Return like objections side by side, those that were treated differently first."""
    objections = list(
        Objection.objects.filter(individual__organisation=organisation).select_related("end").order_by("id")
    )
    decisions = _decisions({objection.individual_id for objection in objections})
    groups: dict[tuple[str, tuple[str, ...]], Alike] = {}
    for objection in objections:
        key = (objection.scope, tuple(sorted(objection.items)))
        group = groups.setdefault(key, _empty(objection))
        group.objections += 1
        group.standing += stands(on, since=objection.raised_on, ended=objection.ended_on)
        _count(group, objection, decisions[objection.individual_id])
    return sorted(
        groups.values(), key=lambda each: (not each.differ, -each.objections, each.scope, each.items)
    )


def _empty(objection: Objection) -> Alike:
    """Return a group in words: no words of the person are in it."""
    scope = SCOPE_WORDS[Scope(objection.scope)].replace("my", "their").replace(" me", " them")
    items = items_in_words(objection.items) if objection.items else "anything at all"
    return Alike(scope[:1].upper() + scope[1:], items[:1].upper() + items[1:])


def _decisions(individuals: Iterable[UUID]) -> dict[UUID, list[Decision]]:
    """Return the decisions about some individuals, by individual, the first first."""
    found: dict[UUID, list[Decision]] = defaultdict(list)
    for decision in Decision.objects.filter(individual__in=list(individuals)).order_by("made_at", "id"):
        found[decision.individual_id].append(decision)
    return found


def _count(group: Alike, objection: Objection, decisions: list[Decision]) -> None:
    """Count what was decided about the person, for those the objection is about, while it stood."""
    for decision in decisions:
        day = london_day(decision.made_at)
        about = SCOPE_OF_DOOR.get(decision.door, Scope.BEYOND_CARE)
        same = about == objection.scope or (
            about == Scope.BEYOND_CARE and objection.scope in {Scope.LEAVING_PRACTICE, Scope.ONWARD_NHS}
        )
        if same and stands(day, since=objection.raised_on, ended=objection.ended_on):
            heard = decision.outcome_kind in HEARD and not decision.departed
            references = group.heard if heard else group.shared
            if decision.reference not in references:
                references.append(decision.reference)
