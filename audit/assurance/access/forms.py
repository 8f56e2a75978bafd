"""What is typed about who can log in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from audit.assurance.access import actions
from audit.assurance.access.shown import last_seen_in_words, what
from audit.assurance.people import Person
from portal.design.fields import CheckboxesField, Choice, RadiosField, TextAreaField
from portal.design.forms import Form


class EndForm(Form):
    """Why somebody's access ends."""

    reason = TextAreaField(
        label="Why does their access end?",
        size="m",
        hint="For example, they left on Friday",
        rows=2,
        max_length=actions.MOST,
        required_message=actions.NO_REASON,
    )


class ReviewForm(Form):
    """Whose access ends, why, and when somebody looks again."""

    reason = TextAreaField(
        label="Why does their access end?",
        size="m",
        hint="Only where you ticked somebody",
        rows=2,
        max_length=actions.MOST,
        required=False,
    )
    again_in = RadiosField(
        label="When will you look again?",
        size="m",
        choices=[Choice(str(months), words) for months, words in actions.AGAIN_IN.items()],
        required_message=actions.NO_AGAIN,
    )

    def __init__(self, *args: Any, everyone: Sequence[Person], day: date, **given: Any) -> None:
        super().__init__(*args, **given)
        offered = [
            Choice(
                str(each.pk),
                person.name,
                hint=f"{what(each)}, {each.place}. {last_seen_in_words(person, day)}",
            )
            for person in everyone
            for each in person.memberships
        ]
        ended = CheckboxesField(
            label="Tick everyone who must no longer log in",
            size="m",
            hint="Leave the box empty for everyone who still needs it",
            choices=offered,
            required=False,
        )
        self.fields = {"ended": ended, **self.fields}

    def clean(self) -> dict[str, Any]:
        """Ask why where somebody is ticked."""
        given: dict[str, Any] = self.cleaned_data
        if given.get("ended") and "reason" in given and not given["reason"]:
            self.add_error("reason", actions.NO_REASON)
        return given
