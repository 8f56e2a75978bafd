"""What is promised of all rulesets together: the same facts end alike, and no version promises less than one before."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from decisions.engine import alike
from decisions.engine.load import RulesetError
from decisions.engine.ruleset import Ruleset

FILE: Final = "alike.toml"
"""Where it is listed which facts end otherwise in which door, each with its reason."""


def faults(rulesets: Iterable[Ruleset], listed: Mapping[str, str]) -> Iterator[str]:
    """What is wrong with them together, a sentence each."""
    every = list(rulesets)
    yield from alike.differences(newest(every), listed)
    for ruleset in every:
        promised = max(
            one.edition for one in every if one.name == ruleset.name and one.version <= ruleset.version
        )
        if ruleset.edition < promised:
            yield f"{ruleset.key}: an older version belongs to edition {promised}, and promises more."


def newest(rulesets: Iterable[Ruleset]) -> list[Ruleset]:
    """The newest version of each ruleset, in alphabetical order."""
    found: dict[str, Ruleset] = {}
    for ruleset in sorted(rulesets, key=lambda one: one.version):
        found[ruleset.name] = ruleset
    return [found[name] for name in sorted(found)]


def listed(folder: Path) -> dict[str, str]:
    """The differences that are meant, as "door: facts" with the reason. Raises RulesetError."""
    path = folder / FILE
    try:
        found = tomllib.loads(path.read_text()) if path.exists() else {}
    except tomllib.TOMLDecodeError as error:
        raise RulesetError(f"{FILE}: this is not TOML: {error}.") from error
    for place, reason in found.items():
        if not isinstance(reason, str):
            raise RulesetError(f"{FILE}: '{place}' needs a reason in words.")
    return found
