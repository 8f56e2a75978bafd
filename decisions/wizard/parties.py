"""Who asks and who is told, as the words of the advice and the record name them.

Where someone is in danger it is the one whom the worker tells; everywhere else the one who asks, or who should know.
"""

from __future__ import annotations

from typing import Any, Final

from decisions.vocabulary import NOBODY, kind_of
from decisions.wizard import wording
from decisions.wizard.journey import Journey

DANGER_TO: Final = "danger_to"
DANGER_TOLD: Final = "danger_told"
BY_NAME: Final = frozenset({"caller", "someone_else"})
"""Answers to `DANGER_TO` that name nobody: what the worker typed says who it was."""
NOT_CHECKED: Final = "a caller whom nobody has checked"
LONGEST_NAME: Final = 80


def called(journey: Journey) -> str:
    """Return the words for the one who asks or is told, inside a sentence; "" where only general words fit."""
    if DANGER_TO not in journey.path:
        return journey.party or wording.other_party(journey.state.answers)
    typed = _typed(journey)
    if typed and _chosen(journey) in BY_NAME and len(typed) <= LONGEST_NAME:
        return typed
    return _phrase(journey)


def recipient(journey: Journey) -> dict[str, Any]:
    """Return what a record keeps of the one who asks or is told.

    `who` names them as well as the worker did, `called` is how the words of the advice name them, and `told` the
    recipient, now or later: nobody where a caller was not to be trusted.
    """
    answers = journey.state.answers
    recipient = _recipient(journey)
    return {
        "kind": kind_of(answers).value,
        "asks": wording.about(answers),
        "unasked": answers.get("who") == NOBODY,
        "who": recipient or (NOT_CHECKED if DANGER_TO in journey.path else ""),
        "told": recipient,
        "called": called(journey),
    }


def _recipient(journey: Journey) -> str:
    """Return whom the worker tells: what they chose, with what they typed about them."""
    if DANGER_TO not in journey.path:
        return journey.party or _typed(journey)
    typed, phrase = _typed(journey), _phrase(journey)
    alone = _chosen(journey) in BY_NAME | {"not_sure"} or phrase.lower() in typed.lower()
    return typed if alone or not typed else f"{phrase}: {typed}"


def _chosen(journey: Journey) -> str:
    return str(journey.state.answers.get(DANGER_TO, ""))


def _phrase(journey: Journey) -> str:
    """Return what was chosen, as it reads inside a sentence."""
    option = journey.ruleset.questions[DANGER_TO].option(_chosen(journey))
    return (option.phrase or option.label) if option else ""


def _typed(journey: Journey) -> str:
    """Return what the worker typed about the one they told, in one line."""
    typed = journey.state.answers.get(DANGER_TOLD, "") if DANGER_TOLD in journey.path else ""
    return " ".join(str(typed).split())
