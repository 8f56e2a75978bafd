"""What the newest edition changes is written down for Guardians, and kept up to date."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import pytest
from django.core.management import CommandError

from decisions.engine.ruleset import Basis, Duty, Option, Outcome, Question, Ruleset
from decisions.rulesets import changelog, compare, library, scenarios
from decisions.rulesets.compare import Different
from tests.engine import rulebook, second
from tests.engine.test_command import run

OLD = replace(rulebook.tea(), first="asked")
NEW = second.tea_2()


def named(ruleset: Ruleset, name: str) -> Ruleset:
    return replace(ruleset, name=name, title=f"About {name}")


def story(door: str, reference: str, **facts: object) -> scenarios.Scenario:
    line = ("First.", "Second.")
    return scenarios.Scenario(
        reference, door, line, "other", "share", "none", "tell", "share", "", (), (), (1,), facts
    )


def test_the_published_page_is_up_to_date() -> None:
    assert run("changelog", "--check") == ""


def test_the_page_is_written_and_known_when_it_is_old(tmp_path: Path) -> None:
    with pytest.raises(
        CommandError, match=r"^Out of date: rules-changelog.md. Run: manage.py rulesets changelog$"
    ):
        run("changelog", "--check", "--folder", tmp_path)
    assert run("changelog", "--folder", tmp_path).startswith("rules-changelog.md: ")
    path = tmp_path / changelog.FILE
    first = path.read_text()
    assert run("changelog", "--check", "--folder", tmp_path) == ""
    tried = f"{first.partition(changelog.DECISIONS)[0]}{changelog.DECISIONS}\n\nThree.\n"
    path.write_text(tried)
    assert run("changelog", "--check", "--folder", tmp_path) == ""
    run("changelog", "--folder", tmp_path)
    assert path.read_text() == tried


def test_each_version_is_compared_with_the_last_of_the_edition_before() -> None:
    third = replace(NEW, version=3)
    early = replace(OLD, version=0)
    start = named(NEW, library.START)
    compared = changelog.pairs([third, NEW, OLD, early, named(OLD, "coffee"), named(NEW, "milk"), start])
    assert [(pair.old and pair.old.key, pair.new.key) for pair in compared] == [
        (None, "start.2"),
        (None, "milk.2"),
        ("tea.1", "tea.3"),
    ]
    assert [pair.title for pair in compared] == [
        "Where every decision begins (start.2)",
        "About milk (milk.2)",
        "Shall we say who drinks tea? (tea.1 → tea.3)",
    ]


def test_what_many_doors_change_is_told_once_and_the_rest_door_by_door() -> None:
    doors = ["coffee", "milk", "tea"]
    compared = changelog.pairs(named(one, door) for one in (OLD, NEW) for door in doors)
    own = rulebook.with_outcome(compared[0].new, "tell", kind="share_in_part", why="Other words.")
    own = rulebook.with_option(own, "asked", "no", goes_to="weigh", hint="Other words")
    compared[0] = changelog.Pair(compared[0].old, own)
    written = changelog.page(compared, [], "")
    before, coffee, rest = written.partition("## About coffee (coffee.1 → coffee.2)\n")
    assert before.count("- Do they know?") == 1
    assert "### New ends\n\n- Ask the Caldicott Guardian\n" in before
    assert "### New things to do\n\n- Tell the person what you said.\n" in before
    assert "- Anything else?" not in written
    assert coffee
    assert "Do they know?" not in rest
    assert "- You can say it\n  - What kind it is: “share” → “share_in_part”\n" in rest
    assert (
        "- Did they agree?\n  - “No”: Where it leads: “Do not say it” → “Ask the Caldicott Guardian”\n"
        in rest
    )
    assert "Other words" not in written
    assert "| About milk (milk.1 → milk.2) | 4 → 8 | 2 → 3 | 0 of 0 |" in written
    assert changelog.page(compared[:2], [], "").count("- Do they know?") == 2


def test_what_is_gone_is_told() -> None:
    written = changelog.page([changelog.Pair(NEW, replace(OLD, version=3, edition=3))], [], "")
    for line in (
        "### Questions that are no longer asked\n\n- Whom will you tell?",
        "### Ends that are gone\n\n- Ask",
    ):
        assert line in written
    assert "### Things that are no longer to do\n\n- Tell the person what you said." in written


def test_stories_that_come_out_differently_stand_together() -> None:
    facts = {"asked": "yes", "what": ["milk"], "note": "x", "remark": ""}
    new = {**facts, "whom": "guest", "told": "yes", "kept": "well"}
    stories = [
        story("tea", "one", **facts),
        story("tea", "two", **facts),
        story("tea", "three", **new),
        story("tea", "four", **{**new, "kept": "badly"}),
        story("coffee", "five", **facts),
    ]
    written = changelog.page(changelog.pairs([OLD, NEW]), stories, "")
    assert "### Stories that come out differently\n\n3 of 4 stories.\n" in written
    assert "- “You can say it” → “Asks: Whom will you tell?”: one, two\n" in written
    assert "- “You can say it” → “Do not say it”: four\n" in written
    assert "| 3 of 4 |" in written


def test_stories_that_the_old_version_cannot_hear_stand_apart() -> None:
    new = {"whom": "nobody"}
    written = changelog.page(
        changelog.pairs([OLD, NEW]), [story("tea", "one", **new), story("tea", "two", **new)], ""
    )
    assert (
        "0 of 2 stories.\n\n- The version before asks for more, and cannot hear these to the end: one, two\n"
        in written
    )
    assert "| 0 of 2, and 2 new ones |" in written


def test_a_new_door_says_so() -> None:
    written = changelog.page(changelog.pairs([NEW]), [], "")
    assert "| Shall we say who drinks tea? (tea.2) | 8 | 3 | a new door |" in written
    assert "This door is new.\n" in written


def test_the_decisions_stand_last_and_are_found_again() -> None:
    compared = changelog.pairs([OLD, NEW])
    untried = changelog.page(compared, [], "")
    assert untried.endswith("manage.py rulesets changelog --organisation NAME --by EMAIL` tries them.\n")
    found = {"Tea": (9, [Different("D-1", "Say", "Wait"), Different("D-2", "Say", "Wait")]), "Milk": (3, [])}
    decisions = changelog.of_decisions("Willow", found)
    written = changelog.page(compared, [], decisions)
    assert written.endswith(
        "Willow, the last year, by door. What was decided stays decided.\n\n"
        "### Tea\n\n2 of 9 decisions.\n\n- “Say” → “Wait”: D-1, D-2\n\n### Milk\n\n0 of 3 decisions.\n"
    )
    assert changelog.decisions_in(written) == decisions
    assert changelog.decisions_in("nothing") == ""
    assert written.partition(changelog.DECISIONS)[0] == untried.partition(changelog.DECISIONS)[0]


def test_every_part_of_the_rules_has_a_name_for_guardians() -> None:
    parts = {field.name for kind in (Question, Option, Outcome, Duty, Basis) for field in fields(kind)}
    assert parts - compare.UNSEEN - compare.NAMES.keys() == set()


def test_the_old_version_passes_over_what_only_the_new_one_asks() -> None:
    facts = {"asked": "yes", "what": ["milk"], "note": "x", "remark": ""}
    new = {**facts, "whom": "guest", "told": "yes", "kept": "well"}
    assert compare.different([compare.Case("one", new)], OLD, NEW) == []
