"""Questions that wait for advice, those that were answered, and one with all that was said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_GET, require_http_methods

from audit.ledger.reference import reference
from audit.oversight import queries as oversight
from audit.oversight.advice import actions, forms, queries, words
from audit.oversight.advice.models import Thread, Whom
from audit.oversight.review import shown
from audit.oversight.words import row
from audit.place import organisation_of
from audit.posted import form_key, is_good, kindly, typed
from portal.days import moment_in_words
from portal.design.components import component
from portal.design.forms import Form
from portal.errors import NotAllowed
from portal.login import behind_log_in
from portal.models import Home, Membership, Organisation, User
from portal.roles import may

URGENT = component("tag", {"text": "Urgent", "colour": "red"})


@behind_log_in
@require_GET
def waiting(request: HttpRequest) -> HttpResponse:
    """List the questions that wait for this person, the urgent first. No individual and no worker is named."""
    organisation, after = organisation_of(request, "advise"), queries.Place.read(request.GET.get("after", ""))
    page, now = queries.waiting(organisation, _person(request), after=after), timezone.now()
    return _list(
        request,
        "waiting",
        page,
        [words.waited(each.waiting_since or now, now) for each in page.threads],
        sent=_sent(request, organisation),
    )


@behind_log_in
@require_GET
def answered(request: HttpRequest) -> HttpResponse:
    """List the questions that were answered, the latest first."""
    organisation, after = organisation_of(request, "advise"), queries.Place.read(request.GET.get("after", ""))
    page = queries.answered(organisation, _person(request), after=after)
    return _list(
        request,
        "answered",
        page,
        [moment_in_words(each.answered_at) for each in page.threads if each.answered_at],
    )


def _list(
    request: HttpRequest, name: str, page: queries.Page, last: Sequence[str], **more: str
) -> HttpResponse:
    """Show a page of a list; `last` is what its last column says, thread by thread."""
    homes = _homes(request.membership.organisation)  # type: ignore[attr-defined]
    url = reverse(f"advice:{name}")
    context = {
        "head": ["Reference", "About", "Asked of", "Home", name.capitalize()],
        "rows": [[*_listed(each, homes), said] for each, said in zip(page.threads, last, strict=True)],
        "first": url if request.GET.get("after") else "",
        "next": f"{url}?after={page.after}" if page.after else "",
    }
    return render(request, f"oversight/advice/{name}.html", context | more)


@require_http_methods(["GET", "POST"])
@behind_log_in
@kindly
def thread(request: HttpRequest, thread_id: UUID) -> HttpResponse:
    """Show a thread to whoever asked, to ask on, or to whoever may answer, to answer."""
    membership: Membership | None = request.membership or None  # type: ignore[attr-defined]
    found = membership and queries.thread(membership.organisation, _person(request), thread_id)
    if not found:
        raise Http404
    mine = found.asker_id == request.user.pk
    form: Form = (forms.MoreForm if mine else forms.AdviceForm)(typed(request))
    if is_good(request, form):
        try:
            return _more(request, found, form) if mine else _advise(request, found, form)
        except NotAllowed as refusal:
            form.add_error(None, refusal.sentence)
    return _shown(request, found, form)


def _advise(request: HttpRequest, found: Thread, form: Form) -> HttpResponse:
    """Send the advice and go back to the list."""
    actions.advise(
        thread=found,
        text=form.cleaned_data["text"],
        condition=form.cleaned_data["condition"],
        due_on=form.cleaned_data["due_on"],
        seen=_id(request.POST.get("seen", "")),
        event_id=form_key(request),
        by=_person(request),
    )
    return redirect(f"{reverse('advice:waiting')}?sent={found.pk}")


def _more(request: HttpRequest, found: Thread, form: Form) -> HttpResponse:
    """Keep what the worker asks besides, and show it."""
    actions.ask(
        organisation=found.organisation,
        home=_homes(found.organisation).get(found.home_id),
        decision=found.decision,
        door=found.door,
        question=found.question,
        question_title="",
        text=form.cleaned_data["text"],
        whom=found.whom,
        urgent=forms.URGENT in form.cleaned_data["urgent"],
        event_id=form_key(request),
        by=_person(request),
    )
    return redirect("advice:thread", found.pk)


def _shown(request: HttpRequest, found: Thread, form: Form) -> HttpResponse:
    """Show a thread, after that somebody reads it is recorded."""
    actions.open_thread(thread=found, by=_person(request))
    lines = queries.lines(found)
    home = _homes(found.organisation).get(found.home_id)
    mine = found.asker_id == request.user.pk
    context = {
        "thread": found,
        "mine": mine,
        "reference": reference(found.decision),
        "stands": [
            row("Asked of", words.asked_of(found)),
            row("About", words.about(found)),
            row("Home", home.name if home else ""),
            row("Waiting", _waiting_for(found)),
        ],
        "lines": [(line, moment_in_words(line.at)) for line in lines],
        "facts": shown.asked({"asked": list(queries.facts(lines))}),
        "seen": lines[-1].id if lines else "",
        "decided": queries.decision_made(found),
        "may_review": may(request.membership, "review"),  # type: ignore[attr-defined]
        "may_weigh": may(request.membership, "weigh") and found.whom == Whom.GUARDIAN,  # type: ignore[attr-defined]
        "form": form,
        "key": form_key(request),
    }
    return render(request, "oversight/advice/thread.html", context)


def _waiting_for(found: Thread) -> str:
    """Return how long the worker has waited, or when they were answered."""
    if found.waiting_since:
        return words.waited(found.waiting_since, timezone.now())
    return f"No: answered {moment_in_words(found.answered_at)}" if found.answered_at else "No"


def _listed(each: Thread, homes: Mapping[UUID | None, Home]) -> list[object]:
    """Return what both lists show of a thread: codes and a reference, no name."""
    url, home = reverse("advice:thread", args=[each.pk]), homes.get(each.home_id)
    link = format_html('<a href="{}">{}</a>', url, reference(each.decision))
    marked = format_html("{} {}", link, URGENT) if each.urgent else link
    return [marked, words.about(each), words.asked_of(each), home.name if home else ""]


def _homes(organisation: Organisation) -> dict[UUID | None, Home]:
    return {home.pk: home for home in oversight.homes(organisation)}


def _sent(request: HttpRequest, organisation: Organisation) -> str:
    """Return the reference of the thread that was answered just now, "" for none."""
    thread_id = _id(request.GET.get("sent", ""))
    found = thread_id and queries.thread(organisation, _person(request), thread_id)
    return reference(found.decision) if found and found.answered_at else ""


def _id(written: str) -> UUID | None:
    try:
        return UUID(written)
    except ValueError:
        return None


def _person(request: HttpRequest) -> User:
    """Return who asks; the log-in came first."""
    return request.user  # type: ignore[return-value]
