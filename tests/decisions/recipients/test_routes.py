"""A number or an address by which someone is reached is read as its kind is read at every door."""

from __future__ import annotations

import pytest

from decisions.recipients.forms import RouteForm
from decisions.recipients.routes import MISSING
from portal import mailboxes, telephone

DAY = {"found_on-day": "3", "found_on-month": "5", "found_on-year": "2026"}


@pytest.mark.parametrize(
    ("kind", "written", "kept", "refusal"),
    [
        ("phone", '="020 7946 0101"', "020 7946 0101", ""),
        ("phone", "ask for Sue", "", telephone.NO_NUMBER),
        ("phone", "not known", "", MISSING),
        ("secure_email", "Oak <Desk@Oak.example>", "desk@oak.example", ""),
        ("secure_email", "desk at oak", "", mailboxes.NOT_ONE),
        ("post", "1 Elm Road", "1 Elm Road", ""),
        ("in_person", "-", "", MISSING),
    ],
)
def test_what_is_typed_is_read_by_its_kind(kind, written, kept, refusal):
    form = RouteForm({"kind": kind, "value": written, "found": "Their website", **DAY})
    assert form.is_valid() == (not refusal)
    assert form.errors.get("value", []) == ([refusal] if refusal else [])
    assert form.cleaned_data.get("value", "") == kept
