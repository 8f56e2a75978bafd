"""That someone weighed what a worker put to the Guardian. Words are in the entries alone."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from audit.kinds import group
from audit.ledger.facts import Told
from audit.oversight.desk.fold import DISCLOSED
from portal.models import Organisation


class Weighing(Told):
    """What was weighed once about one decision, made or still a draft. `turn` counts from 1: one each.

    `settled` is False where the end says to find something out first: then it waits to be weighed again.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    decision = models.UUIDField(help_text="The decision's entry, or the draft it will be made from.")
    worker_id = models.UUIDField(null=True, help_text="Who asked, and is told.")
    turn = models.PositiveSmallIntegerField()
    outcome = models.TextField()
    kind = models.TextField()
    settled = models.BooleanField()
    weigher = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta(Told.Meta):
        constraints: ClassVar = [
            *Told.Meta.constraints,
            models.UniqueConstraint(fields=["decision", "turn"], name="one_weighing_of_a_turn"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["worker_id", "-made_at"], name="weighing_of_worker"),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} {self.decision}"

    @property
    def tells(self) -> bool:
        """Whether anything is disclosed after it."""
        return group(self.kind) in DISCLOSED
