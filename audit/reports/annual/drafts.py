"""Reports that are being written: begun, changed, sent to the Guardian to sign, taken back or thrown away.

A draft is not a fact. It is changed and thrown away without an entry, so its writes stand here and not among the
actions. Once it is sent its numbers stand still, so that the Guardian signs what they have read.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from audit.reports.annual import signing
from audit.reports.annual.models import Reader, ReportDraft
from audit.reports.annual.words import BY_CODE
from audit.reports.queries import period_of
from audit.typed import one_of, text
from portal import keyring, outbox
from portal.days import london_day
from portal.errors import NotAllowed
from portal.models import Organisation, User

LONGEST = 3000
CHANGED = "Somebody changed this report while you had it open. Look at it again, then do it once more."
WAITS = "This report waits for the Guardian. Take it back first, then change it."
NOT_SENT = "This report does not wait for the Guardian. Somebody has taken it back."
NO_GUARDIAN = (
    "Nobody here is Caldicott Guardian, so nobody can sign. Ask whoever sets the portal up to add one."
)
GONE = "This report is not there any more. Somebody has signed it, or has thrown it away."
NO_PERIOD = "Select a time that has begun"
NO_HOME = "Select homes from the list"
NO_REASON = "Say what should be changed"


@dataclass(frozen=True, slots=True)
class Inside:
    """What a draft holds sealed: its words by box, why it was sent back, and what was counted when it was sent."""

    words: dict[str, str] = field(default_factory=dict)
    returned: str = ""
    counted: dict[str, Any] = field(default_factory=dict)


def inside(draft: ReportDraft) -> Inside:
    """Return what a draft holds; raises CannotOpen where it was altered or belongs to another."""
    return Inside(**json.loads(keyring.open(bytes(draft.sealed), aad=_bound(draft.pk))))


def _bound(draft_id: UUID) -> bytes:
    """Return what ties sealed words to their own draft, so that they open nowhere else."""
    return b"report\x1f" + draft_id.bytes


def _seal(draft: ReportDraft, held: Inside) -> None:
    words = json.dumps(asdict(held), ensure_ascii=False, separators=(",", ":"))
    draft.sealed = keyring.seal(words.encode(), aad=_bound(draft.pk))


def begin(
    *, organisation: Organisation, draft_id: UUID, period: str, homes: Sequence[UUID], reader: str, by: User
) -> ReportDraft:
    """Begin a report; the same form sent twice begins one."""
    signing.must_reach(by, organisation, homes)
    draft = ReportDraft(id=draft_id, organisation=organisation, hands=[by.pk], began_by=by)
    _set(draft, period, homes, reader)
    _seal(draft, Inside())
    ReportDraft.objects.bulk_create([draft], ignore_conflicts=True)
    return draft


@transaction.atomic
def choose(
    *, draft: ReportDraft, seen: int, period: str, homes: Sequence[UUID], reader: str, by: User
) -> ReportDraft:
    """Say anew which time, homes and reader a report is for."""
    held = _to_change(draft, seen, by)
    signing.must_reach(by, held.organisation, homes)
    _set(held, period, homes, reader)
    return _kept(held, inside(held), by)


def _set(draft: ReportDraft, period: str, homes: Sequence[UUID], reader: str) -> None:
    """Set what a report is about; a time that has not begun, or somebody else's home, is refused."""
    if period_of(period, london_day()) is None:
        raise NotAllowed(NO_PERIOD)
    if draft.organisation.homes.filter(pk__in=homes).count() != len(set(homes)):
        raise NotAllowed(NO_HOME)
    draft.period, draft.homes, draft.reader = period, list(homes), one_of(reader, dict(Reader.choices))


@transaction.atomic
def write(*, draft: ReportDraft, seen: int, box: str, words: str, by: User) -> ReportDraft:
    """Put words in one box of a report; none empty it."""
    held = _to_change(draft, seen, by)
    now = inside(held)
    said = {**now.words, box: text(words, most=LONGEST)}
    kept = {code: said[code] for code in BY_CODE if said.get(code)}
    return _kept(held, Inside(kept, now.returned), by)


@transaction.atomic
def send(*, draft: ReportDraft, seen: int, counted: Mapping[str, Any], by: User) -> ReportDraft:
    """Send a report with what was counted to whoever may sign it; from now on it stands still."""
    held = _to_change(draft, seen, by)
    held.sent_by, held.sent_at = by, timezone.now()
    sent = _kept(held, Inside(inside(held).words, "", dict(counted)), by)
    signers = signing.signers(sent.organisation, sent.hands)
    if not signers:
        raise NotAllowed(NO_GUARDIAN)
    for person in signers:
        write_to(sent, "report_to_sign", person)
    return sent


@transaction.atomic
def count_again(*, draft: ReportDraft, seen: int, counted: Mapping[str, Any], by: User) -> ReportDraft:
    """Put a newer count in a report that waits to be signed. It adds no word, so whoever asks can still sign."""
    held = _waiting(draft, seen, by)
    _seal(held, Inside(inside(held).words, "", dict(counted)))
    return _saved(held)


@transaction.atomic
def take_back(*, draft: ReportDraft, seen: int, reason: str = "", by: User) -> ReportDraft:
    """Take a report back to change it; a Guardian sends somebody else's back, and must say why."""
    held = _waiting(draft, seen, by)
    sender = held.sent_by
    missing = NO_REASON if must_say_why(held, by) else ""
    said = text(reason, missing, most=LONGEST)
    _seal(held, Inside(inside(held).words, said))
    held.sent_by = held.sent_at = None
    if sender is not None and sender != by and signing.works_at(sender, held.organisation):
        write_to(held, "report_returned", sender)
    return _saved(held)


def must_say_why(draft: ReportDraft, by: User) -> bool:
    """Say whether this person must give a reason to take a report back: a Guardian whom somebody else sent it."""
    return draft.sent_by_id != by.pk and signing.is_guardian(by, draft.organisation)


@transaction.atomic
def throw_away(*, draft: ReportDraft, by: User) -> None:
    """Throw a report away that does not wait for the Guardian; one that is gone already is gone."""
    held = ReportDraft.objects.select_for_update().filter(pk=draft.pk).first()
    if held is None:
        return
    signing.must_reach(by, held.organisation, held.homes)
    if held.sent_at:
        raise NotAllowed(WAITS)
    held.delete()


def write_to(draft: ReportDraft, template: str, person: User) -> None:
    """Write to somebody about a report: a reference and a link, and nothing that stands in it."""
    outbox.queue(
        organisation=draft.organisation,
        template=template,
        to=person,
        path=reverse("annual:report", args=[draft.pk]),
        reference=draft.reference,
    )


def lock(draft: ReportDraft) -> ReportDraft:
    """Return a draft as it stands now, held until the commit; refused where it is gone."""
    rows = ReportDraft.objects.select_for_update(of=("self",)).select_related("organisation", "sent_by")
    held = rows.filter(pk=draft.pk).first()
    if held is None:
        raise NotAllowed(GONE)
    return held


def _to_change(draft: ReportDraft, seen: int, by: User) -> ReportDraft:
    """Return a draft, held, that this person may change and has seen as it is."""
    held = lock(draft)
    signing.must_reach(by, held.organisation, held.homes)
    if held.sent_at:
        raise NotAllowed(WAITS)
    if held.version != seen:
        raise NotAllowed(CHANGED)
    return held


def _waiting(draft: ReportDraft, seen: int, by: User) -> ReportDraft:
    """Return a draft, held, that waits for the Guardian and that this person has seen as it is."""
    held = lock(draft)
    signing.must_reach(by, held.organisation, held.homes)
    if not held.sent_at:
        raise NotAllowed(NOT_SENT)
    if held.version != seen:
        raise NotAllowed(CHANGED)
    return held


def _kept(held: ReportDraft, now: Inside, by: User) -> ReportDraft:
    """Keep what a draft holds now, and that this person had a hand in it."""
    _seal(held, now)
    held.hands = [*held.hands, by.pk] if by.pk not in held.hands else held.hands
    return _saved(held)


def _saved(held: ReportDraft) -> ReportDraft:
    held.version, held.changed_at = held.version + 1, timezone.now()
    held.save()
    return held
