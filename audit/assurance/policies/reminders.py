"""One e-mail to whoever has not read a policy two weeks after it was adopted. It names neither policy nor person."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.urls import reverse

from audit.assurance.policies import queries
from audit.assurance.policies.models import PolicyVersion
from portal import outbox
from portal.models import Message, Organisation, User

AFTER = timedelta(days=14)
TEMPLATE = "policy_to_read"


def write_all(now: datetime) -> int:
    """Write the reminders whose time has come and that were never written, and return how many."""
    return sum(_write(organisation, now) for organisation in Organisation.objects.order_by("pk"))


def _write(organisation: Organisation, now: datetime) -> int:
    """Write the reminders of one organisation."""
    wanted: dict[str, tuple[PolicyVersion, User]] = {}
    for version in queries.in_force(organisation):
        if version.entry.recorded_at > now - AFTER:
            continue
        _have, have_not = queries.readers(version)
        wanted |= {f"policy:{version.pk}:{each.user.pk}": (version, each.user) for each in have_not}
    written = set(Message.objects.filter(once__in=wanted).values_list("once", flat=True))
    missing = {name: each for name, each in wanted.items() if name not in written}
    outbox.queue_once(
        Message(
            organisation=organisation,
            to=user,
            template=TEMPLATE,
            path=reverse("policies:read", args=[version.policy_id]),
            once=name,
        )
        for name, (version, user) in missing.items()
    )
    return len(missing)
