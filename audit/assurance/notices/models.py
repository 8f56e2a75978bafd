"""Versions of the notice to the public; the words are in the entries alone."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from audit.ledger.facts import Told
from portal.models import Organisation


class NoticeVersion(Told):
    """One version of an organisation's notice; the last published is in force."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    published_on = models.DateField()

    class Meta(Told.Meta):
        constraints: ClassVar = [
            *Told.Meta.constraints,
            models.UniqueConstraint(fields=["organisation", "number"], name="one_notice_of_a_number"),
        ]

    def __str__(self) -> str:
        return f"Notice, version {self.number}"
