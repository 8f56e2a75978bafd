"""Is a ruleset whole? Each edge lands, nothing goes in a circle, everything can be reached and says where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import Final

from decisions.engine.graph import in_order
from decisions.engine.ruleset import STATUSES, TRUST, Basis, Outcome, Question, Ruleset

EITHER: Final = " or "
"""Stands between two questions of which one must be passed."""


def broken_edges(ruleset: Ruleset) -> Iterator[str]:
    """Names that nothing has."""
    if ruleset.first not in ruleset.questions:
        yield f"The first question, {ruleset.first}, does not exist."
    for question in ruleset.questions.values():
        yield from _broken_question(ruleset, question)
    for outcome in ruleset.outcomes.values():
        yield from _unknown(outcome.id, "duty", outcome.duties, ruleset.duties)
        yield from _unknown(outcome.id, "basis", (outcome.basis,), ruleset.bases)
        yield from _unknown(outcome.id, "source", outcome.cites, ruleset.sources)
    for name in ("before_sharing", "both_sides", "their_word", "when_sent"):
        needed = tuple(one for each in getattr(ruleset, name) for one in each.split(EITHER))
        yield from _unknown(name, "question", needed, ruleset.questions)
    yield from _unknown("guardian_first", "outcome", tuple(ruleset.guardian_first), ruleset.outcomes)


def broken_law(ruleset: Ruleset) -> Iterator[str]:
    """Sources and bases in data-protection law that are named and do not exist."""
    for basis in ruleset.bases.values():
        yield from _unknown(basis.id, "source", basis.cites, ruleset.sources)
        yield from _unknown(basis.id, "lawful basis", (basis.lawful,), ruleset.lawful_bases)
    for duty in ruleset.duties.values():
        yield from _unknown(duty.id, "source", (duty.law,), ruleset.sources)
    for lawful in ruleset.lawful_bases.values():
        yield from _unknown(lawful.id, "source", lawful.cites, ruleset.sources)


def _broken_question(ruleset: Ruleset, question: Question) -> Iterator[str]:
    nodes = ruleset.questions.keys() | ruleset.outcomes.keys()
    for target in question.leads_to():
        if target not in nodes:
            yield f"Question {question.id} leads to {target}, which does not exist."
    for option in question.options:
        yield from _unknown(f"{question.id}.{option.id}", "duty", option.duties, ruleset.duties)
        yield from _unknown(f"{question.id}.{option.id}", "basis", (option.basis,), ruleset.bases)
    yield from _unknown(question.id, "source", question.cites, ruleset.sources)


def _unknown(
    where: str, what: str, ids: tuple[str | None, ...], known: Mapping[str, object]
) -> Iterator[str]:
    for one in ids:
        if one is not None and one not in known:
            yield f"{where} names the {what} {one}, which does not exist."


def dead_ends(ruleset: Ruleset) -> Iterator[str]:
    """Questions that do not lead on as their kind says."""
    for question in ruleset.questions.values():
        if question.steers and len(question.options) < 2:
            yield f"Question {question.id} offers fewer than two answers."
        if question.steers != (question.goes_to is None):
            yield f"Question {question.id} must lead on by its options or by goes_to, as its kind says."


def circles(ruleset: Ruleset) -> Iterator[str]:
    """Questions that lead back to themselves."""
    graph = {question.id: question.leads_to() for question in ruleset.questions.values()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        yield f"These questions go in a circle: {', '.join(error.args[1])}."


def unreachable(ruleset: Ruleset) -> Iterator[str]:
    """Nodes that no walk comes to."""
    reached = set(in_order(ruleset))
    for node in [*ruleset.questions, *ruleset.outcomes]:
        if node not in reached:
            yield f"{node} cannot be reached."


def sources(ruleset: Ruleset) -> Iterator[str]:
    """Sources that do not say what they are."""
    for source in ruleset.sources.values():
        if not (source.title and source.part and source.date):
            yield f"Source {source.id} needs a title, a part and a date."
        if source.status not in STATUSES or source.trust not in TRUST:
            yield f"Source {source.id} does not say whether it is in force, or how it is known."
        if source.replaced_by not in {"", *ruleset.sources} or (source.status == "superseded") != (
            source.replaced_by != ""
        ):
            yield f"Source {source.id} must name what superseded it if, and only if, it is superseded."


def citations(ruleset: Ruleset) -> Iterator[str]:
    """What stands on nothing."""
    citing: list[Question | Basis] = [*ruleset.questions.values(), *ruleset.bases.values()]
    for node in citing:
        if not node.cites:
            yield f"{node.id} cites no source."
    for outcome in ruleset.outcomes.values():
        if not any(ruleset.sources[one].rule for one in outcome.cites):
            yield f"Outcome {outcome.id} cites no rule of the guide."


def stale(ruleset: Ruleset) -> Iterator[str]:
    """What stands on law that another has taken the place of, and ends that stand on law not yet in force."""
    nodes: list[Question | Basis | Outcome] = [
        *ruleset.questions.values(),
        *ruleset.bases.values(),
        *ruleset.outcomes.values(),
    ]
    for node in nodes:
        statuses = {ruleset.sources[one].status for one in node.cites}
        if "superseded" in statuses or ("not_yet" in statuses and not isinstance(node, Question)):
            yield f"{node.id} cites law that is not in force."


def lawful(ruleset: Ruleset) -> Iterator[str]:
    """Grounds in the law of confidence that do not say what data-protection law they go with."""
    for basis in ruleset.bases.values():
        if ruleset.lawful_bases and basis.lawful is None:
            yield f"{basis.id} does not name its basis in data-protection law."


def pointless(ruleset: Ruleset) -> Iterator[str]:
    """Steering questions whose answers all come to the same."""
    for question in ruleset.questions.values():
        if question.steers and len({(one.goes_to, one.duties, one.basis) for one in question.options}) == 1:
            yield f"Question {question.id} changes nothing, whatever is answered."


def by_chance(ruleset: Ruleset) -> Iterator[str]:
    """Boxes of which two may be ticked that lead apart, and neither goes before the other."""
    for question in ruleset.questions.values():
        boxes = [] if question.kind == "radios" else [one for one in question.options if not one.exclusive]
        for at, one in enumerate(boxes):
            for other in boxes[at + 1 :]:
                if one.precedence == other.precedence and one.goes_to != other.goes_to:
                    yield f"{question.id}.{one.id} and {other.id} lead apart, and neither goes first."
