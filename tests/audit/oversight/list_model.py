"""What waits for the Guardian, in plain Python: told again from the rules of the desk and from none of its code."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

# The worst first. What brings a decision there is a flag of its entry, or, where there is none, what is named in words.
ORDER: list[tuple[str, set[str]]] = [
    ("altered", set()),
    ("overruled", {"overruled", "overruled_must", "overruled_may"}),
    ("without_consent", {"without_consent"}),
    ("public_interest", {"public_interest"}),
    ("departed", {"departed", "register_contradicted"}),
    ("late", {"late"}),
    ("capacity", {"capacity"}),
    ("refused_safety", {"refused_safety"}),
    ("alert_ignored", {"alert_ignored"}),
    ("not_told", {"not_told"}),
    ("asked_guardian", {"decided.ask_guardian", "review"}),
    ("not_sure", {"not_sure"}),
    ("reader_asked", set()),
    ("drawn", set()),
]
RANK = {reason: rank for rank, (reason, _) in enumerate(ORDER)}
SAME = {"yes", "yes_with_advice"}


@dataclass
class Decision:
    """One decision, and what became of it."""

    id: UUID
    seq: int
    day: date
    home: UUID | None
    worker: UUID
    flags: set[str]
    door: str
    outcome: str
    decided: str
    reason: str = ""
    state: str = "none"
    drawn: bool = False
    views: list[tuple[UUID, str, int]] = field(default_factory=list)
    judged: int | None = None

    @property
    def month(self) -> date:
        return self.day.replace(day=1)

    @property
    def order(self) -> tuple[int, int]:
        return RANK[self.reason], self.seq

    @property
    def finding(self) -> str:
        return self.views[-1][1] if self.views else "yes" if self.state == "done" else ""


@dataclass
class Desk:
    """All decisions, in the order in which they were made, and what was counted."""

    decisions: list[Decision] = field(default_factory=list)
    tallies: Counter[tuple[Any, ...]] = field(default_factory=Counter)

    def made(self, it: Decision) -> None:
        reasons = [reason for reason, flags in ORDER if flags & it.flags]
        if reasons:
            it.reason, it.state = reasons[0], "waiting"
        self.decisions.append(it)
        place = (it.month, it.home)
        self.tallies["decision", *place, f"{it.door} {it.outcome} {it.decided}"] += 1
        self.tallies["worker", *place, f"{it.worker} {it.door} {it.decided}"] += 1
        for flag in it.flags:
            if not flag.startswith("decided."):
                self.tallies["flag", *place, flag] += 1
                self.tallies["flag by door", *place, f"{flag} {it.door}"] += 1

    def may_view(self, it: Decision, finding: str) -> bool:
        """Say whether the page would take such a view: nothing that is settled, and no question on a question."""
        return it.state != "done" and not (finding == "ask" and it.state in {"asked", "differing"})

    def viewed(self, it: Decision, reader: UUID, finding: str, seq: int, day: date) -> None:
        self.tallies["finding", day.replace(day=1), it.home, f"{finding} {it.door}"] += 1
        if finding == "ask":
            it.reason, it.state = it.reason or "reader_asked", "asked"
            return
        if it.judged is None:
            days = (day - it.day).days
            bucket = "0-7" if days < 8 else "8-14" if days < 15 else "15-30" if days < 31 else "31+"
            self.tallies["wait", day.replace(day=1), it.home, bucket] += 1
        settles = it.state == "differing" or "public_interest" not in it.flags
        earlier = it.views[-1][1] if it.views else None
        it.views.append((reader, finding, seq))
        it.judged = seq
        if settles:
            it.state = "done"
        elif earlier is None:
            it.state = "second"
        else:
            it.state = "done" if (earlier in SAME) == (finding in SAME) else "differing"

    def answered(self, it: Decision) -> None:
        if it.state == "asked":
            half = it.views and "public_interest" in it.flags
            it.state = "second" if half else "waiting"

    def lot(self, drawn: list[Decision]) -> None:
        for it in drawn:
            it.drawn = True
            if it.state == "none":
                it.reason, it.state = "drawn", "waiting"

    def decided_again(self, it: Decision, kind: str, seq: int) -> None:
        self.tallies["lot", it.month, it.home, f"{it.decided} {kind}"] += 1
        if (it.reason, it.state, it.decided) == ("drawn", "waiting", kind):
            it.state, it.judged = "done", seq

    def waiting(
        self,
        viewer: UUID,
        *,
        home: UUID | None = None,
        month: date | None = None,
        reason: str | None = None,
    ) -> list[Decision]:
        """Return the list of one reader, in its order."""
        found = [
            it
            for it in self.decisions
            if it.state in {"waiting", "second", "differing"}
            and it.worker != viewer
            and not (it.state == "second" and it.views[0][0] == viewer)
            and home in {None, it.home}
            and month in {None, it.month}
            and reason in {None, it.reason}
        ]
        return sorted(found, key=lambda it: it.order)

    def between(self, viewer: UUID, state: str) -> list[Decision]:
        found = [it for it in self.decisions if it.state == state and it.worker != viewer]
        return sorted(found, key=lambda it: it.order)

    def looked_at(self, viewer: UUID, home: UUID | None = None) -> list[Decision]:
        found = [
            it
            for it in self.decisions
            if it.state == "done" and it.worker != viewer and home in {None, it.home}
        ]
        return sorted(found, key=lambda it: -(it.judged or 0))
