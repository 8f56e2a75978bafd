"""Which sentences tell the person something: real ones out of the rules, and the turns that could slip through."""

from __future__ import annotations

import pytest

from decisions.engine.contact import tells

TELLS = [
    "Ask {person} what you may tell, to whom, and when.",
    "Ask the person's family.",
    "Ask a parent, or the young person if they can decide it.",
    "Ask them to write down what they want.",
    "Ask if they agree. Write down their answer and the last day.",
    "Do not share yet: ask the person first",
    "If you can, tell {person}.",
    "If someone could be hurt while you wait, tell {person}.",
    "If they are not safe, tell {person}.",
    "If they may not be safe, tell {person}.",
    "If they ask for more, say that you will ask {person} first.",
    "Explain how it helps their care.",
    "Explain to {person} what may happen if others do not know.",
    "Go back to the person and say what you did.",
    "Go back and speak with them.",
    "Go back and tell {person}.",
    "Hear them again when they are alone.",
    "Let {person} see the report. Wait until they have, or until the 21 days are over.",
    "Look in the care record, or ask the person.",
    "Make sure {person} knows what is collected.",
    "Offer help again, and offer to report it without their name if that would help.",
    "Agree how they can tell you if they change their mind.",
    "Agree with {person} what is said.",
    "Speak with the person alone.",
    "Talk to the family.",
    "Talk to the person as the steps say. Wait with it if a step says so.",
    "Talk about where they will keep it.",
    "Tell our safeguarding lead or your senior today. They work here, and {person} should know that you do.",
    "Tell them what you saw, and what you were told.",
    "Tell {asker} that you will ask the person.",
    "Tell {asker} to ask {person} for their agreement in writing.",
    "Tell those who said no that we left them out.",
    "Tell each person what it is for, who will see it and until when.",
    "Tell people what we hold about them.",
    "Tell the council and the family.",
    "Tell our lead, or the parents.",
    "They will tell you, and {person}, what was decided and why.",
    "They tell you and the person what they decide.",
    "They tell the person too.",
    "The family is told today.",
    "{person} must be told by the doctor.",
    "{guardian} will weigh the risk, and tell you and {person} what was decided and why.",
    "{guardian} or a senior colleague will talk with {person}.",
    "{guardian} writes to them.",
    "{guardian} asks {person} first.",
    "{guardian} explains why.",
    "Tell {person} what was told and why. If that could put someone at risk, write that down instead.",
    "Tell {person} unless they are out.",
    "Tell the person only if they ask.",
    "Say to {person} that it is right.",
    "Say it to them kindly.",
    "Start by asking the person.",
    "Keep telling them.",
    "Write to {person} today.",
    "Give {person} a copy.",
    "Send the person a letter.",
    "Share it with {person}.",
    "Thank them.",
    "Warn the person.",
    "Visit them at home.",
    "Apologise to the person.",
    "Tell nobody but {person}.",
    "Ask whoever is worried what they fear.",
    "Call them today, and ask if they have it.",
]
"""They tell the person, or may: who is meant is not named."""

TELLS_NOT = [
    "Ask {guardian} whether to tell {person}, and write down what was said.",
    "Ask {asker} how they keep what we send, who sees it, and how long they have it.",
    "Ask others who know {person} well as soon as you can, and write down what they say.",
    "Ask {asker} to keep it safe and to use it only for this.",
    "Call today as well, and ask if they have it.",
    "Choose NHSmail, or speak where nobody else can hear.",
    "Ask people who know {person} well what they would want.",
    "Ask the person's doctor if they may drive.",
    "Ask the one who told you before you tell {person} who it was.",
    "Ask your safeguarding lead to tell the council's children's services or the police.",
    "Call 999 if a child could be hurt now, or 101 if not. Tell children's services as well.",
    "Call them back on a number you find yourself.",
    "Call a doctor to look at {person}.",
    "Do not ask {person} to agree to it.",
    "Do not let their family sign for them.",
    "Do not say if we look after {person}.",
    "Hear them again when they are alone, if that is safe.",
    "If someone could be hurt while you wait, go back and say that someone is in danger.",
    "If the child is not safe, start again and say so.",
    "If the harm is illness or thoughts of suicide, call their GP, nurse or crisis team too. Tell nobody else.",
    "If the person agrees, start again.",
    "Leave out what {person} said no to, and say that you do not have everything to share.",
    "Never tell {person}.",
    "Say nothing to {person} for now, as it could put someone at risk. {guardian} decides when they are told.",
    "Say nothing to the family until children's services say that it is safe.",
    "Say only what you ticked.",
    "Say that {person} may need someone to speak for them, and who knows them well and is no part of the worry.",
    "Share their {items} with the council.",
    "Speak up: the law can protect you.",
    "Start again if a coroner asks, or if a living person could be harmed.",
    "Talk to a senior colleague, or call {guardian} on {guardian_phone}.",
    "Talk to the family about it only if that cannot put a child at risk.",
    "Tell only {asker}. A caller you have not checked learns nothing.",
    "Tell our safeguarding lead today what you saw and what you were told. They tell the council if its test is met.",
    "Tell the caller nothing. Do not say if the person lives here, where they are or how they are.",
    "Tell {person} nothing.",
    "Tell {person}, unless that could put someone at risk.",
    "Tell {asker} to write to the doctor, with the person's agreement in writing.",
    "When {guardian} has decided, tell {person} why, unless that could put someone at risk.",
    "Write down what they would be told, and why.",
    "Write down why it is right to tell, though they said no.",
    "Write down why the family is not told yet, and on which day that is looked at again.",
    "Write down what you told them and when.",
    "You can share their {items}",
    "{guardian} will tell you what was decided, and what to say to {person}.",
    "You must tell those who can keep them safe, today",
    "Tell our lead or your manager today. Ask who tells the council.",
    "{guardian} will look at this record. Tell the police when the person is found.",
]
"""It is plain that they do not tell the person anything now."""


@pytest.mark.parametrize("sentence", TELLS)
def test_it_may_tell_the_person(sentence: str) -> None:
    assert tells(sentence) == (sentence,)


@pytest.mark.parametrize("sentence", TELLS_NOT)
def test_it_plainly_tells_the_person_nothing(sentence: str) -> None:
    assert tells(sentence) == ()


def test_what_is_said_goes_to_whom_the_steps_before_named() -> None:
    assert tells("Call {guardian}.", "Say what you saw.", "Ask what comes next.") == ()
    assert tells("Ask {person} today.", "Say what you saw.") == ("Ask {person} today.", "Say what you saw.")
    assert tells("Say what you saw.", "Ask what they know.") == ("Ask what they know.",)
    assert tells("Call them back.", "Say what you saw.") == ("Say what you saw.",)
    assert tells("Tell the council.", "Call back.", "Say what you saw.") == ()
    assert tells("Call back.", "Ask what they know.") == ()
    assert tells("Ask {person}.", "Call back.", "Say what you saw.") == ("Ask {person}.", "Say what you saw.")


def test_each_line_is_named_once_as_it_was_written() -> None:
    assert tells("Tell THEM. Tell them.", "Tell us.", "Tell THEM. Tell them.") == ("Tell THEM. Tell them.",)
