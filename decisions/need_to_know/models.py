"""The agreed list of who needs to know what; a new version is a new fact."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models

from audit.ledger.facts import Told


class Matrix(Told):
    """One version of the list: which kinds of information each role needs. The words are in its entry."""

    organisation = models.ForeignKey("portal.Organisation", models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    needs = models.JSONField(help_text="For each role the codes of what it needs.")
    agreed_on = models.DateField()
    review_on = models.DateField()

    class Meta(Told.Meta):
        constraints: ClassVar = [
            *Told.Meta.constraints,
            models.UniqueConstraint(fields=["organisation", "version"], name="one_matrix_of_a_version"),
        ]

    def __str__(self) -> str:
        return f"who needs to know what, version {self.version}"

    def is_due(self, on: date) -> bool:
        """Say whether the day has passed on which it was to be looked at again."""
        return on > self.review_on
