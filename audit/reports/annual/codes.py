"""The code that a report carries: the beginning of its fingerprint, in groups that can be read out."""

from __future__ import annotations

GROUPS, LETTERS = 4, 4


def code_of(digest: str) -> str:
    """Return the code of a SHA-256 in hex, such as "4F2A-91C0-77BE-10D3"."""
    shown = digest[: GROUPS * LETTERS].upper()
    return "-".join(shown[at : at + LETTERS] for at in range(0, len(shown), LETTERS))
