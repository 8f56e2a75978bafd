"""A ruleset as a graph: in which order, how many ways through, and what can be reached past a question."""

from __future__ import annotations

from collections.abc import Iterator

from decisions.engine.ruleset import Option, Outcome, Question, Ruleset


def in_order(ruleset: Ruleset) -> list[str]:
    """Every node that can be reached, each before all it leads to; page order otherwise."""
    seen: set[str] = set()
    order: list[str] = []

    def visit(node: str) -> None:
        if node in seen:
            return
        seen.add(node)
        question = ruleset.questions.get(node)
        for following in reversed(question.leads_to() if question else ()):
            visit(following)
        order.append(node)

    visit(ruleset.first)
    return order[::-1]


def count(ruleset: Ruleset) -> int:
    """How many different complete walks there are, each set of ticked boxes counted as its own."""
    ways: dict[str, int] = {}
    for node in reversed(in_order(ruleset)):
        question = ruleset.questions.get(node)
        if question is None:
            ways[node] = 1
        elif not question.steers:
            ways[node] = ways[question.goes_to or ""]
        else:
            ways[node] = sum(ways[one.goes_to] * ticks_led_by(question, one) for one in question.options)
    return ways[ruleset.first]


def ticks_led_by(question: Question, option: Option) -> int:
    """In how many sets of ticked boxes this option is the one that leads."""
    return int(2 ** len(may_be_ticked_with(question, option)))


def may_be_ticked_with(question: Question, option: Option) -> list[Option]:
    """The boxes that may be ticked with this one while it still leads."""
    if question.kind == "radios" or option.exclusive:
        return []
    boxes = [one for one in question.options if not one.exclusive]
    ranked = sorted(boxes, key=lambda one: -one.precedence)
    return ranked[ranked.index(option) + 1 :]


def reached_without(ruleset: Ruleset, *question_ids: str) -> Iterator[Outcome]:
    """Every outcome that can be reached without passing any of these questions."""
    seen, waiting = set(question_ids), [ruleset.first]
    while waiting:
        node = waiting.pop()
        if node in seen:
            continue
        seen.add(node)
        if node in ruleset.questions:
            waiting.extend(ruleset.questions[node].leads_to())
        else:
            yield ruleset.outcomes[node]
