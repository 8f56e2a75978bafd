"""Each way to the questions of capacity says before that the person cannot decide, so the mark is there."""

import pytest

from decisions.rulesets import library
from decisions.wizard.flags import ALSO_CANNOT_DECIDE, CANNOT_DECIDE


@pytest.mark.parametrize("name", library.names())
def test_the_questions_of_capacity_are_met_only_by_way_of_such_an_answer(name: str) -> None:
    ruleset = library.current(name)
    met, waiting = set(), [ruleset.first]
    while waiting:
        node = waiting.pop()
        if node in met or node not in ruleset.questions:
            continue
        met.add(node)
        question = ruleset.questions[node]
        cannot = {CANNOT_DECIDE, *(option for asked, option in ALSO_CANNOT_DECIDE if asked == node)}
        others = [option.goes_to for option in question.options if option.id not in cannot]
        waiting += others if question.steers else [question.goes_to or ""]
    assert "capacity" not in met
