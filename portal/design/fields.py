"""The fields of every form: what a person typed, made fit to use, or a sentence that says how to mend it."""

from portal.design.choices import CheckboxesField, Choice, RadiosField
from portal.design.dates import DateField
from portal.design.texts import (
    EmailField,
    NameField,
    NHSNumberField,
    PasswordField,
    ReferenceField,
    TelephoneField,
    TextAreaField,
    TextField,
)
from portal.design.uploads import FileField

__all__ = [
    "CheckboxesField",
    "Choice",
    "DateField",
    "EmailField",
    "FileField",
    "NHSNumberField",
    "NameField",
    "PasswordField",
    "RadiosField",
    "ReferenceField",
    "TelephoneField",
    "TextAreaField",
    "TextField",
]
