"""The notice as a manager or the Guardian keeps it: how it stands, and writing the next version."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from audit.assurance.notices import actions, queries, shown
from audit.assurance.notices.forms import NoticeForm, initial
from audit.assurance.notices.wording import first_words, sections
from audit.assurance.previewed import previewed
from audit.place import organisation_of
from audit.posted import kindly, typed
from portal.days import day_in_words
from portal.login import behind_log_in
from portal.paper.blocks import Paper


@behind_log_in
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Show which notice is in force, where people find it, and the versions before."""
    organisation = organisation_of(request, "assure")
    notice = queries.in_force(organisation)
    context = {
        "organisation": organisation,
        "notice": notice,
        "published": day_in_words(notice.version.published_on) if notice else "",
        "versions": [
            (each.number, day_in_words(each.published_on)) for each in queries.versions(organisation)
        ],
    }
    return render(request, "assurance/notices/index.html", context)


@require_http_methods(["GET", "POST"])
@behind_log_in
@kindly
def edit(request: HttpRequest) -> HttpResponse:
    """Write the notice section by section, see it as the public will, and publish it."""
    organisation = organisation_of(request, "assure")
    before = queries.in_force(organisation)
    words = first_words(organisation) | (before.words() if before else {})
    form = NoticeForm(typed(request), initial=initial(words, before.places if before else ""))

    def act(key: UUID) -> object:
        return actions.publish(
            organisation=organisation,
            words=form.words(),
            places=form.cleaned_data["places"],
            event_id=key,
            by=request.user,  # type: ignore[arg-type]
        )

    def preview() -> tuple[str, dict[str, object]]:
        told = [(each.title, *form.words()[each.code]) for each in sections()]
        return "assurance/notices/preview.html", {
            "paper": Paper(shown.TITLE, shown.written(told)).plain(),
            "easy_read": Paper(shown.EASY_TITLE, shown.written(told, easy=True)).plain(),
        }

    back = reverse("notices:index")
    return previewed(
        request,
        form,
        act,
        then=back,
        shown={"back": back, "label": "Continue", "is_first": before is None},
        template="assurance/notices/edit.html",
        preview=preview,
        beside={actions.NO_PLACES: "places"},
    )
