"""A training example is written from a decision by one person and read for names by another before anyone else."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from audit.ledger.append import append
from audit.ledger.events import Event
from audit.ledger.facts import tell
from audit.ledger.models import Entry
from audit.oversight.desk.models import State
from audit.oversight.review.evidence import Evidence, evidence, key_of
from audit.oversight.review.models import Example, ExampleCheck
from audit.oversight.review.nameless import chosen, names_of, still_named
from audit.oversight.review.standing import standing
from audit.oversight.words import part, text
from audit.typed import text as typed
from portal.errors import NotAllowed
from portal.models import User
from portal.standing import must

NOT_YET = "Write the example when everybody has given their view of this decision."
GONE = "This decision cannot be read any more, so no example can be written from it."
TITLE, STORY, WHY = "Enter a title", "Write the story", "Write what is right, and why"
TWO_PEOPLE = "You wrote this example, so somebody else checks it for names."
CHECKED = "Somebody checked this example already."
WHY_NOT = "Write what is to be changed"
LONGEST = 3_000


class StillNamed(NotAllowed):
    """A text may still name somebody of the case; `words` are those that do."""

    def __init__(self, words: list[str]) -> None:
        super().__init__(f"Take out what may say who it was: {', '.join(words)}")
        self.words = words


@transaction.atomic
def propose_example(
    *, decision: Entry, title: str, story: str, why: str, sure: bool, event_id: UUID, by: User
) -> Example:
    """Keep a story written from a decision; nobody practises with it before a second person has read it.

    Raises StillNamed where a word of it names somebody of the case, unless the writer is `sure` that it does not.
    The answers that were chosen come along where the decision was right; what was typed never does.
    """
    must(by, "review", organisation=decision.organisation)
    known = evidence(decision)
    if not known.body:
        raise NotAllowed(GONE)
    if standing(decision).state != State.DONE:
        raise NotAllowed(NOT_YET)
    said = {
        "title": typed(title, TITLE, most=200),
        "story": typed(story, STORY, most=LONGEST),
        "why": typed(why, WHY, most=LONGEST),
    }
    named = still_named("\n".join(said.values()), names_of(known.body))
    if named and not sure:
        raise StillNamed(named)
    made = Example(id=event_id, organisation=decision.organisation, decision=decision.pk, proposer=by)
    made, new = tell(made)
    says = f"{by.full_name} wrote a training example from decision {decision.reference}."
    if new:
        append(
            event=Event.EXAMPLE_PROPOSED,
            organisation=decision.organisation,
            body={"says": says, "decision": str(decision.pk), **said, **_ends(decision, known)},
            facets={"about": decision.pk, "home": decision.home_id, "door": decision.door},
            key=known.key,
            event_id=event_id,
            by=by,
        )
    return made


def _ends(decision: Entry, known: Evidence) -> dict[str, object]:
    """Return the way through the questions and its end; no way where it is not the one to be shown as right."""
    right = standing(decision).finding != "no" and not text(part(known.body, "departure"))
    return {
        "door": decision.door or "",
        "outcome": decision.outcome or "",
        "kind": text(part(known.body, "advice", "kind")),
        "answers": chosen(known.body) if right else {},
    }


@transaction.atomic
def check_example(*, example: Example, joins: bool, note: str, event_id: UUID, by: User) -> ExampleCheck:
    """Keep that a second person read an example for names: with `joins` workers practise with it from now on."""
    must(by, "advise", organisation=example.organisation)
    if example.proposer_id == by.pk:
        raise NotAllowed(TWO_PEOPLE)
    said = typed(note, "" if joins else WHY_NOT)
    check = ExampleCheck(id=event_id, example=example, joins=joins, checker=by)
    check, new = tell(check, otherwise=CHECKED)
    what = "joins the practice" if joins else "does not join the practice"
    if new:
        append(
            event=Event.EXAMPLE_CHECKED,
            organisation=example.organisation,
            body={
                "says": f"{by.full_name} read a training example: it {what}.",
                "example": str(example.pk),
                "decision": str(example.decision),
                "joins": joins,
                "note": said,
            },
            facets={"about": example.decision},
            key=key_of(example.pk),
            event_id=event_id,
            by=by,
        )
    return check
