"""What is different between two versions of a text, so that anybody can read it: line by line, in words."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

AROUND = 2
"""How many lines that are the same are shown before and after something different."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line and what became of it: "Added", "Removed", or "" where it is the same.

    `left_out` counts lines that are the same and are not shown.
    """

    mark: str
    words: str = ""
    left_out: int = 0


def differences(before: str, after: str) -> list[Line]:
    """Return the lines that were removed and added, with some of those around them."""
    old, new = before.split("\n"), after.split("\n")
    lines: list[Line] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=True).get_opcodes():
        if tag == "equal":
            lines += _same(old[a:b], is_first=a == 0, is_last=b == len(old))
        else:
            lines += [Line("Removed", each) for each in old[a:b] if each]
            lines += [Line("Added", each) for each in new[c:d] if each]
    return lines


def _same(lines: list[str], *, is_first: bool, is_last: bool) -> list[Line]:
    """Return the lines next to something different, and how many between them are left out."""
    head = 0 if is_first else AROUND
    tail = 0 if is_last else AROUND
    if len(lines) <= head + tail + 1:
        return [Line("", each) for each in lines if each]
    until = len(lines) - tail
    skipped = sum(1 for each in lines[head:until] if each)
    shown = [Line("", each) for each in lines[:head] if each]
    shown += [Line("", left_out=skipped)] if skipped else []
    return shown + [Line("", each) for each in lines[until:] if each]
