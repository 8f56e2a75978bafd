"""What a report says beside its numbers: the boxes that people fill, and how the numbers were come by."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """Something that people write in a report: its heading there, and how we ask for it."""

    code: str
    heading: str
    asks: str
    hint: str


BOXES: tuple[Box, ...] = (
    Box(
        "readers",
        "To our readers",
        "What do you want to say to your readers first?",
        "For example, who you are and why you make this report",
    ),
    Box("well", "What went well", "What went well?", "Write it as you would say it"),
    Box(
        "wrong",
        "What went wrong, and what we changed",
        "What went wrong, and what did you change?",
        "Do not name anybody, and write nothing by which somebody could be recognised",
    ),
    Box("next", "What we will do next", "What will you do next?", "For example, who does what by when"),
)
BY_CODE = {box.code: box for box in BOXES}

COUNTED = (
    "We counted the entries that were there when we made this report. Whoever counts the same entries again gets the"
    " same numbers."
)
METHOD = (
    "Every number in this report is counted from our record of decisions. Nobody typed a number in.",
    "The record is a list of entries. Each new entry is added at its end, and none can be changed or taken out without"
    " being noticed.",
    "A month begins and ends at midnight in London.",
    COUNTED,
)
"""How a report says its numbers were come by; for an inspector the figures themselves say it more exactly."""
ROUNDED = (
    "The numbers are rounded to fives, some up and some down, so that nobody can be recognised by a small number."
    " Small numbers can be far from the true ones. Only whole quarters that have ended are counted."
)
STAFF = "This part is about all of {organisation}. It tells how things stood on {day}, and not over the whole time."
CHECK = (
    "This report carries a code. It comes from every number and word in it. If a single one were changed, the code"
    " would be another."
)
CHECK_FILE = (
    "Anyone can check a copy, without a log-in, where our staff log in, under /verify. Or ask us for the JSON file of"
    " this report, and have a program work out its SHA-256. That must be the whole code."
)
SAME_PERSON = "The same person wrote and signed this report, because nobody else here is Caldicott Guardian."
