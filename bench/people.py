"""The demo organisation's people, on whom the measurements are made."""

from __future__ import annotations

import io

from django.core.management import call_command

from portal.models import Membership, Organisation
from portal.roles import Role


def worker() -> Membership:
    """Return the membership of someone who decides, making the demo organisation if there is none."""
    if not Organisation.objects.exists():
        call_command("demo", stdout=io.StringIO())
    return Membership.objects.select_related("user", "organisation", "home").filter(role=Role.WORKER)[0]
