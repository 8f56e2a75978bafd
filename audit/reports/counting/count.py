"""Leaves in the order of their log, to sums. What a leaf adds depends on it and on earlier leaves, on nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from audit.kinds import group
from audit.reports.counting import principles
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
from audit.reports.counting.leaves import DECIDED, Leaf
from audit.reports.counting.memory import Memory
from audit.reports.counting.sums import Thing

TOOK, OBJECTION, UNSURE = "took.", "objection.", "unsure."
NOT_KNOWN = "-"
"""Stands in a key for what a leaf does not say."""
WAITS = ((7, "0-7"), (14, "8-14"), (30, "15-30"))
ANSWERED = ((60, "hour"), (24 * 60, "day"), (3 * 24 * 60, "days"))
LONGER, LONG = "31+", "longer"
OVERRULED = "overruled"


class Count:
    """The sums of the leaves read so far. `counts` holds what was added since it was last emptied."""

    def __init__(self, memory: Memory) -> None:
        self.counts: Counter[Thing] = Counter()
        self._memory = memory

    def read(self, leaf: Leaf) -> None:
        """Take in the next leaf of a log."""
        self._add(leaf, "event", leaf.event)
        if leaf.event in BEGIN:
            BEGIN[leaf.event](self, leaf)
        elif leaf.event in COME_BACK and leaf.about:
            COME_BACK[leaf.event](self, leaf)

    def _add(self, leaf: Leaf, what: str, key: str) -> None:
        self.counts[Thing(what, leaf.month, leaf.home, key)] += 1

    def _know(self, kind: str, id_: str, known: Known, before: Known | None = None) -> None:
        """Count a thing as it now stands instead of as it stood, and remember it."""
        if before is not None:
            self.counts.subtract(before.things())
        self.counts.update(known.things())
        self._memory.put(kind, id_, known.line())

    def made(self, leaf: Leaf) -> None:
        """A decision was made."""
        decided = leaf.decided or NOT_KNOWN
        of = group(leaf.decided)
        for what, key in _of_decision(leaf, decided, of):
            self._add(leaf, what, key)
        marks = "".join(letter for mark, letter in WATCHED.items() if mark in leaf.flags)
        how = "must" if "overruled_must" in leaf.flags else "may" if "overruled_may" in leaf.flags else ""
        self._know(
            "decision",
            leaf.id,
            Decision(str(leaf.day), leaf.home, leaf.door or NOT_KNOWN, decided, marks, how),
        )

    def reviewed(self, leaf: Leaf) -> None:
        """Somebody gave their view of a decision."""
        line = self._memory.get("decision", leaf.about)
        if not line:
            return
        before, now = Decision.of(line), Decision.of(line)
        finding = ASKED if leaf.outcome == "ask" else leaf.outcome or NOT_KNOWN
        # It belongs to the home of the decision, whatever its own leaf says.
        self.counts[Thing("view", leaf.month, now.home, f"{finding} {group(now.decided)}")] += 1
        if now.viewed(finding):
            days = (leaf.day - leaf.day.fromisoformat(now.day)).days
            self.counts[Thing("wait", leaf.month, now.home, _within(days, WAITS, LONGER))] += 1
        self._know("decision", leaf.about, now, before)

    def judged_unseen(self, leaf: Leaf) -> None:
        """Somebody decided again what a worker had decided, without knowing how."""
        line = self._memory.get("decision", leaf.about)
        if line:
            decision = Decision.of(line)
            key = f"{decision.decided} {leaf.outcome or NOT_KNOWN}"
            self.counts[Thing("lot", decision.month, decision.home, key)] += 1

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
            self.counts[Thing("judged_breach", leaf.month, now.home, now.severity or NOT_KNOWN)] += 1
        self._know("concern", leaf.about, now, before)


def _of_decision(leaf: Leaf, decided: str, of: str) -> Iterator[tuple[str, str]]:
    """Yield what is counted of a decision for good, and under which key."""
    door, outcome, basis = (code or NOT_KNOWN for code in (leaf.door, leaf.outcome, leaf.basis))
    yield "decision", f"{door} {outcome} {decided}"
    yield "basis", f"{basis} {of}"
    yield "took", f"{leaf.code(TOOK) or NOT_KNOWN} {of}"
    objection = leaf.code(OBJECTION)
    if objection:
        yield "objection", objection
    if OVERRULED in leaf.flags:
        yield "overruled_about", door
    for rule in dict.fromkeys(leaf.rules):
        yield "rule", f"{rule} {of}"
    for principle in principles.behind(leaf.rules):
        yield "principle", principle
    for flag in leaf.flags:
        if flag.startswith(UNSURE):
            yield "unsure", flag.removeprefix(UNSURE)
        elif not flag.startswith((DECIDED, TOOK, OBJECTION)):
            yield "mark", f"{flag} {of}"


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
BEGIN: Reads = {"decision.made": Count.made, "concern.raised": Count.raised}
COME_BACK: Reads = {
    "decision.reviewed": Count.reviewed,
    "sample.judged": Count.judged_unseen,
    "advice.asked": Count.asked,
    "advice.given": Count.advised,
    "concern.acted_on": Count.acted_on,
    "concern.closed": Count.acted_on,
}
"""What is read of an entry about an earlier one; one that names none only counts as an entry."""
