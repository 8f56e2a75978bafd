"""What people type is kept as they meant it, or refused with a sentence that helps."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from portal.text import BadText, PlainTextField, clean


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Mrs Bright \r\n is well\t", "Mrs Bright \n is well"),
        ("Zoe\u0308", "Zo\u00eb"),
        ("👍🏽 fine", "👍🏽 fine"),
        ("", ""),
    ],
)
def test_ordinary_text_is_kept_in_one_form(typed: str, kept: str) -> None:
    assert clean(typed) == kept


@pytest.mark.parametrize("typed", ["a\x00b", "a\x1bb", "a\ud800b", "safe\u202eexe.txt", "\u2066hidden\u2069"])
def test_text_that_hides_something_is_refused_with_a_way_out(typed: str) -> None:
    with pytest.raises(BadText) as refusal:
        clean(typed)
    assert refusal.value.sentence.startswith("Remove ")


def test_the_refusal_stands_beside_the_field() -> None:
    with pytest.raises(ValidationError, match="Remove characters that cannot be printed"):
        PlainTextField().clean("a\x00b")


def test_length_is_counted_on_what_would_be_kept() -> None:
    assert PlainTextField(max_length=3).clean("  abc  ") == "abc"


@given(st.text())
def test_cleaning_twice_changes_nothing_more(typed: str) -> None:
    try:
        once = clean(typed)
    except BadText:
        return
    assert clean(once) == once
