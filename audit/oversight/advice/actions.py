"""To ask for advice in the middle of a decision, and to give it. All that is said is kept, whoever was first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from audit.ledger.append import append
from audit.ledger.errors import IdTaken
from audit.ledger.events import Event
from audit.ledger.facts import tell
from audit.ledger.ids import new_id
from audit.ledger.models import Entry, Key
from audit.ledger.reference import reference
from audit.oversight.advice import queries
from audit.oversight.advice.models import Said, Thread, Whom
from audit.oversight.review.actions import ask_follow_up
from audit.typed import one_of, text
from portal import outbox
from portal.errors import NotAllowed
from portal.models import Home, Organisation, User
from portal.standing import must

MOST = 2000
NOT_YOURS = "Only the person who asked can add to this question."
HALF = "Enter both what they must do and by which day, or neither"
YOUR_OWN = "You asked this question, so somebody else must answer it."


@transaction.atomic
def ask(
    *,
    organisation: Organisation,
    home: Home | None,
    decision: UUID,
    door: str,
    question: str,
    question_title: str,
    text: str,
    whom: str,
    urgent: bool,
    asked: Sequence[Mapping[str, Any]] = (),
    key: Key | None = None,
    event_id: UUID,
    by: User,
) -> Thread:
    """Put a question about an unfinished decision; it opens a thread, or adds to the one still there.

    `decision` is the draft's id; `question` the code of its page and `question_title` that page's words; `asked`
    what was answered until then, as the body of a decision writes it. Without `key` it is sealed as what was
    asked before. An urgent question rings with everyone who may answer.
    """
    must(by, "decide", organisation=organisation, home=home)
    words = _typed(text, "Enter your question")
    begun = Thread(id=event_id, organisation=organisation, decision=decision, asker=by)
    begun.home_id, begun.whom = home.pk if home else None, one_of(whom, dict(Whom.choices))
    thread = _held(begun)
    if thread.asker_id != by.pk:
        raise NotAllowed(NOT_YOURS)
    key = key or queries.key_of(thread)
    said, new = _says(thread, event_id, is_advice=False, by=by)
    if not new:
        return thread
    _now_waits(thread, said, door, question, urgent)
    if urgent:
        outbox.ring(**_letter(thread, "advice_urgent"), people=queries.advisers(thread))
    body = {"title": question_title, "question": question, "text": words, "asked": list(asked)}
    append(event=Event.ADVICE_ASKED, event_id=event_id, key=key, **_told(thread, body, urgent=urgent), by=by)
    return thread


@transaction.atomic
def advise(
    *,
    thread: Thread,
    text: str,
    condition: str = "",
    due_on: date | None = None,
    seen: UUID | None = None,
    event_id: UUID,
    by: User,
) -> Thread:
    """Answer a thread. Two who answer at once are both kept and shown. Nobody advises themselves.

    `condition` is what the worker must do, by the end of the day `due_on`; it is followed until it is done.
    `seen` is the last thing said that the adviser had read: where the worker asked on meanwhile, the thread goes
    on waiting.
    """
    thread = _locked(thread)
    must(by, Whom(thread.whom).permission, organisation=thread.organisation)
    if thread.asker_id == by.pk:
        raise NotAllowed(YOUR_OWN)
    words = {"text": _typed(text, "Enter your advice"), **_condition(condition, due_on)}
    said, new = _says(thread, event_id, is_advice=True, by=by)
    if not new:
        return thread
    _now_answered(thread, said, seen)
    outbox.queue(**_letter(thread, "advice_given"), to=thread.asker)
    key = queries.key_of(thread)
    if condition and due_on:
        _follow(thread, condition, due_on, key, by)
    told = _told(thread, {**words, "to": {"id": str(thread.asker_id), "name": thread.asker.full_name}})
    append(event=Event.ADVICE_GIVEN, event_id=event_id, key=key, **told, by=by)
    return thread


@transaction.atomic
def open_thread(*, thread: Thread, by: User) -> Entry:
    """Record that whoever asked, or may answer, reads a thread. If this raises, show nothing."""
    permission = "decide" if thread.asker_id == by.pk else Whom(thread.whom).permission
    must(by, permission, organisation=thread.organisation)
    return append(event=Event.ADVICE_OPENED, **_told(thread, {}), by=by)


def _typed(words: str, missing: str) -> str:
    return text(words, missing, most=MOST)


def _condition(condition: str, due_on: date | None) -> dict[str, str]:
    """Return what must be done and by when as the entry keeps it; one without the other is refused."""
    words = _typed(condition, "")
    if bool(words) != (due_on is not None):
        raise NotAllowed(HALF)
    return {"condition": words, "due_on": f"{due_on:%Y-%m-%d}"} if due_on else {}


def _follow(thread: Thread, condition: str, due_on: date, key: Key | None, by: User) -> None:
    """Have what must be done followed until it is."""
    ask_follow_up(
        organisation=thread.organisation,
        home_id=thread.home_id,
        decision=thread.decision,
        worker=thread.asker,
        text=condition,
        due_on=due_on,
        key=key,
        event_id=new_id(),
        by=by,
    )


def _locked(thread: Thread) -> Thread:
    """Return a thread as it is now, held until all is written."""
    held = Thread.objects.select_for_update(of=("self",)).select_related("organisation", "asker")
    return held.get(pk=thread.pk)


def _held(begun: Thread) -> Thread:
    """Return the one thread of a decision with those it asks, locked; where there is none, the one now begun."""
    fields = ("id", "organisation", "home_id", "asker")
    found, _ = Thread.objects.get_or_create(
        decision=begun.decision,
        whom=begun.whom,
        defaults={name: getattr(begun, name) for name in fields},
    )
    return _locked(found)


def _says(thread: Thread, event_id: UUID, *, is_advice: bool, by: User) -> tuple[Said, bool]:
    """Keep that something is said, once for one form; return it, and whether it is new."""
    said, new = tell(Said(id=event_id, thread=thread, is_advice=is_advice, person=by))
    if (said.thread_id, said.person_id, said.is_advice) != (thread.pk, by.pk, is_advice):
        raise IdTaken("this form's key belongs to something else that was said")
    return said, new


def _now_waits(thread: Thread, said: Said, door: str, question: str, urgent: bool) -> None:
    """Let a thread wait; one that waits already keeps its place, and stays urgent if it was."""
    waited = thread.waiting_since is not None
    thread.urgent = urgent or (waited and thread.urgent)
    thread.waiting_since = thread.waiting_since or said.made_at
    thread.door, thread.question = door, question
    thread.save(update_fields=["urgent", "waiting_since", "door", "question"])


def _now_answered(thread: Thread, said: Said, seen: UUID | None) -> None:
    """Let a thread wait no more, unless the worker asked on after what the adviser had seen."""
    waits_from = None
    if thread.waiting_since is not None and seen is not None:
        until = Said.objects.filter(thread=thread, pk=seen).values("made_at")
        later = Said.objects.filter(thread=thread, is_advice=False, made_at__gt=until)
        asked_on = later.order_by("made_at").values_list("made_at", flat=True).first()
        waits_from = asked_on and max(asked_on, thread.waiting_since)
    thread.waiting_since, thread.answered_at = waits_from, said.made_at
    thread.urgent = thread.urgent and waits_from is not None
    thread.save(update_fields=["waiting_since", "answered_at", "urgent"])


def _letter(thread: Thread, template: str) -> dict[str, Any]:
    """Return what a message about a thread says: its words, where to read on, and the reference."""
    path = reverse("advice:thread", args=[thread.pk])
    code = reference(thread.decision)
    return {"organisation": thread.organisation, "template": template, "path": path, "reference": code}


def _told(thread: Thread, body: Mapping[str, Any], *, urgent: bool = False) -> dict[str, Any]:
    """Return what the ledger is told of something said in a thread."""
    about = {"thread": str(thread.pk), "whom": thread.whom, "reference": reference(thread.decision)}
    return {
        "organisation": thread.organisation,
        "body": {**about, **body},
        "facets": {
            "about": thread.decision,
            "home": thread.home_id,
            "door": thread.door,
            "flags": [f"whom.{thread.whom}", *(["urgent"] if urgent else [])],
        },
    }
