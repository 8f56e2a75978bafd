"""Warnings about a recipient: raised, weighed and lifted by the Guardian or a manager, read by every worker."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from audit.ledger.append import append
from audit.ledger.events import Event
from audit.ledger.facts import store
from audit.ledger.ids import new_id
from audit.typed import one_of, past, span, text
from decisions.recipients import words
from decisions.recipients.codes import RISKS
from decisions.recipients.entries import entry_of
from decisions.recipients.models import Alert, AlertEnd, AlertReading, Recipient, RiskAssessment
from portal.models import User
from portal.standing import must

LIFTED = "This warning was lifted already."


@transaction.atomic
def raise_alert(
    *,
    recipient: Recipient,
    reason: str,
    starts_on: date | None = None,
    ends_on: date | None = None,
    event_id: UUID | None = None,
    by: User,
) -> Alert:
    """Warn everyone about a recipient; without `ends_on` the warning stands until it is lifted."""
    must(by, "warn", organisation=recipient.organisation)
    since, until = span(starts_on, ends_on)
    said = {"reason": text(reason, "Say what people must know about this recipient")}
    alert = Alert(id=event_id or new_id(), recipient=recipient, starts_on=since, ends_on=until)
    alert, new = store(alert, words=said, key=recipient.key)
    if not new:
        return alert
    append(event=Event.ALERT_RAISED, **entry_of(alert, recipient, words.alert_sentence(alert), said), by=by)
    return alert


@transaction.atomic
def read_alert(*, alert: Alert, by: User) -> AlertReading:
    """Keep that a worker has read a warning, once."""
    recipient = alert.recipient
    must(by, "decide", organisation=recipient.organisation)
    reading_id = new_id()
    reading, new = AlertReading.objects.get_or_create(
        alert=alert, worker=by, defaults={"id": reading_id, "entry_id": reading_id}
    )
    says = f"{by.full_name} read the warning about {recipient.name}."
    if new:
        append(event=Event.ALERT_ACKNOWLEDGED, **entry_of(reading, recipient, says, {}, about=alert), by=by)
    return reading


@transaction.atomic
def assess_risk(
    *,
    alert: Alert,
    wrong: str,
    reduces: str,
    decision: str,
    assessed_on: date | None = None,
    event_id: UUID | None = None,
    by: User,
) -> RiskAssessment:
    """Record what could go wrong in spite of a warning, what makes that less likely, and what is decided.

    The warning stands until it is lifted; this is shown with it.
    """
    recipient = alert.recipient
    must(by, "warn", organisation=recipient.organisation)
    said = {
        "wrong": text(wrong, "Say what could go wrong"),
        "reduces": text(reduces, "Say what makes the risk smaller"),
    }
    assessment = RiskAssessment(
        id=event_id or new_id(),
        alert=alert,
        decision=one_of(decision, RISKS),
        assessed_on=past(assessed_on, since=alert.starts_on),
    )
    assessment, new = store(assessment, words=said, key=recipient.key)
    if not new:
        return assessment
    says = words.risk_sentence(assessment)
    told = entry_of(assessment, recipient, says, said, about=alert)
    append(event=Event.ALERT_ASSESSED, **told, by=by)
    return assessment


@transaction.atomic
def end_alert(
    *, alert: Alert, reason: str, ended_on: date | None = None, event_id: UUID | None = None, by: User
) -> AlertEnd:
    """Lift a warning, and say why."""
    recipient = alert.recipient
    must(by, "warn", organisation=recipient.organisation)
    said = {"reason": text(reason, "Say why the warning can be lifted")}
    end = AlertEnd(id=event_id or new_id(), alert=alert, ended_on=past(ended_on, since=alert.starts_on))
    end, new = store(end, words=said, key=recipient.key, otherwise=LIFTED)
    if not new:
        return end
    says = f"{by.full_name} lifted the warning about {recipient.name}: {said['reason']}"
    append(event=Event.ALERT_ENDED, **entry_of(end, recipient, says, said, about=alert), by=by)
    return end
