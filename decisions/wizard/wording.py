"""Sentences of the wizard's own: what to mend in an answer, and how doors and times read."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from django.utils import timezone

from decisions.engine.ruleset import Option
from decisions.vocabulary import day_in_words

NUMBER: Final = "Enter the NHS number, or select 'No'"
EXPLAIN: Final = "Explain why you decided this, in a few words"

ASKERS: Final = {
    "care_worker": "A health or care worker asks",
    "family": "A family member, friend or carer asks",
    "police": "The police or a court ask",
    "safeguarding": "A safeguarding team asks",
    "research": "Someone doing research asks",
    "themself": "The person asks",
}
SOMEONE: Final = "Someone asks"
THE_ASKER: Final = {
    "care_worker": "the health or care worker",
    "family": "the family member or friend",
    "police": "the police or court",
    "safeguarding": "the safeguarding team",
    "research": "the researcher",
}
"""Who asks, inside a sentence, where the worker gave no name."""

DECIDED: Final = {
    "share": "You can share",
    "share_in_part": "You can share a part",
    "safeguard": "Share to keep someone safe",
    "not_confidential": "Not confidential",
    "do_not_share": "Do not share",
    "ask_guardian": "Ask the Guardian first",
    "departed": "You departed from the advice",
}


def reason_label(option: Option) -> str:
    """Return the question about one ticked item: why they need it."""
    asked = {
        "something_else": "What is it, and why do they need to know it?",
        "whole_record": "Why do they need the whole record?",
        "restricted": "Why do they need to know this?",
    }
    return asked.get(option.id, f"Why do they need to know about {option.phrase}?")


def reason_missing(option: Option) -> str:
    """Return what to say where a ticked item has no reason."""
    if option.id in {"something_else", "restricted"}:
        return "Explain why they need to know this, in a few words"
    if option.id == "whole_record":
        return "Explain why they need the whole record, in a few words"
    return f"Explain why they need to know about {option.phrase}, in a few words"


def moment_in_words(moment: datetime) -> str:
    """Return a moment as people say it in London: 3 May 2026, 2:05pm."""
    local = timezone.localtime(moment)
    return f"{local.day} {local:%B %Y}, {local.hour % 12 or 12}:{local:%M}{'am' if local.hour < 12 else 'pm'}"


def day_of_source(day: str) -> str:
    """Return a source's date as people write it; a year alone stays a year."""
    try:
        return day_in_words(date.fromisoformat(day))
    except ValueError:
        return day


def initials(name: str) -> str:
    """Return the first letters of a name, for lists and choices: "Ada Bright" is "A B"."""
    return " ".join(word[0].upper() for word in name.split() if word)
