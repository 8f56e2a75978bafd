"""A sealed report: its files, its code, and its pages."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from audit.reports.annual import queries, shown, told
from audit.reports.annual.asking import ask_for_files, files_job
from audit.reports.annual.models import AnnualReport
from audit.reports.annual.own import may_pack, membership_of, seen_report
from portal.days import london_day, moment_in_words
from portal.making.asking import files, may_see


def ready(request: HttpRequest, report: AnnualReport) -> HttpResponse:
    """Show that a report is sealed, with its files once they are made."""
    document, membership = queries.document(report), membership_of(request)
    job = files_job(report, seen=lambda each: may_see(membership, each))
    counted = datetime.fromisoformat(document["counted"]["at"])
    context = {
        "report": report,
        "title": told.title(document),
        "subtitle": told.subtitle(document),
        "job": job,
        "may_pack": may_pack(membership),
        "files": [shown.file_line(job, each) for each in shown.in_order(files(job))] if job else [],
        "about": told.about(document, report.digest),
        "counted": moment_in_words(counted),
        "counted_today": london_day(counted) == london_day(),
    }
    return render(request, "reports/annual/ready.html", context)


@require_GET
@seen_report
def read(request: HttpRequest, report: AnnualReport) -> HttpResponse:
    """Show a sealed report on the screen."""
    document = queries.document(report)
    context = {
        "report": report,
        "title": told.title(document),
        "subtitle": told.subtitle(document),
        "parts": [{"part": shown.plain(part), "change": ""} for part in told.parts(document, report.digest)],
    }
    return render(request, "reports/annual/read.html", context)


@require_POST
@seen_report
def files_again(request: HttpRequest, report: AnnualReport) -> HttpResponse:
    """Have the files of a report made, once more."""
    job = ask_for_files(report, by=request.user)  # type: ignore[arg-type]
    return redirect("making:job", job.pk)
