"""A manager's page of the e-mails that wait or failed."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from portal import outbox
from portal.days import moment_in_words
from portal.login import behind_log_in
from portal.models import Message
from portal.standing import organisation_of


@behind_log_in
@require_GET
def messages(request: HttpRequest) -> HttpResponse:
    """Show what was not sent, the oldest first: its subject, to whom, since when, and what comes next."""
    asked = request.GET.get("after", "")
    after = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 19 else 0
    found, on = outbox.unsent(organisation_of(request, "manage"), after=after)
    url = reverse("portal:messages")
    context = {
        "unsent": [_told(each) for each in found],
        "first": url if after else "",
        "on": f"{url}?after={on}" if on else "",
    }
    return render(request, "portal/messages.html", context)


@behind_log_in
@require_POST
def try_again(request: HttpRequest, message: int) -> HttpResponse:
    """Let one be tried now, however long it was to wait."""
    if not outbox.try_again(organisation_of(request, "manage"), message):
        raise Http404
    return redirect("portal:messages")


def _told(message: Message) -> dict[str, object]:
    """Return what the page says of a message."""
    return {
        "pk": message.pk,
        "subject": outbox.subject_of(message),
        "to": message.to.full_name,
        "since": moment_in_words(message.created_at),
        "tries": message.attempts,
        "failed": moment_in_words(message.failed_at) if message.failed_at else "",
        "next": moment_in_words(message.next_try_at) if message.next_try_at > timezone.now() else "",
    }
