"""A pack is asked for, with a reason where it holds personal data; and nobody gets a copy without an entry."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from audit.ledger.append import append
from audit.ledger.events import Event
from audit.ledger.models import Entry, Log
from audit.reports.packs.queries import reaches
from audit.reports.queries import period_of
from audit.transparency.merkle import Frontier
from audit.typed import text
from portal.days import london_day
from portal.errors import NotAllowed
from portal.making.asking import ask
from portal.making.models import Job
from portal.models import Membership, Organisation, User
from portal.standing import must

EVIDENCE, INSPECTOR = "pack", "inspector"
FEWEST, MOST = 5, 50
SAY_WHY = "Say why you take these records out"
ALL_HOMES = "A pack is about all homes. Ask the Guardian or the head office manager to make it."
BAD_TIME = "Select a time that has begun"
BAD_NUMBER = f"Enter a number from {FEWEST} to {MOST}"
_TITLES = {EVIDENCE: "Evidence pack", INSPECTOR: "Inspector’s pack"}


@transaction.atomic
def ask_for_evidence(*, organisation: Organisation, edition: date, key: UUID, by: User) -> Job:
    """Ask for an evidence pack of one year's toolkit, as things stand today; asked twice with a key, it is one."""
    _must(organisation, by)
    arguments = {"day": london_day().isoformat(), "edition": edition.isoformat()}
    return _asked(EVIDENCE, organisation, arguments, key, by=by)


@transaction.atomic
def ask_for_inspectors(
    *, organisation: Organisation, period: str, sample: int, reason: str, key: UUID, by: User
) -> Job:
    """Ask for an inspector's pack, in which `sample` decisions drawn by lot can be read; the reason is kept."""
    _must(organisation, by)
    if period_of(period, london_day()) is None:
        raise NotAllowed(BAD_TIME)
    if not FEWEST <= sample <= MOST:
        raise NotAllowed(BAD_NUMBER)
    why = text(reason, SAY_WHY, most=500)
    log = Log.objects.get(pk=organisation.pk)
    arguments = {
        "day": london_day().isoformat(),
        "period": period,
        "sample": str(sample),
        "size": str(log.size),
        "root": Frontier(log.size, bytes(log.frontier)).root().hex(),
    }
    return _asked(INSPECTOR, organisation, arguments, key, by=by, reason=why)


def _asked(
    kind: str, organisation: Organisation, arguments: dict[str, str], key: UUID, *, by: User, reason: str = ""
) -> Job:
    """Ask for the job, and append the entry that says what was asked for and why."""
    earlier = Job.objects.filter(kind=kind, organisation=organisation, about=key, by=by).first()
    if earlier is not None:
        return earlier
    job = ask(
        kind=kind, organisation=organisation, title=_TITLES[kind], about=key, arguments=arguments, by=by
    )
    append(
        event=Event.PACK_MADE,
        organisation=organisation,
        body={"says": f"{_TITLES[kind]} was asked for.", "asked": arguments, "reason": reason},
        facets={"outcome": kind},
        event_id=key,
        by=by,
    )
    return job


@transaction.atomic
def take_pack(*, job: Job, file_name: str, by: User) -> Entry:
    """Record that somebody takes a pack. If this raises, the file is not given."""
    _must(job.organisation, by)
    return append(
        event=Event.PACK_TAKEN,
        organisation=job.organisation,
        body={"says": f"{_TITLES[job.kind]} was taken.", "file": file_name},
        facets={"about": job.about, "outcome": job.kind},
        by=by,
    )


def _must(organisation: Organisation, by: User) -> None:
    """Refuse whoever may not see the figures of all homes and take records out."""
    must(by, "report", organisation=organisation)
    for each in Membership.objects.filter(user=by, organisation=organisation).order_by("pk"):
        if reaches(each):
            by.acting = each
            return
    raise NotAllowed(ALL_HOMES)
