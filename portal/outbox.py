"""E-mails that leave nothing personal behind: a reference and a link, sent from rows so that none is lost.

A message is sent at least once, not exactly once: where the process dies after the mail server took a message and
before that is written down, it goes again. Both carry the same Message-ID, by which many mail programs show one.
"""

from __future__ import annotations

import logging
import smtplib
import time
from collections.abc import Iterable, Sequence
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template import TemplateDoesNotExist
from django.template.loader import render_to_string
from django.utils import timezone

from portal.duty import on_duty
from portal.models import MailPreference, Message, Organisation, User
from portal.paging import read_page

FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=1)
GIVEN_UP_AFTER = timedelta(days=14)
SECONDS = 120
"""A run begins no further message after this long, so that a slow server never has it killed in the middle of one."""

_log = logging.getLogger(__name__)


def queue(
    *,
    organisation: Organisation,
    template: str,
    to: User,
    path: str,
    reference: str = "",
    urgent: bool = False,
) -> Message:
    """Put a message in the outbox, in the caller's transaction; it goes out only if that commits."""
    return Message.objects.create(
        organisation=organisation, template=template, to=to, path=path, reference=reference, urgent=urgent
    )


def queue_once(messages: Iterable[Message]) -> None:
    """Put those messages in the outbox of whose `once` no message was ever kept; two who try at once keep one."""
    Message.objects.bulk_create(messages, ignore_conflicts=True)


def tell(
    organisation: Organisation, template: str, path: str, reference: str, *, besides: User | None = None
) -> None:
    """Send a message to all who act as Guardian today.

    `besides` is the person it is about, who is not told where anybody else can be.
    """
    for person in on_duty(organisation, besides=besides):
        queue(organisation=organisation, template=template, to=person, path=path, reference=reference)


def ring(
    organisation: Organisation,
    template: str,
    path: str,
    reference: str,
    *,
    people: Sequence[User] | None = None,
    besides: User | None = None,
) -> None:
    """Send an urgent message to those of `people` (default: all who act as Guardian today) who want urgent mail.

    Where none of them wants it, it goes to all of them all the same: an urgent question must reach somebody.
    `besides` is as in `tell`.
    """
    asked = on_duty(organisation, besides=besides) if people is None else people
    for person in wanting("urgent", asked) or asked:
        queue(
            organisation=organisation,
            template=template,
            to=person,
            path=path,
            reference=reference,
            urgent=True,
        )


def prefer(user: User, *, digest: bool, urgent: bool) -> MailPreference:
    """Keep which e-mails a person wants."""
    wish, _ = MailPreference.objects.update_or_create(
        user=user, defaults={"digest": digest, "urgent": urgent}
    )
    return wish


def wanting(kind: str, people: Sequence[User]) -> list[User]:
    """Return those of these people who want e-mails of a kind: "digest" or "urgent"."""
    refusing = set(
        User.objects.filter(
            pk__in=[each.pk for each in people], **{f"mail_preference__{kind}": False}
        ).values_list("pk", flat=True)
    )
    return [each for each in people if each.pk not in refusing]


def unsent(organisation: Organisation, *, after: int = 0, size: int = 25) -> tuple[list[Message], int]:
    """Return a page of what waits or failed, the oldest first, and the place to go on after, 0 for no more."""
    found = Message.objects.filter(organisation=organisation, sent_at=None, pk__gt=after)
    page = read_page(lambda most: found.select_related("to").order_by("pk")[:most], size)
    return page.rows, page.after.pk if page.after else 0


def try_again(organisation: Organisation, message_id: int) -> bool:
    """Let a message that waits or failed be tried now; says whether there is one."""
    found = Message.objects.filter(organisation=organisation, sent_at=None, pk=message_id)
    return bool(found.update(failed_at=None, next_try_at=timezone.now()))


def send_waiting(limit: int = 50) -> int:
    """Send what is due, urgent messages first, and return how many went; a mail server that is down costs nothing."""
    sent, until = 0, time.monotonic() + SECONDS
    for _ in range(limit):
        if time.monotonic() > until:
            return sent
        with transaction.atomic():
            message = (
                Message.objects.select_for_update(skip_locked=True, of=("self",))
                .select_related("to")
                .filter(sent_at=None, failed_at=None, next_try_at__lte=timezone.now())
                .order_by("-urgent", "next_try_at", "pk")
                .first()
            )
            if message is None:
                return sent
            fault = _try(message)
        sent += fault is None
        if isinstance(fault, OSError) and not isinstance(fault, _OF_ONE_MESSAGE):
            # The server cannot be reached; the others are better kept until it can.
            return sent
    return sent


_OF_ONE_MESSAGE = (
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPSenderRefused,
    smtplib.SMTPDataError,
    smtplib.SMTPNotSupportedError,
)
"""What a server that can be reached answers to one message, and not to the next."""


def _try(message: Message) -> Exception | None:
    """Try one message, write down how it went, and return what hindered it."""
    message.attempts += 1
    now = timezone.now()
    fault: Exception | None = None
    try:
        _email(message).send()
        message.sent_at = now
    except Exception as error:  # noqa: BLE001  # whatever is wrong with one message, the others must go out
        # No word of the server's: it may quote an address.
        _log.warning(
            "Message %s was not sent (try %s): %s", message.pk, message.attempts, type(error).__name__
        )
        fault = error
        message.next_try_at = now + wait_after(message.attempts)
        if now - message.created_at >= GIVEN_UP_AFTER:
            message.failed_at = now
    message.save(update_fields=["attempts", "sent_at", "next_try_at", "failed_at"])
    return fault


def wait_after(attempts: int) -> timedelta:
    """Return how long a message waits after so many tries: half a minute, then twice as long each time, to an hour."""
    return min(FIRST_WAIT * 2 ** min(attempts - 1, 10), LONGEST_WAIT)


def subject_of(message: Message) -> str:
    """Return what a message is about, as its reader sees it first."""
    try:
        return _written(message)[0]
    except TemplateDoesNotExist:
        return "An email whose words this release no longer has"


def _written(message: Message) -> tuple[str, str]:
    """Return a message's subject and text."""
    context = {"message": message, "link": settings.PORTAL_URL.rstrip("/") + message.path}
    subject, _, text = render_to_string(f"mail/{message.template}.txt", context).partition("\n")
    return subject.strip(), text.strip() + "\n"


def _email(message: Message) -> EmailMessage:
    """Return a message as it is sent, with the same Message-ID at every try."""
    subject, text = _written(message)
    host = urlsplit(settings.PORTAL_URL).hostname or "localhost"
    name = f"<{message.pk}.{message.created_at.timestamp():.0f}@{host}>"
    return EmailMessage(subject, text, None, [message.to.email], headers={"Message-ID": name})
