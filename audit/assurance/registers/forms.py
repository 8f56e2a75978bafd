"""The forms of the registers, made from what each register asks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from audit.assurance.registers.answers import LONG, NO_DAY, SHORT, due
from audit.assurance.registers.files import LARGEST, TOO_LARGE
from audit.assurance.registers.kinds import LINE, ONE_OF, Ask, Kind
from audit.assurance.registers.queries import colleague
from audit.fact_forms import EmailInChoice, day_field, words_field
from portal.days import london_day
from portal.design.controls import Control
from portal.design.fields import Choice, FileField, RadiosField, TextAreaField, TextField
from portal.design.forms import Form
from portal.errors import NotAllowed
from portal.models import Organisation, User

OTHER = "other"
NOBODY = "Nobody here logs in with this email address. Check it, or select somebody else"
NO_EMAIL = "Enter the email address with which they log in"
NOTE_HINT = "For example, whom you asked, or where the paper lies"


class OwnerForm(Form):
    """Who looks after an entry: somebody who keeps the registers, or any other person who logs in here.

    Without `keepers` it is not asked, and stays with who has it.
    """

    email = EmailInChoice(
        label="The email address with which they log in", required=False, autocomplete="off"
    )

    def __init__(
        self,
        *args: Any,
        organisation: Organisation,
        keepers: Sequence[User] | None,
        owner: User,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.organisation, self.was = organisation, owner
        self.people = {str(each.pk): each for each in keepers or ()}
        if keepers is None:
            del self.fields["email"]
            return
        known = str(owner.pk) in self.people
        self.initial.setdefault("owner", str(owner.pk) if known else OTHER)
        self.initial.setdefault("email", "" if known else owner.email)
        choices = [Choice(pk, each.full_name) for pk, each in self.people.items()]
        choices.append(Choice(OTHER, "Somebody else who works here", reveal="email"))
        label = "Who looks after this from now on?"
        field = RadiosField(
            label=label, size="m", choices=choices, required_message="Select who looks after this"
        )
        self.fields = {"owner": field} | self.fields

    def clean(self) -> dict[str, Any]:
        """Find who was chosen."""
        given = super().clean() or {}
        chosen = given.get("owner", "")
        if chosen != OTHER:
            self.errors.pop("email", None)
        if "owner" not in self.fields:
            given["person"] = self.was
        elif chosen == OTHER and "email" not in self.errors:
            given["person"] = self._person(given.get("email", ""))
        elif chosen:
            given["person"] = self.people.get(chosen)
        return given

    def _person(self, email: str) -> User | None:
        found = colleague(self.organisation, email) if email else None
        if found is None:
            self.add_error("email", NOBODY if email else NO_EMAIL)
        return found


class AnswersForm(OwnerForm):
    """What a register asks of each entry, and who looks after it."""

    def __init__(self, *args: Any, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        note = words_field("Is there anything to note?", "", hint=NOTE_HINT)
        self.fields = {ask.name: _field(ask) for ask in kind.asks} | self.fields | {"note": note}

    def answers(self) -> dict[str, str]:
        """Return the answers, by name."""
        return {ask.name: self.cleaned_data[ask.name] for ask in self.kind.asks}

    def clean(self) -> dict[str, Any]:
        """Refuse answers that cannot stand together, beside the one to mend."""
        given = super().clean()
        for clash in self.kind.never:
            if clash.applies({name: str(value) for name, value in given.items()}):
                self.add_error(clash.beside, clash.says)
        return given


class EnterForm(AnswersForm):
    """A new entry of a register."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hint = "Within a year. If it should have been looked at already, enter that day"
        self.fields["due_on"] = day_field(
            "By which day must it be looked at again?",
            hint,
            required_message=NO_DAY,
        )

    def clean_due_on(self) -> date:
        """Refuse a day that is too far away, beside its field."""
        try:
            return due(self.cleaned_data["due_on"], today=london_day())
        except NotAllowed as refusal:
            raise ValidationError(refusal.sentence) from refusal


class RightForm(OwnerForm):
    """That an entry is still right."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"] = words_field("How do you know?", "Enter how you know that it is still right")


class ReasonForm(Form):
    """Why an entry stands no more."""

    reason = words_field("Why does it end?", "Enter why it ends", rows=3)


class FileForm(Form):
    """A file, and what it shows."""

    file = FileField(
        label="The file",
        size="m",
        hint="A PDF, PNG or JPEG of 5 MB or less. We draw pictures anew, without the place where they were taken",
        allow_empty_file=True,
        required_message="Choose a file of 5 MB or less",
    )
    shows = TextField(
        label="What does it show?",
        size="m",
        hint="For example, the page of the contract that was signed. Do not name a person",
        max_length=SHORT,
        required_message="Enter what the file shows",
    )

    def clean_file(self) -> Any:
        """Refuse a file that is too large before it is read."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise ValidationError(TOO_LARGE)
        return file


def _field(ask: Ask) -> Control:
    """Return the field of one question."""
    needed: dict[str, Any] = {"required_message": ask.missing} if ask.missing else {"required": False}
    around: dict[str, Any] = {"label": ask.label, "hint": ask.hint, "size": "m", **needed}
    if ask.kind == ONE_OF:
        choices = [Choice(code, words) for code, words in ask.options.items()]
        return RadiosField(choices=choices, **around)
    if ask.kind == LINE:
        return TextField(max_length=SHORT, **around)
    return TextAreaField(rows=3, max_length=LONG, **around)
