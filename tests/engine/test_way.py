"""One's own way as a picture for a phone, and its twin in words."""

from __future__ import annotations

import re
from html import unescape
from xml.etree import ElementTree

import pytest

from decisions.engine import diagram, shapes, way
from decisions.engine.walk import walk
from decisions.rulesets import library
from tests.engine import rulebook

SVG = "{http://www.w3.org/2000/svg}"
YES = {"asked": "yes", "what": ["milk", "sugar"], "note": "Hello"}


def words_in(picture: str) -> str:
    return " ".join(unescape(one.text or "") for one in ElementTree.fromstring(picture).iter(SVG + "text"))


@pytest.mark.parametrize("name", library.names())
def test_every_way_fits_a_phone_and_says_what_its_words_say(name: str) -> None:
    ruleset = library.current(name)
    for _question, _option, answers in rulebook.every_edge(ruleset):
        taken = walk(ruleset, answers)
        drawn = diagram.own_way(ruleset, taken)
        assert re.search(r'viewBox="0 0 340 \d+".* font-size="14"', drawn)
        assert "style" not in drawn
        said, words = words_in(drawn), diagram.own_words(ruleset, taken)
        assert way.ended(ruleset, taken) in said
        assert way.ended(ruleset, taken) in words
        for number, stop in enumerate(way.stops(ruleset, taken), start=1):
            assert f"{number}. {stop.title}" in said
            assert f"{number}. {stop.title}" in words
            assert all(f"✓ {one}" in said and one in words for one in stop.answers)
            assert stop.note in said
            assert stop.note in words


def test_only_what_was_passed_is_told() -> None:
    tea = rulebook.tea()
    assert [stop.title for stop in way.stops(tea, walk(tea, {"asked": "no"}))] == ["Did they agree?"]
    assert [stop.answers for stop in way.stops(tea, walk(tea, YES))] == [
        ("Yes",),
        ("With milk", "With sugar"),
        (way.WROTE,),
        (way.WROTE,),
    ]


def test_what_was_typed_stays_out_of_it() -> None:
    tea = rulebook.tea()
    assert "Hello" not in diagram.own_way(tea, walk(tea, YES)) + diagram.own_words(tea, walk(tea, YES))


def test_an_unfinished_way_says_so() -> None:
    tea = rulebook.tea()
    taken = walk(tea, {"asked": "yes"})
    assert way.stops(tea, taken)[-1] == way.Stop("What do they want to know?", (way.LEFT_OPEN,))
    said = words_in(diagram.own_way(tea, taken))
    assert said.endswith("Not answered yet Not finished")
    assert diagram.own_words(tea, taken).endswith("Not answered yet.\n\nNot finished.\n")


@pytest.mark.parametrize(
    ("mark", "note"),
    [
        ({"denies": True, "objects": True}, "This stops sharing"),
        ({"objects": True, "narrows": True}, "This is the person's no"),
        ({"narrows": True}, "From here only a part may be shared"),
        ({}, "The ground: they agreed"),
        ({"basis": None}, ""),
    ],
)
def test_an_answer_says_what_it_meant(mark: dict[str, bool], note: str) -> None:
    tea = rulebook.with_option(rulebook.tea(), "asked", "yes", **mark)
    assert way.stops(tea, walk(tea, {"asked": "yes"}))[0].note == note


def test_the_ground_and_the_words_given_stand_at_the_end() -> None:
    family = library.current("family")
    answers = {
        "danger": "no",
        "who": "family",
        "identity": "known_in_person",
        "whose": "x",
        "wants": "asked",
        "family_agreement": "agreed",
        "items": {"medicines": "r", "allergies": "r"},
        "channel": "private",
    }
    taken = walk(family, answers)
    assert way.ended(family, taken) == "You can share their medicines and allergies"
    assert way.ended(family, taken, {"items": "pills"}) == "You can share their pills"
    said = words_in(diagram.own_way(family, taken))
    assert said.endswith("You can share their medicines and allergies The ground: they agreed")


@pytest.mark.parametrize(
    ("answers", "colour"),
    [(YES, shapes.GREEN), ({"asked": "no"}, shapes.BLUE), ({"asked": "yes"}, shapes.BLUE), ({}, shapes.BLUE)],
)
def test_only_a_way_that_led_to_sharing_ends_in_green(answers: dict[str, object], colour: str) -> None:
    tea = rulebook.tea()
    drawn = diagram.own_way(tea, walk(tea, answers))
    assert re.findall(r'class="flow-end".* fill="(#\w+)"', drawn) == [colour]


def test_the_questions_and_where_they_led_stand_out() -> None:
    tea = rulebook.tea()
    lines = list(ElementTree.fromstring(diagram.own_way(tea, walk(tea, YES))).iter(SVG + "text"))
    bold = [one.text for one in lines if one.get("font-weight") == "bold"]
    plain = [one.text for one in lines if one.get("font-weight") is None]
    assert bold == [
        "1. Did they agree?",
        "2. What do they want to know?",
        "3. What did you say?",
        "4. Anything else?",
        "You can say it",
    ]
    ground, written = "The ground: they agreed", f"✓ {way.WROTE}"
    assert plain == ["✓ Yes", ground, "✓ With milk", "✓ With sugar", written, written, ground]


def test_words_that_mean_something_to_xml_are_written_out() -> None:
    odd = rulebook.with_question(rulebook.tea(), "asked", title="Is 1 < 2 & 3?")
    assert "1. Is 1 &lt; 2 &amp; 3?" in diagram.own_way(odd, walk(odd, {"asked": "no"}))
