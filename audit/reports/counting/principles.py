"""Both sets of Caldicott Principles, and which of them stand behind the rules that a decision cites."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

OLD, NEW = "2013", "2020"
_FILE = Path(__file__).with_name("caldicott.toml")


@cache
def principles() -> dict[str, Any]:
    """Return both sets of Caldicott Principles, by the year they were published."""
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


@lru_cache(maxsize=1_000)
def behind(rules: Sequence[str]) -> tuple[str, ...]:
    """Return the principles behind some rules, each once, such as "2020 7"; a rule we do not know has none."""
    found = [
        each["number"] for each in principles()[NEW]["principle"] if not set(rules).isdisjoint(each["rules"])
    ]
    before = [each["number"] for each in principles()[OLD]["principle"] if each["now"] in found]
    return (*(f"{NEW} {number}" for number in found), *(f"{OLD} {number}" for number in before))
