"""What is drawn of a flow: where each way goes, what is lit, and in which colour and weight."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from decisions.engine import diagram, shapes
from decisions.engine.ruleset import Ruleset
from decisions.engine.walk import walk
from decisions.rulesets import library
from tests.engine import rulebook, second

SVG = "{http://www.w3.org/2000/svg}"
ANSWERS: dict[str, object] = {"asked": "yes", "what": ["milk", "sugar"], "note": "x"}
Drawn = list[ElementTree.Element]


def drawn(ruleset: Ruleset, answers: dict[str, object] | None = None) -> ElementTree.Element:
    return ElementTree.fromstring(diagram.diagram(ruleset, walk(ruleset, answers) if answers else None))


def described(root: ElementTree.Element) -> str:
    return "".join(root.find(SVG + "desc").itertext())  # type: ignore[union-attr]


def paths(root: ElementTree.Element) -> Drawn:
    return list(root.iter(SVG + "path"))


def texts(root: ElementTree.Element, name: str) -> dict[str, tuple[str | None, str | None]]:
    """The colour and the weight of each text of this class."""
    found = [one for one in root.iter(SVG + "text") if one.get("class") == name]
    return {one.text or "": (one.get("fill"), one.get("font-weight")) for one in found}


def test_the_description_says_how_large_a_flow_is_and_where_a_walk_ended() -> None:
    size = "A flow of 4 questions and 2 outcomes, with 11 different complete walks."
    twin = "The same is told in words."
    assert described(drawn(rulebook.tea())) == f"{size} {twin}"
    walked = drawn(rulebook.tea(), ANSWERS)
    assert described(walked) == f"{size} Your answers are marked. It ended in: You can say it. {twin}"
    assert described(drawn(rulebook.tea(), {"asked": "yes"})) == f"{size} Your answers are marked. {twin}"


def test_a_way_to_the_next_card_goes_straight_down_and_any_other_round_the_outside() -> None:
    for name in library.names():
        ruleset = library.current(name)
        edges = diagram._edges(diagram.cards(ruleset))
        ways = [one.get("d") or "" for one in paths(drawn(ruleset))]
        assert len(ways) == len(edges)
        assert sum("H" not in way for way in ways) == sum(source == target - 1 for source, target in edges)
        outside = {re.search(r"H(-?\d+)V", way)[1] for way in ways if "H" in way}  # type: ignore[index]
        assert len(outside) == len(set(diagram._lanes(edges).values()))
        assert all(float(x) >= 0 for x in outside)


def test_the_way_taken_is_drawn_last_and_stands_out() -> None:
    ways = paths(drawn(second.tea_2(), {**ANSWERS, "whom": "guest"}))
    lit = [one.get("class") == "flow-edge flow-edge--walked" for one in ways]
    assert lit == sorted(lit)
    assert (lit[0], sum(lit)) == (False, 5)
    for one in ways:
        lit_up = one.get("class") == "flow-edge flow-edge--walked"
        assert (one.get("stroke"), one.get("stroke-width")) == (
            (shapes.BLUE, "4") if lit_up else (shapes.GREY, "1")
        )
    assert not any("walked" in (one.get("class") or "") for one in drawn(rulebook.tea()).iter())


def test_only_ways_from_a_page_that_was_passed_by_the_answer_given_are_lit() -> None:
    answers: dict[str, object] = {"whom": "caller", "caller_is": "no"}
    lit = [one for one in paths(drawn(second.tea_2(), answers)) if "walked" in (one.get("class") or "")]
    assert len(lit) == 1
    ruleset = rulebook.with_option(second.tea_2(), "whom", "guest", goes_to="caller_is")
    guest = [one for one in paths(drawn(ruleset, {"whom": "guest"})) if "walked" in (one.get("class") or "")]
    assert len(guest) == 1


@pytest.mark.parametrize("kind", ["share", "share_anonymised", "ask_guardian"])
def test_an_end_is_bold_and_green_where_something_is_told_and_a_page_is_grey_with_its_number(
    kind: str,
) -> None:
    ruleset = rulebook.with_outcome(rulebook.tea(), "tell", kind=kind)
    targets = texts(drawn(ruleset), "flow-target")
    assert targets["→ You can say it"] == (shapes.BLUE if kind == "ask_guardian" else shapes.GREEN, "bold")
    assert targets["→ Do not say it"] == (shapes.BLUE, "bold")
    assert targets["→ 2. What do they want to know?"] == (shapes.GREY, None)


def test_titles_are_bold_and_an_answer_is_where_it_was_given() -> None:
    plain, walked = drawn(rulebook.tea()), drawn(rulebook.tea(), ANSWERS)
    for root in (plain, walked):
        assert texts(root, "flow-title")["1. Did they agree?"] == (shapes.INK, "bold")
    assert texts(plain, "flow-answer")["Yes"] == (shapes.INK, None)
    given = texts(walked, "flow-answer")
    assert (given["✓ Yes"], given["No"]) == ((shapes.INK, "bold"), (shapes.INK, None))
    rows = [one for one in walked.iter(SVG + "rect") if (one.get("class") or "").startswith("flow-row")]
    for one in rows:
        chosen = one.get("class") == "flow-row flow-row--walked"
        assert one.get("fill") == (shapes.YOURS if chosen else shapes.LIGHT)
    assert sum(one.get("fill") == shapes.YOURS for one in rows) == 5
