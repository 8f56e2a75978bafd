"""Follow the answers through a ruleset, always from its first question.

A walk never trusts an answer it does not know: an unknown option counts as no answer and is named.
What was typed into a question that does not steer is not looked at, and never enters the trace.

Every path walked before is kept as a chain of `_Place`s, each knowing its trace, so that a walk is one look-up
for each question. The number kept is bounded; beyond it places are made anew each time.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from decisions.engine.ruleset import TELLS, Duty, Option, Outcome, Question, Ruleset

PLACES_KEPT: Final = 50_000
NOTHING: Final[tuple[object, ...]] = (None, "", [], {}, ())
"""What counts as no answer, and not as a wrong one, to any question."""
NO_REASON: Final = ""
"""Stands among the ticked items when one of them has no written reason."""


@dataclass(frozen=True, slots=True)
class Step:
    """A question passed and what was answered: option id, ids of the ticked boxes, or "" where it was typed."""

    question: str
    answer: str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Walk:
    """Where the answers lead.

    `outcome` is None while a steering answer is missing; it may be known while facts are still unanswered.
    `duties` are ids in the order met. `invalid` names questions whose answer could not be used. `untold` says why
    the person is not told, after an answer that makes it unsafe; else it is "".
    """

    outcome: Outcome | None
    steps: tuple[Step, ...] = ()
    duties: tuple[str, ...] = ()
    unanswered: tuple[str, ...] = ()
    invalid: tuple[str, ...] = ()
    untold: str = ""


@dataclass(slots=True, eq=False)
class _Place:
    """A point reached on a walk. `question` is None where the walk stops. `after` maps an answer to what follows."""

    question: str | None
    walk: Walk
    basis: str | None = None
    read: Callable[[Any], Hashable] | None = None
    after: dict[Hashable, _Place] = field(default_factory=dict)


@dataclass(slots=True)
class _Paths:
    """What is remembered of one ruleset: the first place, and how many follow it."""

    first: _Place
    kept: int = 0


def walk(ruleset: Ruleset, answers: Mapping[str, object]) -> Walk:
    """Where these answers lead. Answers to questions not met on the way are ignored."""
    place: _Place = (ruleset.paths.get("walk") or _begin(ruleset)).first
    while (question := place.question) is not None:
        try:
            given = answers[question]
            place = place.after[given if (read := place.read) is None else read(given)]
        except (KeyError, TypeError, AttributeError):
            place = _follow(ruleset, place, answers.get(question))
    return place.walk


def resolved(ruleset: Ruleset, outcome: Outcome, basis_id: str | None) -> Outcome:
    """The outcome on this basis: its own if it has one, else the last basis an answer named."""
    basis = ruleset.bases.get(outcome.basis or basis_id or "")
    if basis is None or not (outcome.basis or outcome.kind == "share"):
        return outcome
    return replace(
        outcome,
        basis=basis.id,
        kind=basis.kind or outcome.kind,
        why=f"{basis.why} {outcome.why}".strip(),
        cites=tuple(dict.fromkeys(basis.cites + outcome.cites)),
    )


def unspoken(outcome: Outcome, untold: str) -> Outcome:
    """The outcome where telling the person is not safe: no words to them, and why in their place."""
    return replace(outcome, say_person="", untold=untold, do=outcome.do_untold or outcome.do)


def first_untold(chosen: Iterable[Option]) -> str:
    """What the first of these answers that makes it unsafe to tell the person says of it, or ""."""
    return next((one.untold for one in chosen if one.untold), "")


def _leading(question: Question, ticked: tuple[object, ...]) -> Option | None:
    """The ticked option that decides where to go: highest precedence, then first listed.

    None when nothing known is ticked, when anything unknown is, when "nothing" is ticked beside something,
    and when an item has no reason (`NO_REASON` among the ticked) unless it needs none.
    """
    options = [option for option in question.options if option.id in ticked]
    alone = len(options) == 1 and options[0].exclusive
    unknown = set(ticked) - {option.id for option in options} - ({NO_REASON} if alone else set())
    if not options or unknown:
        return None
    if len(options) > 1 and any(option.exclusive for option in options):
        return None
    return max(options, key=lambda option: option.precedence)


def _begin(ruleset: Ruleset) -> _Paths:
    """Remember the first place of a ruleset not walked before."""
    first = _arrive(ruleset, ruleset.first, Walk(None), None)
    return ruleset.paths.setdefault("walk", _Paths(first))


def _follow(ruleset: Ruleset, place: _Place, given: object) -> _Place:
    """Leave a place by an answer not met here before. Only paths the ruleset offers are kept."""
    question = ruleset.questions[place.question or ""]
    key = None if given in NOTHING else _in_page_order(question, _READERS[question.kind](given))
    known = place.after.get(key)
    if known is not None:
        return known
    leave = _choose if question.steers else _note
    following = leave(ruleset, place, question, key)
    paths = ruleset.paths["walk"]
    if not following.walk.invalid and paths.kept < PLACES_KEPT:
        paths.kept += 1
        place.after[key] = following
    return following


def _in_page_order(question: Question, key: Hashable) -> Hashable:
    """The same ticked boxes, always in the same order; unknown ones last."""
    if not isinstance(key, tuple):
        return key
    listed = [option.id for option in question.options]
    return (*(one for one in listed if one in key), *(one for one in key if one not in listed))


def _note(ruleset: Ruleset, place: _Place, question: Question, key: Hashable) -> _Place:
    """Pass a question that does not steer."""
    past = place.walk
    if key is True or (key is None and question.optional):
        past = replace(past, steps=(*past.steps, Step(question.id, "")))
    else:
        past = replace(past, unanswered=(*past.unanswered, question.id))
        if key is not None:
            past = replace(past, invalid=(*past.invalid, question.id))
    return _arrive(ruleset, question.goes_to or "", past, place.basis)


def _choose(ruleset: Ruleset, place: _Place, question: Question, key: Hashable) -> _Place:
    """Pass a question that steers, or stop at it for want of an answer that can be used."""
    ticked = key if isinstance(key, tuple) else (key,)
    option = _leading(question, ticked)
    past = place.walk
    if option is None:
        invalid = past.invalid if key is None else (*past.invalid, question.id)
        return _Place(None, replace(past, unanswered=(*past.unanswered, question.id), invalid=invalid))
    chosen = [one for one in question.options if one.id in ticked]
    answer = option.id if question.kind == "radios" else tuple(one.id for one in chosen)
    duties = [duty for one in chosen for duty in one.duties]
    past = replace(
        past,
        steps=(*past.steps, Step(question.id, answer)),
        duties=tuple(dict.fromkeys((*past.duties, *duties))),
        untold=first_untold(chosen) or past.untold,
    )
    return _arrive(ruleset, option.goes_to, past, option.basis or place.basis)


def _arrive(ruleset: Ruleset, node: str, past: Walk, basis: str | None) -> _Place:
    question = ruleset.questions.get(node)
    if question is not None:
        return _Place(node, past, basis, _QUICK_READERS[question.kind])
    outcome = resolved(ruleset, ruleset.outcomes[node], basis)
    if past.untold:
        outcome = unspoken(outcome, past.untold)
    met = dict.fromkeys((*past.duties, *outcome.duties))
    shared = outcome.kind in TELLS
    due = tuple(one for one in met if is_due(ruleset.duties[one], shared=shared, untold=bool(past.untold)))
    return _Place(None, replace(past, outcome=outcome, duties=due))


def is_due(duty: Duty, *, shared: bool, untold: bool) -> bool:
    """Whether a duty met on the way is to be done: not before something is shared, nor where it would tell too much."""
    return (shared or not duty.when_shared) and not (untold and duty.tells_person)


def _radio(given: object) -> Hashable:
    """An option id; False when it is no id."""
    return given if isinstance(given, str) else False


def _boxes(given: object) -> Hashable:
    """The ticked ids; False when it is no list of ids."""
    if isinstance(given, list | tuple) and all(isinstance(one, str) for one in given):
        return tuple(given)
    return False


def _items(given: object) -> Hashable:
    """The ticked items, with `NO_REASON` among them when one has no written reason; False when it is no table."""
    if not isinstance(given, dict):
        return False
    if all(isinstance(reason, str) and reason.strip() for reason in given.values()):
        return tuple(given)
    return (*given, NO_REASON)


def _typed(given: object) -> Hashable:
    """True when something was typed, None when only blanks were, False when it is no text."""
    if isinstance(given, str):
        return bool(given.strip()) or None
    return False


_strip: Final = str.strip

_READERS: Final[Mapping[str, Callable[[object], Hashable]]] = {
    "radios": _radio,
    "checkboxes": _boxes,
    "items": _items,
    "text": _typed,
    "individual": _typed,
}
"""From an answer to the key of what follows it, for any answer at all."""

_QUICK_READERS: Final[Mapping[str, Callable[[Any], Hashable] | None]] = {
    "radios": None,
    "checkboxes": lambda given: tuple(given) if type(given) is list else given,
    "items": lambda given: tuple(given) if given and all(map(_strip, given.values())) else given,
    "text": lambda given: not given.isspace() if given else given,
    "individual": lambda given: not given.isspace() if given else given,
}
"""The same for the usual answers, as fast as can be. Whatever they cannot read they hand back as it came: no key is
like it, so it goes to `_READERS`, as does all that raises."""
