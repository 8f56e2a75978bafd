"""The surgery's call, decided without a browser: the same draft, registers and action as on the pages."""

from __future__ import annotations

from typing import Any

from decisions.individuals.models import Individual
from decisions.law import actions as the_law
from decisions.law import rules
from decisions.wizard import actions, drafts, queries
from decisions.wizard.models import Decision, Draft
from decisions.wizard.registers import Registers
from portal.days import london_day
from portal.models import User
from tests.decisions.world import World

NAME = "care-team"
SURGERY: dict[str, Any] = {
    "danger": "no",
    "who": "care_worker",
    "identity": "called_back",
    "purpose": "look_after",
    "agreement": "would_expect",
    "items": {"medicines": "To order the repeat"},
    "channel": "private",
}


def begun(willow: World, by: User | None = None) -> Draft:
    """Begin a draft, Amira's if nobody is named."""
    by = by or willow.amira
    made = drafts.start(membership=willow.at(by), by=by)
    draft = queries.draft_of(by, made.pk)
    assert draft
    return draft


def answer(draft: Draft, facts: dict[str, Any], individual: Individual) -> Draft:
    """Answer whatever is asked until nothing is, or until there is no fact for it."""
    journey = drafts.journey_of(draft)
    journey.state.people[str(individual.pk)] = {"name": "Ada Bright", "reference": "WH-101"}
    facts = {**facts, "whose": str(individual.pk)}
    while journey.to_ask in facts:
        journey.answer(journey.to_ask, facts[journey.to_ask])
    Registers(journey, draft.membership).refresh()
    drafts.keep(draft, journey)
    return draft


def decided(willow: World, individual: Individual, **changes: Any) -> Decision:
    """Decide the surgery's call."""
    draft = answer(begun(willow), SURGERY | changes, individual)
    return actions.record_decision(draft=draft, by=willow.amira)


def sign(willow, ruleset, *, capacity="guardian", by=None, from_day=None, **more):
    by = by or (willow.priya if capacity == "guardian" else willow.ruth)
    return the_law.sign_off(
        organisation=willow.organisation,
        ruleset=ruleset,
        capacity=capacity,
        from_day=from_day or london_day(),
        by=by,
        **more,
    )


def both(willow, ruleset, **words):
    return sign(willow, ruleset, **words), sign(willow, ruleset, capacity="second")


def used(willow, on=None):
    return rules.current_for(willow.organisation, NAME, on).version
