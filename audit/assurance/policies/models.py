"""Versions of policies, that somebody looked at them again, who read which, and that one is no longer in use.

Names and texts are in the entries alone.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from audit.ledger.facts import Told
from portal.models import Organisation


class PolicyVersion(Told):
    """One version of a policy, adopted on a day and to be looked at again by another.

    All versions of a policy share its `policy_id`, which is the id of the first; the last adopted is in force.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    policy_id = models.UUIDField()
    number = models.PositiveIntegerField()
    kind = models.TextField(help_text="A code of kinds.toml.")
    adopted_on = models.DateField()
    review_by = models.DateField()

    class Meta(Told.Meta):
        constraints: ClassVar = [
            *Told.Meta.constraints,
            models.UniqueConstraint(fields=["policy_id", "number"], name="one_version_of_a_number"),
            models.CheckConstraint(
                condition=models.Q(review_by__gt=models.F("adopted_on")), name="policy_reviewed_after"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["organisation", "policy_id"], name="policies_of")]

    def __str__(self) -> str:
        return f"Version {self.number}"


class PolicyReview(Told):
    """That somebody looked at a version again and nothing was to change, and by when to look once more."""

    version = models.ForeignKey(PolicyVersion, models.PROTECT, related_name="reviews")
    reviewed_on = models.DateField()
    review_by = models.DateField()

    def __str__(self) -> str:
        return f"Looked at on {self.reviewed_on}"


class PolicyEnd(Told):
    """That a policy is no longer in use. Its versions stay."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    policy_id = models.UUIDField(unique=True)
    ended_on = models.DateField()

    def __str__(self) -> str:
        return f"Ended on {self.ended_on}"


class PolicyRead(Told):
    """That one person read a version and confirmed it."""

    version = models.ForeignKey(PolicyVersion, models.PROTECT, related_name="readings")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    read_on = models.DateField()

    class Meta(Told.Meta):
        constraints: ClassVar = [
            *Told.Meta.constraints,
            models.UniqueConstraint(fields=["version", "person"], name="read_once_by_each"),
        ]

    def __str__(self) -> str:
        return f"Read on {self.read_on}"


class ComplianceReview(Told):
    """That somebody went through all policies and registers, what they found being in the entry."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    reviewed_on = models.DateField()
    review_by = models.DateField()

    class Meta(Told.Meta):
        indexes: ClassVar = [models.Index(fields=["organisation", "-reviewed_on"], name="compliance_last")]

    def __str__(self) -> str:
        return f"Compliance reviewed on {self.reviewed_on}"
