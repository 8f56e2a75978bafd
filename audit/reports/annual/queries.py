"""Reports that are being written or were sealed: which are there for whom, and what is in them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from uuid import UUID

from django.urls import reverse

from audit.assurance.task import Status, Task
from audit.ledger.errors import BodyAltered
from audit.ledger.facts import unseal
from audit.ledger.models import Entry
from audit.ledger.queries import body_of
from audit.reports.annual import document as documents
from audit.reports.annual import drafts, signing
from audit.reports.annual.counted import count
from audit.reports.annual.document import Document
from audit.reports.annual.models import AnnualReport, ReportDraft
from audit.reports.queries import periods
from portal.models import Membership, Organisation, User
from portal.standing import only_home

LISTED = 50
"""How many reports the list shows."""


def draft_of(membership: Membership, report_id: UUID) -> ReportDraft | None:
    """Return a report that is being written, if it is there for this person."""
    rows = ReportDraft.objects.select_related("organisation", "began_by", "sent_by")
    found = rows.filter(organisation=membership.organisation_id, pk=report_id).first()
    return found if found and signing.reaches(membership, found.homes) else None


def report_of(membership: Membership, report_id: UUID) -> AnnualReport | None:
    """Return a sealed report, if it is there for this person."""
    rows = AnnualReport.objects.select_related("organisation", "key", "maker", "signer")
    found = rows.filter(organisation=membership.organisation_id, pk=report_id).first()
    return found if found and signing.reaches(membership, found.homes) else None


def is_there(organisation: Organisation, report_id: UUID) -> bool:
    """Say whether a report is being written, or was sealed."""
    models = (ReportDraft, AnnualReport)
    return any(each.objects.filter(organisation=organisation, pk=report_id).exists() for each in models)


def drafts_for(membership: Membership) -> list[ReportDraft]:
    """Return the reports that are being written and that are there for this person, the last changed first."""
    found = ReportDraft.objects.filter(organisation=membership.organisation_id).order_by("-changed_at")
    return [each for each in found if signing.reaches(membership, each.homes)][:LISTED]


def sealed_for(membership: Membership) -> list[AnnualReport]:
    """Return the sealed reports that are there for this person, the latest first."""
    home = only_home(membership)
    found = sealed(membership.organisation)
    return [each for each in found if home is None or each.homes == [home]][:LISTED]


def sealed(organisation: Organisation) -> list[AnnualReport]:
    """Return all sealed reports of an organisation, the latest first."""
    found = AnnualReport.objects.filter(organisation=organisation).select_related("organisation", "key")
    return list(found.order_by("-made_at", "-pk"))


def opened(report: AnnualReport) -> tuple[Document, bytes]:
    """Return what was sealed and the bytes of its one spelling; raises BodyAltered where its entry says otherwise."""
    spelled = unseal(report.key, report.pk, report.sealed)["document"].encode()
    entry = Entry.objects.get(pk=report.pk)
    if not sha256(spelled).hexdigest() == report.digest == body_of(entry)["digest"]:
        raise BodyAltered("the report is not the one that its entry commits to")
    return documents.read(spelled), spelled


def document(report: AnnualReport) -> Document:
    """Return the document of a sealed report; raises BodyAltered where it is not the one that was sealed."""
    return opened(report)[0]


def as_it_stands(draft: ReportDraft) -> Document:
    """Return a report as it would be signed: what was counted when it was sent, or else what can be counted now."""
    inside = drafts.inside(draft)
    return documents.unsigned(inside.counted or counted_now(draft), inside.words)


def counted_now(draft: ReportDraft) -> Document:
    """Count for a draft, as things are now."""
    return count(draft.organisation, period=draft.period, homes=draft.homes, reader=draft.reader)


def to_sign(person: User, organisation: Organisation) -> list[ReportDraft]:
    """Return the reports that wait for this person's signature, the first sent first."""
    waiting = ReportDraft.objects.filter(organisation=organisation, sent_at__isnull=False).order_by("sent_at")
    return [each for each in waiting if person in signing.signers(organisation, each.hands)]


def tasks(organisation: Organisation, day: date) -> Iterable[Task]:
    """Offer the yearly task: a sealed report of the last whole toolkit year, or of one that holds it."""
    year = _last_toolkit_year(organisation, day)
    if year is None:
        return
    first, end, words = year
    found = AnnualReport.objects.filter(organisation=organisation, homes=[], first__lte=first, end__gte=end)
    waiting = ReportDraft.objects.filter(organisation=organisation, sent_at__isnull=False).exists()
    status = Status.COMPLETED if found.exists() else Status.INCOMPLETE
    note = "A report waits for the Guardian to sign" if waiting and status == Status.INCOMPLETE else ""
    yield Task(
        "annual_report",
        "annual_report",
        f"Make the annual report, {words}",
        status,
        reverse("annual:list"),
        note,
    )


def _last_toolkit_year(organisation: Organisation, day: date) -> tuple[date, date, str] | None:
    """Return the last toolkit year that has ended and of which anything was counted."""
    ended = [
        each for each in periods(organisation, day) if each.code.startswith("toolkit-") and each.end <= day
    ]
    return (ended[0].first, ended[0].end, ended[0].words) if ended else None
