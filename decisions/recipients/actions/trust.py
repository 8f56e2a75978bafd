"""Why a recipient can be trusted, and what they signed: recorded by the Guardian or a manager."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import transaction

from audit import typed
from audit.ledger.append import append
from audit.ledger.events import Event
from audit.ledger.facts import store
from audit.ledger.ids import new_id
from audit.typed import last_day, one_of, past, text
from decisions.recipients import words
from decisions.recipients.codes import AGREEMENTS, ASSURANCES, ELEMENTS
from decisions.recipients.entries import entry_of
from decisions.recipients.models import Agreement, AgreementEnd, Assurance, AssuranceEnd, Recipient
from decisions.vocabulary import ended
from portal.models import User
from portal.standing import must

ENDED = "This was ended already."


@transaction.atomic
def record_assurance(
    *,
    recipient: Recipient,
    kind: str,
    evidence: str,
    by_whom: str,
    ends_on: date | None,
    seen_on: date | None = None,
    event_id: UUID | None = None,
    by: User,
) -> Assurance:
    """Record evidence that a recipient can be trusted, and until when it counts."""
    must(by, "warn", organisation=recipient.organisation)
    said = {
        "evidence": text(evidence, "Say what you saw, and where it is kept"),
        "by_whom": typed.name(by_whom, "Say who gave it"),
    }
    since = past(seen_on)
    assurance = Assurance(
        id=event_id or new_id(),
        recipient=recipient,
        kind=one_of(kind, ASSURANCES),
        seen_on=since,
        ends_on=last_day(ends_on, since=since),
    )
    assurance, new = store(assurance, words=said, key=recipient.key)
    if not new:
        return assurance
    says = words.assurance_sentence(assurance)
    append(event=Event.ASSURANCE_RECORDED, **entry_of(assurance, recipient, says, said), by=by)
    return assurance


@transaction.atomic
def end_assurance(
    *, assurance: Assurance, reason: str, ended_on: date | None = None, event_id: UUID | None = None, by: User
) -> AssuranceEnd:
    """Record that evidence stands no more, before its last day."""
    recipient = assurance.recipient
    must(by, "warn", organisation=recipient.organisation)
    said = {"reason": text(reason, "Say why it ends")}
    end = AssuranceEnd(
        id=event_id or new_id(), assurance=assurance, ended_on=past(ended_on, since=assurance.seen_on)
    )
    end, new = store(end, words=said, key=recipient.key, otherwise=ENDED)
    if not new:
        return end
    says = ended(words.assurance_sentence(assurance), end.ended_on)
    append(event=Event.ASSURANCE_ENDED, **entry_of(end, recipient, says, said, about=assurance), by=by)
    return end


@transaction.atomic
def record_agreement(
    *,
    recipient: Recipient,
    kind: str,
    elements: Mapping[str, str],
    kept: str,
    ends_on: date | None,
    starts_on: date | None = None,
    event_id: UUID | None = None,
    by: User,
) -> Agreement:
    """Record an agreement, element by element; what is not in it is left empty, and is told wherever it is shown."""
    must(by, "warn", organisation=recipient.organisation)
    said = {code: text(elements.get(code, "")) for code in ELEMENTS}
    said["kept"] = text(kept, "Say where the signed agreement is kept", most=200)
    since = past(starts_on)
    agreement = Agreement(
        id=event_id or new_id(),
        recipient=recipient,
        kind=one_of(kind, AGREEMENTS),
        starts_on=since,
        ends_on=last_day(ends_on, since=since),
    )
    agreement, new = store(agreement, words=said, key=recipient.key)
    if not new:
        return agreement
    says = words.agreement_sentence(agreement)
    append(event=Event.AGREEMENT_RECORDED, **entry_of(agreement, recipient, says, said), by=by)
    return agreement


@transaction.atomic
def end_agreement(
    *, agreement: Agreement, reason: str, ended_on: date | None = None, event_id: UUID | None = None, by: User
) -> AgreementEnd:
    """Record that an agreement stands no more, before its last day."""
    recipient = agreement.recipient
    must(by, "warn", organisation=recipient.organisation)
    said = {"reason": text(reason, "Say why it ends")}
    end = AgreementEnd(
        id=event_id or new_id(), agreement=agreement, ended_on=past(ended_on, since=agreement.starts_on)
    )
    end, new = store(end, words=said, key=recipient.key, otherwise=ENDED)
    if not new:
        return end
    says = ended(words.agreement_sentence(agreement), end.ended_on)
    append(event=Event.AGREEMENT_ENDED, **entry_of(end, recipient, says, said, about=agreement), by=by)
    return end
