"""What is typed means the same at every door: each form's field goes through the one table of real writings."""

from __future__ import annotations

import re

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from portal import mailboxes, nhs_number, references, telephone, written_days
from portal.admin import WrittenDayField
from portal.design.dates import DateField
from portal.design.fields import EmailField, NameField, NHSNumberField, ReferenceField, TelephoneField
from portal.models import User
from portal.nothing import is_nothing, unless_nothing
from tests.portal.forms import READING, every_field, plain_lines
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
PLAIN = {
    # A number or an address, by what was chosen above it: read by `routes.route_value`.
    "RouteForm.value",
    # The references and codes that we give, each read by a function of its own.
    "InsideForm.decision", "OutsideForm.quoted", "ReferenceForm.reference", "VerifyForm.code",
    # Figures, months and an account of the NHS's message exchange, each read by its form.
    "GateForm.days", "InspectorForm.sample", "ReportForm.months", "ListForm.mailbox", "_fields",
    # What something is called that is no person, place or organisation.
    "VersionForm.name", "KindForm.title", "SaveForm.name", "ExampleForm.title", "WordingForm.title",
    "NoticeForm.version",
    # In their own words: a name and an address together, several people, a place, what happened.
    "OutsideForm.contact", "ObjectionForm.to_whom", "WishesForm.relation", "ConsentForm.where",
    "ConsentForm.evidence", "FileForm.shows", "CapacityForm.because", "RouteForm.found", "AgreementForm.kept",
    "other_field", "_radios", "_items", "_field",
}  # fmt: skip
"""Every line to type on that holds none of these kinds; a new one is of a kind, or is listed here with what it is."""


def test_there_are_fields_of_every_kind():
    assert {param.values[1] for param in FIELDS} == set(KIND.values())


def test_a_field_is_of_the_kind_its_label_says():
    wrong = [
        name for name, field in every_field() for label, of in LABELS.items()
        if re.search(label, str(field.label or "")) and not isinstance(field, of)
    ]  # fmt: skip
    assert wrong == []


def test_every_line_to_type_on_is_of_a_kind_or_is_known_to_be_of_none():
    assert plain_lines() == PLAIN


def test_the_set_up_site_reads_what_is_typed_as_every_other_page_does():
    lines = {
        name for name, field in every_field()
        if name.startswith("/set-up/") and isinstance(field, forms.CharField | forms.DateField)
        and not isinstance(field, (*READING, WrittenDayField))
    }  # fmt: skip
    assert lines == {"/set-up/ Organisation.slug"}
    field = WrittenDayField()
    for written, meant in TAKEN["day"].items():
        assert field.clean(written) == meant, written
    for written, sentence in REFUSED["day"].items():
        with pytest.raises(ValidationError) as refused:
            field.clean(written)
        assert refused.value.messages == [sentence], written


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


def test_a_date_is_read_where_it_was_pasted_into_one_of_its_boxes():
    field = DateField(label="Date", required=False)
    for written, meant in TAKEN["day"].items():
        for typed in ((written, "", ""), ("", "", written)):
            assert field.clean(typed) == meant, written
            assert field.prepare_value(typed) == typed, "the page has it again as it was typed"
    for written, sentence in REFUSED["day"].items():
        with pytest.raises(ValidationError) as refused:
            field.clean((written, "", ""))
        assert refused.value.messages == ["Date must include a month and year"], (written, sentence)
    assert field.clean(("-", "–", "n/a")) is None


READERS = {
    "nhs_number": nhs_number.check, "day": written_days.read, "telephone": telephone.read, "email": mailboxes.read,
    "reference": references.read,
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


@pytest.mark.django_db
def test_the_command_line_reads_an_address_as_a_form_does():
    call_command(
        "createsuperuser", interactive=False, email=" Ann Field <Ann@Example.org>", full_name="Ann Field"
    )
    assert User.objects.get().email == "ann@example.org"
    with pytest.raises(CommandError, match=mailboxes.NOT_ONE):
        call_command("createsuperuser", interactive=False, email="ann@home", full_name="Ann Field")
