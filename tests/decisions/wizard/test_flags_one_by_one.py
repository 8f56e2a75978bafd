"""A mark taken by itself, from as little of a decision as it reads."""

from __future__ import annotations

from types import SimpleNamespace as Part

import pytest

from decisions.wizard import flags
from decisions.wizard.flags import MARKS, NOT_TOLD, Told


def told(answer="", *, kind="share", options=(), duties=(), untold=()):
    """A decision with one question and the duties named by their flags."""
    question = Part(id="why", options=options)
    ruleset = Part(
        questions={"why": question},
        bases={},
        duties={str(n): Part(flag=flag) for n, flag in enumerate(duties)},
    )
    walk = Part(
        steps=[Part(question="why", answer=answer)],
        duties=[str(n) for n, _ in enumerate(duties)],
        untold=untold,
    )
    journey = Part(ruleset=ruleset, walk=walk, state=Part(departure=None))
    return Told(journey, Part(kind=kind, basis=None), late=False)


@pytest.mark.parametrize(
    ("answer", "chosen"),
    [("care", ["care"]), ("home_care", ["home_care"]), (("care", "home"), ["home", "care"]), ("", [])],
)
def test_an_answer_is_chosen_by_its_own_name_and_several_by_each(answer, chosen):
    options = [Part(id=each) for each in ("home", "care", "home_care")]
    assert [option.id for _question, option in told(answer, options=options).chosen] == chosen


NO, REST = Part(id="no", objects=True, narrows=False), Part(id="rest", objects=False, narrows=True)


@pytest.mark.parametrize(
    ("options", "kind", "became"),
    [
        ([], "share", ""),
        ([NO], "share", "settled"),
        ([NO, REST], "share", "narrowed"),
        ([REST, NO], "share_in_part", "settled"),
        ([NO], "do_not_share", "respected"),
        ([NO, REST], "ask_guardian", "respected"),
    ],
)
def test_what_became_of_a_no_goes_by_the_last_word_and_by_what_was_decided(options, kind, became):
    answer = tuple(each.id for each in options)
    assert flags._objection(told(answer, kind=kind, options=options)) == became


@pytest.mark.parametrize(
    ("duties", "untold", "marked"),
    [((), (), False), (("late",), (), False), (("late", NOT_TOLD), (), True), ((), ("not safe",), True)],
)
def test_the_person_is_not_told_where_a_duty_or_an_answer_says_so(duties, untold, marked):
    assert MARKS[NOT_TOLD](told(duties=duties, untold=untold)) == marked
