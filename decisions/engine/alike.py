"""Do the same facts give the same kind of end, through whatever door they come?

Every answer that is the person's own no is a place to begin. From there the facts are walked on. A door that meets a
question to which the facts hold no answer cannot hear them. The others must agree, or be listed with their reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from decisions.engine.ruleset import Ruleset
from decisions.engine.walk import walk

ON_THE_WAY: Final[Mapping[str, Any]] = {
    "objection": "everything",
    "told": "yes",
    "adult_agency": "safeguarding",
    "protect_items": {"seen_or_heard": "It bears on the risk"},
    "protect_way": "private",
}
"""Answers that change nothing about the refusal, and that some doors ask for on the way."""
FACTS: Final[Mapping[str, tuple[str, Mapping[str, Any]]]] = {
    "nobody could be seriously harmed": ("do_not_share", {"harm": "no"}),
    "it is their own free choice and their own risk": (
        "do_not_share",
        {"harm": "yes", "beyond_them": ["none"]},
    ),
    "a crime against them that is over, and nobody else is at risk": (
        "do_not_share",
        {"harm": "yes", "beyond_them": ["crime"], "crime_now": "over"},
    ),
    "others could be harmed, and only those who protect can help": (
        "safeguard",
        {"harm": "yes", "beyond_them": ["others"], "less_intrusive": "no"},
    ),
    "others could be harmed, and a warning without a name will do": (
        "share_anonymised",
        {"harm": "yes", "beyond_them": ["others"], "less_intrusive": "no_name"},
    ),
    "they are under pressure, and only those who protect can help": (
        "safeguard",
        {"harm": "yes", "beyond_them": ["pressure"], "less_intrusive": "no"},
    ),
    "they may not be able to decide, and only those who protect can help": (
        "safeguard",
        {"harm": "yes", "beyond_them": ["capacity"], "less_intrusive": "no"},
    ),
    "it is one who works with people or cares for others, and only those who protect can help": (
        "safeguard",
        {"harm": "yes", "beyond_them": ["trusted"], "less_intrusive": "no"},
    ),
    "someone hurt them with a gun or a knife, and only those who protect can help": (
        "safeguard",
        {"harm": "yes", "beyond_them": ["crime"], "crime_now": "weapon", "less_intrusive": "no"},
    ),
    "a crime that could happen again, and only those who protect can help": (
        "safeguard",
        {"harm": "yes", "beyond_them": ["crime"], "crime_now": "again", "less_intrusive": "no"},
    ),
    "others could be harmed, and we can keep them safe ourselves": (
        "do_not_share",
        {"harm": "yes", "beyond_them": ["others"], "less_intrusive": "inside"},
    ),
    "a crime against them that is over, and others could be harmed": (
        "safeguard",
        {"harm": "yes", "beyond_them": ["crime", "others"], "less_intrusive": "no"},
    ),
    "nobody is sure if someone could be harmed, and they chose freely for themself": (
        "do_not_share",
        {"harm": "not_sure", "beyond_them": ["none"]},
    ),
    "they could die soon": ("safeguard", {"harm": "yes", "beyond_them": ["life"]}),
    "nobody is sure if they chose freely": ("ask_guardian", {"harm": "yes", "beyond_them": ["not_sure"]}),
}
"""What is known about a refusal, with the kind of end it must come to and the answers that say it."""


def differences(rulesets: Iterable[Ruleset], listed: Mapping[str, str]) -> Iterator[str]:
    """The doors in which a set of facts ends otherwise. `listed` holds "door: facts" with the reason for each."""
    found: dict[str, list[str]] = {}
    for place, fault in _otherwise(rulesets):
        found.setdefault(place, []).append(fault)
    for place, faults in found.items():
        yield from faults if place not in listed else ()
    for place, reason in listed.items():
        if place not in found:
            yield f"{place} is listed as ending otherwise, and does not."
        if not reason.strip():
            yield f"{place} is listed as ending otherwise, without a reason."


def _otherwise(rulesets: Iterable[Ruleset]) -> Iterator[tuple[str, str]]:
    """Each end of another kind: "door: facts", and the fault."""
    for ruleset in rulesets:
        for facts, (kind, answers) in FACTS.items():
            for asked, came in _ends(ruleset, {**ON_THE_WAY, **answers}):
                if came != kind:
                    fault = f"{asked}: {facts} ends in {came}, and elsewhere in {kind}."
                    yield f"{ruleset.name}: {facts}", f"{ruleset.key}: {fault}"


def hearing(rulesets: Iterable[Ruleset], facts: str) -> Iterator[str]:
    """The doors that can hear a set of facts, by name."""
    _kind, answers = FACTS[facts]
    for ruleset in rulesets:
        if any(_ends(ruleset, {**ON_THE_WAY, **answers})):
            yield ruleset.name


def _ends(ruleset: Ruleset, answers: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Each "no" of a ruleset that hears these facts, up to the one that decides, and the kind of the end."""
    if ruleset.edition == 1:
        return
    decides = list(answers)[-1]
    for question in ruleset.questions.values():
        for option in question.options:
            if not option.objects or option.goes_to not in ruleset.questions:
                continue
            taken = walk(replace(ruleset, first=option.goes_to), answers)
            if taken.outcome is not None and decides in {step.question for step in taken.steps}:
                yield f"{question.id}.{option.id}", taken.outcome.kind
