"""A recorded fact as pages tell it: its sentence, whether it stands, and all that was written down with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from decisions.vocabulary import day_in_words
from portal.days import stands

IN_FORCE: Final = "In force"


@dataclass(frozen=True, slots=True)
class Told:
    """One fact as a page tells it. `ending` is where it can be ended, as (kind, id), or None."""

    on: date
    says: str
    details: tuple[tuple[str, str], ...]
    status: str
    ending: tuple[str, UUID] | None


def told_of(
    kind: str,
    fact: Any,
    days: tuple[date, date | None],
    says: str,
    on: date,
    *,
    words: Mapping[str, str],
    labels: Mapping[str, str],
) -> Told:
    """Return one fact as a page tells it. `days` are its first and its last; without a `kind` it cannot be ended."""
    since, until = days
    ended: date | None = getattr(fact, "ended_on", None)
    if ended:
        status = f"Ended on {day_in_words(ended)}"
    elif until is not None and on > until:
        status = f"Ran out on {day_in_words(until)}"
    elif stands(on, since=since, until=until):
        status = IN_FORCE
    else:
        status = f"Starts on {day_in_words(since)}"
    over = bool(ended) or (until is not None and on > until)
    details = tuple((label, words[name]) for name, label in labels.items() if words.get(name))
    return Told(since, says, details, status, (kind, fact.id) if kind and not over else None)
