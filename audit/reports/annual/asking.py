"""The files of a sealed report, which are kept for a time and can be made again: they come out the same."""

from __future__ import annotations

from collections.abc import Callable

from audit.reports.annual.models import AnnualReport
from portal.making.asking import ask
from portal.making.models import Job
from portal.models import User

KIND = "report"


def ask_for_files(report: AnnualReport, *, by: User) -> Job:
    """Ask for the files of a report; who asked already gets the job that makes them."""
    return ask(kind=KIND, organisation=report.organisation, title=title_of(report), about=report.pk, by=by)


def title_of(report: AnnualReport) -> str:
    """Return what lists and e-mails call a report: its code alone, which says nothing of anybody."""
    return f"Report {report.code}"


def files_job(report: AnnualReport, *, seen: Callable[[Job], bool]) -> Job | None:
    """Return the latest job that makes or made the files of a report and that this person may see."""
    found = Job.objects.filter(kind=KIND, organisation=report.organisation_id, about=report.pk)
    return next((job for job in found.order_by("-asked_at") if seen(job)), None)
