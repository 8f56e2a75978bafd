"""The fields of every form: what a person typed, made fit to use, or a sentence that says how to mend it."""

from portal.design.choices import CheckboxesField, Choice, RadiosField
from portal.design.dates import DateField
from portal.design.texts import (
    EmailField,
    NameField,
    NHSNumberField,
    PasswordField,
    TextAreaField,
    TextField,
)

__all__ = [
    "CheckboxesField",
    "Choice",
    "DateField",
    "EmailField",
    "NHSNumberField",
    "NameField",
    "PasswordField",
    "RadiosField",
    "TextAreaField",
    "TextField",
]
