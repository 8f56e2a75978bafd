"""A list of decisions as it stands on the screen, cell by cell; the file that is taken out holds the very same."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from audit.kinds import in_words
from audit.oversight import words
from audit.oversight.desk.models import Matter
from audit.oversight.searching.kinds import KINDS, STANDS
from portal.days import moment_in_words

HEAD = (
    "Reference",
    "What we advised",
    "What it was about",
    "What was decided",
    "Marks",
    "Home",
    "When",
    "Where it stands",
)


def cells(matter: Matter, homes: Mapping[UUID, str]) -> list[str]:
    """Return what the list says of a decision. No name."""
    marks = [KINDS["flag"].in_words(flag) for flag in matter.flags if flag in words.FLAGS]
    return [
        matter.reference,
        in_words(matter.outcome),
        in_words(matter.door),
        KINDS["decided"].in_words(matter.decided),
        ", ".join(marks) or "None",
        homes.get(matter.home_id, "") if matter.home_id else "",
        moment_in_words(matter.recorded_at),
        STANDS[matter.state],
    ]
