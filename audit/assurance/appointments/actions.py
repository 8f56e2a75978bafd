"""Somebody is appointed, confirmed for another year, or no longer appointed: each said by somebody and kept.

An appointment gives nobody a log-in role, and ending one takes none away.
"""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from audit import typed
from audit.assurance.appointments import queries
from audit.assurance.appointments.models import Appointment, AppointmentEnd
from audit.assurance.appointments.posts import SEVERAL, Post
from audit.ledger.append import append
from audit.ledger.events import Event
from audit.ledger.facts import tell
from audit.typed import one_of, past, text
from portal.days import a_year_after, day_in_words, london_day
from portal.errors import NotAllowed
from portal.models import Membership, Organisation, User
from portal.standing import must

SHORT = 200
NO_NAME = "Enter their name"
NO_EVIDENCE = "Say who decided this, and when"
NO_REASON = "Say why they hold this post all the same"
NO_WHY = "Enter why it ends, and how you know"
BAD_PHONE = "Enter the telephone number in digits, such as 020 7946 0000"
STRANGER = "That person does not work here. Choose somebody else, or enter a name."
HELD = "Somebody holds this post already. End that appointment first."
SAME = "They hold this post already."
GONE = "This appointment does not stand any more. Somebody may have changed it already."


@transaction.atomic
def appoint(
    *,
    organisation: Organisation,
    post: str,
    person: User | None,
    name: str = "",
    phone: str = "",
    since: date | None = None,
    evidence: str,
    reason: str = "",
    event_id: UUID,
    by: User,
) -> Appointment:
    """Appoint somebody to a post: one who logs in here (`person`) or somebody from outside (`name`).

    `evidence` says who decided it. Where the post conflicts with something else that they do, `reason` must say
    why they hold it all the same. It is to be looked at again in a year from today.
    """
    must(by, "assure", organisation=organisation)
    place = _hold(organisation)
    earlier = Appointment.objects.filter(pk=event_id, organisation=place).first()
    if earlier is not None:
        return earlier
    code = one_of(post, dict(Post.choices))
    called = _called(place, person, name)
    _refuse_held(place, code, person, called)
    fact = Appointment(
        id=event_id,
        organisation=place,
        post=code,
        person=person,
        since=past(since),
        review_on=a_year_after(london_day()),
    )
    words = {"phone": typed.phone(phone, bad=BAD_PHONE), "evidence": text(evidence, NO_EVIDENCE)}
    return _appointed(fact, called, words, reason, by)


@transaction.atomic
def confirm(
    *,
    appointment: Appointment,
    phone: str = "",
    evidence: str,
    reason: str = "",
    event_id: UUID,
    by: User,
) -> Appointment:
    """Confirm somebody in their post for another year from today."""
    must(by, "assure", organisation=appointment.organisation)
    place = _hold(appointment.organisation)
    earlier = Appointment.objects.filter(pk=event_id, renews=appointment).first()
    if earlier is not None:
        return earlier
    now = _standing(place, appointment)
    fact = Appointment(
        id=event_id,
        organisation=place,
        post=now.post,
        person=now.appointment.person,
        since=now.appointment.since,
        review_on=a_year_after(london_day()),
        renews=now.appointment,
    )
    words = {"phone": typed.phone(phone, bad=BAD_PHONE), "evidence": text(evidence, NO_EVIDENCE)}
    return _appointed(fact, now.name, words, reason, by)


@transaction.atomic
def end(
    *, appointment: Appointment, reason: str, ended_on: date | None = None, event_id: UUID, by: User
) -> AppointmentEnd:
    """Write down that an appointment has ended, why, and on which day."""
    must(by, "assure", organisation=appointment.organisation)
    place = _hold(appointment.organisation)
    earlier = AppointmentEnd.objects.filter(pk=event_id, appointment=appointment).first()
    if earlier is not None:
        return earlier
    now = _standing(place, appointment)
    why, day = text(reason, NO_WHY), past(ended_on, since=now.appointment.since)
    fact, _new = tell(AppointmentEnd(id=event_id, appointment=now.appointment, ended_on=day))
    append(
        event=Event.APPOINTMENT_ENDED,
        organisation=place,
        body={"says": f"{now.name} is no longer {now.post.label}, since {day_in_words(day)}.", "reason": why}
        | {"name": now.name, "post": now.post.value, "ended_on": day.isoformat()},
        facets={"about": now.appointment.pk, "outcome": now.post.value},
        event_id=event_id,
        by=by,
    )
    return fact


def _appointed(fact: Appointment, name: str, words: dict[str, str], reason: str, by: User) -> Appointment:
    """Keep an appointment with its entry; a conflict needs a reason and stands in the entry as it was told."""
    met = queries.meeting(fact.organisation, fact.post, fact.person, name)
    why = text(reason, NO_REASON if met else "")
    fact, _new = tell(fact)
    does = "is confirmed as" if fact.renews_id else "is appointed as"
    body: dict[str, Any] = {
        "says": f"{name} {does} {Post(fact.post).label}, since {day_in_words(fact.since)}.",
        "name": name,
        "post": fact.post,
        "since": fact.since.isoformat(),
        "review_on": fact.review_on.isoformat(),
        **words,
        "reason": why,
        "conflicts": [{"says": each.says, "source": each.standing} for each in met],
    }
    append(
        event=Event.APPOINTMENT_MADE,
        organisation=fact.organisation,
        body=body | ({"person": str(fact.person_id)} if fact.person_id else {}),
        facets={
            "about": fact.renews_id,
            "outcome": fact.post,
            "flags": [f"conflict.{each.code}" for each in met],
        },
        event_id=fact.pk,
        by=by,
    )
    return fact


def _hold(organisation: Organisation) -> Organisation:
    """Hold the organisation for this transaction, so that no post is filled twice at once."""
    return Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)


def _standing(organisation: Organisation, appointment: Appointment) -> queries.Held:
    """Return an appointment as it stands now; refuse one that does not any more."""
    now = queries.held_one(organisation, appointment.pk)
    if now is None:
        raise NotAllowed(GONE)
    return now


def _called(organisation: Organisation, person: User | None, name: str) -> str:
    """Return the name of whoever is appointed; refuse a log-in of another organisation."""
    if person is None:
        return typed.name(name, NO_NAME)
    if not Membership.objects.filter(organisation=organisation, user=person, user__is_active=True).exists():
        raise NotAllowed(STRANGER)
    return person.full_name


def _refuse_held(organisation: Organisation, post: str, person: User | None, name: str) -> None:
    """Refuse a post that somebody holds already, where only one can."""
    holders = [each for each in queries.held(organisation) if each.post == post]
    if any(queries.is_same(each, person, name) for each in holders):
        raise NotAllowed(SAME)
    if holders and post not in SEVERAL:
        raise NotAllowed(HELD)
