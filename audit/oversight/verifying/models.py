"""What each check of a log found. It is no fact: whoever could rewrite the log could rewrite this too."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from audit.transparency.merkle import Frontier


class Verification(models.Model):
    """One check of one log: of its entries, each night, or of the evidence behind them, each week.

    `frontier` is how the log's tree stood, so that the next check can show that this one's entries are still the
    beginning. `faults` holds pairs of a place in the log (None for the whole) and what does not agree there.
    """

    class What(models.TextChoices):
        """What was checked."""

        ENTRIES = "entries", "Every entry"
        EVIDENCE = "evidence", "The evidence behind every entry"

    organisation = models.ForeignKey("portal.Organisation", models.PROTECT, related_name="+")
    what = models.CharField(max_length=10, choices=What.choices)
    day = models.DateField(help_text="The day in London.")
    made_at = models.DateTimeField(default=timezone.now)
    seconds = models.FloatField()
    size = models.BigIntegerField()
    frontier = models.BinaryField(default=bytes)
    faults = models.JSONField(default=list)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "what", "day"], name="one_verification_of_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.what} on {self.day}"

    @property
    def root(self) -> str:
        """The root of the tree as it stood, in hex; "" for a check of evidence, or one that broke off."""
        return Frontier(self.size, bytes(self.frontier)).root().hex() if self.frontier else ""
