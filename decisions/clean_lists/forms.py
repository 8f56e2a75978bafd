"""The forms of a list: the numbers that are to be checked, and the file that came back."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from decisions.clean_lists.actions import NO_MAILBOX
from decisions.clean_lists.numbers import MAILBOX, NONE, NotNumbers, Numbers, read, text_of
from portal.design.fields import FileField, TextAreaField, TextField
from portal.design.forms import Form

LONGEST = 600_000
BAD_LINES = "Line {line} holds no NHS number. Check that this is the file that came back"


class ListForm(Form):
    """The numbers, pasted or as a file, and the mailbox from which the list is sent."""

    mailbox = TextField(
        label="Your mailbox ID",
        size="m",
        hint="Your organisation's ID in the NHS message exchange, such as X26OT001",
        max_length=20,
        width=20,
        spellcheck=False,
        autocomplete="off",
        required_message="Enter your mailbox ID",
    )
    numbers = TextAreaField(
        label="NHS numbers",
        size="m",
        hint="One on each line",
        max_length=LONGEST,
        count=False,
        rows=8,
        required=False,
        spellcheck=False,
    )
    file = FileField(
        label="Or a file of NHS numbers",
        size="m",
        hint="A text or CSV file with one on each line",
        required=False,
    )

    def clean_mailbox(self) -> str:
        """Return the mailbox as it stands in the file's name."""
        mailbox = str(self.cleaned_data["mailbox"]).strip().upper()
        if not MAILBOX.fullmatch(mailbox):
            raise ValidationError(NO_MAILBOX)
        return mailbox

    def clean(self) -> dict[str, Any]:
        """Read the numbers, both those pasted and those in the file."""
        given = super().clean() or {}
        try:
            text = text_of(given["file"].read()) if given.get("file") else ""
            given["list"] = read(f"{given.get('numbers', '')}\n{text}")
        except NotNumbers as refusal:
            self.add_error("numbers", refusal.sentence)
            return given
        if not given["list"].good and not given["list"].left_out and "numbers" not in self.errors:
            self.add_error("numbers", NONE)
        return given


class BackForm(Form):
    """The file that came back from the check."""

    file = FileField(
        label="The file that came back",
        size="m",
        allow_empty_file=True,
        required_message="Choose the file that came back",
    )

    def clean_file(self) -> Numbers:
        """Return the numbers that may be used; a line that is no number shows that this is another file."""
        try:
            numbers = read(text_of(self.cleaned_data["file"].read()))
        except NotNumbers as refusal:
            raise ValidationError(refusal.sentence) from refusal
        if numbers.left_out:
            raise ValidationError(BAD_LINES.format(line=numbers.left_out[0][0]))
        return numbers
