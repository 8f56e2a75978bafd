"""What is typed about policies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from audit.assurance import plain_text
from audit.assurance.policies import actions
from audit.assurance.policies.kinds import kinds
from audit.fact_forms import YES, day_field
from portal.design.fields import CheckboxesField, Choice, RadiosField, TextAreaField, TextField
from portal.design.forms import Form


class VersionForm(Form):
    """A version of a policy. Its kind is asked of the first alone, what is different of the others."""

    kind = RadiosField(
        label="What is it about?",
        size="m",
        choices=[Choice(each.code, each.title) for each in kinds().values()],
        required_message="Select what it is about",
    )
    name = TextField(
        label="Name of the policy", size="m", max_length=actions.NAME, required_message=actions.NO_NAME
    )
    words = TextAreaField(
        label="Text of the policy",
        size="m",
        hint=plain_text.HELP,
        rows=20,
        max_length=actions.LONGEST,
        required_message=actions.NO_TEXT,
    )
    changed = TextAreaField(
        label="What is different from the version before?",
        size="m",
        hint="Everyone who reads it sees this first",
        rows=2,
        max_length=actions.SHORT,
        required_message=actions.NO_CHANGE_SAID,
    )
    adopted_on = day_field("When was it adopted?", "Leave it empty for today", required=False)
    review_by = day_field(
        "By when will you look at it again?",
        "Within a year of the day it is adopted",
        required_message="Enter the day by which you look at it again",
    )

    def __init__(self, *args: Any, is_first: bool, **given: Any) -> None:
        super().__init__(*args, **given)
        del self.fields["changed" if is_first else "kind"]


class AgainForm(Form):
    """That a policy was looked at again and nothing is to change."""

    looked_at = TextAreaField(
        label="What did you look at?",
        size="m",
        hint="For example, the new guidance of this year, and what went wrong since",
        rows=3,
        max_length=actions.SHORT,
        required_message=actions.NO_LOOK,
    )
    review_by = day_field(
        "By when will you look at it again?",
        "Within a year of today",
        required_message="Enter the day by which you look at it again",
    )


class EndForm(Form):
    """Why a policy is no longer in use."""

    reason = TextAreaField(
        label="Why is it no longer in use?",
        size="m",
        rows=2,
        max_length=actions.SHORT,
        required_message=actions.NO_REASON,
    )


class ReadForm(Form):
    """That somebody has read a policy."""

    confirmed = CheckboxesField(
        label="Confirm that you have read it",
        size="m",
        choices=[Choice(YES, "I have read this policy, and I keep to it")],
        required_message=actions.NOT_READ,
    )


class ComplianceForm(Form):
    """How each policy and register stands, and what somebody looked at."""

    def __init__(self, *args: Any, listed: Mapping[str, str], **given: Any) -> None:
        super().__init__(*args, **given)
        for code, title in listed.items():
            self.fields[f"{code}_stands"] = RadiosField(
                label=title,
                size="m",
                choices=[Choice(each, words) for each, words in actions.FINDINGS.items()],
                required_message=f"Select how this stands: {title}",
            )
            self.fields[f"{code}_looked_at"] = TextAreaField(
                label=f"What did you look at? ({title})",
                rows=2,
                max_length=actions.SHORT,
                required_message=f"{actions.NO_LOOK}: {title}",
            )

    def findings(self, listed: Mapping[str, str]) -> dict[str, tuple[str, str]]:
        """Return what was found, by code."""
        given = self.cleaned_data
        return {code: (given[f"{code}_stands"], given[f"{code}_looked_at"]) for code in listed}
