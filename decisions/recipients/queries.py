"""Which recipients we know, and which we are warned about."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from decisions.recipients.index import digests
from decisions.recipients.models import Agreement, Alert, AlertReading, Recipient, RecipientIndex
from portal import names_before
from portal.days import stands
from portal.models import Membership, Organisation, User
from portal.names import folded_words, is_found_by, typed_words

_COMMON_WORDS = (
    "a and at of the for in on to from care health nhs surgery practice doctor doctors dr medical clinic centre "
    "hospital agency home homes house service services team trust council social work worker nurse nurses nursing "
    "pharmacy community district ward ltd limited mr mrs ms miss works who is she he they with group partnership "
    "road street lane gp our new old north south east west royal saint st general city county day support living "
    "staff office mental"
)
COMMON = frozenset(_COMMON_WORDS.split())
"""Words that many recipients share, and so tell none from another."""
MOST = 20
MOST_WORDS = 8


def known(organisation: Organisation, kind: str) -> list[Recipient]:
    """Return the recipients of a kind that are organisations, by name; private persons are not listed."""
    return sorted(_organisations(organisation).filter(kind=kind), key=lambda each: each.name)


def _organisations(organisation: Organisation) -> QuerySet[Recipient]:
    """Return the recipients that are organisations."""
    found = Recipient.objects.filter(organisation=organisation, private=False)
    return found.select_related("key").prefetch_related("corrections")


def find(organisation: Organisation, text: str) -> list[Recipient]:
    """Return the recipients of any kind in whose name all these words are, at most twenty, by name.

    A private person is found only by whole words: nothing but keyed digests of them is stored.
    """
    wanted, before = typed_words(text), names_before.words(text)
    if not wanted or max(len(wanted), len(before)) > MOST_WORDS:
        return []
    sealed = _private(organisation, wanted)
    if names_before.differs(before, wanted):
        # As names were folded before, until every digest is made again.
        sealed |= _private(organisation, [frozenset({word}) for word in before])
    found = {each.pk: each for each in (*_organisations(organisation), *_opened(sealed))}
    named = [each for each in found.values() if is_found_by(each.name, wanted)]
    return sorted(named, key=lambda each: each.name)[:MOST]


def _private(organisation: Organisation, wanted: Iterable[frozenset[str]]) -> QuerySet[Recipient]:
    """Return the private persons who are found by all of some words, each in one of its spellings."""
    private = Recipient.objects.filter(organisation=organisation, private=True)
    for word in wanted:
        rows = RecipientIndex.objects.filter(
            organisation=organisation, digest__in=digests(organisation.pk, word)
        )
        private = private.filter(Exists(rows.filter(recipient=OuterRef("pk"))))
    return private


def _opened(private: QuerySet[Recipient]) -> QuerySet[Recipient]:
    return private.select_related("key").prefetch_related("corrections").order_by("pk")[:MOST]


def named(organisation: Organisation, typed: str) -> list[Recipient]:
    """Return the organisations of any kind that typed words name."""
    return [each for each in _organisations(organisation).order_by("pk") if is_named(each, typed)]


def is_taken(organisation: Organisation, kind: str, name: str, but: UUID | None = None) -> bool:
    """Say whether another organisation of this kind bears a name now, as it may after a correction."""
    return any(each.name == name and each.pk != but for each in known(organisation, kind))


def get(organisation: Organisation, recipient_id: UUID) -> Recipient | None:
    """Return one recipient of an organisation, or None."""
    found = Recipient.objects.filter(organisation=organisation, pk=recipient_id)
    return found.select_related("key", "organisation").prefetch_related("corrections").first()


def alert_of(organisation: Organisation, alert_id: UUID, on: date) -> Alert | None:
    """Return an alert of this organisation that stands on a day, or None."""
    return next((each for each in alerts_in_force(organisation, None, on) if each.pk == alert_id), None)


def unread(worker: User, organisation: Organisation, on: date) -> list[Alert]:
    """Return the alerts that stand on a day and that a worker has not read, the oldest first."""
    read = set(AlertReading.objects.filter(worker=worker).values_list("alert_id", flat=True))
    return [each for each in alerts_in_force(organisation, None, on) if each.pk not in read]


def readers(alert: Alert) -> tuple[list[AlertReading], list[str]]:
    """Return who has read a warning, the first first, and the names of those who work here and have not."""
    read = list(alert.readings.select_related("worker", "entry").order_by("entry__seq"))
    organisation = alert.recipient.organisation_id
    here = Membership.objects.filter(organisation=organisation)
    others = User.objects.filter(pk__in=here.values("user"), is_active=True)
    others = others.exclude(pk__in=[each.worker_id for each in read])
    return read, list(others.order_by("full_name").values_list("full_name", flat=True))


def agreements(recipient: Recipient) -> list[Agreement]:
    """Return every agreement of a recipient, the newest first."""
    return list(recipient.agreement_set.order_by("-starts_on", "-id"))


def agreement_of(recipient: Recipient, agreement_id: UUID) -> Agreement | None:
    """Return one agreement of a recipient, whether it stands or not, or None."""
    found = recipient.agreement_set.filter(pk=agreement_id)
    return found.select_related("recipient__key", "recipient__organisation", "end").first()


def alerts_in_force(organisation: Organisation, recipient: Recipient | None, on: date) -> list[Alert]:
    """Return the alerts that stand on a day, about one recipient or (None) about any, oldest first."""
    alerts: QuerySet[Alert] = Alert.objects.filter(recipient__organisation=organisation)
    if recipient is not None:
        alerts = alerts.filter(recipient=recipient)
    alerts = alerts.select_related("recipient__key", "recipient__organisation", "end").order_by(
        "starts_on", "id"
    )
    alerts = alerts.prefetch_related("recipient__corrections")
    return [a for a in alerts if stands(on, since=a.starts_on, until=a.ends_on, ended=a.ended_on)]


def may_be(recipient: Recipient, typed: str) -> bool:
    """Say whether typed words may mean this recipient: one telling word in common is enough to look twice."""
    return bool(_telling(recipient.name) & _telling(typed))


def is_named(recipient: Recipient, typed: str) -> bool:
    """Say whether typed words name this recipient: all its telling words are there."""
    telling = _telling(recipient.name)
    return bool(telling) and telling <= _telling(typed)


def _telling(name: str) -> frozenset[str]:
    """Return the words of a name that tell it from others; all of them where none does."""
    words = frozenset(folded_words(name))
    return words - COMMON or words
