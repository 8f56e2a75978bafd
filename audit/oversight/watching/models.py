"""What watching keeps: who looked at whom, as the log was read, the looks that seem odd, and the monthly lot."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from audit.ledger.facts import Told
from portal.models import Organisation


class Look(models.Model):
    """One opening of a person's record, read from the log; its id is that of its entry. Codes and ids only.

    `individual_id` is empty for a search in other homes, which may find nobody.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    seq = models.BigIntegerField()
    at = models.DateTimeField()
    home_id = models.UUIDField(null=True)
    worker_id = models.UUIDField()
    individual_id = models.UUIDField(null=True)
    people = models.PositiveIntegerField(
        default=1, help_text="How many different people the worker looked at in the hour that ends with it."
    )
    odd = ArrayField(models.TextField(), default=list, help_text="Why it seems odd; mostly empty.")
    judged_at = models.DateTimeField(
        null=True, help_text="Empty until an entry says what came of looking into it."
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "seq"], name="one_look_of_a_seq"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "worker_id", "at"], name="look_of_worker"),
            models.Index(
                fields=["organisation", "seq"], name="look_odd", condition=Q(judged_at=None) & ~Q(odd=[])
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def person(self) -> UUID:
        """Whom to count: the individual, or the search itself."""
        return self.individual_id or self.id


class CameOf(models.TextChoices):
    """What came of looking into a look that seemed odd."""

    EXPLAINED = "explained", "There is a good reason for it"
    CONCERN = "concern", "I raise a concern"


class LookJudged(Told):
    """What came of looking into a look that seemed odd."""

    look = models.UUIDField(unique=True, help_text="The look's entry.")
    finding = models.TextField(choices=CameOf.choices)
    judge = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.finding} {self.look}"


class Lot(Told):
    """The decisions of one month that were drawn by lot; which, and how, stands in the entry."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    month = models.DateField(help_text="The first day of the month whose decisions were drawn.")
    size = models.PositiveIntegerField()
    made_at = models.DateTimeField(default=timezone.now)

    class Meta(Told.Meta):
        constraints: ClassVar = [
            *Told.Meta.constraints,
            models.UniqueConstraint(fields=["organisation", "month"], name="one_lot_of_a_month"),
        ]

    def __str__(self) -> str:
        return f"{self.month:%B %Y}: {self.size}"


class Judged(Told):
    """What a reader would have decided, who had not seen what the worker did."""

    decision = models.UUIDField(help_text="The decision's entry.")
    lot = models.ForeignKey(Lot, models.PROTECT, related_name="judged")
    decided = models.TextField()
    judge = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta(Told.Meta):
        constraints: ClassVar = [
            *Told.Meta.constraints,
            models.UniqueConstraint(fields=["decision"], name="one_judgement_of_a_drawn_decision"),
        ]

    def __str__(self) -> str:
        return f"{self.decided} {self.decision}"
