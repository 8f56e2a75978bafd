"""What a leaf adds for good, by its codes alone: no later leaf changes it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from audit.kinds import group
from audit.reports.counting import principles
from audit.reports.counting.leaves import DECIDED, Codes, code_of

MADE = "decision.made"
TOOK, OBJECTION, UNSURE = "took.", "objection.", "unsure."
OVERRULED = "overruled"
NOT_KNOWN = "-"
"""Stands in a key for what a leaf does not say."""
Pairs = tuple[tuple[str, str], ...]
"""Kinds of things with their keys."""


@lru_cache(maxsize=5_000)
def added(codes: Codes) -> Pairs:
    """Return what is counted of a leaf with these codes: its event, and of a decision all that it says."""
    found = [("event", codes.event)]
    if codes.event == MADE:
        found += _of_decision(codes)
        found += _of_marks(codes.flags, group(code_of(codes.flags, DECIDED)))
        found += _of_rules(codes.rules, group(code_of(codes.flags, DECIDED)))
    return tuple(found)


def _of_decision(codes: Codes) -> Iterator[tuple[str, str]]:
    """Yield the subject, advice, decision and ground, how long it took, and what became of a no."""
    decided = code_of(codes.flags, DECIDED)
    of, door = group(decided), codes.door or NOT_KNOWN
    yield "decision", f"{door} {codes.outcome or NOT_KNOWN} {decided or NOT_KNOWN}"
    yield "basis", f"{codes.basis or NOT_KNOWN} {of}"
    yield "took", f"{code_of(codes.flags, TOOK) or NOT_KNOWN} {of}"
    objection = code_of(codes.flags, OBJECTION)
    if objection:
        yield "objection", objection
    if OVERRULED in codes.flags:
        yield "overruled_about", door


def _of_marks(flags: tuple[str, ...], of: str) -> Iterator[tuple[str, str]]:
    """Yield each mark of a decision, and each question of which the worker was not sure."""
    for flag in flags:
        if flag.startswith(UNSURE):
            yield "unsure", flag.removeprefix(UNSURE)
        elif not flag.startswith((DECIDED, TOOK, OBJECTION)):
            yield "mark", f"{flag} {of}"


def _of_rules(rules: tuple[str, ...], of: str) -> Iterator[tuple[str, str]]:
    """Yield each rule that a decision cites, and each principle behind them, once."""
    for rule in dict.fromkeys(rules):
        yield "rule", f"{rule} {of}"
    for principle in principles.behind(rules):
        yield "principle", principle
