"""Mutants that decide nothing otherwise, each with its reason."""

from __future__ import annotations

from decisions.engine.ruleset import SHARING, Question, Ruleset
from tests.mutation.mutants import Mutant

NOTHING_AFTER = (
    "Nobody is told anything after this answer, with or without its mark: it guards whoever turns the edge."
)
ALONE = "It cannot be ticked beside another, so it is never asked which goes first."


def reason(ruleset: Ruleset, mutant: Mutant) -> str:
    """Why this mutant decides just as the ruleset does, or ""."""
    for question in mutant.nodes.values():
        if not isinstance(question, Question) or "without" not in mutant.name:
            continue
        before = ruleset.questions[question.id]
        for old, new in zip(before.options, question.options, strict=True):
            unmarked = (old.denies and not new.denies) or (old.objects and not new.objects)
            if unmarked and not _shares_after(ruleset, old.goes_to):
                return NOTHING_AFTER
            if old.precedence != new.precedence and old.exclusive:
                return ALONE
    return ""


def _shares_after(ruleset: Ruleset, node: str) -> bool:
    """Whether any walk from here ends in telling something, protection from harm aside."""
    seen: set[str] = set()
    waiting = [node]
    while waiting:
        one = waiting.pop()
        if one in ruleset.questions and one not in seen:
            seen.add(one)
            waiting += ruleset.questions[one].leads_to()
        outcome = ruleset.outcomes.get(one)
        protects = outcome and outcome.basis and ruleset.bases[outcome.basis].protects
        if outcome and outcome.kind in SHARING and not protects:
            return True
    return False
