"""Where a decision stands by the views that were given of it, and what one person may still do and see."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from audit.ledger.models import Entry
from audit.oversight.desk import fold
from audit.oversight.desk.models import Matter, State
from audit.oversight.review.models import Review
from audit.oversight.weighing.models import Weighing
from portal.models import User


@dataclass(frozen=True, slots=True)
class Standing:
    """The views of one decision, the first first, and what has come of them.

    It is worked out from the views themselves by the rules of the desk's own rows, so it is never behind the log.
    """

    reviews: tuple[Review, ...]
    state: State
    finding: str
    first_by: UUID | None

    @property
    def turn(self) -> int:
        """How many views there are."""
        return len(self.reviews)

    def has(self, review: UUID, reader: User) -> bool:
        """Say whether a reader gave the view of this id."""
        return any(each.pk == review and each.reviewer_id == reader.pk for each in self.reviews)

    @property
    def half(self) -> bool:
        """Whether the first of two readers has judged it, and the second has not."""
        asked_again = self.state == State.ASKED and self.first_by is not None
        return self.state == State.SECOND or asked_again

    def blind(self, viewer: User) -> bool:
        """Whether a reader must not see what the first reader thinks, because theirs is to be a second view."""
        return self.half and viewer.pk != self.first_by

    def seen_by(self, viewer: User) -> list[Review]:
        """Return the views that a reader may see."""
        hides = self.blind(viewer)
        return [each for each in self.reviews if not hides or each.reviewer_id == viewer.pk]


def standing(decision: Entry) -> Standing:
    """Return where a decision stands now."""
    found = Review.objects.filter(decision=decision.pk).select_related("reviewer", "answer", "entry")
    reviews = tuple(found.order_by("turn"))
    row = Matter(flags=decision.flags or [], state=State.WAITING)
    for each in sorted([*reviews, *_settling(decision)], key=lambda one: one.entry.seq):
        if isinstance(each, Weighing):
            fold.settle(row, each.weigher_id, disclosed=each.tells)
        else:
            fold.judge(row, each.finding, each.reviewer_id)
    if reviews and has_answer(reviews[-1]):
        fold.resume(row)
    return Standing(reviews, State(row.state), row.finding, row.first_by)


def _settling(decision: Entry) -> list[Weighing]:
    """Return the weighings that settled a decision, since it was made."""
    found = Weighing.objects.filter(decision=decision.pk, settled=True, entry__seq__gt=decision.seq)
    return list(found.select_related("entry"))


def has_answer(review: Review) -> bool:
    """Say whether the worker has answered what a reader asked."""
    return hasattr(review, "answer")


def looked_since(now: Standing, turn: int) -> str:
    """Say who gave a view after turn `turn`, and not what it is: a second reader may not know that."""
    names = dict.fromkeys(each.reviewer.full_name for each in now.reviews[turn:])
    who = " and ".join(names) or "Somebody"
    return (
        f"{who} gave a view of this decision while you wrote yours. Yours is not saved, and nothing was sent."
    )
