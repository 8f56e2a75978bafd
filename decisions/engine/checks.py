"""Is a ruleset fit to decide with?

Everything here is proved on the graph, for every walk at once. For what depends on the way one came, the graph is
walked together with a small state: the basis last named, and whether the person's no (or a bar, or a failed check)
stands. So the proof is exact, and stays quick however many walks there are.

What is promised, and proved here:

* Each edge lands, nothing goes in a circle, everything can be reached. So each walk ends in exactly one outcome.
* Each outcome cites a rule of the guide with its part, and every source has a title, a part and a date.
* Nothing is shared without a named basis, nor without the questions the ruleset names in `before_sharing`.
* Deny wins. After an answer that `denies` nothing can be shared. After the person's no (`objects`) nothing can be
  shared but what a law says must be told, or, past an answer that `narrows`, a part; another no closes that again.
  A box that denies beats every box that does not, however many are ticked. So to add an objection, a legal bar or
  a failed check never makes sharing easier.
* The public interest goes to the Guardian, with what `both_sides` asks for in writing.
* Doubt does not share. The next thing after "I'm not sure" is a question, or an outcome that says to wait, to ask
  or to safeguard.
* A question is asked only where its answer can change where it leads, a duty or the basis.
* Only grounds that protect someone from serious harm stand above denial and doubt, and only an outcome can name them.
* Each ground names its basis in data-protection law, and each source what it is and how it is known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import Final, NamedTuple

from decisions.engine.graph import in_order, reached_without
from decisions.engine.ruleset import (
    NEEDS_BASIS,
    SHARING,
    STATUSES,
    TRUST,
    UNSURE,
    Basis,
    Option,
    Outcome,
    Question,
    Ruleset,
)
from decisions.engine.walk import resolved

WAITING: Final = frozenset({"do_not_share", "ask_guardian", "safeguard"})
"""Kinds of outcome that doubt may lead to."""

EITHER: Final = " or "
"""Stands between two questions of which one must be passed."""


class _State(NamedTuple):
    """A node, and what matters of the way to it. `stop` is "", "narrowed", "objected" or "denied"."""

    node: str
    basis: str | None
    stop: str


def faults(ruleset: Ruleset) -> list[str]:
    """Everything that is wrong, a sentence each; none when the ruleset is fit to decide with."""
    found = [*_broken_edges(ruleset), *_dead_ends(ruleset)]
    if found:
        return found
    found = list(_circles(ruleset))
    if found:
        return found
    return [fault for check in CHECKS for fault in check(ruleset)]





def _broken_edges(ruleset: Ruleset) -> Iterator[str]:
    nodes = ruleset.questions.keys() | ruleset.outcomes.keys()
    if ruleset.first not in ruleset.questions:
        yield f"The first question, {ruleset.first}, does not exist."
    for question in ruleset.questions.values():
        for target in question.leads_to():
            if target not in nodes:
                yield f"Question {question.id} leads to {target}, which does not exist."
        for option in question.options:
            yield from _unknown(f"{question.id}.{option.id}", "duty", option.duties, ruleset.duties)
            yield from _unknown(f"{question.id}.{option.id}", "basis", (option.basis,), ruleset.bases)
        yield from _unknown(question.id, "source", question.cites, ruleset.sources)
    for outcome in ruleset.outcomes.values():
        yield from _unknown(outcome.id, "duty", outcome.duties, ruleset.duties)
        yield from _unknown(outcome.id, "basis", (outcome.basis,), ruleset.bases)
        yield from _unknown(outcome.id, "source", outcome.cites, ruleset.sources)
    for basis in ruleset.bases.values():
        yield from _unknown(basis.id, "source", basis.cites, ruleset.sources)
        yield from _unknown(basis.id, "lawful basis", (basis.lawful,), ruleset.lawful_bases)
    for duty in ruleset.duties.values():
        yield from _unknown(duty.id, "source", (duty.law,), ruleset.sources)
    for lawful in ruleset.lawful_bases.values():
        yield from _unknown(lawful.id, "source", lawful.cites, ruleset.sources)
    for name in ("before_sharing", "both_sides"):
        needed = tuple(one for each in getattr(ruleset, name) for one in each.split(EITHER))
        yield from _unknown(name, "question", needed, ruleset.questions)


def _unknown(
    where: str, what: str, ids: tuple[str | None, ...], known: Mapping[str, object]
) -> Iterator[str]:
    for one in ids:
        if one is not None and one not in known:
            yield f"{where} names the {what} {one}, which does not exist."


def _dead_ends(ruleset: Ruleset) -> Iterator[str]:
    for question in ruleset.questions.values():
        if question.steers and len(question.options) < 2:
            yield f"Question {question.id} offers fewer than two answers."
        if question.steers != (question.goes_to is None):
            yield f"Question {question.id} must lead on by its options or by goes_to, as its kind says."


def _circles(ruleset: Ruleset) -> Iterator[str]:
    graph = {question.id: question.leads_to() for question in ruleset.questions.values()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        yield f"These questions go in a circle: {', '.join(error.args[1])}."


def _unreachable(ruleset: Ruleset) -> Iterator[str]:
    reached = set(in_order(ruleset))
    for node in [*ruleset.questions, *ruleset.outcomes]:
        if node not in reached:
            yield f"{node} cannot be reached."


def _citations(ruleset: Ruleset) -> Iterator[str]:
    for source in ruleset.sources.values():
        if not (source.title and source.part and source.date):
            yield f"Source {source.id} needs a title, a part and a date."
        if source.status not in STATUSES or source.trust not in TRUST:
            yield f"Source {source.id} does not say whether it is in force, or how it is known."
        if source.replaced_by not in {"", *ruleset.sources} or (source.status == "superseded") != (
            source.replaced_by != ""
        ):
            yield f"Source {source.id} must name what superseded it if, and only if, it is superseded."
    citing: list[Question | Basis] = [*ruleset.questions.values(), *ruleset.bases.values()]
    for node in citing:
        if not node.cites:
            yield f"{node.id} cites no source."
    for outcome in ruleset.outcomes.values():
        if not any(ruleset.sources[one].rule for one in outcome.cites):
            yield f"Outcome {outcome.id} cites no rule of the guide."


def _ends(ruleset: Ruleset) -> Iterator[tuple[Outcome, str]]:
    """Every way a walk can end: the outcome on its basis, and whether a no stood. Each once."""
    start = _State(ruleset.first, None, "")
    seen, waiting = {start}, [start]
    while waiting:
        state = waiting.pop()
        question = ruleset.questions.get(state.node)
        if question is None:
            yield resolved(ruleset, ruleset.outcomes[state.node], state.basis), state.stop
            continue
        for following in _after(question, state):
            if following not in seen:
                seen.add(following)
                waiting.append(following)


def _after(question: Question, state: _State) -> Iterator[_State]:
    if not question.steers:
        yield state._replace(node=question.goes_to or "")
    for option in question.options:
        yield _State(option.goes_to, option.basis or state.basis, _stop(option, state.stop))


def _stop(option: Option, stop: str) -> str:
    """What stands in the way after this answer. Nothing lifts a denial; only `narrows` softens a no."""
    if option.denies or stop == "denied":
        return "denied"
    if option.objects:
        return "objected"
    return "narrowed" if option.narrows else stop


def _groundless(ruleset: Ruleset) -> Iterator[str]:
    for outcome, _stop in _ends(ruleset):
        if outcome.kind in NEEDS_BASIS and outcome.basis is None:
            yield f"Outcome {outcome.id} can be reached without a basis."


def _denials(ruleset: Ruleset) -> Iterator[str]:
    for outcome, stop in _ends(ruleset):
        if _protects(ruleset, outcome):
            continue
        if stop == "denied" and outcome.kind in SHARING:
            yield f"Outcome {outcome.id} shares after a denial."
        if _must(ruleset, outcome):
            continue
        if stop == "objected" and outcome.kind in SHARING:
            yield f"Outcome {outcome.id} shares after the person's no."
        if stop == "narrowed" and outcome.kind in SHARING - {"share_in_part"}:
            yield f"Outcome {outcome.id} shares in full after a denial in part."
    for question in ruleset.questions.values():
        if question.kind != "radios":
            yield from _weak_boxes(question)


def _weak_boxes(question: Question) -> Iterator[str]:
    """Boxes that deny and would not lead if another were ticked too."""
    stops = {option.id for option in question.options if option.denies or option.objects}
    others = [one.precedence for one in question.options if one.id not in stops and not one.exclusive]
    for option in question.options:
        if option.id in stops and not option.exclusive and any(option.precedence <= other for other in others):
            yield f"{question.id}.{option.id} denies, and another box can lead past it."


def _protects(ruleset: Ruleset, outcome: Outcome) -> bool:
    return outcome.basis is not None and ruleset.bases[outcome.basis].protects


def _must(ruleset: Ruleset, outcome: Outcome) -> bool:
    return outcome.basis is not None and ruleset.bases[outcome.basis].must


def _protection(ruleset: Ruleset) -> Iterator[str]:
    for question in ruleset.questions.values():
        for option in question.options:
            if option.basis is not None and ruleset.bases[option.basis].protects:
                yield f"{question.id}.{option.id} names a basis that only an outcome may name."


def _doubts(ruleset: Ruleset) -> Iterator[str]:
    for question in ruleset.questions.values():
        for option in question.options:
            if option.id != UNSURE:
                continue
            node = option.goes_to
            while node in ruleset.questions and not ruleset.questions[node].steers:
                node = ruleset.questions[node].goes_to or ""
            outcome = ruleset.outcomes.get(node)
            if outcome and outcome.kind not in WAITING and not _protects(ruleset, outcome):
                yield f"{question.id}.{UNSURE} leads to {outcome.id}, which does not wait."


def _pointless(ruleset: Ruleset) -> Iterator[str]:
    """Steering questions whose answers all come to the same."""
    for question in ruleset.questions.values():
        if question.steers and len({(one.goes_to, one.duties, one.basis) for one in question.options}) == 1:
            yield f"Question {question.id} changes nothing, whatever is answered."


def _skipped(ruleset: Ruleset) -> Iterator[str]:
    """Sharing outcomes that can be reached past a question that must come before."""
    for needed in ruleset.before_sharing:
        for outcome in reached_without(ruleset, *needed.split(EITHER)):
            if outcome.kind in SHARING and not _protects(ruleset, outcome):
                yield f"Outcome {outcome.id} shares, and {needed} can be passed by."



def _public_interest(ruleset: Ruleset) -> Iterator[str]:
    """The public interest is never a worker's own ground, and is never put forward one-sidedly."""
    for outcome in ruleset.outcomes.values():
        if outcome.public_interest and (outcome.kind != "ask_guardian" or not ruleset.both_sides):
            yield f"Outcome {outcome.id} must put the public interest to the Guardian, with both sides."
    for needed in ruleset.both_sides:
        for outcome in reached_without(ruleset, *needed.split(EITHER)):
            if outcome.public_interest:
                yield f"Outcome {outcome.id} weighs the public interest, and {needed} can be passed by."


def _lawful(ruleset: Ruleset) -> Iterator[str]:
    """Grounds in the law of confidence that do not say what data-protection law they go with."""
    for basis in ruleset.bases.values():
        if ruleset.lawful_bases and basis.lawful is None:
            yield f"{basis.id} does not name its basis in data-protection law."


def _words(ruleset: Ruleset) -> Iterator[str]:
    titles: set[str] = set()
    for question in ruleset.questions.values():
        if question.title in titles:
            yield f"Question {question.id} has the title of another."
        titles.add(question.title)
        if not question.hint or question.hint.endswith("."):
            yield f"Question {question.id} needs a hint without a full stop."
        if not question.why:
            yield f"Question {question.id} does not say why we ask."
        if not question.missing or question.missing.endswith("."):
            yield f"Question {question.id} does not say what to do where nothing was answered."
    for outcome in ruleset.outcomes.values():
        if len(outcome.title.split()) > 12 or not outcome.do or not outcome.why:
            yield f"Outcome {outcome.id} needs a title of at most 12 words, something to do and a reason."
        if (outcome.kind == "another_door") != (outcome.door is not None):
            yield f"Outcome {outcome.id} must name a door if, and only if, it leads to another door."


CHECKS: Final[tuple[Callable[[Ruleset], Iterator[str]], ...]] = (
    _unreachable,
    _citations,
    _groundless,
    _denials,
    _protection,
    _doubts,
    _pointless,
    _skipped,
    _public_interest,
    _lawful,
    _words,
)
