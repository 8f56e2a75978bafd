"""Leaves in the order of their log, to sums. What a leaf adds depends on it and on earlier leaves, on nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime

from audit.kinds import group
from audit.reports.counting.adds import MADE, NOT_KNOWN, Pairs, added
from audit.reports.counting.known import (
    ASKED,
    IN_TIME,
    LATE,
    NOT_NEEDED,
    TOLD,
    WATCHED,
    Concern,
    Decision,
    Known,
    Question,
)
from audit.reports.counting.leaves import Leaf
from audit.reports.counting.memory import Memory
from audit.reports.counting.sums import Thing

WAITS = ((7, "0-7"), (14, "8-14"), (30, "15-30"))
ANSWERED = ((60, "hour"), (24 * 60, "day"), (3 * 24 * 60, "days"))
LONGER, LONG = "31+", "longer"
MOST_ALIKE = 5_000
"""So many different leaves wait to be taken apart, so that a long log needs no more memory than a short one."""


class Count:
    """The sums of the leaves read so far."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._counts: Counter[Thing] = Counter()
        self._alike: Counter[tuple[date, str, Pairs]] = Counter()

    @property
    def counts(self) -> Counter[Thing]:
        """How often each thing was counted."""
        self._take_apart()
        return self._counts

    def _take_apart(self) -> None:
        for (month, home, pairs), number in self._alike.items():
            for what, key in pairs:
                self._counts[Thing(what, month, home, key)] += number
        self._alike.clear()

    def read(self, leaf: Leaf) -> None:
        """Take in the next leaf of a log."""
        # Leaves that say the same are many: they are counted as one and taken apart at the end.
        self._alike[leaf.month, leaf.home, added(leaf.codes)] += 1
        if len(self._alike) > MOST_ALIKE:
            self._take_apart()
        if leaf.event in BEGIN:
            BEGIN[leaf.event](self, leaf)
        elif leaf.event in COME_BACK and leaf.about:
            COME_BACK[leaf.event](self, leaf)

    def _add(self, what: str, month: date, home: str, key: str) -> None:
        self._counts[Thing(what, month, home, key)] += 1

    def _know(self, kind: str, id_: str, known: Known, before: Known | None = None) -> None:
        """Count a thing as it now stands instead of as it stood, and remember it."""
        if before is not None:
            self._counts.subtract(before.things())
        self._counts.update(known.things())
        self._memory.put(kind, id_, known.line())

    def made(self, leaf: Leaf) -> None:
        """A decision was made."""
        marks = "".join(letter for mark, letter in WATCHED.items() if mark in leaf.flags)
        how = "must" if "overruled_must" in leaf.flags else "may" if "overruled_may" in leaf.flags else ""
        self._know(
            "decision",
            leaf.id,
            Decision(str(leaf.day), leaf.home, leaf.door or NOT_KNOWN, leaf.decided or NOT_KNOWN, marks, how),
        )

    def reviewed(self, leaf: Leaf) -> None:
        """Somebody gave their view of a decision."""
        line = self._memory.get("decision", leaf.about)
        if not line:
            return
        before, now = Decision.of(line), Decision.of(line)
        finding = ASKED if leaf.outcome == "ask" else leaf.outcome or NOT_KNOWN
        # It belongs to the home of the decision, whatever its own leaf says.
        self._add("view", leaf.month, now.home, f"{finding} {group(now.decided)}")
        if now.viewed(finding):
            days = (leaf.day - leaf.day.fromisoformat(now.day)).days
            self._add("wait", leaf.month, now.home, _within(days, WAITS, LONGER))
        self._know("decision", leaf.about, now, before)

    def judged_unseen(self, leaf: Leaf) -> None:
        """Somebody decided again what a worker had decided, without knowing how."""
        line = self._memory.get("decision", leaf.about)
        if line:
            decision = Decision.of(line)
            key = f"{decision.decided} {leaf.outcome or NOT_KNOWN}"
            self._add("lot", decision.month, decision.home, key)

    def asked(self, leaf: Leaf) -> None:
        """A worker asked for advice; to ask on while one waits is the same question."""
        whom = leaf.code("whom.")
        urgent = "urgent" if "urgent" in leaf.flags else "calm"
        before = self._waiting(whom, leaf.about)
        if before is None:
            asked = Question(str(leaf.day), leaf.home, leaf.time, whom or NOT_KNOWN, urgent)
            self._know(f"advice.{whom}", leaf.about, asked)
        elif urgent == "urgent":
            now = Question.of(before.line())
            now.urgent = urgent
            self._know(f"advice.{whom}", leaf.about, now, before)

    def advised(self, leaf: Leaf) -> None:
        """Somebody answered; a second answer adds nothing to the first."""
        whom = leaf.code("whom.")
        before = self._waiting(whom, leaf.about)
        if before is not None:
            now = Question.of(before.line())
            waited = datetime.fromisoformat(leaf.time) - datetime.fromisoformat(now.asked)
            now.answered = _within(waited.total_seconds() / 60, ANSWERED, LONG)
            self._know(f"advice.{whom}", leaf.about, now, before)

    def _waiting(self, whom: str, about: str) -> Question | None:
        line = self._memory.get(f"advice.{whom}", about)
        found = Question.of(line) if line else None
        return found if found and not found.answered else None

    def raised(self, leaf: Leaf) -> None:
        """Somebody raised a concern."""
        about = leaf.outcome or NOT_KNOWN
        concern = Concern(str(leaf.day), leaf.home, about, complaint="yes" if about == "complaint" else "")
        self._know("concern", leaf.id, concern)

    def acted_on(self, leaf: Leaf) -> None:
        """Something was done about a concern, or it was closed."""
        line = self._memory.get("concern", leaf.about)
        if not line:
            return
        before, now = Concern.of(line), Concern.of(line)
        _step(now, leaf)
        if now.breach == "yes" and before.breach != "yes":
            self._add("judged_breach", leaf.month, now.home, now.severity or NOT_KNOWN)
        self._know("concern", leaf.about, now, before)


def _step(concern: Concern, leaf: Leaf) -> None:
    """Let a concern stand as a step says."""
    kept = IN_TIME if IN_TIME in leaf.flags else LATE if LATE in leaf.flags else TOLD
    if leaf.outcome in {"breach", "no_breach"}:
        concern.breach = "yes" if leaf.outcome == "breach" else "no"
    elif leaf.outcome == "regulator":
        concern.regulator = kept
    elif leaf.outcome == "not_reportable":
        concern.regulator = NOT_NEEDED
    elif leaf.outcome == "acknowledged":
        concern.acknowledged = kept
    elif leaf.outcome == "closed":
        concern.state = "closed"
    concern.severity = leaf.code("severity.")
    concern.complaint = "yes" if "complaint" in leaf.flags else ""


def _within(measured: float, limits: tuple[tuple[int, str], ...], longer: str) -> str:
    return next((name for most, name in limits if measured <= most), longer)


def needed(leaf: Leaf) -> Iterator[tuple[str, str]]:
    """Yield what must be remembered before a leaf can be read: kinds and ids."""
    if leaf.event in {"decision.reviewed", "sample.judged"}:
        yield "decision", leaf.about
    elif leaf.event in {"concern.acted_on", "concern.closed"}:
        yield "concern", leaf.about
    elif leaf.event in {"advice.asked", "advice.given"}:
        yield f"advice.{leaf.code('whom.')}", leaf.about


Reads = Mapping[str, Callable[[Count, Leaf], None]]
BEGIN: Reads = {MADE: Count.made, "concern.raised": Count.raised}
COME_BACK: Reads = {
    "decision.reviewed": Count.reviewed,
    "sample.judged": Count.judged_unseen,
    "advice.asked": Count.asked,
    "advice.given": Count.advised,
    "concern.acted_on": Count.acted_on,
    "concern.closed": Count.acted_on,
}
"""What is read of an entry about an earlier one; one that names none only counts as an entry."""
