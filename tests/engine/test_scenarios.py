"""Every story in tests/scenarios comes out right, by the rules alone."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from decisions.engine.load import RulesetError
from decisions.engine.ruleset import SHARING
from decisions.engine.walk import walk
from decisions.rulesets import library, scenarios
from decisions.rulesets.scenarios import Scenario

ALL = scenarios.everything()
RIGHT_KINDS = {
    "share": SHARING | {"share_anonymised", "not_confidential"},
    "do_not_share": {"do_not_share"},
    "advice": {"ask_guardian"},
    "protect": {"safeguard", *SHARING},
}
"""How a story may end, by what is right in it."""
ROWS = range(1, 129)
"""The numbers of the obligations."""
ONE = """
[[scenario]]
id = "one"
story = ["First.", "Second."]
setting = "care_home"
right = "share"
error = "none"
outcome = "share"
kind = "share"
basis = ""
duties = []
tell = []
rows = [1]
[scenario.facts]
danger = "no"
"""


@pytest.mark.parametrize("scenario", ALL, ids=lambda one: f"{one.door}:{one.id}")
def test_it_comes_out_right(scenario: Scenario) -> None:
    taken = walk(library.current(scenario.door), scenario.facts)
    assert taken.outcome, f"it stops at {taken.unanswered}"
    told = (taken.outcome.id, taken.outcome.kind, taken.outcome.basis or "")
    assert told == (scenario.outcome, scenario.kind, scenario.basis)
    assert set(scenario.duties) <= set(taken.duties)
    assert (taken.unanswered, taken.invalid) == ((), ())
    assert set(scenario.facts) == {step.question for step in taken.steps}


@pytest.mark.parametrize("scenario", ALL, ids=lambda one: f"{one.door}:{one.id}")
def test_it_is_told_well(scenario: Scenario) -> None:
    """Two lines, of two short sentences or three, that do not say what the rules will say."""
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", scenario.id)
    assert all(line.strip() == line and line[-1] in ".?!\"'’”" for line in scenario.story)
    assert all(len(line.split()) <= 45 for line in scenario.story)
    assert scenario.rows
    assert set(scenario.rows) <= set(ROWS)
    assert scenario.kind in RIGHT_KINDS[scenario.right]
    assert scenario.tell or scenario.kind not in SHARING | {"safeguard"}
    assert (scenario.right, scenario.error) != ("do_not_share", "not_sharing")


def test_no_two_have_the_same_name_or_story() -> None:
    ids = Counter(one.id for one in ALL)
    stories = Counter(one.story for one in ALL)
    assert [one for one, times in (ids + stories).items() if times > 1] == []


def test_each_file_is_named_after_a_door_or_the_start() -> None:
    assert {path.stem for path in scenarios.FOLDER.glob("*.toml")} <= set(library.names())


@pytest.mark.parametrize(
    ("fault", "text"),
    [
        (
            "scenarios/tea, one: 'mood' is not known here.",
            ONE.replace("[scenario.facts]", 'mood = "x"\n[scenario.facts]'),
        ),
        ("scenarios/tea, one: 'rows' is missing.", ONE.replace("rows = [1]\n", "")),
        ("scenarios/tea, one: 'story' must be of the kind tuple[str, str].", ONE.replace(', "Second."', "")),
        ("scenarios/tea, one: 'rows' must be of the kind tuple[int, ...].", ONE.replace("[1]", '["1"]')),
        ("scenarios/tea, one: 'kind' must be of the kind str.", ONE.replace('kind = "share"', "kind = 1")),
        ("scenarios/tea, one: 'setting' must be one of", ONE.replace("care_home", "hospital")),
        ("scenarios/tea: only [[scenario]] belongs here.", "a = 1\n" + ONE),
        ("scenarios/tea: this is not TOML", "["),
    ],
)
def test_a_story_that_is_not_whole_is_refused(fault: str, text: str) -> None:
    with pytest.raises(RulesetError, match="^" + re.escape(fault)):
        scenarios.read("tea", text)


def test_a_story_is_read_whole(tmp_path: Path) -> None:
    (tmp_path / "tea.toml").write_text(ONE)
    (read,) = scenarios.everything(tmp_path)
    assert (read.door, read.id, read.story, read.facts) == (
        "tea",
        "one",
        ("First.", "Second."),
        {"danger": "no"},
    )


def test_there_are_enough_of_every_sort() -> None:
    assert len(ALL) >= 120
    assert sum(one.setting in {"care_home", "home_care"} for one in ALL) >= 40
    assert sum(one.right == "do_not_share" for one in ALL) >= 40
    assert sum(one.right in {"share", "protect"} and one.error == "not_sharing" for one in ALL) >= 25
    assert sum(one.right == "advice" for one in ALL) >= 20
    assert {one.door for one in ALL} == set(library.names())
