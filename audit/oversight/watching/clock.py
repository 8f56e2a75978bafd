"""What the clock does for this room: draw the lot of each month, once, however often or late it comes by."""

from __future__ import annotations

from datetime import datetime

from audit.ledger.unnamed import Unnamed
from audit.oversight.watching import lots
from audit.oversight.watching.actions import draw_lot
from portal.errors import NotAllowed
from portal.models import Organisation


def draw_what_is_due(now: datetime) -> int:
    """Draw every lot that is due in every organisation, and return how many were drawn.

    One that cannot be drawn now, since another clock just did or the log is busy, hinders no other.
    """
    drawn = 0
    for organisation in Organisation.objects.order_by("pk"):
        for month in lots.due(organisation, now):
            try:
                draw_lot(organisation=organisation, month=month, by=Unnamed.PORTAL)
            except NotAllowed:
                break
            drawn += 1
    return drawn
