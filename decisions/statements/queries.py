"""What the ledger holds of decisions about one individual, in the words it was decided in."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from audit.ledger import queries as ledger
from audit.ledger.errors import BodyAltered, KeyDestroyed
from audit.ledger.models import Entry
from decisions.engine.ruleset import NEEDS_BASIS
from decisions.individuals.models import Individual
from decisions.wizard.flags import NOT_TOLD
from decisions.wizard.models import Decision, Disclosure
from portal.days import moment_in_words
from portal.paging import read_page

SIZE = 10
WAS_TOLD = NEEDS_BASIS | {"share_anonymised"}


@dataclass(frozen=True, slots=True)
class Line:
    """One decision as the statement tells it. `problem` says why, where the record cannot be read.

    A `silent` one is for the staff alone: it is not safe yet to tell the person of it.
    """

    reference: str
    at: str
    asked: str
    decided: str
    items: str
    why: str
    given: tuple[str, ...]
    by: str
    problem: str = ""
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """Some decisions about one individual, the latest first, and where the older ones begin ("" where none do)."""

    lines: tuple[Line, ...]
    older: str

    @property
    def for_them(self) -> tuple[Line, ...]:
        """What may be given to the person: without what it is not safe to tell them yet."""
        return tuple(line for line in self.lines if not line.silent)


def statement(individual: Individual, *, before: str = "", size: int = SIZE) -> Statement:
    """Return a page of the statement; a place that means nothing is the first page."""
    rows = Decision.objects.filter(individual=individual).select_related("entry").order_by("-id")
    place = _place(before)
    if place:
        rows = rows.filter(pk__lt=place)
    found = read_page(lambda most: rows[:most], size)
    given = _given(found.rows)
    lines = tuple(_line(decision, given[decision.pk]) for decision in found.rows)
    return Statement(lines, str(found.after.pk) if found.after else "")


def _place(mark: str) -> UUID | None:
    """Return the decision a page begins after, or None where that is no decision's id."""
    try:
        return UUID(mark)
    except ValueError:
        return None


def _given(decisions: list[Decision]) -> dict[UUID, list[str]]:
    """Return what was in fact shared after some decisions, a sentence each, the first first."""
    rows = Disclosure.objects.filter(decision__in=decisions).select_related("entry").order_by("id")
    found: dict[UUID, list[str]] = defaultdict(list)
    for each in rows:
        said, _ = _body(each.entry)
        if said:
            found[each.decision_id].append(f"{said['told']} was told about {', '.join(said['items'])}.")
    return found


def _body(entry: Entry) -> tuple[dict[str, Any], str]:
    """Return what an entry says, or nothing and why not."""
    try:
        return ledger.body_of(entry), ""
    except BodyAltered:
        return {}, "This record was changed after it was made, so it is not shown."
    except KeyDestroyed:
        return {}, "The details were destroyed when their time was up."


def _line(decision: Decision, given: list[str]) -> Line:
    """Return one decision as the statement tells it."""
    said, problem = _body(decision.entry)
    at = moment_in_words(decision.made_at)
    silent = NOT_TOLD in (decision.entry.flags or [])
    if problem:
        return Line(decision.reference, at, "", "", "", "", (), "", problem, silent)
    told = said["decided"] in WAS_TOLD
    return Line(
        reference=decision.reference,
        at=at,
        asked=said["recipient"]["who"] or said["recipient"]["asks"],
        decided=said["advice"]["title"] if not decision.departed else _departed(told),
        items=", ".join(item["label"] for item in said["items"]) if told else "Nothing",
        why=said["departure"] or said["advice"]["why"],
        given=tuple(given),
        by=said["actor"]["name"],
        silent=silent,
    )


def _departed(told: bool) -> str:
    return "We decided to share, against the advice" if told else "We decided not to share"
