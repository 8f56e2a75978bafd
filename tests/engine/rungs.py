"""The usual answers of the door of research and planning, and a walk of its whole graph with some answers in mind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from decisions.engine.ruleset import Outcome
from decisions.engine.walk import Walk, resolved, walk
from decisions.rulesets import library

DOOR = library.current("community")
WITH_NAMES = {"share", "share_in_part"}
"""Kinds of outcome that show who people are."""
FIGURES: dict[str, Any] = {
    "danger": "no",
    "who": "research",
    "identity": "called_back",
    "use": "planning",
    "figures_enough": "yes",
    "could_show_who": ["none"],
    "intruder": "no",
    "seen_by": "only_them",
}
LIST: dict[str, Any] = {
    **FIGURES,
    "figures_enough": "no",
    "coded_enough": "yes",
    "list_often": "once",
    "send_list": "secure_email",
    "identifiers": ["none"],
    "low_agreement": "in_date",
    "trusted_contract": "in_date",
    "trusted_standard": "in_date",
    "trusted_auditor": "in_date",
}
NAMES: dict[str, Any] = {
    **FIGURES,
    "use": "research",
    "study_needs": "facts",
    "figures_enough": "no",
    "coded_enough": "no",
    "how_many": "more",
    "law_says": "no",
    "people_agreed": "yes",
    "what_they_agreed": "this_use",
    "informed": "told",
    "items": {"diagnosis": "it is what the study is about"},
    "least": "yes",
    "legal_limits": "no",
    "scale": ["none"],
    "accurate": "yes",
    "channel": "secure_email",
}
SUPPORT = {"people_agreed": "cannot_ask", "law_allows": "section_251", "support": "covers"}
DOCUMENTS = ["trusted_contract", "trusted_standard", "trusted_auditor"]
IDENTIFIERS = [one.id for one in DOOR.questions["identifiers"].options if not one.exclusive]


def end(base: dict[str, Any], **changes: Any) -> Outcome:
    """Where these answers lead, with some changed."""
    return taken(base, **changes).outcome  # type: ignore[return-value]


def taken(base: dict[str, Any], **changes: Any) -> Walk:
    """The whole walk of these answers, with some changed."""
    whole = walk(DOOR, {**base, **changes})
    assert whole.outcome, whole.unanswered
    return whole


def ends(*watched: str) -> Iterator[tuple[Outcome, frozenset[str]]]:
    """Every way a walk can end, with those of the watched answers ("question.option") that were given on it."""
    first: tuple[str, str | None, frozenset[str]] = (DOOR.first, None, frozenset())
    seen, waiting = {first}, [first]
    while waiting:
        node, basis, given = waiting.pop()
        if node in DOOR.outcomes:
            yield resolved(DOOR, DOOR.outcomes[node], basis), given
            continue
        question = DOOR.questions[node]
        following = [
            (one.goes_to, one.basis or basis, given | ({f"{node}.{one.id}"} & set(watched)))
            for one in question.options
        ] or [(question.goes_to or "", basis, given)]
        for state in following:
            if state not in seen:
                seen.add(state)
                waiting.append(state)


def shows_people(outcome: Outcome) -> bool:
    """Whether someone outside learns who people are, protection from serious harm aside."""
    protects = outcome.basis is not None and DOOR.bases[outcome.basis].protects
    return outcome.kind in WITH_NAMES and not protects
