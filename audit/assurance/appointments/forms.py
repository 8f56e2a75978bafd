"""What is typed when somebody is appointed, confirmed, or no longer appointed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from audit.fact_forms import EndForm, NameInChoice, day_field, words_field
from portal.design.fields import Choice, RadiosField, TelephoneField
from portal.design.forms import Form
from portal.models import User

OUTSIDE = "outside"

__all__ = ["OUTSIDE", "AppointForm", "ConfirmForm", "EndForm"]


class ConfirmForm(Form):
    """How they are reached, and who decided it; a reason is asked only where the post conflicts with another role."""

    phone = TelephoneField(
        label="Their telephone number",
        size="m",
        hint="Everyone who works here can see it",
        required=False,
    )
    evidence = words_field(
        "Who decided this, and when?",
        "Say who decided this, and when",
        hint="For example: the board, on 4 May, minute 12",
    )
    reason = words_field("Why do they hold this post all the same?", "", rows=3)

    def __init__(self, *args: Any, conflicts: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not conflicts:
            del self.fields["reason"]

    def facts(self) -> dict[str, Any]:
        """Return what the action is given."""
        return dict(self.cleaned_data)


class AppointForm(ConfirmForm):
    """Who is appointed, since when, and who decided it."""

    name = NameInChoice(label="Their name", required=False)
    since = day_field("Since when?", "For example, 15 3 2026", required_message="Enter since when")

    field_order = ("name", "phone", "since", "evidence", "reason")

    def __init__(self, *args: Any, people: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [Choice(str(each.pk), each.full_name) for each in people]
        outside = Choice(
            OUTSIDE,
            "Somebody else",
            hint="Somebody from outside, or who does not log in here",
            divider_before="or" if known else "",
            reveal="name",
        )
        choices = [*known, outside]
        asked = RadiosField(
            label="Who is it?", size="m", choices=choices, required_message="Select who it is"
        )
        self.fields = {"person": asked, **self.fields}

    def facts(self) -> dict[str, Any]:
        """Return what the action is given; `person` as an id, or None for somebody from outside."""
        said = dict(self.cleaned_data)
        chosen, name = said.pop("person"), said.pop("name")
        return said | chosen_of(chosen, name)


def chosen_of(chosen: str, name: str) -> dict[str, Any]:
    """Return whose id was chosen, or None with the name that was typed."""
    if chosen == OUTSIDE:
        return {"person": None, "name": name}
    try:
        return {"person": UUID(chosen), "name": ""}
    except ValueError:
        return {"person": None, "name": ""}
