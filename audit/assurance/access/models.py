"""That somebody went through the list of who can log in; nobody is named but in the entry."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models

from audit.ledger.facts import Told
from portal.models import Organisation


class AccessReview(Told):
    """One look through everyone who can log in, at all homes or (`home_id`) at one, and by when to look again."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    home_id = models.UUIDField(null=True)
    reviewed_on = models.DateField()
    next_on = models.DateField(help_text="The last day on which this look still counts.")
    kept = models.PositiveIntegerField()
    ended = models.PositiveIntegerField()

    class Meta(Told.Meta):
        indexes: ClassVar = [
            models.Index(fields=["organisation", "-reviewed_on", "-id"], name="access_reviewed")
        ]

    def counts(self, day: date) -> bool:
        """Say whether this look still counts on a day; on its last it does."""
        return day <= self.next_on

    def __str__(self) -> str:
        return f"Access reviewed on {self.reviewed_on}"
