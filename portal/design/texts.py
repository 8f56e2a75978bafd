"""Fields answered by typing: a line, a few sentences, a name, an e-mail address, a password, an NHS number."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.safestring import mark_safe

from portal import mailboxes, nhs_number, references, telephone
from portal.design.controls import Control, Reveals, printable
from portal.letters import unwrapped
from portal.nothing import unless_nothing
from portal.text import PlainTextField

ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;", "\n": "&#10;"})


class TextField(Control, PlainTextField):
    """One line of text. `width` is 2, 3, 4, 5, 10, 20 or 30 characters; without it the line fills its column."""

    component = "input"
    kind: ClassVar[str] = "text"

    def __init__(
        self,
        *,
        width: int | None = None,
        autocomplete: str = "",
        inputmode: str = "",
        spellcheck: bool | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.width, self.autocomplete = width, autocomplete
        self.inputmode, self.spellcheck = inputmode, spellcheck
        for validator in self.validators:
            if isinstance(validator, MaxLengthValidator):
                validator.message = "Use %(limit_value)d characters or fewer. You have used %(show_value)d"

    def to_python(self, value: Any) -> str:
        """Return the text; a dash or the like is none."""
        return unless_nothing(super().to_python(value), of_a_name=True)

    def params(self, name: str, value: Any, error: str, reveals: Reveals) -> dict[str, Any]:
        """Return the parameters of the input."""
        given = {
            "width": self.width,
            "autocomplete": self.autocomplete,
            "inputmode": self.inputmode,
            "value": printable(value),
        }
        params = self.around(name, error) | {"label": self.title(), "type": self.kind}
        params |= {key: setting for key, setting in given.items() if setting}
        return params if self.spellcheck is None else params | {"spellcheck": self.spellcheck}


class NameField(TextField):
    """A person's full name, or the reference used for them; any character a name may have."""

    def __init__(self, **kwargs: Any) -> None:
        given: dict[str, Any] = {"max_length": 200, "spellcheck": False, "autocomplete": "off"}
        super().__init__(**given | kwargs)

    def to_python(self, value: Any) -> str:
        """Return the name with one space between its words; what only says that there is none is none."""
        return " ".join(super().to_python(value).split())


class ReferenceField(TextField):
    """A reference used at work: any letters and numbers."""

    def __init__(self, **kwargs: Any) -> None:
        given: dict[str, Any] = {
            "label": "The reference you use at work",
            "max_length": references.MOST,
            "width": 20,
            "spellcheck": False,
            "autocomplete": "off",
            "required_message": "Enter the reference you use at work",
        }
        super().__init__(**given | kwargs)

    def to_python(self, value: Any) -> str:
        """Return the reference; a dash or the like is none."""
        try:
            return references.read(super().to_python(value))
        except ValueError as refusal:
            raise ValidationError(str(refusal), code="reference") from refusal


class TelephoneField(TextField):
    """A telephone number, kept and shown as typed."""

    def __init__(self, **kwargs: Any) -> None:
        given: dict[str, Any] = {"width": 20, "max_length": telephone.MOST, "inputmode": "tel"}
        super().__init__(**given | kwargs)

    def to_python(self, value: Any) -> str:
        """Return the number as typed, "" for nothing; refuse what holds none."""
        try:
            return telephone.read(super().to_python(unwrapped(str(value or ""))))
        except ValueError as refusal:
            raise ValidationError(str(refusal), code="telephone") from refusal


class TextAreaField(TextField):
    """A few sentences, at most `max_length` characters; with `count` the page says how many are left."""

    widget = forms.Textarea

    def __init__(self, *, max_length: int, count: bool = True, rows: int = 5, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)
        self.count, self.rows = count, rows

    @property
    def component(self) -> str:  # type: ignore[override]
        """The component: with or without a count."""
        return "character-count" if self.count else "textarea"

    def params(self, name: str, value: Any, error: str, reveals: Reveals) -> dict[str, Any]:
        """Return the parameters of the text area."""
        # A line break must be written so that no macro can indent it, or the text would grow at each showing.
        shown = mark_safe(printable(value).translate(ESCAPES))  # noqa: S308  # nosec
        params = self.around(name, error) | {"label": self.title(), "rows": self.rows, "value": shown}
        return params | {"maxlength": self.max_length, "threshold": 75} if self.count else params


class EmailField(TextField):
    """An e-mail address."""

    kind = "email"

    def __init__(self, **kwargs: Any) -> None:
        given: dict[str, Any] = {
            "max_length": 254,
            "autocomplete": "email",
            "spellcheck": False,
            "label": "Email address",
        }
        super().__init__(**given | kwargs)

    def to_python(self, value: Any) -> str:
        """Return the address; refuse what cannot be one, and say what one looks like."""
        try:
            return mailboxes.read(super().to_python(value))
        except ValueError as refusal:
            raise ValidationError(str(refusal), code="invalid") from refusal


class PasswordField(Control, forms.CharField):
    """A password: taken as typed, never shown again, with a button that shows it while it is typed."""

    component = "password-input"
    widget = forms.PasswordInput

    def __init__(self, *, autocomplete: str = "current-password", **kwargs: Any) -> None:
        super().__init__(strip=False, **{"label": "Password"} | kwargs)
        self.autocomplete = autocomplete

    def params(self, name: str, value: Any, error: str, reveals: Reveals) -> dict[str, Any]:
        """Return the parameters of the input, without the value."""
        return self.around(name, error) | {"label": self.title(), "autocomplete": self.autocomplete}


class NHSNumberField(TextField):
    """An NHS number, returned as ten digits; typed with or without spaces and dashes."""

    def __init__(self, **kwargs: Any) -> None:
        given: dict[str, Any] = {
            "label": "NHS number",
            "width": 20,
            "inputmode": "numeric",
            "autocomplete": "off",
            "spellcheck": False,
        }
        super().__init__(**given | kwargs)

    def to_python(self, value: Any) -> str:
        """Return what was typed; what only says that there is no number is none."""
        return unless_nothing(super().to_python(value))

    def clean(self, value: Any) -> str:
        """Return ten digits whose last proves the others, or "" where the field may be left empty."""
        typed = super().clean(value)
        try:
            return nhs_number.check(typed) if typed else ""
        except ValueError as refusal:
            raise ValidationError(str(refusal), code="nhs_number") from refusal
