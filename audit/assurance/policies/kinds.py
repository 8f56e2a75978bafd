"""What policies there are, as suggestions."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of policy; `needed` says whether the yearly list asks for one."""

    code: str
    title: str
    needed: bool


@cache
def kinds() -> dict[str, Kind]:
    """Return the kinds of policy by code, in their order."""
    rows = tomllib.loads(Path(__file__).with_name("kinds.toml").read_text(encoding="utf-8"))["kind"]
    return {row["code"]: Kind(**row) for row in rows}
