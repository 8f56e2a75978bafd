"""What a Guardian has answered so far. It is no fact: sealed, changed at will, and soon thrown away."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from audit.ledger.ids import new_id


class WeighingDraft(models.Model):
    """Answers not yet recorded. Its id becomes the id of the weighing and of its entry, so that is made once.

    `decision` is what is weighed, and `turn` how often it had been weighed before. `version` counts the writes: a
    write made on an older reading is refused and tried again.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    worker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="weighing_drafts")
    membership = models.ForeignKey("portal.Membership", models.CASCADE, related_name="weighing_drafts")
    decision = models.UUIDField()
    turn = models.PositiveSmallIntegerField()
    ruleset = models.CharField(max_length=64, help_text="SHA-256 of the ruleset the answers are walked with.")
    sealed = models.BinaryField()
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["worker", "decision"], name="one_weighing_draft_of_a_decision"),
        ]
        indexes: ClassVar = [models.Index(fields=["updated_at"], name="weighing_draft_by_age")]

    def __str__(self) -> str:
        return f"Weighing of {self.decision}"
