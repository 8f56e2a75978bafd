"""The tea ruleset in its second edition: who would be told, if the person may know, and how it is kept."""

from __future__ import annotations

from functools import partial

from decisions.engine.load import load
from decisions.engine.ruleset import Ruleset
from tests.engine import rulebook
from tests.engine.parts import GUIDE, not_sure, option, outcome, question, table

CHANGED = [
    ("version = 1", "version = 2\nedition = 2"),
    ('first = "asked"', 'first = "whom"'),
    (
        "\n[join]",
        '\ntheir_word = ["asked"]\nwhen_sent = ["kept"]\n'
        '\n[guardian_first]\nweigh = "A guest is not kept waiting."\n\n[join]',
    ),
    ('goes_to = "tell"\noptional', 'goes_to = "told"\noptional'),
]
"""What it says otherwise than the first; each occurs there once."""

asks = partial(question, hint="Think of it", why="It is theirs to say.")
UNSAFE = "Say nothing to {person}. {guardian} decides when they are told, by {review_day}."
MORE = (
    asks(
        "whom",
        "Whom will you tell?",
        option("whom", "caller", "The one who called", "caller_is", stranger=True),
        option("whom", "guest", "A guest", "asked"),
        option("whom", "nobody", "Nobody yet", "weigh"),
        not_sure("whom"),
    )
    + asks(
        "caller_is",
        "Who is it?",
        option("caller_is", "a_friend", "A friend whom I know", "asked", known=True),
        option("caller_is", "no", "I do not know", "stop", denies=True),
        not_sure("caller_is"),
    )
    + asks(
        "told",
        "Do they know?",
        option("told", "yes", "Yes", "kept", duties=["tell_them"]),
        option(
            "told",
            "not_safe",
            "No, and it is not safe",
            "kept",
            duties=["tell_them", "why_not_told"],
            untold=UNSAFE,
        ),
        not_sure("told"),
    )
    + asks(
        "kept",
        "How is it kept?",
        option("kept", "well", "Well", "tell"),
        option("kept", "badly", "Badly", "stop", denies=True),
        not_sure("kept"),
    )
    + table("duty.tell_them", text="Tell {person} what you said.", tells_person=True)
    + table("duty.why_not_told", text="Write down why {person} is not told.", flag="not_told")
    + outcome(
        "weigh",
        kind="ask_guardian",
        title="Ask {guardian}",
        do=["Call {guardian}."],
        say_asker="I will ask.",
        say_person="I asked for advice.",
        next="{guardian} calls you back.",
        why="It is theirs.",
        cites=GUIDE,
    )
)


def tea_2() -> Ruleset:
    """It is fit to decide with."""
    text = rulebook.TEA
    for before, after in CHANGED:
        assert text.count(before) == 1, before
        text = text.replace(before, after)
    return load("tea.1", rulebook.texts(text + MORE))


ANSWERS = {
    "whom": "guest",
    "asked": "yes",
    "what": ["milk"],
    "note": "x",
    "remark": "",
    "told": "not_safe",
    "kept": "well",
}
"""A walk on which it is not safe to tell the person."""
