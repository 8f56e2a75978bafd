"""A reader says what they think of a decision, and the worker answers what was asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from audit.ledger.append import append
from audit.ledger.events import Event
from audit.ledger.facts import tell
from audit.ledger.ids import new_id
from audit.ledger.models import Entry
from audit.oversight.concerns.actions import raise_concern
from audit.oversight.concerns.models import About
from audit.oversight.desk.models import State
from audit.oversight.review.actions.follow_ups import ask_follow_up
from audit.oversight.review.evidence import Evidence, evidence, key_of
from audit.oversight.review.models import Finding, Review, ReviewAnswer
from audit.oversight.review.standing import Standing, looked_since, standing
from audit.typed import text as typed
from portal import outbox
from portal.errors import NotAllowed
from portal.models import User
from portal.standing import must

OWN = "This is your own decision. Somebody else looks at it."
DONE = "Somebody gave their view of this decision already. It needs no more."
YOURS = "You have given your view. Now somebody else gives theirs, without seeing yours."
WAITS = "A question was asked already. Wait for the answer, or give your view without it."
SETTLE = "Two people differ. Now a view settles it. Ask your question by telephone or in person."
SETTLE_WHY = "Two people differ. Say why you settle it so, in the note for the record"
NO_FINDING = "Select if you would have decided the same"
NO_WORDS = "Write what you want the worker to know"
NOBODY = "Nobody can be told, because it is not known any more who made this decision."
ANOTHER_FORM = "This form was used for something else. Open the page again and type it once more."
NOT_ASKED = "There is no question for you to answer here."
ANSWERED = "You have answered this already."
TOO_LATE = "This needs no answer any more: somebody has given their view since."
NO_ANSWER = "Write your answer"


class AnotherLooked(NotAllowed):
    """Somebody gave a view while this one was being written. Nothing of this one was kept or sent."""


@dataclass(frozen=True, slots=True)
class Task:
    """What the worker is asked to do, and by the end of which day."""

    text: str
    due_on: date


@dataclass(frozen=True, slots=True)
class After:
    """What comes of a view: something for the worker to do, and what is to be reported as a breach, if anything."""

    task: Task | None = None
    breach: str = ""


NOTHING_MORE = After()


@transaction.atomic
def review(
    *,
    decision: Entry,
    finding: str,
    words: str,
    note: str,
    turn: int,
    after: After = NOTHING_MORE,
    event_id: UUID,
    by: User,
) -> Review:
    """Keep a reader's view of a decision, tell the worker where `words` are for them, and return the view.

    `turn` is how many views there were when the reader saw the decision; where there are more now, another was
    quicker, and AnotherLooked says who. `note` is for the record and is not sent. What is to come `after` is
    begun with the view or not at all.
    """
    must(by, "review", organisation=decision.organisation)
    earlier = Review.objects.filter(pk=event_id).first()
    if earlier is not None:
        return _same(earlier, decision, by)
    known, now = evidence(decision), standing(decision)
    if now.turn != turn:
        raise AnotherLooked(looked_since(now, turn))
    said = {"words": typed(words), "note": typed(note)}
    _refuse(now, known, finding, said, by)
    fact = Review(
        id=event_id,
        organisation=decision.organisation,
        decision=decision.pk,
        worker_id=known.worker.pk if known.worker else None,
        turn=turn + 1,
        finding=finding,
        reviewer=by,
    )
    fact, new = _take_turn(fact, decision)
    if new:
        _record(fact, decision=decision, known=known, said=said, after=after, by=by)
    return fact


def _same(earlier: Review, decision: Entry, by: User) -> Review:
    """Return the view that this very form has left already; a form of something else is refused."""
    if earlier.decision != decision.pk or earlier.reviewer_id != by.pk:
        raise NotAllowed(ANOTHER_FORM)
    return earlier


def _take_turn(fact: Review, decision: Entry) -> tuple[Review, bool]:
    """Take a turn, which the database gives to one only; whoever comes second hears who was first."""
    try:
        return tell(fact, otherwise=DONE)
    except NotAllowed as refusal:
        raise AnotherLooked(looked_since(standing(decision), fact.turn - 1)) from refusal


def _refuse(now: Standing, known: Evidence, finding: str, said: dict[str, str], by: User) -> None:
    """Refuse a view that may not be given as things stand."""
    if known.worker is not None and known.worker.pk == by.pk:
        raise NotAllowed(OWN)
    if now.state == State.DONE:
        raise NotAllowed(DONE)
    if now.half and now.first_by == by.pk:
        raise NotAllowed(YOURS)
    if finding not in Finding.values:
        raise NotAllowed(NO_FINDING)
    if finding == Finding.ASK and now.state in {State.ASKED, State.DIFFERING}:
        raise NotAllowed(WAITS if now.state == State.ASKED else SETTLE)
    if now.state == State.DIFFERING and not said["note"]:
        raise NotAllowed(SETTLE_WHY)
    _refuse_words(known, finding, said["words"])


def _refuse_words(known: Evidence, finding: str, words: str) -> None:
    """Refuse to leave the worker without a word where they need one, or to ask somebody who is not known."""
    if finding == Finding.ASK and known.worker is None:
        raise NotAllowed(NOBODY)
    if finding != Finding.YES and not words and known.worker is not None:
        raise NotAllowed(NO_WORDS)


def _record(
    fact: Review, *, decision: Entry, known: Evidence, said: dict[str, str], after: After, by: User
) -> None:
    """Tell the worker, append the entry, and begin what comes of it."""
    worker = known.worker
    if worker is not None and (said["words"] or after.task):
        path = reverse("review:said", args=[fact.pk])
        _send("reviewed", decision, worker, path)
    says = f"{by.full_name} looked at decision {decision.reference}."
    body = {"says": says, "decision": str(decision.pk), "reference": decision.reference}
    append(
        event=Event.DECISION_REVIEWED,
        organisation=decision.organisation,
        body={**body, "finding": fact.finding, "turn": fact.turn, **said},
        facets=_facets(decision, outcome=fact.finding),
        key=known.key,
        event_id=fact.pk,
        by=by,
    )
    if after.task:
        _ask(after.task, decision, known, by)
    if after.breach:
        raise_concern(
            organisation=decision.organisation,
            about=About.BREACH,
            text=after.breach,
            decision=decision,
            by=by,
        )


def _ask(task: Task, decision: Entry, known: Evidence, by: User) -> None:
    """Ask the worker to do something."""
    if known.worker is None:
        raise NotAllowed(NOBODY)
    ask_follow_up(
        organisation=decision.organisation,
        home_id=decision.home_id,
        decision=decision.pk,
        worker=known.worker,
        text=task.text,
        due_on=task.due_on,
        key=known.key,
        event_id=new_id(),
        by=by,
    )


def _facets(decision: Entry, **more: Any) -> dict[str, Any]:
    """Return what the leaf says openly of something about a decision."""
    return {"about": decision.pk, "home": decision.home_id, "door": decision.door, **more}


@transaction.atomic
def answer(*, review: Review, text: str, event_id: UUID, by: User) -> ReviewAnswer:
    """Keep what the worker answers to a reader's question, and tell the reader that there is an answer."""
    if review.worker_id != by.pk or review.finding != Finding.ASK:
        raise NotAllowed(NOT_ASKED)
    earlier = ReviewAnswer.objects.filter(pk=event_id, review=review).first()
    if earlier is not None:
        return earlier
    decision = Entry.objects.get(pk=review.decision)
    if standing(decision).turn != review.turn:
        raise NotAllowed(TOO_LATE)
    words = typed(text, NO_ANSWER)
    given, new = tell(ReviewAnswer(id=event_id, review=review, worker=by), otherwise=ANSWERED)
    if given.review_id != review.pk:
        raise NotAllowed(ANOTHER_FORM)
    if new:
        _answered(given, review, decision, words, by)
    return given


def _answered(given: ReviewAnswer, review: Review, decision: Entry, words: str, by: User) -> None:
    """Tell the reader, and append the entry."""
    _send("answered", decision, review.reviewer, reverse("oversight:decision", args=[decision.pk]))
    says = f"{by.full_name} answered a question about decision {decision.reference}."
    append(
        event=Event.REVIEW_ANSWERED,
        organisation=review.organisation,
        body={"says": says, "decision": str(decision.pk), "review": str(review.pk), "text": words},
        facets=_facets(decision),
        key=key_of(decision.pk),
        event_id=given.pk,
        by=by,
    )


def _send(template: str, decision: Entry, to: User, path: str) -> None:
    """Leave a message about a decision, which says no more than its reference."""
    outbox.queue(
        organisation=decision.organisation, template=template, to=to, path=path, reference=decision.reference
    )
