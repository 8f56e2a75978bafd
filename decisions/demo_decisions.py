"""A week of invented decisions, so that whoever tries the portal finds something on the Guardian's list.

Each is answered and recorded as a worker would, by the same actions; none of it happened.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from decisions.demo_cast import fixed
from decisions.individuals.models import Individual
from decisions.wizard import actions, drafts
from decisions.wizard.body import instead_of
from decisions.wizard.journey import DANGER, IN_DANGER, Journey
from decisions.wizard.models import Draft
from decisions.wizard.registers import Registers
from portal.models import Membership, User


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision: who made it, about whom, the answers in their order, and why the advice was departed from."""

    name: str
    worker: str
    about: str
    answers: dict[str, Any]
    departs: str = ""

    @property
    def id(self) -> UUID:
        """The id of the draft, the decision and its entry."""
        return fixed("decision", self.name)


_AMIRA, _BEN = "amira@willow.example", "ben@willow.example"
_SURGERY = {
    "danger": "no",
    "who": "care_worker",
    "identity": "called_back",
    "identity_also": "Elm Road Surgery",
}
_FAMILY = {"danger": "no", "who": "family", "identity": "known_in_person"}
_NOBODY = {"danger": "no", "who": "nobody", "reach": "own_list"}

DECIDED = (
    Decided(
        "medicines for the surgery",
        _AMIRA,
        "WH-105",
        _SURGERY
        | {
            "purpose": "look_after",
            "agreement": "agreed",
            "items": {
                "medicines": "They are changing his heart tablets",
                "allergies": "So that the new ones are safe",
            },
            "channel": "secure_email",
        },
    ),
    Decided(
        "son asks how she is",
        _AMIRA,
        "WH-101",
        _FAMILY | {"wants": "asked", "family_agreement": "not_asked"},
    ),
    Decided(
        "niece rings and nobody is sure",
        _BEN,
        "WA-202",
        _FAMILY | {"wants": "asked", "family_agreement": "not_sure"},
    ),
    Decided(
        "bruises after visits",
        _AMIRA,
        "WH-102",
        _NOBODY
        | {
            "tell": "adult",
            "reach_also": "Willow Borough Safeguarding Team",
            "adult_worry": "abuse",
            "adult_view": "refused",
            "beyond_them": ["pressure"],
            "less_intrusive": "no",
            "told": "not_safe",
            "adult_agency": "safeguarding",
            "protect_items": {
                "seen_or_heard": "Bruises on both arms, on three Mondays",
                "who_may_harm": "A visitor who comes on Sundays",
            },
            "protect_way": "private",
        },
    ),
    Decided(
        "a gun in the house",
        _BEN,
        "WA-201",
        _NOBODY
        | {
            "tell": "authority",
            "which_power": "crime",
            "crime_agreed": "said_no",
            "harm": "yes",
            "beyond_them": ["crime"],
            "crime_now": "by_them",
            "how_serious": "serious",
            "good_of_telling": "A man may be kept alive",
            "harm_of_telling": "He may never trust us again",
        },
    ),
    Decided(
        "drinking long ago",
        _AMIRA,
        "WH-104",
        _SURGERY | {"purpose": "look_after", "agreement": "said_no", "objection": "everything", "harm": "no"},
        departs="The surgery said that it cannot treat her safely without knowing.",
    ),
    Decided(
        "someone fell and nobody answered",
        _BEN,
        "WA-202",
        {
            "danger": "yes",
            "danger_to": "emergency",
            "danger_whose": "WA-202",
            "danger_what": "That she fell, where she lies, and that her door is locked",
            "danger_told": "The operator of the ambulance service",
        },
    ),
)


def decide(decided: Decided) -> None:
    """Answer and record one decision, as its worker would."""
    membership = Membership.objects.select_related("user", "organisation", "home").get(
        user__email=decided.worker
    )
    by = membership.user
    draft = drafts.start(membership=membership, draft_id=decided.id, by=by)
    journey, left = drafts.journey_of(draft), {"whose": decided.about} | decided.answers
    while question := journey.to_ask:
        # Taken out as it is given: an answer that does not fit its question is met once, not for ever.
        _answer(draft, journey, question, left.pop(question), left.pop(f"{question}_also", None), by=by)
        journey = drafts.journey_of(draft)
    registers = Registers(journey, membership)
    registers.refresh()
    if decided.departs and journey.outcome:
        journey.state.departure = {"decision": instead_of(journey.outcome), "reason": decided.departs}
    drafts.keep(draft, journey)
    actions.record_decision(draft=draft, by=by)


def _answer(draft: Draft, journey: Journey, question: str, given: Any, also: str | None, *, by: User) -> None:
    """Answer one question of the way; that about a person takes a work reference."""
    if journey.ruleset.questions[question].kind == "individual":
        individual = Individual.objects.select_related("key").get(pk=fixed("individual", given))
        actions.choose_individual(draft=draft, question_id=question, individual=individual, by=by)
    elif question == DANGER and given in IN_DANGER:
        actions.advise_danger(draft=draft, answer=given, by=by)
    else:
        journey.answer(question, given, also)
        drafts.keep(draft, journey)
