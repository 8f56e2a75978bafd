"""What the registers show: all of them, one of them, one entry with its story, and its files."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from audit.assurance.registers import actions, files, owed, queries, shown
from audit.assurance.registers.answers import called
from audit.assurance.registers.views.whose import held_of, keeps, kind_of
from audit.place import id_in, organisation_of
from audit.posted import kindly
from portal.days import london_day
from portal.login import behind_log_in


@behind_log_in
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Show all registers, and how each stands today."""
    organisation = organisation_of(request, "assure")
    rows = [shown.counted(each) for each in owed.counts(organisation, london_day())]
    return render(
        request,
        "assurance/registers/index.html",
        {"head": ["Register", "How far it is", "Status"], "rows": rows},
    )


@behind_log_in
@require_GET
def register(request: HttpRequest, kind: str) -> HttpResponse:
    """Show one register: what it is for, and its entries, first what must be looked at first."""
    organisation, of = organisation_of(request, "assure"), kind_of(kind)
    page = queries.page(organisation, of, after=id_in(request, "after"))
    address = reverse("registers:register", args=[of.code])
    context = _rows(page, address) | {"kind": of, "head": shown.HEAD}
    return render(request, "assurance/registers/register.html", context)


@behind_log_in
@require_GET
def ended(request: HttpRequest, kind: str) -> HttpResponse:
    """Show the entries of a register that were ended."""
    organisation, of = organisation_of(request, "assure"), kind_of(kind)
    page = queries.page(organisation, of, ended=True, after=id_in(request, "after"))
    context = _rows(page, reverse("registers:ended", args=[of.code])) | {"kind": of, "head": shown.ENDED_HEAD}
    return render(request, "assurance/registers/ended.html", context)


@behind_log_in
@require_GET
def entry(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Show one entry: as it is now, its files, and its story."""
    held = held_of(request, entry_id)
    story = queries.story(held)
    context = {
        "held": held,
        "kind": held.register,
        "name": called(held.register, held.answers),
        "tag": shown.tag(held, london_day()),
        "rows": shown.stands(held),
        "needs": [] if held.ended_on else held.needs,
        "files": shown.files(queries.files_of(held), story),
        "story": [shown.chapter(each) for each in story],
        "openings": [shown.opening(each) for each in queries.openings(held)],
        "opened_head": ["When", "File", "Who"],
        "keeps": keeps(request),
    }
    return render(request, "assurance/registers/entry.html", context)


@behind_log_in
@require_GET
@kindly
def file(request: HttpRequest, evidence_id: UUID) -> HttpResponse:
    """Give a file to download. That it was opened is recorded first; where that fails, nothing is given."""
    organisation = organisation_of(request, "acknowledge")
    evidence = queries.evidence_of(organisation, evidence_id)
    if evidence is None:
        raise Http404
    held_of(request, evidence.about_id)
    actions.open_evidence(evidence=evidence, by=request.user)  # type: ignore[arg-type]
    headers = {
        "Content-Disposition": f'attachment; filename="{queries.name_of(evidence)}"',
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(queries.bytes_of(evidence), content_type=files.TYPES[evidence.type], headers=headers)


def _rows(page: queries.Page, address: str) -> dict[str, Any]:
    today = london_day()
    return {
        "rows": [shown.listed(each, today) for each in page.entries],
        "more": f"{address}?after={page.after}" if page.after else "",
    }
