"""What is typed means the same at every door: each form's field goes through the one table of real writings."""

from __future__ import annotations

import re

import pytest
from django.core.exceptions import ValidationError

from portal import mailboxes, nhs_number, telephone, written_days
from portal.design.dates import DateField
from portal.design.fields import EmailField, NameField, NHSNumberField, ReferenceField, TelephoneField
from portal.nothing import is_nothing, unless_nothing
from tests.portal.forms import every_field
from tests.portal.writings import NO_VALUE, NOTHING, REFUSED, TAKEN

KIND = {
    NHSNumberField: "nhs_number", TelephoneField: "telephone", EmailField: "email", ReferenceField: "reference",
    NameField: "name",
}  # fmt: skip
FIELDS = [
    pytest.param(field, KIND[of], id=name)
    for name, field in every_field()
    for of in KIND
    if isinstance(field, of)
]
LABELS = {
    r"NHS number$": NHSNumberField, r"[Tt]elephone number|The number we found|Number you called": TelephoneField,
    r"[Ee]mail address$": EmailField, r"^(The )?reference you use at work$": ReferenceField,
    r"^(Your full |Their full |Full )?[Nn]ame$": NameField,
}  # fmt: skip
OTHERS = {
    # A number or an address, by what was chosen above it; the name of a policy; those who work on the wizard.
    "RouteForm.value", "NewIndividualForm.reference",
}  # fmt: skip


def test_there_are_fields_of_every_kind():
    assert {param.values[1] for param in FIELDS} == set(KIND.values())


def test_a_field_is_of_the_kind_its_label_says():
    wrong = [
        name for name, field in every_field() for label, of in LABELS.items()
        if re.search(label, str(field.label or "")) and not isinstance(field, of) and name not in OTHERS
    ]  # fmt: skip
    assert wrong == []


@pytest.mark.parametrize(("field", "kind"), FIELDS)
def test_every_field_takes_and_refuses_the_writings_of_its_kind(field, kind):
    for written, meant in TAKEN[kind].items():
        assert field.clean(written) == meant, written
    for written, sentence in REFUSED[kind].items():
        with pytest.raises(ValidationError) as refused:
            field.clean(written)
        assert refused.value.messages == [sentence], written
    more = () if kind in {"name", "reference"} else NO_VALUE
    for written in (*NOTHING, *more):
        if field.required:
            with pytest.raises(ValidationError) as refused:
                field.clean(written)
            assert refused.value.messages == [field.error_messages["required"]], written
        else:
            assert field.clean(written) == "", written


@pytest.mark.parametrize(
    ("month", "taken"),
    [("junk", 0), ("mayor", 0), ("sep", 9), ("Sept.", 9), ("SEPTEMBER", 9), ("ma", 0), ("13", 0), ("5", 5), ("05", 5),
     ("jan", 1), ("january", 1), ("janu", 0), ("decade", 0), ("march", 3), ("marching", 0)],
)  # fmt: skip
def test_a_month_is_a_number_a_name_or_a_usual_shortening(month, taken):
    field = DateField(label="Date")
    if taken:
        assert field.clean(("3", month, "1940")).month == taken
    else:
        with pytest.raises(ValidationError):
            field.clean(("3", month, "1940"))
        assert field.anchor("x", ("3", month, "1940")) == "x-month"


READERS = {
    "nhs_number": nhs_number.check, "day": written_days.read, "telephone": telephone.read, "email": mailboxes.read
}  # fmt: skip


@pytest.mark.parametrize("kind", READERS)
def test_a_reader_is_what_an_interface_would_use_too(kind):
    for written, meant in TAKEN[kind].items():
        assert READERS[kind](written) == meant, written
    for written, sentence in REFUSED[kind].items():
        with pytest.raises(ValueError, match=re.escape(sentence)):
            READERS[kind](written)


def test_ways_to_write_nothing():
    assert all(is_nothing(written, of_a_name=True) for written in NOTHING)
    assert all(
        is_nothing(written) and not is_nothing(written, of_a_name=True)
        for written in NO_VALUE
        if written != "N.K."
    )
    assert not any(is_nothing(written) for written in ("x", "Nila", "NA-1", "no", "0"))
    assert unless_nothing("Na Li") == "Na Li"
