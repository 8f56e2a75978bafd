"""Each obligation of the guide is shown by a decision, or says what keeps it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from decisions.rulesets import coverage, library, scenarios

LISTED = coverage.obligations()
SHOWN = coverage.shown_by([library.current(name) for name in library.names()], scenarios.everything())


def test_no_obligation_is_left_out() -> None:
    assert len(LISTED) == 128
    assert list(coverage.faults(LISTED, SHOWN)) == []


def test_most_are_shown_by_a_story_too() -> None:
    told = {number for number, shown in SHOWN.items() if "stories" in shown}
    assert len(told) >= 108


@pytest.mark.parametrize(
    ("fault", "changes"),
    [
        ("The obligations are not numbered one after the other.", {"number": 3}),
        ("Obligation 1 is kept by luck, which nobody knows.", {"kind": "luck", "reason": "It is."}),
        ("Obligation 1 needs a reason if, and only if, no decision shows it.", {"kind": "desk"}),
        ("Obligation 1 needs a reason if, and only if, no decision shows it.", {"reason": "It is."}),
        ("Obligation 1 is shown by nothing.", {}),
    ],
)
def test_what_is_wrong_is_named(fault: str, changes: dict[str, object]) -> None:
    shown = {} if "nothing" in fault else {1: {"stories": ["one"]}}
    first = replace(LISTED[0], **changes)  # type: ignore[arg-type]
    assert fault in list(coverage.faults([first], shown))


def test_a_number_that_is_no_obligation_is_named() -> None:
    assert "There is no obligation 129." in list(
        coverage.faults(LISTED, {**SHOWN, 129: {"stories": ["one"]}})
    )
