"""What is made of one decision time and again: a reader's view of it, a Guardian's weighing."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from audit.ledger.facts import Told
from portal.models import Organisation


class InTurn(Told):
    """One of several made of a decision. `turn` counts them from 1: the first to take a turn has it."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    decision = models.UUIDField(help_text="The decision's entry.")
    worker_id = models.UUIDField(null=True, help_text="Who made the decision, and is told.")
    turn = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField(default=timezone.now)

    class Meta(Told.Meta):
        abstract = True
        constraints: ClassVar = [
            *Told.Meta.constraints,
            models.UniqueConstraint(fields=["decision", "turn"], name="one_%(class)s_of_a_turn"),
        ]
        indexes: ClassVar = [models.Index(fields=["worker_id", "-made_at"], name="%(class)s_of_worker")]
