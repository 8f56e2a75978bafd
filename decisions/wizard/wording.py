"""Sentences of the wizard's own: what to mend in an answer, and how doors and times read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from decisions.engine.ruleset import Option, Source
from decisions.vocabulary import NOBODY, RecipientKind, day_in_words
from decisions.wizard.journey import DANGER, IN_DANGER

NUMBER: Final = "Enter the NHS number, or select 'No'"
EXPLAIN: Final = "Explain why you decided this, in a few words"

ASKERS: Final = {
    "care_worker": "A health or care worker asks",
    "family": "A family member, friend or carer asks",
    "police": "The police, a court or another authority asks",
    "safeguarding": "A safeguarding team asks",
    "research": "Someone doing research or planning asks",
    "themself": "The person, or someone acting for them, asks",
    "died": "Someone asks about a person who has died",
    "someone_else": "Someone else asks",
}
SOMEONE: Final = "Someone asks"
IN_DANGER_NOW: Final = "Someone may be in danger"
TELLS: Final = {
    "adult": "An adult may be at risk",
    "child": "A child may be at risk",
    "care_worker": "A health or care worker should know",
    "family": "Family, a friend or a carer should know",
    "authority": "The police or another authority should know",
    "warn": "Someone at risk should know",
    "contact": "Another organisation is to be contacted",
    "told": "Something was told in confidence",
    "died": "Someone should know about a person who has died",
    "research": "Information is to be used for research or planning",
}
SHOULD_KNOW: Final = "Someone should know"
THE_ASKER: Final = {
    "care_worker": "the health or care worker",
    "family": "the family member or friend",
    "police": "the police, court or authority",
    "safeguarding": "the safeguarding team",
    "research": "the one who wants it for research",
}
"""Who asks, inside a sentence, where the worker gave no name; the engine's own words where it is not here."""
THE_OTHER: Final = {
    "about_person": "the organisation",
    "organisation": "the organisation",
    "official": "the public office",
    "colleague": "the colleague",
    "employer": "the employer or insurer",
    "landlord": "the landlord or housing office",
    "councillor": "the MP or councillor",
    "neighbour": "the neighbour or visitor",
    "media": "the reporter",
    "our_letter": "the one with the letter",
    "school": "the school or college",
    "own_solicitor": "the person's solicitor",
    "solicitor": "the solicitor",
}
"""Who asks, inside a sentence, where they are none of those: what the worker said they are to the person."""
THE_TOLD: Final = {
    "adult": "the safeguarding team",
    "child": "the safeguarding team",
    "care_worker": "the health or care worker",
    "family": "the family member or friend",
    "authority": "the police or other authority",
    "warn": "the one who may be at risk",
    "contact": "the other organisation",
    "research": "those who will use it",
}
YOU_TELL: Final = "the one you tell"
"""Who is told, inside a sentence, where nobody asked and the worker gave no name."""

CALLER_REFUSED: Final = "danger_not_the_caller"
"""The end at which others are called for help, and the one who asked is told nothing."""
BY_OUTCOME: Final = {
    "danger_share": "Share to keep someone safe",
    CALLER_REFUSED: "Call for help, and tell the caller nothing",
}
"""What lists say of an end that its kind would say wrongly."""
DECIDED: Final = {
    "share": "You can share",
    "share_in_part": "You can share a part",
    "share_deidentified": "You can share it without names, under a code",
    "share_anonymised": "You can share it without names",
    "safeguard": "Share to keep someone safe",
    "not_confidential": "Not confidential",
    "do_not_share": "Do not share",
    "ask_guardian": "Ask the Guardian first",
    "departed": "You departed from the advice",
}


def about(answers: Mapping[str, object]) -> str:
    """Return what a walk is about, without a name: a danger, who asks or, where nobody did, who should know."""
    if answers.get(DANGER) in IN_DANGER:
        return IN_DANGER_NOW
    if answers.get("who") == NOBODY:
        return TELLS.get(str(answers.get("tell", "")), SHOULD_KNOW)
    return ASKERS.get(str(answers.get("who", "")), SOMEONE)


def other_party(answers: Mapping[str, object]) -> str:
    """Return who asks or is told, inside a sentence, where the worker gave no name."""
    if answers.get("who") == NOBODY:
        return THE_TOLD.get(str(answers.get("tell", "")), YOU_TELL)
    who = str(answers.get("who", ""))
    if who == RecipientKind.SOMEONE_ELSE:
        return THE_OTHER.get(str(answers.get("who_else", "")), "")
    return THE_ASKER.get(who, "")


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


def day_of_source(day: str) -> str:
    """Return a source's date as people write it; a year alone stays a year."""
    try:
        return day_in_words(date.fromisoformat(day))
    except ValueError:
        return day


def cited(source: Source) -> str:
    """Return where a rule stands, in one line, and whether anybody has checked it there."""
    stands = ", ".join(filter(None, [source.title, source.part]))
    how = {"unsure": " – not checked yet", "second_hand": " – an account of it was read, not the text"}
    return f"{stands} ({day_of_source(source.date)}){how.get(source.trust, '')}"


def initials(name: str) -> str:
    """Return the first letters of a name, for lists and choices: "Ada Bright" is "A B"."""
    return " ".join(word[0].upper() for word in name.split() if word)
