"""A telephone number is kept and shown as typed, and a tap on it dials the number that was meant, or nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal import telephone

DIALS = {
    "020 7946 0101 ext 12": "02079460101",
    "020 7946 0101 (ext 12)": "02079460101",
    "020 7946 0101 x4": "02079460101",
    "020 7946 0101 #12": "02079460101",
    "01632 960123;ext=4": "01632960123",
    "+44 (0)20 7946 0101": "+442079460101",
    "+44 (0)20 7946 0101 ext 12": "+442079460101",
    "+44 (0)1632 960123 ext 4": "+441632960123",
    "+4402079460101": "+442079460101",
    "0044 (0)20 7946 0101": "+442079460101",
    "\u202a+44 20 7946 0101\u202c": "+442079460101",
    "020\u00a07946\u20110101": "02079460101",
    "(020) 7946-0101": "02079460101",
    "07700.900.123": "07700900123",
    "1632960123": "01632960123",
    "442079460101": "02079460101",
    "Tel: 020 7946 0101 (office)": "02079460101",
    "0300 123 4567 option 2": "03001234567",
    "020 7946 0101, then press 2": "02079460101",
    "0800 1111": "08001111",
    "116 123": "116123",
    "999": "999",
    "111": "111",
    "+353 1 555 0100": "+35315550100",
}
NO_LINK = (
    "020 7946 0101 / 020 7946 0102", "020 7946 0101 or 0102", "020 7946 0101/2", "946 0101", "960123", "ask for Sue",
    "Mon-Fri 9-5", "12", "", "020 7946 0101 Mon-Fri 9-5", "4.42E+11",
)  # fmt: skip


@pytest.mark.parametrize("typed", DIALS)
def test_a_tap_dials_the_number_that_was_meant_and_it_is_shown_as_typed(typed):
    assert telephone.dialled(typed) == DIALS[typed]
    assert f'href="tel:{DIALS[typed]}">' in telephone.link(typed)
    assert re.sub("<[^>]*>", "", telephone.link(typed)) == typed


@pytest.mark.parametrize("typed", NO_LINK)
def test_what_holds_no_one_number_gets_no_link(typed):
    assert telephone.dialled(typed) == ""
    assert telephone.link(typed) == typed


def test_numbers_set_aside_for_drama_are_numbers():
    for number in (
        "020 7946 0000",
        "020 7946 0999",
        "01632 960000",
        "07700 900999",
        "0808 157 0123",
        "0161 496 0123",
    ):
        assert telephone.read(number) == number
        assert telephone.dialled(number) == number.replace(" ", "")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("4.42E+11", telephone.SHORTENED), ("call me", telephone.NO_NUMBER), ("12", telephone.NO_NUMBER)],
)
def test_what_is_no_number_is_refused_in_words(typed, sentence):
    with pytest.raises(ValueError, match=re.escape(sentence)):
        telephone.read(typed)


@pytest.mark.parametrize("typed", ["-", "N/A", "none", "\u2013", "no number", "Not known", "", " "])
def test_a_way_to_write_nothing_is_no_number(typed):
    assert telephone.read(typed) == ""


def test_two_ways_to_write_a_number_are_one_number_and_another_extension_is_another():
    assert telephone.same("+44 (0)20 7946 0101", "020 79460101")
    assert not telephone.same("020 7946 0101 ext 4", "020 7946 0101 ext 5")
    assert not telephone.same("020 7946 0101", "020 7946 0102")
    assert telephone.same("ask Sue", "Ask sue!")


def test_a_sentence_may_hold_a_number_to_tap():
    assert telephone.linked("Call <us> on 111.", "111").startswith("Call &lt;us&gt; on <a ")
    assert telephone.linked("Call <us>", "") == "Call &lt;us&gt;"


@given(st.text(max_size=30))
def test_whatever_is_typed_a_link_dials_figures_alone(typed):
    assert re.fullmatch(r"(\+?[0-9]{3,15})?", telephone.dialled(typed))
    assert "<" not in re.sub(r'^<a class="app-nowrap" href="tel:\+?[0-9]+">|</a>$', "", telephone.link(typed))


def test_every_telephone_link_is_made_in_one_place():
    """Emergency calls are links of their own; what else dials goes through portal/telephone.py."""
    # Left to those who work on the wizard: it dials what Contact.tel gives, which is made there too.
    others = {"portal/telephone.py"}
    root = Path(__file__).parents[2]
    found = set()
    for folder in ("portal", "audit", "decisions", "templates"):
        for path in (root / folder).rglob("*"):
            if path.suffix in {".py", ".html"} and re.search(r"tel:(?!999\")[^`]", path.read_text()):
                found.add(path.relative_to(root).as_posix())
    assert found - others == set()
