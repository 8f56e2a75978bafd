"""Concerns, breaches and complaints, and the steps taken about them. Words are in the entries alone."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from audit.ledger.facts import Told
from audit.ledger.reference import reference
from portal.models import Organisation


class About(models.TextChoices):
    """What a concern is about."""

    RULES = "rules", "The rules were not followed"
    MISUSE = "misuse", "Somebody misused information"
    BREACH = "breach", "Information went to the wrong place, was lost or was seen"
    RECIPIENT = "recipient", "Somebody we share with"
    NEAR_MISS = "near_miss", "It nearly went wrong"
    COMPLAINT = "complaint", "A complaint about how we use somebody's information"
    OTHER = "other", "Something else"


class Severity(models.TextChoices):
    """How bad a breach is for the people it is about."""

    NONE = "none", "No harm likely"
    RISK = "risk", "A risk to people"
    HIGH = "high", "A high risk to people"


class Concern(models.Model):
    """Where one concern stands; all that is said of it is in entries, the first of which has its id.

    `raised_by` is empty where somebody did not give their name. The clocks: `aware_at` starts the 72 hours of a
    breach, `received_on` the 30 days of a complaint.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    home_id = models.UUIDField(null=True)
    about = models.TextField(choices=About.choices)
    decision = models.UUIDField(null=True, help_text="The decision it came from, if any.")
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    raised_at = models.DateTimeField(default=timezone.now)
    is_breach = models.BooleanField(default=False)
    severity = models.TextField(choices=Severity.choices, blank=True)
    aware_at = models.DateTimeField(null=True)
    is_complaint = models.BooleanField(default=False)
    received_on = models.DateField(null=True)
    due_at = models.DateTimeField(null=True, help_text="When the next clock that runs will have run out.")
    clock = models.TextField(blank=True, help_text="Which clock that is; empty where none runs.")
    reminded = ArrayField(models.TextField(), default=list, help_text="The reminders that were sent.")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                models.F("organisation"),
                models.F("due_at").asc(nulls_last=True),
                models.F("id"),
                name="concern_open",
                condition=Q(closed_at=None),
            ),
            models.Index(
                fields=["organisation", "-closed_at", "-id"],
                name="concern_closed",
                condition=Q(closed_at__isnull=False),
            ),
            models.Index(fields=["raised_by", "-raised_at", "-id"], name="concern_of_raiser"),
        ]

    def __str__(self) -> str:
        return f"Concern {self.id}"

    @property
    def reference(self) -> str:
        """What people quote, such as K7M-2QX9."""
        return reference(self.id)


class Step(Told):
    """One thing done about a concern; which, is a code of `steps`."""

    concern = models.ForeignKey(Concern, models.PROTECT, related_name="steps")
    what = models.TextField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta(Told.Meta):
        indexes: ClassVar = [models.Index(fields=["concern", "made_at", "id"], name="step_of_concern")]

    def __str__(self) -> str:
        return f"{self.what} {self.concern_id}"
