"""Has someone read the law the rules rest on, does it hold on the day, and does it bind the one it is put to?

Each promise is broken once in the small ruleset. Then the published rulesets of the second edition are asked.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from decisions.engine import checks, law
from decisions.engine.ruleset import BODIES, LawfulBasis, Ruleset, Source
from decisions.engine.walk import walk
from decisions.rulesets import library
from portal.days import london_day
from tests.engine.rulebook import every_edge, tea, with_option, with_outcome, with_question

Change = Callable[[Ruleset], Ruleset]
READ: dict[str, Any] = {
    "read_by": "Engineering",
    "read_on": "2026-11-30",
    "read_where": "The page itself",
    "binds": "Everyone.",
}
ACT = Source("act", "Tea Act 2020", "Section 1", "2020", "in_force", "seen", **READ)
OURS = [one for one in map(library.current, library.names()) if one.edition >= law.EDITION]


def brewed(**changes: Any) -> Ruleset:
    """The tea ruleset with an Act next to the guide, on which the duty to wash up rests."""
    act = replace(ACT, **changes)
    washed = replace(tea().duties["wash_up"], law="act")
    return replace(tea(), sources={**tea().sources, "act": act}, duties={"wash_up": washed})


def faults(ruleset: Ruleset) -> list[str]:
    return [fault for check in law.CHECKS for fault in check(ruleset)]


def dated(**changes: Any) -> Ruleset:
    """The Act has a first day, and the basis in data-protection law cites it."""
    ruleset = brewed(begins_on="2026-02-05")
    care = replace(ruleset.lawful_bases["care"], cites=("guide", "act"), otherwise="before")
    before = LawfulBasis("before", "Care", "a", "a", "a", "a", ("guide",))
    return replace(ruleset, lawful_bases={"care": replace(care, **changes), "before": before})


def test_the_small_ruleset_with_an_act_that_was_read_is_fit() -> None:
    assert faults(brewed()) == []
    assert faults(dated()) == []
    assert faults(brewed(begins_on="2026-01-01", superseded_on="2027-01-01")) == []


@pytest.mark.parametrize(
    ("fault", "ruleset"),
    [
        ("Duty wash_up rests on act, which nobody has read.", brewed(trust="unsure", **dict.fromkeys(READ, "") | {"binds": "All."})),
        ("Outcome tell rests only on sources that nobody has read.", with_outcome(brewed(trust="unsure"), "tell", cites=("act",))),
        ("The rules rest on act, which is a bill and no law.", brewed(status="bill")),
        ("The rules rest on act, which is a bill and no law.", brewed(title="Tea Bill")),
        ("The rules rest on act, which is a bill and no law.", with_outcome(brewed(title="Tea Bill"), "stop", cites=("act",))),
        ("Source act must say who read it, on which day and where.", brewed(read_by="")),
        ("Source act must say who read it, on which day and where.", brewed(read_on="")),
        ("Source act must say who read it, on which day and where.", brewed(trust="second_hand", read_where="")),
        ("Source act was read by someone, and says that nobody has read it.", brewed(trust="unsure")),
        ("Source act does not say whom it binds.", brewed(binds="")),
        ("Source act has a day in read_on that is none.", brewed(read_on="30 November 2026")),
        ("Source act has a day in begins_on that is none.", brewed(begins_on="2026-02-31")),
        ("Source act has a day in look_again that is none.", brewed(look_again="20270101")),
        ("Source act has an end, and never was in force.", brewed(status="not_yet", superseded_on="2026-01-01")),
        ("Source act ends before it begins.", brewed(status="superseded", begins_on="2026-01-01", superseded_on="2026-01-01")),
        ("Source act binds bodies and workers, so it must be two sources.", brewed(bound=("public", "doctor"))),
        ("care does not say what holds before act begins.", dated(otherwise="")),
        ("before takes the place of care, and has a first day too.", replace(dated(), lawful_bases={
            **dated().lawful_bases, "before": replace(dated().lawful_bases["before"], cites=("act",))})),
        ("what.milk puts duty wash_up to someone whom act may not bind.", brewed(bound=("doctor",))),
        ("tell puts duty wash_up to someone whom act may not bind.", brewed(bound=("doctor",))),
        ("tell puts duty wash_up to someone whom act may not bind.", with_option(brewed(bound=("doctor",)), "what", "milk", bound=("doctor",))),
        ("what.milk puts duty wash_up to someone whom act may not bind.", with_option(brewed(bound=("doctor",)), "asked", "yes", bound=("nurse",))),
    ],
)  # fmt: skip
def test_a_broken_promise_is_found(fault: str, ruleset: Ruleset) -> None:
    assert fault in faults(ruleset)
    assert fault in checks.faults(replace(ruleset, edition=2))
    assert fault not in checks.faults(ruleset), "the first edition never promised it"


@pytest.mark.parametrize("code", sorted(BODIES))
def test_where_a_law_binds_bodies_the_kind_decides_on_the_day(code: str) -> None:
    assert faults(brewed(bound=(code,))) == []


def test_an_answer_that_says_so_binds_all_that_comes_after_it() -> None:
    asked = with_option(brewed(bound=("doctor", "nurse")), "asked", "yes", bound=("nurse",))
    assert faults(asked) == []


def test_the_ends_that_cite_unread_law_apart_from_the_booklet_are_counted_apart() -> None:
    unread = brewed(trust="unsure")
    both = with_outcome(unread, "tell", cites=("guide", "act"))
    assert [one.id for one in law.unread_law(both)] == ["tell"]
    assert law.unread_outcomes(both) == [], "the booklet was read"
    assert law.unread_law(with_outcome(brewed(), "tell", cites=("guide", "act"))) == []
    assert law.unread_law(tea()) == [], "an end that cites no law but the booklet"


# Days


@pytest.mark.parametrize(
    ("day", "is_now"), [("2026-02-04", "not_yet"), ("2026-02-05", "in_force"), ("2026-02-06", "in_force")]
)
@pytest.mark.parametrize("status", ["not_yet", "in_force"])
def test_a_law_with_a_first_day_begins_by_itself(day: str, is_now: str, status: str) -> None:
    assert law.status_on(replace(ACT, status=status, begins_on="2026-02-05"), day) == is_now


@pytest.mark.parametrize(
    ("day", "is_now"),
    [("2023-10-11", "in_force"), ("2023-10-12", "superseded"), ("2023-10-13", "superseded")],
)
@pytest.mark.parametrize("status", ["in_force", "superseded"])
def test_a_law_with_an_end_ends_by_itself(day: str, is_now: str, status: str) -> None:
    assert law.status_on(replace(ACT, status=status, superseded_on="2023-10-12"), day) == is_now


def test_a_law_with_a_first_day_and_an_end_is_in_force_between_them() -> None:
    short = replace(ACT, begins_on="2026-01-01", superseded_on="2027-01-01")
    found = [law.status_on(short, f"{year}-06-01") for year in (2025, 2026, 2027)]
    assert found == ["not_yet", "in_force", "superseded"]


def test_what_cites_law_that_is_not_in_force_on_a_day_is_named() -> None:
    cited = with_outcome(
        brewed(begins_on="2026-01-01", superseded_on="2027-01-01"), "stop", cites=("guide", "act")
    )
    cited = with_question(cited, "asked", cites=("act",))
    stop, asked = (f"{node} cites act, which is not in force on " for node in ("stop", "asked"))
    assert list(law.out_of_force(cited, "2025-12-31")) == [stop + "2025-12-31."], (
        "a page may cite law to come"
    )
    assert list(law.out_of_force(cited, "2026-12-31")) == []
    assert list(law.out_of_force(cited, "2027-01-01")) == [asked + "2027-01-01.", stop + "2027-01-01."]
    assert list(law.out_of_force(brewed(superseded_on="2027-01-01"), "2027-01-01")) == [], (
        "a duty ends by itself"
    )


@pytest.mark.parametrize("status", ["in_force", "not_yet", "superseded", "bill"])
def test_without_a_day_it_is_what_its_file_says(status: str) -> None:
    assert law.status_on(replace(ACT, status=status), "2026-11-30") == status


def test_a_bill_with_a_day_stays_a_bill() -> None:
    assert law.status_on(replace(ACT, status="bill", begins_on="2026-01-01"), "2026-11-30") == "bill"


@pytest.mark.parametrize(
    ("changes", "due"),
    [
        ({}, "2027-11-30"),
        ({"read_on": "2028-02-29"}, "2029-03-01"),
        ({"look_again": "2027-05-31"}, "2027-05-31"),
        ({"read_on": ""}, ""),
    ],
)
def test_what_was_read_must_be_read_again_within_a_year(changes: dict[str, Any], due: str) -> None:
    assert law.look_again(replace(ACT, **changes)) == due


def test_what_was_not_read_again_in_time_is_named() -> None:
    late = "The rules rest on act, which was to be read again by 2027-11-30."
    assert list(law.overdue(brewed(), "2027-11-30")) == []
    assert list(law.overdue(brewed(), "2027-12-01")) == [late]
    unused = replace(brewed(), duties=tea().duties)
    assert list(law.overdue(unused, "2027-12-01")) == [], "nothing rests on it"


def test_what_a_basis_that_takes_another_ones_place_cites_is_rested_on_too() -> None:
    stood_in = replace(dated(), sources={**dated().sources, "old": replace(ACT, id="old")})
    before = replace(stood_in.lawful_bases["before"], cites=("old",))
    stood_in = replace(stood_in, lawful_bases={**stood_in.lawful_bases, "before": before})
    assert law.rested_on(stood_in) == {"guide", "act", "old"}


# The published rulesets of the second edition


@pytest.mark.parametrize("ruleset", OURS, ids=lambda one: one.key)
def test_everything_our_rules_rest_on_was_read_within_the_last_twelve_months(ruleset: Ruleset) -> None:
    assert list(law.overdue(ruleset, london_day().isoformat())) == []
    assert list(law.out_of_force(ruleset, london_day().isoformat())) == []


@pytest.mark.parametrize("ruleset", OURS, ids=lambda one: one.key)
def test_no_walk_meets_a_duty_of_a_law_that_may_not_bind_the_one_who_walks(ruleset: Ruleset) -> None:
    """Told on whole walks, and not on the graph as the check is: a short walk through each answer there is."""
    for _question, _option, answers in every_edge(ruleset):
        walked = walk(ruleset, answers)
        said = {
            code
            for step in walked.steps
            for option in ruleset.questions[step.question].options
            if option.id == step.answer or (type(step.answer) is tuple and option.id in step.answer)
            for code in option.bound
        }
        for duty in walked.duties:
            source = ruleset.sources.get(ruleset.duties[duty].law or "")
            workers = set(source.bound) - BODIES if source else set()
            assert not workers or workers & said, (duty, answers)
