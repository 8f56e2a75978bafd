"""What workers are most unsure about, month by month: there a question or its help text should be better."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from audit.kinds import in_words
from audit.ledger import queries as ledger
from audit.oversight.desk.models import Mark, Tally
from audit.oversight.words import parts, text
from portal.models import Organisation

FLAG = "unsure."
"""Begins the flags that name a question of which a worker was not sure: "unsure.agreement"."""


@dataclass(frozen=True, slots=True)
class Unsure:
    """How often workers were not sure of one question of one set of questions, in how many decisions."""

    question: str
    door: str
    times: int
    decisions: int

    @property
    def percent(self) -> int:
        """The share of the decisions through these questions, in whole percent."""
        return round(100 * self.times / self.decisions) if self.decisions else 0


def most(organisation: Organisation, month: date, *, size: int = 10) -> list[Unsure]:
    """Return what workers were most unsure about in a month, the most often first."""
    times = _counted(organisation, month, "flag by door", FLAG)
    if not times:
        return []
    decisions = _by_door(organisation, month)
    found = [
        Unsure(question, door, count, decisions[door])
        for key, count in times.items()
        for question, _, door in [key.removeprefix(FLAG).partition(" ")]
    ]
    return sorted(found, key=lambda each: (-each.times, -each.percent, each.question, each.door))[:size]


def _by_door(organisation: Organisation, month: date) -> Counter[str]:
    """Return how many decisions each set of questions led to."""
    doors: Counter[str] = Counter()
    for key, count in _counted(organisation, month, "decision").items():
        doors[key.partition(" ")[0]] += count
    return doors


def _counted(organisation: Organisation, month: date, what: str, start: str = "") -> Counter[str]:
    """Return what the month's tallies of one kind come to over all homes, those whose key begins so."""
    rows = Tally.objects.filter(organisation=organisation, what=what, month=month, key__startswith=start)
    counted: Counter[str] = Counter()
    for key, count in rows.values_list("key", "count"):
        counted[key] += count
    return counted


def titles(organisation: Organisation, questions: Sequence[Unsure]) -> dict[str, str]:
    """Return each question as it was asked in the newest decision whose worker was not sure of it.

    Where that cannot be read, its code is told as words.
    """
    newest = {each.question: _newest(organisation, each.question) for each in questions}
    places = [seq for seq in newest.values() if seq is not None]
    asked = {each.entry.seq: each.body for each in ledger.opened(ledger.at(organisation, places))}
    return {
        question: _title(asked.get(-1 if seq is None else seq, {}), question)
        for question, seq in newest.items()
    }


def _newest(organisation: Organisation, question: str) -> int | None:
    """Return the place of the newest decision whose worker was not sure of a question."""
    marks = Mark.objects.filter(organisation=organisation, flag=FLAG + question)
    return marks.order_by("-seq").values_list("seq", flat=True).first()


def _title(body: Mapping[str, Any], question: str) -> str:
    """Return the words of a question in a decision's body."""
    asked = (text(row.get("title")) for row in parts(body, "asked") if row.get("question") == question)
    return next(filter(None, asked), in_words(question))
