"""What a Guardian and a manager say: the day a law began, what kind of organisation we are, which questions we use."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from audit.ledger.append import append
from audit.ledger.events import Event
from audit.ledger.facts import store
from audit.ledger.ids import new_id
from audit.ledger.models import Key
from audit.typed import text
from decisions.engine import checks
from decisions.engine.ruleset import Ruleset, Source
from decisions.law import queries, rules
from decisions.law.models import Capacity, Commencement, CommencementEnd, SignOff, SignOffEnd
from decisions.vocabulary import day_in_words
from portal.days import london_day
from portal.errors import NotAllowed
from portal.models import Organisation, OrganisationKind, User
from portal.standing import must

FURTHEST = timedelta(days=3 * 366)
NO_SUCH_LAW = "This law is not one that waits for a day. Look at the law we follow."
ENTERED = "Somebody entered the day for this law already. Look at the law we follow."
TOO_FAR = "The day must not be more than 3 years from now"
TOO_EARLY = "The day must not be before the law was made"
WHERE = "Say where you read that it began"
TAKEN_BACK = "This day was taken back already."
WHY = "Say why the day is taken back"
NO_KIND = "Select what kind of organisation you are"
SIGNED = "This was signed already. Look at who has signed."
TWO_PEOPLE = "You have signed already. The second signature is another person's."
ENDED = "A signature under this version was taken back. Write what is wanted as the next version."
NOT_YOURS = "Only the person who signed can take their signature back."
IN_FORCE = "This version is in force already. Write what is wanted as the next version."
WHY_SIGNATURE = "Say why you take your signature back"
DAY_PAST = "The first day to use it must be today or later"
UNFIT = "These questions have faults, so nobody can sign them off. Ask whoever wrote them."
NOT_WAITING = "This version does not wait for anybody. Look at the list of questions."


class BadDay(NotAllowed):
    """The day cannot be right; another can be entered."""


def _hold(organisation: Organisation) -> Organisation:
    """Hold the organisation for this transaction, so that two people cannot say two things at once."""
    return Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)


def _waiting(organisation: Organisation, source: str, began_on: date) -> Source:
    """Return the source that waits for this day, or refuse."""
    law = queries.sources(organisation).get(source)
    if law is None or not queries.awaits_guardian(law):
        raise NotAllowed(NO_SUCH_LAW)
    if queries.entered(organisation, source) is not None:
        raise NotAllowed(ENTERED)
    if began_on > london_day() + FURTHEST:
        raise BadDay(TOO_FAR)
    # A source's date may be a year or a month only; as far as it goes, it compares as text.
    if law.date[:4].isdigit() and f"{began_on:%Y-%m-%d}" < law.date:
        raise BadDay(TOO_EARLY)
    return law


@transaction.atomic
def commence(
    *,
    organisation: Organisation,
    source: str,
    began_on: date,
    read: str,
    event_id: UUID | None = None,
    by: User,
) -> Commencement:
    """Enter the day on which a law came, or comes, into force; from that day its duties are duties."""
    must(by, "commence", organisation=organisation)
    event_id = event_id or new_id()
    _hold(organisation)
    earlier = Commencement.objects.filter(pk=event_id, organisation=organisation).first()
    if earlier is not None:
        return earlier
    law = _waiting(organisation, source, began_on)
    said = {"read": text(read, WHERE, most=500)}
    key = Key.objects.get(pk=organisation.pk)
    fact = Commencement(id=event_id, organisation=organisation, key=key, source=source, began_on=began_on)
    fact, _new = store(fact, words=said, key=key)
    says = f"{by.full_name} entered that {law.title}, {law.part}, is in force from {day_in_words(began_on)}."
    body = {
        "says": says,
        "source": source,
        "title": law.title,
        "part": law.part,
        "began": began_on.isoformat(),
        **said,
    }
    append(event=Event.LAW_COMMENCED, organisation=organisation, body=body, event_id=fact.id, by=by)
    return fact


@transaction.atomic
def take_back(
    *, commencement: Commencement, reason: str, event_id: UUID | None = None, by: User
) -> CommencementEnd:
    """Take the day back; from today the law is dormant again. Decisions made meanwhile stay as they are."""
    organisation = commencement.organisation
    must(by, "commence", organisation=organisation)
    said = {"reason": text(reason, WHY, most=500)}
    end = CommencementEnd(id=event_id or new_id(), commencement=commencement, ended_on=london_day())
    end, new = store(end, words=said, key=commencement.key, otherwise=TAKEN_BACK)
    if not new:
        return end
    says = f"{by.full_name} took back the day on which {commencement.source} came into force."
    append(
        event=Event.LAW_TAKEN_BACK,
        organisation=organisation,
        body={"says": says, "source": commencement.source, **said},
        facets={"about": commencement.id},
        event_id=end.id,
        by=by,
    )
    return end


@transaction.atomic
def describe(
    *, organisation: Organisation, kind: str, event_id: UUID | None = None, by: User
) -> Organisation:
    """Record what kind of organisation we are; the legal basis of each later decision is worded after it."""
    must(by, "describe", organisation=organisation)
    if kind not in OrganisationKind.values:
        raise NotAllowed(NO_KIND)
    held = _hold(organisation)
    earlier, held.kind = held.kind, kind
    held.save(update_fields=["kind"])
    organisation.kind = kind
    says = f"{by.full_name} recorded what kind of organisation we are: {OrganisationKind(kind).label}."
    body = {"says": says, "kind": kind, "before": earlier}
    append(event=Event.ORGANISATION_DESCRIBED, organisation=organisation, body=body, event_id=event_id, by=by)
    return organisation


@transaction.atomic
def sign_off(
    *,
    organisation: Organisation,
    ruleset: Ruleset,
    capacity: str,
    from_day: date | None = None,
    event_id: UUID | None = None,
    by: User,
) -> SignOff:
    """Sign a version of our questions off, as the Guardian or as the second person; whoever is first names the day.

    What is signed is that very text. It is in force from the day named, once both have signed and it is sealed.
    """
    must(by, rules.PERMISSION[Capacity(capacity)], organisation=organisation)
    event_id = event_id or new_id()
    _hold(organisation)
    there = SignOff.objects.filter(organisation=organisation, digest=ruleset.digest).select_related("end")
    signed = {each.capacity: each for each in there}
    earlier = next((each for each in signed.values() if each.pk == event_id), None)
    if earlier is not None:
        return earlier
    day = _may_sign(signed, capacity, from_day, by)
    if checks.faults(ruleset):
        raise NotAllowed(UNFIT)
    if ruleset.digest not in {each.ruleset.digest for each in rules.waiting_for(organisation)}:
        raise NotAllowed(NOT_WAITING)
    fact = SignOff(
        id=event_id,
        entry_id=event_id,
        organisation=organisation,
        signer=by,
        capacity=capacity,
        name=ruleset.name,
        version=ruleset.version,
        digest=ruleset.digest,
        from_day=day,
    )
    fact.save(force_insert=True)
    append(event=Event.RULESET_SIGNED_OFF, organisation=organisation, **_signed(fact, ruleset), by=by)
    return fact


@transaction.atomic
def take_signature_back(
    *, signature: SignOff, reason: str, event_id: UUID | None = None, by: User
) -> SignOffEnd:
    """Take one's own signature back while the version is not in force; that text is then never used."""
    organisation = signature.organisation
    event_id = event_id or new_id()
    _hold(organisation)
    if signature.signer_id != by.pk:
        raise NotAllowed(NOT_YOURS)
    earlier = SignOffEnd.objects.filter(sign_off=signature).first()
    if earlier is not None and earlier.pk == event_id:
        return earlier
    if earlier is not None:
        raise NotAllowed(ENDED)
    since = rules.in_force_from(organisation).get(signature.digest)
    if since is not None and since <= london_day():
        raise NotAllowed(IN_FORCE)
    said = {"reason": text(reason, WHY_SIGNATURE, most=500)}
    end = SignOffEnd(id=event_id, entry_id=event_id, sign_off=signature)
    end.save(force_insert=True)
    says = f"{by.full_name} took back their signature under {signature.name}, version {signature.version}."
    append(
        event=Event.RULESET_TAKEN_BACK,
        organisation=organisation,
        body={"says": says, **said},
        facets={"about": signature.id, "door": signature.name, "ruleset": signature.digest},
        event_id=event_id,
        by=by,
    )
    return end


def _may_sign(signed: dict[str, SignOff], capacity: str, from_day: date | None, by: User) -> date:
    """Return the first day on which it may be in force, or refuse: two people sign, each once, for one day."""
    if any(hasattr(each, "end") for each in signed.values()):
        raise NotAllowed(ENDED)
    if capacity in signed:
        raise NotAllowed(SIGNED)
    if any(each.signer_id == by.pk for each in signed.values()):
        raise NotAllowed(TWO_PEOPLE)
    if signed:
        return next(iter(signed.values())).from_day
    if from_day is None or from_day < london_day():
        raise BadDay(DAY_PAST)
    return from_day


def _signed(fact: SignOff, ruleset: Ruleset) -> dict[str, Any]:
    """Return what the ledger is told of a signature."""
    as_what = Capacity(fact.capacity).label
    says = f"{fact.signer.full_name} signed off {ruleset.title}, version {fact.version}, as {as_what}."
    told = {"name": fact.name, "version": fact.version, "title": ruleset.title, "digest": fact.digest}
    return {
        "body": {
            "says": says,
            "ruleset": told,
            "capacity": fact.capacity,
            "from_day": fact.from_day.isoformat(),
        },
        "facets": {"door": fact.name, "ruleset": fact.digest},
        "event_id": fact.id,
    }
