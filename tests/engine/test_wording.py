"""Words that are filled in when a page is shown."""

from __future__ import annotations

from dataclasses import replace

from decisions.engine.wording import PLACEHOLDERS, fill, listed, slots, unknown_placeholders
from decisions.rulesets import library

ITEMS = library.current("care-team").questions["items"]


def test_placeholders_are_filled_with_the_words_given() -> None:
    assert fill("Tell {asker} about {items}.", {"items": "tea", "asker": "Ann"}) == "Tell Ann about tea."


def test_a_placeholder_without_a_word_is_filled_in_generally() -> None:
    assert fill("Ask {person}.", {}) == "Ask the person."
    assert fill("Ask {person}.", {"person": ""}) == "Ask the person."


def test_a_sentence_begins_with_a_capital() -> None:
    assert fill("{guardian} will decide.") == "The Caldicott Guardian will decide."
    assert fill("") == ""


def test_what_was_filled_in_is_not_filled_in_again() -> None:
    assert fill("{asker}", {"asker": "{items}"}) == "{items}"


def test_unknown_placeholders_and_lone_braces_are_named() -> None:
    assert unknown_placeholders("{person} {age} } {") == ("age", "{", "}")
    assert unknown_placeholders(" ".join(f"{{{name}}}" for name in PLACEHOLDERS)) == ()


def test_items_read_well_inside_a_sentence() -> None:
    assert listed(ITEMS, []) == ""
    assert listed(ITEMS, ["allergies"]) == "allergies"
    assert listed(ITEMS, ["allergies", "medicines"]) == "medicines and allergies"
    assert listed(ITEMS, ["contacts", "allergies", "medicines"]) == "medicines, allergies and contacts"


def test_an_option_without_a_phrase_is_listed_by_its_label() -> None:
    who = library.current("care-team").questions["who"]
    assert listed(who, ["police"]) == "police, a court or another authority"


def test_the_sentences_of_the_ticked_items_begin_as_they_say_in_page_order() -> None:
    slotted = [
        replace(one, slot={"medicines": "They take", "contacts": "Call"}.get(one.id, ""))
        for one in ITEMS.options
    ]
    question = replace(ITEMS, options=tuple(slotted))
    assert slots(question, ["contacts", "allergies", "medicines"]) == ("They take", "Call")
    assert slots(question, []) == ()


def test_the_day_and_the_guardian_are_filled_in() -> None:
    words = {"guardian": "Dr Shah", "review_day": "1 May"}
    assert fill("{guardian} looks at it by {review_day}.", words) == "Dr Shah looks at it by 1 May."
    assert fill("By {review_day}.") == "By a day that you write down."
