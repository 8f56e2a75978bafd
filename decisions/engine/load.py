"""Read a ruleset from its TOML text and the shared stretches it includes.

A ruleset file has `name`, `version`, `title`, `first`, `sources` (a file of sources), `lawful_bases` (a file of
those), `include` (stretches), `edition`, `before_sharing`, `both_sides`, `their_word`, `when_sent`, the tables
`[guardian_first]` and `[join]`, and the tables `[question.<id>]` with
`[[question.<id>.option]]`, `[outcome.<id>]`, `[duty.<id>]` and `[basis.<id>]`. A stretch holds only such tables. An
option of a stretch may lead to an open end, a name that is no node; `[join]` says which node that is here. The outcome
that leads to the ruleset's own door is left out, so a stretch may hold the way to every door, and `[join]` says where
its own goes on. An outcome of a stretch that nothing here leads to is left out too: a door may join that way elsewhere.

Texts may hold {items}, {person}, {asker}, {guardian}, {guardian_phone} and {review_day}, and no other placeholder.
There are no operators: an edge that depends on two answers is one more question.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields, replace
from functools import lru_cache
from typing import Any, Final, TypeVar, get_type_hints

from decisions.engine.ruleset import (
    NOTED,
    OUTCOME_KINDS,
    STEERING,
    Basis,
    Duty,
    LawfulBasis,
    Option,
    Outcome,
    Question,
    Ruleset,
    Source,
)
from decisions.engine.wording import unknown_placeholders

HEAD: Final = {
    "name": str,
    "version": int,
    "title": str,
    "first": str,
    "sources": str,
    "lawful_bases": str,
    "include": list,
    "before_sharing": list,
    "both_sides": list,
    "their_word": list,
    "when_sent": list,
    "guardian_first": dict,
    "edition": int,
    "join": dict,
}
OPTIONAL: Final = HEAD.keys() - {"name", "version", "title", "first", "sources"}
NODES: Final = ("question", "outcome", "duty", "basis")

Part = TypeVar("Part", Question, Option, Outcome, Duty, Basis, Source, LawfulBasis)
TYPES: Final[Mapping[type[Any], Mapping[str, Any]]] = {
    kind: get_type_hints(kind) for kind in (Question, Option, Outcome, Duty, Basis, Source, LawfulBasis)
}
"""The types of the fields of each kind of part; worked out once, since it is slow."""
FIELDS: Final = {kind: {field.name: field for field in fields(kind)} for kind in TYPES}
"""The fields of each kind of part by their names."""


class RulesetError(ValueError):
    """A ruleset that cannot be read. The message is one sentence that names the file, the place and the fault."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in which file we are reading, for the error messages."""

    file: str
    table: str = ""

    def error(self, fault: str) -> RulesetError:
        """The error to raise."""
        where = f"{self.file}, {self.table}" if self.table else self.file
        return RulesetError(f"{where}: {fault}.")


def load(file: str, texts: Mapping[str, str]) -> Ruleset:
    """The ruleset of that file. `texts` holds every file by its path without ".toml".

    Raises RulesetError. Whether the ruleset is fit to decide with is for `checks` to say.
    """
    head = _tables(file, texts)
    _head(_Place(file), head)
    included = [f"stretches/{name}" for name in head.get("include", [])]
    nodes: dict[str, dict[str, Any]] = {kind: {} for kind in NODES}
    for part in (*included, file):
        _gather(part, head if part == file else _stretch(part, texts), nodes)
    questions = _joined(_Place(file, "join"), nodes["question"], head.get("join", {}))
    tables = [head[name] for name in ("sources", "lawful_bases") if name in head]
    return Ruleset(
        name=head["name"],
        version=head["version"],
        title=head["title"],
        first=head["first"],
        questions=questions,
        outcomes=_outcomes(head, questions, nodes["outcome"]),
        duties=nodes["duty"],
        bases=nodes["basis"],
        sources=_parts(Source, head["sources"], texts),
        lawful_bases=_parts(LawfulBasis, head["lawful_bases"], texts) if "lawful_bases" in head else {},
        digest=digest([file, *included, *tables], texts),
        before_sharing=tuple(head.get("before_sharing", ())),
        both_sides=tuple(head.get("both_sides", ())),
        their_word=tuple(head.get("their_word", ())),
        when_sent=tuple(head.get("when_sent", ())),
        guardian_first=head.get("guardian_first", {}),
        edition=head.get("edition", 1),
    )


def digest(files: list[str], texts: Mapping[str, str]) -> str:
    """SHA-256 (hex) over the name and the SHA-256 of each text, in this order."""
    lines = [f"{file} {hashlib.sha256(texts[file].encode()).hexdigest()}\n" for file in files]
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _tables(file: str, texts: Mapping[str, str]) -> dict[str, Any]:
    if file not in texts:
        raise _Place(file).error("there is no such file")
    try:
        return _parsed(texts[file])
    except tomllib.TOMLDecodeError as error:
        raise _Place(file).error(f"this is not TOML: {error}") from error


@lru_cache(maxsize=256)
def _parsed(text: str) -> dict[str, Any]:
    """The tables of a text, shared by every ruleset that includes it: nothing here changes them."""
    return tomllib.loads(text)


def _head(place: _Place, head: Mapping[str, Any]) -> None:
    for name, kind in HEAD.items():
        if name not in head and name not in OPTIONAL:
            raise place.error(f"'{name}' is missing")
        if name in head and type(head[name]) is not kind:
            raise place.error(f"'{name}' must be {_a(kind)}")
    for name in head:
        if name not in HEAD and name not in NODES:
            raise place.error(f"'{name}' is not known here")
    _values(place, head)


def _values(place: _Place, head: Mapping[str, Any]) -> None:
    for name, reason in head.get("guardian_first", {}).items():
        if not isinstance(reason, str) or not reason.strip():
            raise place.error(f"'guardian_first' needs a reason for {name}")
    if head.get("edition", 1) < 1:
        raise place.error("'edition' begins with 1")


def _stretch(file: str, texts: Mapping[str, str]) -> dict[str, Any]:
    tables = _tables(file, texts)
    for name in tables:
        if name not in NODES:
            raise _Place(file).error(f"'{name}' is not known in a shared stretch")
    return tables


def _outcomes(
    head: Mapping[str, Any], questions: Mapping[str, Question], outcomes: Mapping[str, Outcome]
) -> dict[str, Outcome]:
    """The outcomes, without the way to this very door, and without those of a stretch that nothing here leads to."""
    met = {node for question in questions.values() for node in question.leads_to()} | head.get(
        "outcome", {}
    ).keys()
    return {one.id: one for one in outcomes.values() if one.door != head["name"] and one.id in met}


def _gather(file: str, tables: Mapping[str, Any], nodes: dict[str, dict[str, Any]]) -> None:
    """Add the nodes of one file to those of the others; the same id twice is an error."""
    makers = {"question": _question, "outcome": _outcome, "duty": _duty, "basis": _basis}
    for kind in NODES:
        for node_id, table in tables.get(kind, {}).items():
            place = _Place(file, f"{kind}.{node_id}")
            if node_id in nodes[kind] or (
                kind in NODES[:2] and any(node_id in nodes[one] for one in NODES[:2])
            ):
                raise place.error("this id is already taken")
            nodes[kind][node_id] = makers[kind](place, {**table, "id": node_id})


def _question(place: _Place, table: dict[str, Any]) -> Question:
    given = table.pop("option", [])
    options = tuple(_part(Option, _option_place(place, one), one) for one in given)
    question = replace(_part(Question, place, table), options=options)
    if question.kind not in STEERING | NOTED:
        raise place.error(f"'{question.kind}' is no kind of question")
    if len({option.id for option in options}) < len(options):
        raise place.error("two options have the same id")
    return question


def _option_place(place: _Place, table: Mapping[str, Any]) -> _Place:
    return _Place(place.file, f"{place.table}.option.{table.get('id', '?')}")


def _outcome(place: _Place, table: dict[str, Any]) -> Outcome:
    outcome = _part(Outcome, place, table)
    if outcome.kind not in OUTCOME_KINDS:
        raise place.error(f"'{outcome.kind}' is no kind of outcome")
    return outcome


def _duty(place: _Place, table: dict[str, Any]) -> Duty:
    return _part(Duty, place, table)


def _basis(place: _Place, table: dict[str, Any]) -> Basis:
    basis = _part(Basis, place, table)
    if basis.kind not in {None, *OUTCOME_KINDS}:
        raise place.error(f"'{basis.kind}' is no kind of outcome")
    return basis


def _parts(kind: type[Part], file: str, texts: Mapping[str, str]) -> dict[str, Part]:
    """Every table of a file that holds tables of one kind only."""
    tables = _tables(file, texts)
    return {name: _part(kind, _Place(file, name), {**table, "id": name}) for name, table in tables.items()}


def _part(kind: type[Part], place: _Place, table: Mapping[str, Any]) -> Part:
    """One dataclass from one table: every key known, every needed key there, every value of its type."""
    known, types = FIELDS[kind], TYPES[kind]
    for name in table:
        if name not in known or name == "options":
            raise place.error(f"'{name}' is not known here")
    for name, field in known.items():
        if name not in table and field.default is MISSING:
            raise place.error(f"'{name}' is missing")
    values = {name: _value(place, name, value, types[name]) for name, value in table.items()}
    for text in _texts(values):
        for unknown in unknown_placeholders(text):
            raise place.error(f"nobody can fill in '{unknown}'")
    return kind(**values)


def _value(place: _Place, name: str, value: object, wanted: object) -> Any:
    if wanted == tuple[str, ...]:
        if isinstance(value, list) and all(isinstance(one, str) for one in value):
            return tuple(value)
        raise place.error(f"'{name}' must be a list of texts")
    if wanted == tuple[int, ...]:
        if isinstance(value, list) and all(type(one) is int for one in value):
            return tuple(value)
        raise place.error(f"'{name}' must be a list of whole numbers")
    kind = wanted if wanted in (bool, int) else str
    if type(value) is not kind:
        raise place.error(f"'{name}' must be {_a(kind)}")
    return value


def _texts(values: Mapping[str, object]) -> Iterator[str]:
    for value in values.values():
        if isinstance(value, str):
            yield value
        elif isinstance(value, tuple):
            yield from (one for one in value if isinstance(one, str))


def _a(kind: object) -> str:
    names = {str: "a text", int: "a whole number", bool: "true or false", list: "a list", dict: "a table"}
    return names[kind]  # type: ignore[index]


def _joined(
    place: _Place, questions: Mapping[str, Question], joins: Mapping[str, str]
) -> dict[str, Question]:
    """The questions, with every open end of a stretch leading where this ruleset says."""
    met: set[str] = set()

    def end(name: str) -> str:
        met.add(name)
        return joins.get(name, name)

    joined = {
        question.id: replace(
            question,
            goes_to=None if question.goes_to is None else end(question.goes_to),
            options=tuple(replace(option, goes_to=end(option.goes_to)) for option in question.options),
        )
        for question in questions.values()
    }
    for name in joins:
        if name not in met:
            raise place.error(f"no stretch has the open end '{name}'")
    return joined
