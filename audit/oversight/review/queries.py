"""What others read of the views given: what concerns a worker, what waits, and what can be practised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Count, Model, Q, QuerySet

from audit.ledger import queries as ledger
from audit.ledger.events import Event
from audit.ledger.models import Entry
from audit.ledger.reference import reference
from audit.oversight.review.models import Example, ExampleCheck, Finding, FollowUp, Review
from audit.oversight.words import part, text
from portal import standing
from portal.days import london_day
from portal.models import Organisation, User

OWN = "own"
"""Marks the entry of a worker's reading of their own decision, which is no curiosity and tells what they have seen."""
Row = TypeVar("Row", bound=Model)


def words_of(ids: Sequence[UUID]) -> list[dict[str, Any]]:
    """Return the bodies of some entries, in their order, {} where one cannot be read."""
    entries = Entry.objects.in_bulk(list(ids))
    return [each.body for each in ledger.opened([entries[id_] for id_ in ids])]


def with_words(rows: Sequence[Row]) -> list[tuple[Row, dict[str, Any]]]:
    """Return facts or heads, each with the words that stand in the entry of the same id."""
    return list(zip(rows, words_of([each.pk for each in rows]), strict=True))


@dataclass(frozen=True, slots=True)
class SaidToYou:
    """What a reader told a worker about one of the worker's decisions.

    `answer` is what the worker answered to a question, "" for none yet; `waits` says that an answer is wanted.
    """

    review: UUID
    decision: UUID
    person: str
    at: datetime
    finding: Finding
    words: str
    answer: str
    waits: bool

    @property
    def reference(self) -> str:
        """What people quote of the decision."""
        return reference(self.decision)


def for_worker(user: User, organisation: Organisation, size: int = 5) -> list[SaidToYou]:
    """Return what readers told a worker last, the latest first; views without a word for them are left out."""
    found = Review.objects.filter(worker_id=user.pk, organisation=organisation)
    return [each for each in _said(found.order_by("-made_at")[: 2 * size]) if each.words][:size]


def about_mine(user: User, decision: UUID) -> list[SaidToYou]:
    """Return what readers told a worker about one of the worker's decisions, the first first."""
    found = Review.objects.filter(worker_id=user.pk, decision=decision)
    return [each for each in _said(found.order_by("turn")) if each.words]


def said_to(user: User, review_id: UUID) -> SaidToYou | None:
    """Return what a reader told this worker, or None for a view that is not of their decision."""
    return next(iter(_said(Review.objects.filter(pk=review_id, worker_id=user.pk))), None)


def review_of(user: User, review_id: UUID) -> Review | None:
    """Return a view of this worker's decision, or None."""
    here = standing.organisations_of(user)
    return Review.objects.filter(pk=review_id, worker_id=user.pk, organisation__in=here).first()


def _said(reviews: QuerySet[Review]) -> list[SaidToYou]:
    """Return views as the worker is told them. A question waits until it is answered or a later view makes it idle."""
    rows = list(reviews.select_related("reviewer", "answer"))
    answered = [each for each in rows if hasattr(each, "answer")]
    answers = dict(zip([e.pk for e in answered], words_of([e.answer.pk for e in answered]), strict=True))
    last = dict(
        Review.objects.filter(decision__in={each.decision for each in rows})
        .values_list("decision")
        .annotate(turns=Count("id"))
    )
    return [
        SaidToYou(
            review=each.pk,
            decision=each.decision,
            person=each.reviewer.full_name,
            at=each.made_at,
            finding=Finding(each.finding),
            words=text(body.get("words")),
            answer=text(answers.get(each.pk, {}).get("text")),
            waits=each.finding == Finding.ASK and each.pk not in answers and last[each.decision] == each.turn,
        )
        for each, body in with_words(rows)
    ]


@dataclass(frozen=True, slots=True)
class ToDo:
    """Something a worker was asked to do after a decision."""

    id: UUID
    decision: UUID
    person: str
    text: str
    due_on: date
    overdue: bool
    done: bool

    @property
    def reference(self) -> str:
        """What people quote of the decision."""
        return reference(self.decision)


def follow_ups_of(user: User, organisation: Organisation) -> list[ToDo]:
    """Return what a worker was asked to do and has not done, the first due first."""
    found = FollowUp.objects.filter(worker=user, organisation=organisation, done_at=None)
    return _to_do(found.order_by("due_on", "id")[:50])


def follow_ups_after(user: User, decision: UUID) -> list[ToDo]:
    """Return what a worker was asked to do after one of their decisions, done or not."""
    return _to_do(FollowUp.objects.filter(worker=user, decision=decision).order_by("due_on", "id"))


def follow_up_of(user: User, follow_up_id: UUID) -> FollowUp | None:
    """Return something this worker was asked to do, done or not, or None."""
    here = standing.organisations_of(user)
    found = FollowUp.objects.filter(pk=follow_up_id, worker=user, organisation__in=here)
    return found.select_related("organisation").first()


def to_do(follow_up: FollowUp) -> ToDo:
    """Return one thing with its words."""
    return _to_do(FollowUp.objects.filter(pk=follow_up.pk))[0]


def _to_do(found: QuerySet[FollowUp]) -> list[ToDo]:
    """Return follow-ups with their words."""
    return [
        ToDo(
            id=each.pk,
            decision=each.decision,
            person=text(part(body, "actor", "name")),
            text=text(body.get("text")),
            due_on=each.due_on,
            overdue=each.due_on < london_day(),
            done=each.done_at is not None,
        )
        for each, body in with_words(list(found))
    ]


@dataclass(frozen=True, slots=True)
class Open:
    """How much was asked for and is not done yet: in all, and of it how much is late. No words."""

    waiting: int
    late: int


def follow_ups_open(organisation: Organisation) -> Open:
    """Return how many things that were asked for are not done."""
    found = FollowUp.objects.filter(organisation=organisation, done_at=None)
    counted = found.aggregate(waiting=Count("id"), late=Count("id", filter=Q(due_on__lt=london_day())))
    return Open(counted["waiting"], counted["late"])


def not_done(organisation: Organisation, size: int = 100) -> list[FollowUp]:
    """Return what was asked for and is not done, the first due first; after which decision, but no words."""
    found = FollowUp.objects.filter(organisation=organisation, done_at=None)
    return list(found.order_by("due_on", "id")[:size])


def made(decisions: Sequence[UUID]) -> set[UUID]:
    """Return which of these decisions are made; advice may ask for something before there is one."""
    found = Entry.objects.filter(pk__in=decisions, event=Event.DECISION_MADE)
    return set(found.values_list("pk", flat=True))


@dataclass(frozen=True, slots=True)
class Story:
    """A training example that a second person has read for names.

    `answers` are codes by question; where it is empty there is no way to walk, only a story to read.
    """

    id: UUID
    door: str
    title: str
    story: str
    why: str
    outcome: str
    kind: str
    answers: dict[str, Any]


def examples(organisation: Organisation, size: int = 200) -> list[Story]:
    """Return the organisation's own stories for practice, the latest first; one that cannot be read is left out."""
    found = Example.objects.filter(organisation=organisation, check_made__joins=True).order_by("-made_at")
    return [story_of(each, body) for each, body in with_words(list(found[:size])) if body]


def example(organisation: Organisation, example_id: UUID) -> Story | None:
    """Return one of the organisation's own stories for practice, or None."""
    found = Example.objects.filter(organisation=organisation, pk=example_id, check_made__joins=True)
    return next((story_of(each, body) for each, body in with_words(list(found)) if body), None)


def story_of(example: Example, body: dict[str, Any]) -> Story:
    """Return an example as a story."""
    named = {name: text(body.get(name)) for name in ("door", "title", "story", "why", "outcome", "kind")}
    answers = body.get("answers")
    return Story(id=example.pk, answers=answers if isinstance(answers, dict) else {}, **named)


def unchecked(organisation: Organisation, *, viewer: User, size: int = 50) -> list[Example]:
    """Return the examples that nobody has read for names yet, the oldest first; a viewer's own are for others."""
    found = Example.objects.filter(organisation=organisation, check_made=None).exclude(proposer=viewer)
    found = found.select_related("proposer")
    return list(found.order_by("made_at", "id")[:size])


def example_of(organisation: Organisation, example_id: UUID) -> Example | None:
    """Return an example, checked or not, with who wrote it, or None."""
    found = Example.objects.filter(organisation=organisation, pk=example_id)
    return found.select_related("proposer", "organisation").first()


def check_of(example: Example) -> ExampleCheck | None:
    """Return what came of reading an example for names, None before."""
    return ExampleCheck.objects.filter(example=example).select_related("checker").first()
