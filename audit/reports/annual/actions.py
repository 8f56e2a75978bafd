"""A report is signed and sealed, once, as it was read; and nobody gets a copy without an entry."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from audit.ledger.append import append
from audit.ledger.events import Event
from audit.ledger.facts import store
from audit.ledger.models import Entry
from audit.ledger.place import place_of
from audit.reports.annual import drafts, signing
from audit.reports.annual.asking import ask_for_files
from audit.reports.annual.document import Document, digest_of, signed, unsigned
from audit.reports.annual.models import AnnualReport, ReportDraft
from audit.typed import text
from portal.errors import NotAllowed
from portal.making import files
from portal.making.models import Job
from portal.models import User
from portal.roles import ROLE_NAMES, Role
from portal.standing import must

NOT_YOURS = "Somebody who did not write this report must sign it."


@transaction.atomic
def seal_report(*, draft: ReportDraft, seen: int, words: str, by: User) -> AnnualReport:
    """Sign a report and seal it, with exactly the numbers and words that were read as its version `seen`.

    Signed twice, the first time stands.
    """
    role = must(by, "sign_report", organisation=draft.organisation).role
    earlier = AnnualReport.objects.filter(pk=draft.pk).first()
    if earlier is not None:
        return earlier
    held = _to_sign(draft, seen, by)
    if isinstance(held, AnnualReport):
        return held
    inside, now = drafts.inside(held), timezone.now()
    document, spelled = signed(
        unsigned(inside.counted, inside.words),
        name=by.full_name,
        role=ROLE_NAMES[Role(role)],
        words=text(words, most=drafts.LONGEST),
        alone=by.pk in held.hands,
        at=now,
    )
    report = _sealed(held, document, spelled, by)
    held.delete()
    return _told(report, document)


def _to_sign(draft: ReportDraft, seen: int, by: User) -> ReportDraft | AnnualReport:
    """Return a draft, held, that this person may sign as they read it, or the report it has become meanwhile."""
    try:
        held = drafts.lock(draft)
    except NotAllowed:
        sealed = AnnualReport.objects.filter(pk=draft.pk).first()
        if sealed is None:
            raise
        return sealed
    if not held.sent_at:
        raise NotAllowed(drafts.NOT_SENT)
    if held.version != seen:
        raise NotAllowed(drafts.CHANGED)
    if by not in signing.signers(held.organisation, held.hands):
        raise NotAllowed(NOT_YOURS)
    return held


def _sealed(held: ReportDraft, document: Document, spelled: bytes, by: User) -> AnnualReport:
    """Insert the report ahead of its entry."""
    key = place_of(held.organisation).key
    report = AnnualReport(
        id=held.pk,
        organisation=held.organisation,
        key=key,
        period=held.period,
        first=date.fromisoformat(document["period"]["first"]),
        end=date.fromisoformat(document["period"]["end"]),
        homes=held.homes,
        reader=held.reader,
        digest=digest_of(spelled),
        size=document["counted"]["entries"],
        maker=held.sent_by or held.began_by,
        signer=by,
    )
    store(report, words={"document": spelled.decode()}, key=key)
    return report


def _told(report: AnnualReport, document: Document) -> AnnualReport:
    """Ask for the files, which whoever sent the report is told of, and append the entry."""
    ask_for_files(
        report, by=report.maker if signing.works_at(report.maker, report.organisation) else report.signer
    )
    append(
        event=Event.REPORT_SEALED,
        organisation=report.organisation,
        body={
            "says": f"Report {report.code} was signed and sealed.",
            "digest": report.digest,
            "period": document["period"],
            "homes": document["homes"],
            "reader": report.reader,
            "counted": document["counted"],
            "signed": document["signed"],
            "maker": {"id": str(report.maker_id), "name": report.maker.full_name},
        },
        facets={"outcome": report.reader, "home": report.homes[0] if len(report.homes) == 1 else None},
        event_id=report.pk,
        by=report.signer,
    )
    return report


@transaction.atomic
def take_report(*, job: Job, file_name: str, by: User) -> Entry:
    """Record that somebody takes a file of a report. If this raises, the file is not given."""
    report = AnnualReport.objects.select_related("organisation").get(
        pk=job.about, organisation=job.organisation_id
    )
    signing.must_reach(by, report.organisation, report.homes)
    return append(
        event=Event.REPORT_TAKEN,
        organisation=report.organisation,
        body={
            "says": f"A copy of report {report.code} was taken.",
            "file": file_name,
            "digest": report.digest,
            "copy": _fingerprint(job, file_name),
        },
        facets={"about": report.pk},
        by=by,
    )


def _fingerprint(job: Job, file_name: str) -> str:
    """Return the SHA-256 of a file that was made, in hex, by which a copy of it is known again."""
    digest = sha256()
    for piece in files.pieces(job.files.get(name=file_name)):
        digest.update(piece)
    return digest.hexdigest()
