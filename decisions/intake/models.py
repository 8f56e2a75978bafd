"""A list on its way in. Neither the list nor its progress is a fact: what it brings in is, one entry for each row.

What was uploaded lies sealed in a row of its own, and that row is deleted once all is done, refused or a day old.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from audit.ledger.ids import new_id


class Intake(models.Model):
    """One list that was uploaded and had no bad row. Its id makes the ids of all that it brings in."""

    class State(models.TextChoices):
        """How far it is."""

        TRIED = "tried"
        WAITING = "waiting"
        DONE = "done"
        REFUSED = "refused"
        FAILED = "failed"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("portal.Organisation", models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    authenticated_by = models.CharField(max_length=100, blank=True)
    kind = models.CharField(max_length=20)
    state = models.CharField(max_length=10, choices=State.choices, default=State.TRIED)
    new = models.PositiveIntegerField(help_text="How many rows are to be brought in.")
    known = models.PositiveIntegerField(help_text="How many rows we had already.")
    done = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    moved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["created_at"], condition=models.Q(state="waiting"), name="intake_waiting"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}, {self.state}"


class IntakeFile(models.Model):
    """What was uploaded, sealed. Whoever works on it holds this row; whoever finds none has nothing to do."""

    intake = models.OneToOneField(Intake, models.CASCADE, primary_key=True, related_name="file")
    sealed = models.BinaryField()
    answers = models.BinaryField(
        null=True, help_text="What unknown words of the list mean, sealed: they may be names."
    )

    def __str__(self) -> str:
        return f"file of {self.intake_id}"
