"""One value, one spelling, and the same as RFC 8785's."""

from __future__ import annotations

import unicodedata

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from audit.transparency.canonical import MAX_BYTES, NotCanonical, canonical, parse

keys = st.from_regex(r"[a-z][a-z0-9_]{0,10}", fullmatch=True)
texts = (
    st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.just("\n"), max_size=30)
    .map(lambda text: unicodedata.normalize("NFC", text))
    .filter(lambda text: unicodedata.is_normalized("NFC", text))
)
scalars = texts | st.integers(-(2**53) + 1, 2**53 - 1) | st.booleans() | st.none()
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=12,
)


def depth(value: object) -> int:
    if isinstance(value, dict):
        return 1 + max(map(depth, value.values()), default=0)
    return 1 + max(map(depth, value), default=0) if isinstance(value, list) else 0


@given(values.filter(lambda value: depth(value) <= 8))
def test_it_is_rfc_8785_and_reads_back(value):
    data = canonical(value)
    assert data == rfc8785.dumps(value)
    assert parse(data) == value


@given(
    st.text(max_size=20)
    | st.floats()
    | st.integers()
    | st.dictionaries(st.text(max_size=5), st.text(max_size=5))
)
def test_whatever_is_accepted_is_rfc_8785(value):
    try:
        data = canonical(value)
    except NotCanonical:
        return
    assert data == rfc8785.dumps(value)


@given(st.binary(max_size=60))
def test_bytes_read_are_the_one_spelling_or_refused(data):
    try:
        value = parse(data)
    except NotCanonical:
        return
    assert canonical(value) == data


def nested(levels: int) -> object:
    value: object = "x"
    for _ in range(levels):
        value = [value]
    return value


@pytest.mark.parametrize(
    ("value", "why"),
    [
        (1.5, "float cannot be written"),
        (2**53, "53 bits"),
        (-(2**53), "53 bits"),
        ({"a": b"x"}, r"value\.a: bytes"),
        ({"A": 1}, "small letters"),
        ({"": 1}, "small letters"),
        ({"é": 1}, "small letters"),
        ({1: 1}, "small letters"),
        ({"a": {"b": ["\x00"]}}, r"value\.a\.b\[0\]: .*control character"),
        ("tab\t", "control character"),
        ("\x7f", "control character"),
        ("\x85", "control character"),
        ("\ud83d", "half a character"),
        ("e\u0301", "composed form"),
        (nested(9), "deeper than 8"),
        ({"a": nested(8)}, "deeper than 8"),
        ("x" * MAX_BYTES, "may be 262144"),
    ],
)
def test_outside_the_subset_is_refused_with_the_place(value, why):
    with pytest.raises(NotCanonical, match=why):
        canonical(value)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b'{"a":1,"a":2}', "twice"),
        (b'{"a": 1}', "one spelling"),
        (b'{"b":1,"a":2}', "one spelling"),
        (b'"\\u0041"', "one spelling"),
        (b"1.0", "whole"),
        (b"1e2", "whole"),
        (b"NaN", "whole"),
        (b"\xff", "UTF-8"),
        (b"{", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b" " * (MAX_BYTES + 1), "may be"),
        (b'"\\u0000"', "control character"),
        (b'"\\ud800"', "half a character"),
    ],
)
def test_other_spellings_are_refused(data, why):
    with pytest.raises(NotCanonical, match=why):
        parse(data)


def test_the_refusal_never_repeats_what_was_typed():
    with pytest.raises(NotCanonical) as refusal:
        canonical({"name": "Canary\x00Bird"})
    assert "Canary" not in str(refusal.value)


def test_edges_that_are_allowed():
    assert canonical({"a": ("x", "y\n"), "b": 2**53 - 1}) == b'{"a":["x","y\\n"],"b":9007199254740991}'
    assert parse(canonical(nested(8))) == nested(8)
    # A combining mark after a newline composes with nothing, though in JSON it stands after the letter n.
    assert canonical("\n\u0303") == '"\\n\u0303"'.encode()
