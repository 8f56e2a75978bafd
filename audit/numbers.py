"""How numbers read in a sentence: as they are, rounded, or as a part of a whole. Standard library only."""

from __future__ import annotations

FEW = 10
"""Fewer than this are too few to compare in hundredths."""


def exact(number: int) -> str:
    """Return a number as it is: 1,000."""
    return f"{number:,}"


def about(number: int) -> str:
    """Return a rounded number."""
    return f"about {number:,}" if number else "few or none"


def share(part: int, whole: int) -> str:
    """Return a part of a whole in hundredths; what is nearly nothing or nearly all does not read as that."""
    percent = round(100 * part / whole)
    if part and not percent:
        return "less than 1%"
    return "more than 99%" if percent == 100 and part < whole else f"{percent}%"


def times(number: int) -> str:
    """Return how often something happened: "never", "once", "412 times"."""
    return {0: "never", 1: "once"}.get(number, f"{number:,} times")


def about_times(number: int) -> str:
    """Return how often something happened, rounded."""
    return f"about {number:,} times" if number else "a few times or never"


def many(number: int, one: str, more: str = "") -> str:
    """Return so many of something: "no letter", "1 letter", "2 letters"."""
    if number == 1:
        return f"1 {one}"
    return f"{number:,} {more or one + 's'}" if number else f"no {one}"
