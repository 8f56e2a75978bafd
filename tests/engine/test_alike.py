"""The same facts end alike through every door that can hear them, and no version promises less than one before."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from decisions.engine import alike
from decisions.engine.load import RulesetError
from decisions.engine.ruleset import Ruleset
from decisions.rulesets import library, together
from tests.engine.rulebook import tea, with_option, with_outcome
from tests.engine.second import tea_2

NEWEST = [library.current(name) for name in library.names()]
LISTED = together.listed(library.FOLDER)
HEARING = [one for one in NEWEST if one.edition > 1 and "objection" in one.questions]
"""The doors in which a no is asked about."""
OWN = "it is their own free choice and their own risk"


def test_the_published_doors_end_alike() -> None:
    assert list(together.faults(NEWEST, LISTED)) == []


@pytest.mark.parametrize("facts", alike.FACTS)
def test_the_facts_are_heard_by_every_door_that_asks_about_a_no(facts: str) -> None:
    assert set(alike.hearing(NEWEST, facts)) >= {one.name for one in HEARING}
    assert len(list(alike.hearing(NEWEST, facts))) >= min(3, sum(one.edition > 1 for one in NEWEST) - 2)


@pytest.mark.parametrize("ruleset", HEARING, ids=lambda one: one.key)
def test_a_door_that_ends_otherwise_is_found_unless_it_is_listed_with_a_reason(ruleset: Ruleset) -> None:
    seeded = with_option(ruleset, "beyond_them", "none", goes_to="talk_about_their_no")
    found = list(alike.differences([*NEWEST, seeded], LISTED))
    assert found
    assert all(f"{OWN} ends in ask_guardian, and elsewhere in do_not_share." in one for one in found[:1])
    assert all(one.startswith(f"{ruleset.key}: ") for one in found)
    meant = {
        f"{ruleset.name}: {OWN}": "It is meant.",
        f"{ruleset.name}: nobody is sure if someone could be harmed, and they chose freely for themself": "Too.",
    }
    assert list(alike.differences([*NEWEST, seeded], LISTED | meant)) == []


@pytest.mark.parametrize("facts", alike.FACTS)
def test_an_end_of_another_kind_is_found_in_whatever_way_it_is_come_to(facts: str) -> None:
    kind, _answers = alike.FACTS[facts]
    for ruleset in HEARING:
        seeded = ruleset
        for outcome in ruleset.outcomes.values():
            if outcome.kind == kind:
                seeded = with_outcome(seeded, outcome.id, kind="not_confidential")
        found = list(alike.differences([seeded], {}))
        assert any(f": {facts} ends in not_confidential, and elsewhere in {kind}." in one for one in found)


def test_a_difference_that_is_none_and_one_without_a_reason_are_named() -> None:
    listed = {"family: nothing": "Why not.", f"family: {OWN}": " "}
    assert list(alike.differences(NEWEST, listed)) == [
        "family: nothing is listed as ending otherwise, and does not.",
        f"family: {OWN} is listed as ending otherwise, and does not.",
        f"family: {OWN} is listed as ending otherwise, without a reason.",
    ]


def test_a_door_of_the_first_edition_and_one_that_cannot_hear_are_passed_over() -> None:
    old = [replace(one, edition=1) for one in HEARING]
    assert not any(list(alike.hearing([*old, tea_2()], facts)) for facts in alike.FACTS)
    assert list(alike.differences([*old, tea_2()], {})) == []


def test_only_the_persons_own_no_is_a_place_to_begin() -> None:
    for ruleset in HEARING:
        agreed = ruleset
        for question in ruleset.questions.values():
            for option in question.options:
                if option.objects:
                    agreed = with_option(agreed, question.id, option.id, objects=False)
        assert not any(list(alike.hearing([agreed], facts)) for facts in alike.FACTS)


def test_only_the_newest_versions_have_to_end_alike() -> None:
    ruleset = HEARING[0]
    seeded = with_option(ruleset, "beyond_them", "none", goes_to="talk_about_their_no")
    later = replace(ruleset, version=ruleset.version + 1)
    assert list(together.faults([later, seeded], {})) == []
    assert together.newest([later, seeded, tea()]) == sorted([later, tea()], key=lambda one: one.name)


def test_a_later_version_does_not_promise_less() -> None:
    second = tea_2()
    third = replace(second, version=3, edition=1)
    assert list(together.faults([second, third, tea()], {})) == [
        "tea.3: an older version belongs to edition 2, and promises more."
    ]


def test_what_is_listed_is_read_from_beside_the_rules(tmp_path: Path) -> None:
    assert together.listed(tmp_path) == {}
    path = tmp_path / together.FILE
    path.write_text('"tea: some facts" = "A reason."\n')
    assert together.listed(tmp_path) == {"tea: some facts": "A reason."}
    assert library.texts_of(tmp_path) == {}
    for text, fault in (
        ("[", "^alike.toml: this is not TOML"),
        ("a = 1", "^alike.toml: 'a' needs a reason in words"),
    ):
        path.write_text(text)
        with pytest.raises(RulesetError, match=fault):
            together.listed(tmp_path)
