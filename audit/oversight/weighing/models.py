"""That someone weighed what a worker put to the Guardian. Words are in the entries alone."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from audit.kinds import group
from audit.oversight.desk.fold import DISCLOSED
from audit.oversight.turns import InTurn


class Weighing(InTurn):
    """What was weighed once about one decision, made or still a draft.

    `settled` is False where the end says to find something out first: then it waits to be weighed again.
    """

    decision = models.UUIDField(help_text="The decision's entry, or the draft it will be made from.")
    worker_id = models.UUIDField(null=True, help_text="Who asked, and is told.")
    outcome = models.TextField()
    kind = models.TextField()
    settled = models.BooleanField()
    weigher = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.outcome} {self.decision}"

    @property
    def tells(self) -> bool:
        """Whether anything is disclosed after it."""
        return group(self.kind) in DISCLOSED
