"""What is typed about the notice: each section twice, and where people find it."""

from __future__ import annotations

from typing import Any

from audit.assurance import plain_text
from audit.assurance.notices import actions
from audit.assurance.notices.wording import sections
from portal.design.fields import TextAreaField
from portal.design.forms import Form


class NoticeForm(Form):
    """The whole notice."""

    places = TextAreaField(
        label="Where do people find this notice?",
        size="m",
        hint="For example, on our website, in the hall, and in the welcome pack",
        rows=2,
        max_length=actions.SHORT,
        required_message=actions.NO_PLACES,
    )

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        places = self.fields.pop("places")
        for each in sections():
            self.fields[each.code] = TextAreaField(
                label=each.title,
                size="m",
                hint=plain_text.HELP,
                rows=6,
                max_length=actions.LONGEST,
                required_message=f"Enter words for: {each.title}",
            )
            self.fields[f"{each.code}_easy"] = TextAreaField(
                label=f"{each.title}: easy read",
                hint="Very short sentences, one idea each",
                rows=4,
                max_length=actions.LONGEST_EASY,
                required_message=f"Enter the easy read words for: {each.title}",
            )
        self.fields["places"] = places

    def words(self) -> dict[str, tuple[str, str]]:
        """Return the words of each section, as usual and in easy read."""
        given = self.cleaned_data
        return {each.code: (given[each.code], given[f"{each.code}_easy"]) for each in sections()}


def initial(words: dict[str, tuple[str, str]], places: str) -> dict[str, str]:
    """Return what the form holds at first."""
    held = {"places": places}
    for code, (usual, easy) in words.items():
        held |= {code: usual, f"{code}_easy": easy}
    return held
