"""The words in curly brackets that a letter may hold: a fixed list, filled in when a letter is made.

Nothing else can stand in a letter's brackets, and what is filled in is never read again, so no letter does
anything but say its words.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

APOLOGY: Final = "We are sorry. This should not have happened."


@dataclass(frozen=True, slots=True)
class Placeholder:
    """What stands for a word in brackets: `means` says it, `sample` is made up, `without` where none is known."""

    means: str
    sample: str
    without: str = ""


@dataclass(frozen=True, slots=True)
class Asked(Placeholder):
    """A word that whoever makes the letter types; `start` is what the field holds at first."""

    label: str = ""
    hint: str = ""
    missing: str = ""
    start: str = ""
    is_day: bool = False


KNOWN: Final = MappingProxyType(
    {
        "person": Placeholder("The person's name", "Alex Example"),
        "organisation": Placeholder("Your organisation's name", "Sample Care"),
        "guardian": Placeholder("The name of the Caldicott Guardian", "Sam Sample", "Our Caldicott Guardian"),
        "guardian_phone": Placeholder(
            "The Guardian's telephone number", "020 7946 0999", "our office number"
        ),
        "today": Placeholder("The day on which the letter is made", "3 May 2030"),
        "apology": Placeholder("Our apology, in words that cannot be changed", APOLOGY),
    }
)
"""Words that every letter may hold and that nobody types."""

ASKED: Final = MappingProxyType(
    {
        "items": Asked(
            "What it is about",
            "Your medicines and your allergies",
            label="Which information is it about?",
            hint="Write to the person, for example: Your medicines and your allergies",
            missing="Enter which information it is about",
        ),
        "recipient": Asked(
            "Who is told",
            "Elm Road Surgery",
            label="Who is told?",
            hint="A person or a place, for example Elm Road Surgery",
            missing="Enter who is told",
        ),
        "purpose": Asked(
            "What it is for",
            "So that the doctor can order the right tablets",
            label="What is it for?",
            hint="For example: So that the doctor can order the right tablets",
            missing="Enter what it is for",
        ),
        "if_no": Asked(
            "What may happen if they say no",
            "The surgery may not know which tablets you take",
            label="What may happen if they say no?",
            hint="Say it as it is, and do not press them",
            missing="Enter what may happen if they say no",
        ),
        "law": Asked(
            "The law it rests on",
            "The Public Health (Control of Disease) Act 1984",
            label="Which law is it?",
            hint="Its name and year, and what it says in plain words",
            missing="Enter which law it is",
        ),
        "why": Asked(
            "Why",
            "There was a risk that someone would be badly hurt",
            label="Why?",
            hint="Write to the person, in short and plain sentences",
            missing="Enter why",
        ),
        "happened": Asked(
            "What happened",
            "A letter about you went to the wrong house on 1 May",
            label="What happened?",
            hint="Say what happened and when, and leave nothing out that they should know",
            missing="Enter what happened",
        ),
        "changed": Asked(
            "What was done since",
            "We have the letter back. Two people now check each address",
            label="What have you done since, so that it does not happen again?",
            hint="For example: We have the letter back. Two people now check each address",
            missing="Enter what you have done since",
        ),
        "held": Asked(
            "What is held",
            "Your name, your care plan and your tablets",
            label="What do you hold about them?",
            hint="Name the kinds of information",
            missing="Enter what you hold about them",
            start="Your name, your date of birth and how to reach your family. Your care plan and your notes. "
            "Your health, your medicines and your allergies.",
        ),
        "seen_by": Asked(
            "Who may see it",
            "The people who look after you, and your doctor",
            label="Who may see it?",
            hint="Name the teams and places",
            missing="Enter who may see it",
            start="The people here who look after you. Your doctor, your nurse and the hospital, when they treat "
            "you. People who check that we do our work well.",
        ),
        "used_for": Asked(
            "What it is used for",
            "To look after you",
            label="What is it used for?",
            hint="For example: To look after you safely",
            missing="Enter what it is used for",
            start="To look after you safely. To check that our care is good.",
        ),
        "objecting": Asked(
            "How to say no",
            "Tell any of us, or call us",
            label="How can they say no?",
            hint="Say whom to tell, and what happens then",
            missing="Enter how they can say no",
            start="Tell any of us, or call us. You can say no to all of it or to a part. We write it down and tell "
            "you what it may mean for your care.",
        ),
        "review_date": Asked(
            "The day to look at it again",
            "3 May 2031",
            label="When will you look at it again?",
            hint="For example, 15 3 2027",
            missing="Enter the day you will look at it again",
            is_day=True,
        ),
    }
)
"""Words that whoever makes a letter types, each for the letters that ask for it."""

EVERY: Final = MappingProxyType({**KNOWN, **ASKED})
