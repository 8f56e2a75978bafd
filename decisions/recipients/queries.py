"""Which recipients we know, and which we are warned about."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from decisions.days import stands
from decisions.recipients.models import Alert, AlertReading, Recipient
from portal.models import Organisation, User

_COMMON_WORDS = (
    "a and at of the for in on to from care health nhs surgery practice doctor doctors dr medical clinic centre "
    "hospital agency home homes house service services team trust council social work worker nurse nurses nursing "
    "pharmacy community district ward ltd limited mr mrs ms miss works who is she he they with group partnership "
    "road street lane gp our new old north south east west royal saint st general city county day support living "
    "staff office mental"
)
COMMON = frozenset(_COMMON_WORDS.split())
"""Words that many recipients share, and so tell none from another."""


def known(organisation: Organisation, kind: str) -> list[Recipient]:
    """Return the recipients of a kind that are organisations, by name; private persons are not listed."""
    recipients = Recipient.objects.filter(organisation=organisation, kind=kind, private=False)
    return list(recipients.select_related("key").order_by("public_name"))


def get(organisation: Organisation, recipient_id: UUID) -> Recipient | None:
    """Return one recipient of an organisation, or None."""
    found = Recipient.objects.filter(organisation=organisation, pk=recipient_id)
    return found.select_related("key", "organisation").first()


def alert_of(organisation: Organisation, alert_id: UUID, on: date) -> Alert | None:
    """Return an alert of this organisation that stands on a day, or None."""
    return next((each for each in alerts_in_force(organisation, None, on) if each.pk == alert_id), None)


def unread(worker: User, organisation: Organisation, on: date) -> list[Alert]:
    """Return the alerts that stand on a day and that a worker has not read, the oldest first."""
    read = set(AlertReading.objects.filter(worker=worker).values_list("alert_id", flat=True))
    return [each for each in alerts_in_force(organisation, None, on) if each.pk not in read]


def alerts_in_force(organisation: Organisation, recipient: Recipient | None, on: date) -> list[Alert]:
    """Return the alerts that stand on a day, about one recipient or (None) about any, oldest first."""
    alerts: QuerySet[Alert] = Alert.objects.filter(recipient__organisation=organisation)
    if recipient is not None:
        alerts = alerts.filter(recipient=recipient)
    alerts = alerts.select_related("recipient__key", "end").order_by("starts_on", "id")
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
    words = frozenset(re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", name).casefold()))
    return words - COMMON or words
