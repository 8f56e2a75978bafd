"""The picture of a flow and its twin in words."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from itertools import combinations
from xml.etree import ElementTree

import pytest

from decisions.engine import diagram
from decisions.engine.walk import walk
from decisions.engine.wording import fill
from decisions.rulesets import library
from tests.engine import rulebook

SVG = "{http://www.w3.org/2000/svg}"
NAMES = library.names()


def picture(name: str) -> ElementTree.Element:
    return ElementTree.fromstring(diagram.diagram(library.current(name)))


@pytest.mark.parametrize("name", NAMES)
def test_the_picture_has_a_title_and_a_description(name: str) -> None:
    root = picture(name)
    ids = (root.get("aria-labelledby") or "").split()
    assert [root.find(SVG + tag).get("id") for tag in ("title", "desc")] == ids  # type: ignore[union-attr]
    assert root.get("role") == "img"


@pytest.mark.parametrize("name", NAMES)
def test_the_picture_is_as_wide_as_a_phone_and_needs_no_inline_style(name: str) -> None:
    drawn = diagram.diagram(library.current(name))
    assert re.search(r'viewBox="0 0 360 \d+"', drawn)
    assert "style" not in drawn
    for box in picture(name).iter(SVG + "rect"):
        left, width = float(box.get("x", "nan")), float(box.get("width", "nan"))
        assert left >= 0
        assert left + width <= 360


@pytest.mark.parametrize("name", NAMES)
def test_each_card_and_row_of_the_words_is_in_the_picture(name: str) -> None:
    ruleset = library.current(name)
    words = " ".join(unescape(text.text or "") for text in picture(name).iter(SVG + "text"))
    outline = diagram.outline(ruleset)
    for card in diagram.cards(ruleset):
        assert f"{card.number}. {card.title}" in words
        assert f"## {card.number}. {card.title}\n" in outline
        for row in card.rows:
            assert f"{row.label} → " in words
            assert f"- {row.label} → " in outline


@pytest.mark.parametrize("name", NAMES)
def test_the_words_tell_every_outcome_with_its_sources(name: str) -> None:
    ruleset = library.current(name)
    outline = diagram.outline(ruleset)
    for outcome in ruleset.outcomes.values():
        told = outline.split(f"### {fill(outcome.title)}\n")[1].split("###")[0]
        assert all(ruleset.sources[one].part in told for one in outcome.cites)
    assert ruleset.digest in outline


def test_what_is_not_checked_is_told_so() -> None:
    guide = rulebook.tea().sources["guide"]
    unsure = replace(rulebook.tea(), sources={"guide": replace(guide, trust="unsure")})
    assert "A guide, Rule 1 (2013, not checked)" in diagram.outline(unsure)
    assert "not checked" not in diagram.outline(rulebook.tea())


def test_a_walk_is_marked_in_both() -> None:
    tea = rulebook.tea()
    taken = walk(tea, {"asked": "yes", "what": ["milk", "sugar"], "note": "x"})
    root = ElementTree.fromstring(diagram.diagram(tea, taken))
    marked = [one.get("class") for one in root.iter() if "walked" in (one.get("class") or "")]
    assert marked.count("flow-card flow-card--walked") == 4
    assert marked.count("flow-row flow-row--walked") == 5
    assert marked.count("flow-edge flow-edge--walked") == 3
    assert "It ended in: You can say it." in (root.find(SVG + "desc").text or "")  # type: ignore[union-attr]
    outline = diagram.outline(tea, taken)
    assert "## 1. Did they agree? (asked)" in outline
    assert "- With milk (your answer) → 3. What did you say?" in outline


def test_an_unfinished_walk_is_marked_as_far_as_it_went() -> None:
    tea = rulebook.tea()
    drawn = diagram.diagram(tea, walk(tea, {"asked": "yes"}))
    assert drawn.count("flow-card--walked") == 1
    assert "It ended in" not in drawn


def test_no_two_ways_share_a_lane_at_the_same_height() -> None:
    for name in NAMES:
        edges = diagram._edges(diagram.cards(library.current(name)))
        lanes = diagram._lanes(edges)
        spans = {to: min(start for start, end in edges if end == to and start != to - 1) for to in lanes}
        for one, other in combinations(lanes, 2):
            apart = one < spans[other] or other < spans[one]
            assert apart or lanes[one] != lanes[other], (name, one, other)


def test_words_that_mean_something_to_xml_are_written_out() -> None:
    odd = rulebook.with_question(rulebook.tea(), "asked", title="Is 1 < 2 & 3 > 2?")
    assert "Is 1 &lt; 2 &amp; 3 &gt; 2?" in diagram.diagram(odd)
