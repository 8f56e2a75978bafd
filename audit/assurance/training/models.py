"""What was asked for, learned, declared and excused. Words and names are in the entries alone."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from audit.assurance.training.kinds import HOW_OFTEN
from audit.ledger.facts import Told
from portal.models import Organisation


class Requirement(Told):
    """Something of its own that an organisation asks its people to learn; the title is in the entry.

    `roles` is empty where everyone learns it.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    every = models.TextField(choices=list(HOW_OFTEN.items()))
    roles = ArrayField(models.TextField(), default=list)
    since = models.DateField()

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        """What leaves and records call it."""
        return f"own-{self.id.hex}"


class RequirementEnd(Told):
    """That it is no longer asked for; what was learned stays on record."""

    requirement = models.OneToOneField(Requirement, models.PROTECT, related_name="end")
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"End of {self.requirement_id}"


class NeedsReview(Told):
    """That somebody looked through what each role must learn and found it right, on a day."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    reviewed_on = models.DateField()

    class Meta(Told.Meta):
        indexes: ClassVar = [models.Index(fields=["organisation", "-reviewed_on"], name="needs_reviewed")]

    def __str__(self) -> str:
        return f"Needs reviewed on {self.reviewed_on}"


class Learned(Told):
    """That one person learned, or declared, one kind of thing on a day."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    kind = models.TextField(help_text="A code of kinds.toml, or of an organisation's own requirement.")
    done_on = models.DateField()

    class Meta(Told.Meta):
        indexes: ClassVar = [
            models.Index(fields=["organisation", "person", "kind", "-done_on"], name="learned_last"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} on {self.done_on}"


class Excuse(Told):
    """That somebody on long leave is not counted from a first day to a last; why is in the entry.

    What is said last about a person takes the place of what was said before.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    first = models.DateField()
    last = models.DateField()
    made_at = models.DateTimeField(default=timezone.now)

    class Meta(Told.Meta):
        constraints: ClassVar = [
            *Told.Meta.constraints,
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="excused_from_first_to_last"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "person", "-made_at"], name="excuse_of_person")
        ]

    def __str__(self) -> str:
        return f"Excused from {self.first} to {self.last}"
