"""What a reader says of a look that seemed odd, and of a decision whose end they do not know."""

from __future__ import annotations

from audit.fact_forms import words_field
from audit.oversight.watching.models import CameOf
from audit.oversight.watching.unseen import DECISIONS
from portal.design.fields import Choice, RadiosField
from portal.design.forms import Form


class LookForm(Form):
    """What came of looking into a look."""

    finding = RadiosField(
        label="What came of it?",
        size="m",
        choices=[
            Choice("explained", CameOf.EXPLAINED.label),
            Choice(
                "concern", CameOf.CONCERN.label, hint="It goes to the list of concerns, with what you write"
            ),
        ],
        required_message="Select what came of it",
    )
    words = words_field("What did you find out, and from whom?", "Enter what you found out", rows=4)


class UnseenForm(Form):
    """What a reader would have decided, and why."""

    decided = RadiosField(
        label="What would you have decided?",
        size="m",
        choices=[Choice(kind, words) for kind, words in DECISIONS.items()],
        required_message="Select what you would have decided",
    )
    words = words_field("Why?", "Enter why, in a few words", rows=4)
