"""The tables of a small ruleset, as they stand in its files."""

from __future__ import annotations

import json
from typing import Any

GUIDE = ["guide"]


def table(head: str, **values: Any) -> str:
    """One table. What we write in it is the same in JSON and in TOML."""
    lines = [f"{key} = {json.dumps(value)}\n" for key, value in values.items()]
    return "".join([f"[{head}]\n", *lines])


def question(
    name: str, title: str, *options: str, hint: str, why: str, kind: str = "radios", **more: Any
) -> str:
    """One question and its options."""
    said = {
        "kind": kind,
        "title": title,
        "hint": hint,
        "why": why,
        "missing": "Answer",
        "cites": GUIDE,
        **more,
    }
    return "\n" + table(f"question.{name}", **said) + "".join(options)


def option(of: str, name: str, label: str, goes_to: str, **more: Any) -> str:
    """One option of a question."""
    return table(f"[question.{of}.option]", id=name, label=label, goes_to=goes_to, **more)


def not_sure(of: str, **more: Any) -> str:
    """The last option of a question."""
    return option(of, "not_sure", "I'm not sure", "stop", **more)


def outcome(name: str, **said: Any) -> str:
    """One end."""
    return "\n" + table(f"outcome.{name}", **said)
