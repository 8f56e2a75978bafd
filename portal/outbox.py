"""E-mails that leave nothing personal behind: a reference and a link, sent from rows so that none is lost."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from portal.models import Membership, Message, Organisation, User

ATTEMPTS = 20


def queue(*, template: str, to: User, path: str, reference: str = "") -> Message:
    """Put a message in the outbox, in the caller's transaction; it goes out only if that commits."""
    return Message.objects.create(template=template, to=to, path=path, reference=reference)


def guardians(organisation: Organisation) -> list[User]:
    """Return the people who act as Caldicott Guardian for an organisation."""
    holders = Membership.objects.filter(organisation=organisation, role="guardian", user__is_active=True)
    return [membership.user for membership in holders.select_related("user").order_by("pk")]


def send_waiting(limit: int = 50) -> int:
    """Send what waits, oldest first, and return how many went; a mail server that is down costs nothing."""
    sent = 0
    for _ in range(limit):
        with transaction.atomic():
            message = (
                Message.objects.select_for_update(skip_locked=True)
                .select_related("to")
                .filter(sent_at=None, attempts__lt=ATTEMPTS)
                .order_by("attempts", "created_at")
                .first()
            )
            if message is None:
                return sent
            sent += _send(message)
    return sent


def _send(message: Message) -> int:
    """Try one message, count the attempt, and say whether it went (1) or not (0)."""
    context = {"message": message, "link": settings.PORTAL_URL.rstrip("/") + message.path}
    subject, _, body = render_to_string(f"mail/{message.template}.txt", context).partition("\n")
    message.attempts += 1
    try:
        send_mail(subject.strip(), body.strip() + "\n", None, [message.to.email])
    except OSError:
        message.save(update_fields=["attempts"])
        return 0
    message.sent_at = timezone.now()
    message.save(update_fields=["attempts", "sent_at"])
    return 1
