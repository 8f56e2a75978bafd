"""Stories with a known right end: what is tried on the rulesets, and what workers practise with.

A file is named after its door and holds tables [[scenario]]. A table has exactly the fields of `Scenario` but the
door, and the answers in [scenario.facts].
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any, Final

from decisions.engine.load import RulesetError

FOLDER: Final = Path(__file__).parents[2] / "tests" / "scenarios"
SETTINGS: Final = frozenset({"care_home", "home_care", "other"})
"""Where a story is set."""
RIGHT: Final = frozenset({"share", "do_not_share", "advice", "protect"})
"""What is right: share, do not share, ask the Guardian, or protect someone from harm."""
ERRORS: Final = frozenset({"sharing", "not_sharing", "none"})
"""The mistake a story warns of."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """One story. `story` is two lines that give nothing away, `tell` whom to tell, `rows` the obligations it shows.

    `basis` is "" where there is none; `duties` are some of those that must come of it.
    """

    id: str
    door: str
    story: tuple[str, str]
    setting: str
    right: str
    error: str
    outcome: str
    kind: str
    basis: str
    duties: tuple[str, ...]
    tell: tuple[str, ...]
    rows: tuple[int, ...]
    facts: dict[str, Any]


@cache
def everything(folder: Path = FOLDER) -> tuple[Scenario, ...]:
    """Every scenario, door by door. Raises RulesetError, which names the file, the place and the fault."""
    return tuple(one for path in sorted(folder.glob("*.toml")) for one in read(path.stem, path.read_text()))


def read(door: str, text: str) -> list[Scenario]:
    """The scenarios of one file. Raises RulesetError."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RulesetError(f"scenarios/{door}: this is not TOML: {error}.") from error
    if tables.keys() - {"scenario"}:
        raise RulesetError(f"scenarios/{door}: only [[scenario]] belongs here.")
    return [_scenario(door, table) for table in tables.get("scenario", [])]


def _scenario(door: str, table: dict[str, Any]) -> Scenario:
    where = f"scenarios/{door}, {table.get('id', '?')}"
    wanted = {field.name: str(field.type) for field in fields(Scenario) if field.name != "door"}
    for name in wanted.keys() ^ table.keys():
        raise RulesetError(f"{where}: '{name}' is {'missing' if name in wanted else 'not known here'}.")
    for name, kind in wanted.items():
        if not _fits(table[name], kind):
            raise RulesetError(f"{where}: '{name}' must be of the kind {kind}.")
    for name, known in (("setting", SETTINGS), ("right", RIGHT), ("error", ERRORS)):
        if table[name] not in known:
            raise RulesetError(f"{where}: '{name}' must be one of {', '.join(sorted(known))}.")
    given: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in table.items()
    }
    return Scenario(door=door, **given)


def _fits(value: object, kind: str) -> bool:
    if kind == "str":
        return isinstance(value, str)
    if kind.startswith("dict"):
        return isinstance(value, dict)
    one = int if "int" in kind else str
    if not isinstance(value, list) or not all(type(each) is one for each in value):
        return False
    return kind != "tuple[str, str]" or len(value) == 2
