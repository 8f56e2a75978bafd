"""People are found under the name a colleague types, whatever keyboard either of them has."""

from __future__ import annotations

import unicodedata
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal import names
from portal.letters import REVERSING, folded, is_apostrophe, is_unseen, visible

# Between the planes of letters and that of tags, and after it, Unicode has assigned nothing but private use.
PLANES = (range(0x40000), range(0xE0000, 0xF0000))


@cache
def every() -> list[str]:
    """Return every character; made when it is first needed, as each process collects every test."""
    return [chr(each) for plane in PLANES for each in plane if unicodedata.category(chr(each)) != "Cs"]


@cache
def latin() -> list[str]:
    """Return every letter of Latin script."""
    return [each for each in every() if each.isalpha() and unicodedata.name(each, "").startswith("LATIN ")]


LATIN = st.deferred(lambda: st.sampled_from(latin()))
UNSEEN = st.deferred(lambda: st.sampled_from([each for each in every() if is_unseen(each)]))
APOSTROPHES = st.deferred(lambda: st.sampled_from([each for each in every() if is_apostrophe(each)]))


def test_every_latin_letter_is_typed_with_english_keys():
    left = [each for each in latin() if not set(folded(each)) <= set("abcdefghijklmnopqrstuvwxyz0123456789'")]
    assert left == []
    # Signs of phonetics and of old manuscripts that are read as no letter of ours.
    assert {each for each in latin() if not folded(each)} <= set("ƸƹʕʭᴤᴥꜢꜣꜤꜥꝪꝫꝮꝯꞏ")


@pytest.mark.parametrize(
    ("held", "typed"),
    [("ł", "l"), ("ø", "o"), ("đ", "d"), ("ß", "ss"), ("æ", "ae"), ("œ", "oe"), ("þ", "th"), ("ð", "d"), ("ħ", "h"),
     ("ı", "i"), ("İ", "i"), ("ŋ", "ng"), ("Ł", "l"), ("ŧ", "t"), ("ə", "e"), ("ﬁ", "fi"), ("ẞ", "ss"), ("ŉ", "'n")],
)  # fmt: skip
def test_a_letter_that_unicode_does_not_take_apart(held, typed):
    assert folded(held) == typed


@given(st.text(LATIN, min_size=1, max_size=12))
def test_a_name_in_latin_letters_is_found_by_how_an_english_keyboard_types_it(name):
    typed = folded(name).replace("'", "")
    if typed:
        assert names.plain(name).replace(" ", "") == typed
        assert typed in names.found_by(name)
        assert folded(folded(name)) == folded(name)


@given(UNSEEN, st.sampled_from(["Joan Field", "Mary O'Connor", "Zoë"]), st.data())
def test_what_nobody_sees_changes_no_name(unseen, name, data):
    at = data.draw(st.integers(0, len(name)))
    with_it = name[:at] + unseen + name[at:]
    assert names.plain(with_it) == names.plain(name)
    assert names.found_by(with_it) == names.found_by(name)
    assert names.bare_reference(with_it) == names.bare_reference(name)
    assert visible(with_it) == name or unseen in REVERSING


@given(APOSTROPHES)
def test_every_apostrophe_is_one(apostrophe):
    held = f"Mary O{apostrophe}Connor"
    for typed in ("O'Connor", "OConnor", "O Connor", "oconnor", "O\u2019CONNOR", "O-Connor"):
        assert set(names.name_words(typed)) <= names.found_by(held), typed
    assert names.plain(held) == "mary oconnor"


def test_all_of_format_characters_are_unseen_and_known_apostrophes_are_apostrophes():
    assert all(is_unseen(each) for each in every() if unicodedata.category(each) == "Cf")
    assert all(
        is_apostrophe(each)
        for each in "'`\u00b4\u2018\u2019\u02bc\u02bb\u2032\u02b9\uff07\ua78c\u201b\u02c8\u1fbd"
    )


@pytest.mark.parametrize(
    "kept",
    ["\u0646\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "\U0001f469\u200d\U0001f33e", "❤\ufe0f"],
)
def test_what_shapes_another_script_or_a_picture_stays(kept):
    assert visible(kept) == kept


@pytest.mark.parametrize(
    ("held", "typed"),
    [
        ("Łukasz Małecki", "lukasz"), ("Łukasz Małecki", "MALECKI"), ("Mary O´Connor", "OConnor"),
        ("Jo\u200dan Field", "joan"), ("Jürgen Müller", "mueller"), ("Jürgen Müller", "muller"),
        ("Søren Åberg", "soeren"), ("Søren Åberg", "aberg"), ("Ann-Marie Hall", "annmarie"), ("Ann Marie Hall", "annmarie"),
        ("Zoë O'Brien-Hall", "obrienhall"), ("Mary Mc Donald", "mcdonald"), ("Олена Шевченко", "shevchenko"),
        ("Jan van der Berg", "vander"),
    ],
)  # fmt: skip
def test_one_word_of_a_name_finds_it_in_each_way_to_write_it(held, typed):
    assert set(names.name_words(typed)) <= names.found_by(held)


@pytest.mark.parametrize(
    "typed", ["Mary-Ann O'Connor", "Maryann OConnor", "mary ann o connor", "Dr Mary Ann O´Connor"]
)
def test_a_whole_name_is_one_however_its_parts_are_joined(typed):
    assert names.squeezed("MaryAnn O\u2019Connor") == names.squeezed(typed.replace("o connor", "oconnor"))


def test_a_title_finds_nobody_by_itself_and_a_name_that_is_a_title_does():
    assert names.name_words("Mrs Ada Bright") == ["ada", "bright"]
    assert names.name_words("Lord") == ["lord"]
    assert "lord" in names.found_by("Jack Lord")
