"""What a new version of a ruleset changes: in its words and edges, and in what comes out of answers given before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any, Final

from decisions.engine.ruleset import Basis, Duty, Option, Outcome, Question, Ruleset
from decisions.engine.walk import Walk, walk
from decisions.engine.wording import PLACEHOLDERS, fill

Part = Question | Option | Outcome | Duty | Basis

KINDS: Final = {"questions": "Question", "outcomes": "Outcome", "duties": "Duty", "bases": "Ground"}
"""What is compared, and what one of it is called."""
NAMES: Final = {
    "title": "the title",
    "why": "why",
    "cites": "the sources",
    "goes_to": "where it leads",
    "caption": "the caption",
    "hint": "the hint",
    "label": "the words",
    "text": "the text",
    "register": "the register beside it",
    "optional": "whether it may be left empty",
    "also": "the line beside it",
    "missing": "what is said where nothing is chosen",
    "precedence": "which tick decides",
    "exclusive": "whether it goes with no other",
    "denies": "whether it stops sharing",
    "objects": "whether it is the person's no",
    "narrows": "whether the rest may be shared",
    "duties": "what else is to do",
    "basis": "the ground",
    "phrase": "the words inside a sentence",
    "kind": "what kind it is",
    "do": "what to do",
    "say_asker": "what to say to the one who asks",
    "say_person": "what to say to the person",
    "next": "what happens next",
    "door": "the door it leads to",
    "binding": "whether it binds",
    "public_interest": "whether it weighs the public interest",
    "untold": "why the person is not told",
    "do_untold": "what to do where the person is not told",
    "stranger": "whether who is told is unknown",
    "known": "whether who is told is known after all",
    "slot": "how the fact begins when it is said",
    "tells_person": "whether it tells the person",
    "divider_before": "the word above it",
    "flag": "its mark",
    "when_shared": "whether it waits until something is shared",
    "law": "the law it rests on",
    "bound": "which laws bind someone who answers so",
    "protects": "whether it protects from harm",
    "must": "whether a law says so",
    "lawful": "the basis in data protection law",
}
"""The parts of a question, an outcome and the rest, as a Guardian reads them."""
GENERALLY: Final = {**PLACEHOLDERS, "items": "information"}
"""How a title reads where nobody has ticked anything."""
UNSEEN: Final = frozenset({"id", "rows", "options"})
ASKS: Final = "Asks: "
"""How what would be asked next is told, where answers do not come to an end."""
NOWHERE: Final = "these answers are not enough"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that was added, removed or changed; `lines` say what about it changed."""

    how: str
    what: str
    title: str
    lines: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "\n    ".join((f"{self.how}: {self.what.lower()} “{self.title}”", *self.lines))


@dataclass(frozen=True, slots=True)
class Case:
    """Answers given before. `came` is what came out then, where it is known: outcome, kind, basis and title."""

    reference: str
    answers: Mapping[str, Any]
    came: tuple[str, str, str, str] | None = None


@dataclass(frozen=True, slots=True)
class Different:
    """Answers that come out differently: by which reference they are known, what it was and what it would be."""

    reference: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.reference}: “{self.before}” → “{self.after}”"


def together(found: Iterable[Different]) -> dict[tuple[str, str], list[str]]:
    """The references by what it was and what it would be, in the order met."""
    grouped: dict[tuple[str, str], list[str]] = {}
    for each in found:
        grouped.setdefault((each.before, each.after), []).append(each.reference)
    return grouped


def changes(old: Ruleset, new: Ruleset) -> list[Change]:
    """Everything that a new version adds, removes and changes, in the order of the files."""
    return [change for kind in KINDS for change in _of_kind(kind, old, new)]


def different(cases: Iterable[Case], old: Ruleset, new: Ruleset) -> list[Different]:
    """The cases that would come out differently: another outcome, of another kind, or on another ground."""
    found = []
    for case in cases:
        before = case.came or came(walk(old, case.answers), old)
        after = came(walk(new, case.answers), new)
        if before[:3] != after[:3]:
            found.append(Different(case.reference, _said(before, after, old), _said(after, before, new)))
    return found


def came(taken: Walk, ruleset: Ruleset) -> tuple[str, str, str, str]:
    """What came out of a walk: outcome, kind and basis, and in words; without an outcome, what would be asked."""
    if taken.outcome is None:
        asked = ruleset.questions[taken.unanswered[-1]].title if taken.unanswered else NOWHERE
        return "", "", "", f"{ASKS}{asked}"
    return taken.outcome.id, taken.outcome.kind, taken.outcome.basis or "", generally(taken.outcome.title)


def generally(title: str) -> str:
    """A title in which nobody in particular is meant."""
    return fill(title, GENERALLY)


def _said(one: tuple[str, str, str, str], other: tuple[str, str, str, str], ruleset: Ruleset) -> str:
    """Words for what came out; where the other reads the same, with the ground too."""
    if one[3] != other[3]:
        return one[3]
    basis = ruleset.bases.get(one[2])
    return f"{one[3]} ({basis.title if basis else 'no ground'}, {one[1].replace('_', ' ')})"


def _of_kind(kind: str, old: Ruleset, new: Ruleset) -> Iterator[Change]:
    before, after = getattr(old, kind), getattr(new, kind)
    for each in after:
        if each not in before:
            yield Change("Added", KINDS[kind], _title(after[each]))
    for each in before:
        if each not in after:
            yield Change("Removed", KINDS[kind], _title(before[each]))
        elif lines := tuple(_lines(before[each], after[each], old, new)):
            yield Change("Changed", KINDS[kind], _title(before[each]), lines)


def _title(part: Part) -> str:
    return generally(
        str(getattr(part, "title", "") or getattr(part, "label", "") or getattr(part, "text", ""))
    )


def _lines(before: Part, after: Part, old: Ruleset, new: Ruleset) -> Iterator[str]:
    """What changed in one part, a line each."""
    for field in fields(before):
        was, will = getattr(before, field.name), getattr(after, field.name)
        if field.name not in UNSEEN and was != will:
            name = NAMES.get(field.name, field.name.replace("_", " "))
            yield f"{name[:1].upper()}{name[1:]}: {_value(was, field.name, old)} → {_value(will, field.name, new)}"
    if isinstance(before, Question) and isinstance(after, Question):
        yield from _answers(before, after, old, new)


def _answers(before: Question, after: Question, old: Ruleset, new: Ruleset) -> Iterator[str]:
    """What changed in the answers to one question."""
    for option in after.options:
        if before.option(option.id) is None:
            yield f"New answer: “{option.label}”, which leads to {_node(option.goes_to, new)}"
    for option in before.options:
        kept = after.option(option.id)
        if kept is None:
            yield f"No longer an answer: “{option.label}”"
        else:
            yield from (f"“{option.label}”: {line}" for line in _lines(option, kept, old, new))
    if [o.id for o in before.options if after.option(o.id)] != [
        o.id for o in after.options if before.option(o.id)
    ]:
        yield "The answers stand in another order"


def _value(value: object, field: str, ruleset: Ruleset) -> str:
    """One value as people read it."""
    if field == "goes_to":
        return _node(value, ruleset)
    if isinstance(value, tuple):
        return "; ".join(f"“{each}”" for each in value) or "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"“{value}”" if value not in {None, ""} else "none"


def _node(node: object, ruleset: Ruleset) -> str:
    """A question or an outcome by its title."""
    found = ruleset.questions.get(str(node)) or ruleset.outcomes.get(str(node))
    return f"“{generally(found.title)}”" if found else "nothing"
