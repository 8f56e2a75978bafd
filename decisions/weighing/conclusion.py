"""What is kept and said of a weighing, in the words that were on the screen: the questions, both sides and the end."""

from __future__ import annotations

from typing import Any, Final

from django.urls import reverse

from audit.oversight.weighing.actions import Ended
from audit.oversight.weighing.queries import Asking
from decisions.engine.ruleset import Outcome
from decisions.engine.wording import fill
from decisions.law.queries import law_for
from decisions.law.standing import Law
from decisions.wizard import body
from decisions.wizard.flags import flags
from decisions.wizard.journey import ALSO, Journey
from portal.contacts import guardian_of
from portal.days import london_day
from portal.models import Organisation

SIDES: Final = {
    "good": ("good_of_telling", "law_good"),
    "harm": ("harm_of_telling", "law_harm"),
}
"""The two sides, each with the questions in which it is written."""
UNSETTLED: Final = frozenset(
    {
        "deputy_weighs",
        "read_the_law",
        "find_out_first",
        "see_them_first",
        "ask_first",
        "choose_a_part",
        "cut_to_the_law",
        "find_who_can",
    }
)
"""The ends after which it still waits for someone to weigh it."""
PUBLIC: Final = "public_interest"
"""The ground on which a Guardian tells what neither agreement nor a law opens, and the mark of it."""
MOST: Final = 2000
"""How long advice in a thread may be."""


def advice(journey: Journey, outcome: Outcome, organisation: Organisation, law: Law) -> dict[str, Any]:
    """Return the end as it is shown and kept. Nobody is named in it: what is general here is plain to the worker."""
    guardian = guardian_of(organisation)
    words = {
        "items": body.words_for(journey, guardian)["items"],
        "guardian": guardian.name,
        "guardian_phone": guardian.phone,
    }
    said = body.advice(journey, outcome, words, law)
    return said | {"untold": fill(outcome.untold, words) if outcome.untold else ""}


def sides(journey: Journey) -> dict[str, str]:
    """Return both sides as they were written, "" for one that this way did not ask for."""
    answers = journey.state.answers
    return {
        side: next((str(answers[each]) for each in asked if each in journey.path and each in answers), "")
        for side, asked in SIDES.items()
    }


def ended(journey: Journey, outcome: Outcome, asked: Asking, words: str) -> Ended:
    """Return what the entry keeps of a weighing, and what the worker is told of it."""
    law = law_for(asked.organisation, journey.ruleset, journey.walk)
    said = advice(journey, outcome, asked.organisation, law)
    ruleset = journey.ruleset
    given = {q: a for q, a in journey.state.answers.items() if q.removesuffix(ALSO) in journey.path}
    rules = {ruleset.sources[each].rule for each in outcome.cites}
    return Ended(
        outcome=outcome.id,
        kind=outcome.kind,
        settled=outcome.id not in UNSETTLED,
        path=reverse("wizard:decision", args=[asked.decision]),
        advice=_to_the_worker(said, words),
        body={
            "advice": said,
            "words": words,
            "sides": sides(journey),
            "asked": body.rows(journey),
            "answers": given,
            "items": body.items(journey),
            "dropped": journey.state.dropped,
            "law": body.in_force(journey, law),
            "ruleset": body.rules_of(ruleset),
            "on": f"{london_day():%Y-%m-%d}",
        },
        facets={
            "basis": outcome.basis or "",
            "rules": sorted(rules - {""}),
            "ruleset": ruleset.digest,
            "flags": [*flags(journey, outcome, law), *([PUBLIC] if outcome.basis == PUBLIC else [])],
        },
    )


def _to_the_worker(said: dict[str, Any], words: str) -> str:
    """Return what a worker reads in their own thread: the end, what to do, and what to say."""
    lines = [
        f"{said['title']}.",
        words,
        f"To the one who asks: {said['say_asker']}",
        f"To the person: {said['say_person'] or said['untold']}",
    ]
    return "\n\n".join(filter(None, lines))[:MOST]
