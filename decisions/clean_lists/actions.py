"""What is recorded of a list for research or planning: how many were sent, how many came back, when. Never whose."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from uuid import UUID

from django.db import transaction

from audit.ledger.append import append
from audit.ledger.events import Event
from audit.ledger.facts import store
from audit.ledger.ids import new_id
from audit.ledger.models import Key
from decisions.clean_lists.models import CleanList, CleanListBack
from decisions.clean_lists.numbers import MAILBOX, NONE, TOO_MANY, file_name, file_of
from decisions.clean_lists.numbers import MOST as MOST_NUMBERS
from portal.days import london_day
from portal.errors import NotAllowed
from portal.models import Organisation, User
from portal.standing import must

NO_MAILBOX = "Enter your mailbox ID: letters and numbers only, like X26OT001"
OTHER_LIST = "This form made another list already. Begin again with these numbers."
READ_ALREADY = "This list was read already."
TOO_MANY_BACK = "More numbers came back than were sent. Check that this is the file for this list."
MOST_A_DAY = 9999


@transaction.atomic
def make_list(
    *,
    organisation: Organisation,
    mailbox: str,
    good: Sequence[str],
    left_out: int,
    event_id: UUID | None = None,
    by: User,
) -> CleanList:
    """Record that a list is made to be sent: how many numbers, the digest of the file, and its name."""
    must(by, "clean", organisation=organisation)
    mailbox = mailbox.strip().upper()
    if not MAILBOX.fullmatch(mailbox):
        raise NotAllowed(NO_MAILBOX)
    if not good or len(good) > MOST_NUMBERS:
        raise NotAllowed(TOO_MANY if good else NONE)
    digest, today = sha256(file_of(good)).hexdigest(), london_day()
    made = CleanList(
        id=event_id or new_id(),
        organisation=organisation,
        key=Key.objects.get(pk=organisation.pk),
        made_on=today,
        number=_next(organisation),
        sent=len(good),
        left_out=left_out,
    )
    said = {"digest": digest, "file_name": file_name(mailbox, today, made.number)}
    made, new = store(made, words=said, key=made.key)
    if not new:
        return _same(made, organisation, digest)
    says = f"{by.full_name} made a list of {made.sent:,} NHS numbers for the national data opt-out check."
    body = {"says": says, "words": said, "sent": made.sent, "left_out": left_out}
    append(event=Event.CLEAN_LIST_MADE, organisation=organisation, body=body, event_id=made.id, by=by)
    return made


def _next(organisation: Organisation) -> int:
    """Return the number of the day's next list; the organisation is held, so that two are never called the same."""
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    today = CleanList.objects.filter(organisation=organisation, made_on=london_day())
    number = today.count() + 1
    if number > MOST_A_DAY:
        raise NotAllowed("No more lists can be made today")
    return number


def _same(made: CleanList, organisation: Organisation, digest: str) -> CleanList:
    """Return the list that a form posted twice made; one posted with other numbers is refused."""
    if made.organisation_id != organisation.pk or made.words["digest"] != digest:
        raise NotAllowed(OTHER_LIST)
    return made


@transaction.atomic
def read_back(*, clean_list: CleanList, kept: int, event_id: UUID | None = None, by: User) -> CleanListBack:
    """Record that a list came back, with how many numbers. Whose are missing from it is not kept."""
    organisation = clean_list.organisation
    must(by, "clean", organisation=organisation)
    if kept > clean_list.sent:
        raise NotAllowed(TOO_MANY_BACK)
    removed = clean_list.sent - kept
    back = CleanListBack(
        id=event_id or new_id(), clean_list=clean_list, read_on=london_day(), kept=kept, removed=removed
    )
    back, new = store(back, words={}, key=Key.objects.get(pk=organisation.pk), otherwise=READ_ALREADY)
    if not new:
        return back
    says = (
        f"{by.full_name} read the list that came back: {kept:,} of {clean_list.sent:,} numbers may be used."
    )
    append(
        event=Event.CLEAN_LIST_READ,
        organisation=organisation,
        body={"says": says, "kept": kept, "removed": removed},
        facets={"about": clean_list.id},
        event_id=back.id,
        by=by,
    )
    return back
