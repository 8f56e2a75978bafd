"""A story half answered, and how it went: neither is a fact about anybody, so neither has an entry.

A `PracticeDraft` is sealed, changed at will and thrown away. A `PracticeResult` says which story and whether it went
right, and holds nothing that was typed.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from audit.ledger.ids import new_id


class PracticeDraft(models.Model):
    """A worker's answers to one story. Once finished it is only read, until it is thrown away."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    worker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="practice_drafts")
    membership = models.ForeignKey("portal.Membership", models.CASCADE, related_name="practice_drafts")
    story = models.CharField(max_length=100)
    sealed = models.BinaryField()
    finished = models.BooleanField(default=False)
    updated_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"Practice with {self.story}"


class PracticeResult(models.Model):
    """Which story a worker practised with and whether it went right; counted for training."""

    id = models.UUIDField(primary_key=True, editable=False)
    organisation = models.ForeignKey("portal.Organisation", models.CASCADE, related_name="practice_results")
    worker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="practice_results")
    story = models.CharField(max_length=100)
    right = models.BooleanField()
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["worker", "-made_at"], name="practice_of_worker")]

    def __str__(self) -> str:
        return f"{self.story}: {'right' if self.right else 'not right'}"
