"""How codes and members of a body read on the desk. A body may be old: what it does not have reads "Not provided"."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from audit.kinds import in_words
from audit.ledger.models import Entry
from portal.days import london_day

FLAGS: dict[str, tuple[str, str]] = {
    "overruled": ("Objection overruled", "red"),
    "alert_ignored": ("Shared in spite of a warning", "red"),
    "danger": ("Danger", "red"),
    "refused_safety": ("Not shared, safety at stake", "red"),
    "urgent": ("Urgent", "red"),
    "without_consent": ("Shared without their agreement", "orange"),
    "departed": ("Departed from the advice", "orange"),
    "register_contradicted": ("Against a register", "orange"),
    "late": ("Recorded late", "orange"),
    "misuse": ("Misuse reported", "orange"),
    "public_interest": ("Public interest", "purple"),
    "capacity": ("Cannot decide for themself", "purple"),
    "not_sure": ("Not sure", "yellow"),
    "promised": ("Secrecy was promised", "yellow"),
    "not_told": ("Person not told", "yellow"),
    "overruled_must": ("A law stands above their no", "blue"),
    "overruled_may": ("A risk stands above their no", "blue"),
    "must_report": ("Must be reported by law", "blue"),
    "agreement": ("Needs a signed agreement", "blue"),
    "regular": ("Sent regularly", "blue"),
    "whole_record": ("Whole record", "blue"),
    "part_of_record": ("Copies of pages", "blue"),
    "partial": ("A part is left out", "grey"),
    "review": ("For the Guardian", "grey"),
    "own_surname": ("Same surname", "orange"),
    "no_tie": ("No tie to them", "orange"),
}
"""How a flag reads as a tag, and its colour."""
NO_TAG = "."
"""Stands in flags that count, such as "decided.share", and are no tag on a page."""

DID: dict[str, str] = {
    "share": "Shared",
    "share_in_part": "Shared in part",
    "share_deidentified": "Shared under a code",
    "share_anonymised": "Shared without names",
    "do_not_share": "Not shared",
    "ask_guardian": "Guardian asked about sharing",
    "safeguard": "Shared for safety",
    "not_confidential": "Not confidential, told",
}
WITH_WHOM: dict[str, str] = {
    "care_worker": "with a health or care worker",
    "family": "with family or a friend",
    "police": "with the police or a court",
    "safeguarding": "with a safeguarding team",
    "research": "for research or planning",
    "themself": "with the person",
    "someone_else": "with someone else",
}
HOW: dict[str, str] = {
    "overruled": "against the person’s no",
    "overruled_must": "against the person’s no",
    "overruled_may": "against the person’s no",
    "without_consent": "without consent",
    "departed": "against the advice",
}
"""What is worth saying of how something was done, the gravest first."""

Row = dict[str, str]


def happened(decided: str, kind: str, flags: Collection[str]) -> str:
    """Return what happened in at most 12 words, from codes alone: "Shared with family or a friend without consent"."""
    how = next((words for flag, words in HOW.items() if flag in flags), "")
    did = DID.get(decided, in_words(decided) or "Decided")
    return " ".join(filter(None, [did, WITH_WHOM.get(kind, ""), how]))


def flags(entry: Entry, *, told: Collection[str] = ()) -> list[tuple[str, str]]:
    """Return each flag of an entry that is a tag, as words and a colour, but for those `told` in another way."""
    shown = [flag for flag in entry.flags or [] if NO_TAG not in flag and flag not in told]
    return [FLAGS.get(flag, (in_words(flag), "")) for flag in shown]


def waiting(moment: datetime, now: datetime) -> str:
    """Return how many days something has waited, counted by the calendar in London."""
    days = (london_day(now) - london_day(moment)).days
    return "Today" if days <= 0 else "1 day" if days == 1 else f"{days} days"


def text(value: Any) -> str:
    """Return a member of a body as text: a list as lines, nothing as nothing."""
    if value is None or isinstance(value, Mapping):
        return ""
    if isinstance(value, list | tuple):
        return "\n".join(filter(None, map(text, value)))
    return str(value)


def part(body: Mapping[str, Any], *names: str) -> Any:
    """Return a member of a member, or "" where anything on the way is missing or of another kind."""
    found: Any = body
    for name in names:
        found = found.get(name, "") if isinstance(found, Mapping) else ""
    return found


def parts(body: Mapping[str, Any], *names: str) -> Sequence[Mapping[str, Any]]:
    """Return a list of objects of a body, leaving out what is none."""
    found = part(body, *names)
    return [each for each in found if isinstance(each, Mapping)] if isinstance(found, list) else []


def row(key: str, value: Any) -> Row:
    """Return one line of a summary list."""
    return {"key": key, "value": text(value)}
