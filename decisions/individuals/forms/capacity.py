"""Whether an individual can decide, in two stages, and what is best for them if they cannot."""

from __future__ import annotations

from typing import Any

from audit.fact_forms import LONGEST, NO, YES, InChoice, day_field
from decisions.individuals.forms.parts import ItemsForm, items_field, other_field, who_field
from decisions.individuals.models import BestInterests
from portal.design.fields import CheckboxesField, Choice, RadiosField, TextAreaField

AUTHORITIES = {
    "none": "Nobody has such power",
    "health_attorney": "An attorney for health and welfare",
    "money_attorney": "An attorney for money and property only",
    "deputy": "A deputy for health and welfare",
}
CANNOT = {
    "understand": "Understand it",
    "retain": "Keep it in mind long enough",
    "weigh": "Weigh it up",
    "say": "Say what they decide, in any way",
}


class CapacityForm(ItemsForm):
    """Whether a person can make one decision, how that was found, and what is best for them if they cannot."""

    title_of = "Record if they can decide"

    question = TextAreaField(
        label="Which decision is it about?", size="m", rows=2, max_length=LONGEST,
        hint="One decision, for example telling her son about her illness",
        required_message="Enter which decision it is about",
    )  # fmt: skip
    recipient_kind = who_field("Who would be told?")
    help_given = TextAreaField(
        label="How did you help them to decide?", size="m", rows=2, max_length=LONGEST,
        hint="For example short words, pictures, a better time of day",
        required_message="Enter how you helped them to decide",
    )  # fmt: skip
    can = RadiosField(
        label="Can they make this decision?",
        size="m",
        choices=[Choice(YES, "Yes"), Choice(NO, "No", reveal="because")],
        required_message="Select if they can make this decision",
    )
    because = InChoice(
        label="What affects their mind or brain?", size="s", required=False, max_length=300,
        hint="For example dementia, or drowsiness after an operation",
    )  # fmt: skip
    cannot = CheckboxesField(
        label="If they cannot: what could they not do?", size="m", required=False,
        choices=[Choice(*each) for each in CANNOT.items()],
    )  # fmt: skip
    authority = RadiosField(
        label="Has anyone legal power to decide this for them?", size="m",
        choices=[Choice(*each) for each in AUTHORITIES.items()],
        required_message="Select if anyone has legal power to decide this",
    )  # fmt: skip
    consultees = TextAreaField(
        label="Whom did you ask, and what did they say?", size="m", rows=3, max_length=LONGEST, required=False,
        hint="Also write down where they did not agree",
    )  # fmt: skip
    best = TextAreaField(
        label="If they cannot: what is best for them, and is there a way that limits them less?", size="m", rows=3,
        max_length=LONGEST, required=False,
    )  # fmt: skip
    items = items_field("If it is best to tell something: what?", required=False)
    other = other_field()
    assessed_on = day_field(
        "When was it checked?", "For example, 15 3 2026", required_message="Enter the day it was checked"
    )
    review_on = day_field(
        "When will you look again?", "For example, 15 3 2027", when="future", required=False
    )

    def clean(self) -> dict[str, Any]:
        """Ask for both stages, and for what is best, where the person cannot decide."""
        given = super().clean()
        if given.get("can") == NO:
            for name, missing in (
                ("because", "Enter what affects their mind or brain"),
                ("cannot", "Select what they could not do"),
                ("best", "Enter what is best for them"),
            ):
                if name not in self.errors and not given.get(name):
                    self.add_error(name, missing)
        return given

    def facts(self) -> dict[str, Any]:
        """Return the record as the action takes it: the two stages stand together, the best interests apart."""
        given = self.cleaned_data
        cannot = given["can"] == NO
        stages = {
            "help_given": given["help_given"],
            "because": given["because"] if cannot else "",
            "cannot": ", ".join(CANNOT[each].lower() for each in given["cannot"]) if cannot else "",
            "authority": AUTHORITIES[given["authority"]],
        }
        best = BestInterests(found=given["best"], items=self.chosen(), consultees=given["consultees"])
        plain = ("question", "recipient_kind", "assessed_on", "review_on")
        return {name: given[name] for name in plain} | {
            "has_capacity": not cannot,
            "best_interests": best if cannot else None,
            "stages": stages,
        }
