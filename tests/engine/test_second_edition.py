"""What a version of the second edition promises: each promise is broken once, in the small ruleset and in real doors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from decisions.engine import checks, order, sharing, states, telling
from decisions.engine.ruleset import Option, Question, Ruleset
from decisions.engine.walk import walk
from decisions.rulesets import library
from tests.engine import rulebook
from tests.engine.rulebook import with_option, with_outcome, with_question
from tests.engine.second import ANSWERS, tea_2
from tests.engine.test_checks import Change, basis, duty, option, outcome, question

BREAKS: list[tuple[str, Change]] = [
    ("their_word names the question gone", lambda r: replace(r, their_word=("gone",))),
    ("when_sent names the question gone", lambda r: replace(r, when_sent=("gone",))),
    ("guardian_first names the outcome gone", lambda r: replace(r, guardian_first={"gone": "x"})),
    ("Outcome tell may tell the person: Tell them.", outcome("tell", do=("Say it.", "Tell them."))),
    ("Outcome tell may tell the person: Tell them.", outcome("tell", do_untold=("Tell them.",))),
    ("Outcome tell may tell the person: Then tell {person}.", outcome("tell", next="Then tell {person}.")),
    ("Outcome stop may tell the person: Wait: ask the person", outcome("stop", title="Wait: ask the person")),
    (
        "told.not_safe says that telling is not safe, and does not say what",
        option("told", "not_safe", untold=""),
    ),
    ("told.cannot_ask says that telling is not safe", option("told", "yes", id="cannot_ask")),
    ("told.yes_not_safe says that telling is not safe", option("told", "yes", id="yes_not_safe")),
    ("told.not_safe must say who decides", option("told", "not_safe", untold="Nothing by {review_day}.")),
    ("told.not_safe must say who decides", option("told", "not_safe", untold="{guardian} decides.")),
    (
        "told.not_safe may tell the person by what it says",
        option("told", "not_safe", untold="Tell {person}. {guardian} looks at it by {review_day}."),
    ),
    ("told.not_safe has no duty to write down why", option("told", "not_safe", duties=())),
    ("told.not_safe has no duty to write down why", duty("why_not_told", flag="")),
    ("told.not_safe has no duty to write down why", duty("why_not_told", tells_person=True)),
    ("Duty tell_them may tell the person", duty("tell_them", tells_person=False)),
    ("Duty wash_up may tell the person", duty("wash_up", text="Talk to them.")),
    ("Outcome weigh asks the Guardian before", lambda r: replace(r, guardian_first={})),
    ("Outcome weigh is listed as asking the Guardian first", option("whom", "nobody", goes_to="asked")),
    (
        "This ruleset shares, and does not name the questions",
        lambda r: replace(r, their_word=(), guardian_first={}),
    ),
    ("Question kept is asked before", option("whom", "guest", goes_to="kept")),
    ("Question kept is asked where nothing would be sent.", option("kept", "well", goes_to="stop")),
    (
        "Outcome tell shares with someone whom nobody has checked.",
        option("caller_is", "a_friend", known=False),
    ),
    ("Outcome tell shares with someone whom nobody has checked.", option("what", "sugar", stranger=True)),
    ("whom.caller trusts the caller before", option("whom", "caller", stranger=False)),
    ("caller_is.not_sure makes someone known", option("caller_is", "not_sure", known=True)),
    ("caller_is.no makes someone known", option("caller_is", "no", known=True)),
    ("whom.caller makes someone known", option("whom", "caller", known=True)),
]


@pytest.mark.parametrize(("fault", "change"), BREAKS, ids=[fault for fault, _ in BREAKS])
def test_a_broken_promise_is_found(fault: str, change: Change) -> None:
    found = checks.faults(change(tea_2()))
    assert any(one.startswith(fault) for one in found), found


@pytest.mark.parametrize(
    "fault_and_change",
    [one for one in BREAKS if "names the" not in one[0]],
    ids=[one for one, _ in BREAKS[3:]],
)
def test_a_version_of_the_first_edition_promised_none_of_it(fault_and_change: tuple[str, Change]) -> None:
    fault, change = fault_and_change
    assert not any(one.startswith(fault) for one in checks.faults(replace(change(tea_2()), edition=1)))


def test_the_small_ruleset_is_fit() -> None:
    assert checks.faults(tea_2()) == []


def test_a_door_on_a_law_or_for_protection_need_not_ask_for_their_word() -> None:
    unasked = replace(tea_2(), their_word=())
    assert list(order.unasked(unasked)) != []
    for mark in ("must", "protects"):
        assert list(order.unasked(basis("consent", **{mark: True})(unasked))) == []
    assert list(order.guardian_first(unasked)) == []


def test_a_check_of_who_it_is_counts_where_something_may_be_shared_after_it() -> None:
    checked = question("caller_is", register="recipient")(tea_2())
    assert list(sharing.unchecked(checked)) == ["Outcome tell shares with somebody whom nobody checked."]
    past = option("caller_is", "a_friend", goes_to="stop")(checked)
    assert list(sharing.unchecked(past)) == []


def test_two_answers_are_enough() -> None:
    yes, _no, doubt = tea_2().questions["asked"].options
    assert checks.faults(with_question(tea_2(), "asked", options=(yes, doubt))) == []


def test_duties_are_not_read_where_it_is_always_safe_to_tell() -> None:
    told = question("told", options=tea_2().questions["told"].options[::2])(tea_2())
    assert list(telling.unmarked_duties(duty("tell_them", tells_person=False)(told))) == []


class TestBoxes:
    """Of ticked boxes one leads, and each may make it unsafe to tell the person, or bring in a stranger."""

    @pytest.fixture
    def boxes(self) -> Ruleset:
        unsafe = with_option(rulebook.tea(), "what", "sugar", untold="Hush.")
        return with_option(unsafe, "what", "milk", untold="Say nothing.")

    @pytest.mark.parametrize(
        ("ticked", "untold"),
        [
            (["sugar"], "Hush."),
            (["milk"], "Say nothing."),
            (["sugar", "milk"], "Say nothing."),
            (["secret"], ""),
            (["secret", "sugar"], "Hush."),
            (["secret", "sugar", "milk"], "Say nothing."),
            (["nothing"], ""),
        ],
    )
    def test_a_walk_is_told_so(self, boxes: Ruleset, ticked: list[str], untold: str) -> None:
        taken = walk(boxes, {"asked": "yes", "what": ticked, "note": "x"})
        assert taken.outcome
        assert (taken.untold, taken.outcome.untold) == (untold, untold)
        assert bool(taken.outcome.say_person) == (not untold)

    def test_every_state_of_a_walk_is_met_and_counted(self, boxes: Ruleset) -> None:
        state = states.State("what", "consent", "")
        met = {
            (one.id, following.untold): n
            for one, following, n in states.after(boxes.questions["what"], state)
            if one
        }
        assert met == {
            ("milk", "Say nothing."): 1,
            ("sugar", "Hush."): 1,
            ("secret", ""): 1,
            ("secret", "Hush."): 1,
            ("secret", "Say nothing."): 1,
            ("nothing", ""): 1,
            ("not_sure", ""): 1,
        }

    def test_a_box_ticked_with_the_one_that_leads_can_make_it_unsafe(self) -> None:
        aside = with_option(tea_2(), "what", "sugar", untold=ANSWERS_UNTOLD, duties=("why_not_told",))
        assert checks.faults(aside) == []
        told = with_outcome(aside, "stop", do=("Tell them.",))
        assert "Outcome stop may tell the person: Tell them." in checks.faults(told)

    def test_a_stranger_with_one_who_is_known_stays_a_stranger(self) -> None:
        first = states.State("what", None, "", stranger=True)
        known = with_option(rulebook.tea(), "what", "milk", known=True)
        both = with_option(known, "what", "sugar", stranger=True)
        strangers = [
            {
                (one.id, following.stranger)
                for one, following, _n in states.after(each.questions["what"], first)
                if one
            }
            for each in (known, both)
        ]
        assert ("milk", False) in strangers[0]
        assert ("milk", False) in strangers[1]
        assert ("milk", True) in strangers[1]
        assert ("secret", False) in strangers[1]
        assert ("sugar", False) not in strangers[1]


ANSWERS_UNTOLD = "Say nothing. {guardian} decides by {review_day}."


def test_a_walk_past_an_unsafe_answer_says_nothing_to_the_person() -> None:
    taken = walk(with_outcome(tea_2(), "tell", do_untold=("Keep it.",)), ANSWERS)
    assert taken.outcome
    assert taken.untold == taken.outcome.untold != ""
    assert (taken.outcome.say_person, taken.outcome.do) == ("", ("Keep it.",))
    assert taken.duties == ("wash_up", "why_not_told")
    safe = walk(tea_2(), {**ANSWERS, "told": "yes"})
    assert safe.outcome
    assert (safe.untold, safe.outcome.untold, safe.outcome.say_person) == ("", "", "I said it.")
    assert safe.duties == ("wash_up", "tell_them")


def test_what_was_unsafe_stays_so_and_the_last_to_say_it_is_heard() -> None:
    again = with_option(tea_2(), "kept", "well", untold="Hush.")
    assert walk(again, ANSWERS).untold == "Hush."
    assert walk(tea_2(), ANSWERS).untold.startswith("Say nothing to {person}.")


NEWEST = [one for one in map(library.current, library.names()) if one.edition > 1]
"""The doors of the second edition."""


def unsafe(ruleset: Ruleset) -> Iterator[tuple[Question, Option]]:
    """Every answer of a door past which the person is not told."""
    for each in ruleset.questions.values():
        yield from ((each, one) for one in each.options if one.untold)


def test_there_are_doors_of_the_second_edition() -> None:
    assert NEWEST


@pytest.mark.parametrize("ruleset", NEWEST, ids=lambda one: one.key)
class TestSeeded:
    """A fault put into a real door is found."""

    def test_words_to_the_person_where_that_is_not_safe(self, ruleset: Ruleset) -> None:
        ends = {one.id for one, state in states.ends_in_full(ruleset) if state.untold}
        for end in ends:
            seeded = with_outcome(ruleset, end, do=("Tell {person}.",), do_untold=())
            fault = f"Outcome {end} may tell the person: Tell {{person}}."
            assert fault in telling.unsafe_words(seeded)
            assert fault not in telling.unsafe_words(ruleset)

    def test_an_unsafe_answer_without_its_mark(self, ruleset: Ruleset) -> None:
        for each, one in unsafe(ruleset):
            seeded = with_option(ruleset, each.id, one.id, untold="", id="not_safe")
            assert any(f"{each.id}.not_safe says" in fault for fault in telling.unsafe_answers(seeded))
            seeded = with_option(ruleset, each.id, one.id, duties=())
            assert any(f"{each.id}.{one.id} has no duty" in fault for fault in telling.unsafe_answers(seeded))

    def test_a_duty_without_its_mark(self, ruleset: Ruleset) -> None:
        for each in ruleset.duties.values():
            seeded = duty(each.id, text="Tell {person}.", tells_person=False)(ruleset)
            assert list(telling.unmarked_duties(seeded)) == [
                f"Duty {each.id} may tell the person: mark it so, or name whom it tells."
            ] * any(unsafe(ruleset))

    def test_the_guardian_asked_too_early(self, ruleset: Ruleset) -> None:
        for end in ruleset.guardian_first if ruleset.their_word else ():
            left = {one: why for one, why in ruleset.guardian_first.items() if one != end}
            seeded = replace(ruleset, guardian_first=left)
            assert list(order.guardian_first(seeded)) == [
                f"Outcome {end} asks the Guardian before the person was asked, and no reason is listed."
            ]

    def test_how_it_is_kept_asked_too_early(self, ruleset: Ruleset) -> None:
        seeded = replace(ruleset, when_sent=(ruleset.first,))
        assert list(order.when_sent(seeded)) == [
            f"Question {ruleset.first} is asked before it is known that something would be sent."
        ]

    def test_a_caller_who_is_trusted(self, ruleset: Ruleset) -> None:
        if "danger_to" not in ruleset.questions:
            return
        seeded = with_option(ruleset, "danger_to", order.CALLER, goes_to="danger_whose")
        assert list(order.strangers(seeded)) == [
            "Outcome danger_share shares with someone whom nobody has checked."
        ]
        assert (
            list(order.trusted_callers(with_option(ruleset, "danger_to", order.CALLER, stranger=False))) != []
        )
        for one in ruleset.questions["danger_caller"].options:
            if one.goes_to == "danger_whose":
                assert list(order.strangers(with_option(ruleset, "danger_caller", one.id, known=False))) != []

    def test_a_door_that_names_no_question_for_their_word(self, ruleset: Ruleset) -> None:
        if any(order._on_their_word(ruleset, outcome) for outcome, _stop in states.ends(ruleset)):
            assert list(order.unasked(replace(ruleset, their_word=()))) != []

    def test_what_is_closely_protected_opened_by_a_note(self, ruleset: Ruleset) -> None:
        for each in ruleset.questions.values():
            for one in each.options:
                if one.id == "restricted":
                    seeded = with_question(ruleset, "danger_told", options=())
                    seeded = with_option(seeded, each.id, "restricted", goes_to="danger_told", denies=False)
                    assert f"{each.id}.restricted is a bar, and does not deny." in checks.faults(seeded)
