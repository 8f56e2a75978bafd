"""A job, and the files it made. The row is the truth; a worker holds it on lease, and the queue only nudges."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone


class Job(models.Model):
    """One thing that was asked for and takes longer than a page may.

    Nobody may take it before `free_at`: until then its worker's lease runs, or the pause after a failure. `holder`
    is the token of the worker who has it, and only whoever holds it can finish it. Nothing here is about a person
    but who asked: the title and the arguments are made of codes, days and ids.
    """

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"
        CANCELLED = "cancelled"

    ACTIVE: ClassVar = (State.WAITING, State.RUNNING)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("portal.Organisation", models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    about = models.UUIDField(null=True)
    arguments = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    holder = models.UUIDField(null=True)
    # By the database's own clock, as leases are.
    free_at = models.DateTimeField(db_default=Now())
    attempts = models.PositiveSmallIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    of = models.PositiveIntegerField(default=0)
    saying = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    asked_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["asked_at", "id"],
                condition=models.Q(state__in=["waiting", "running"]),
                name="job_active",
            ),
            models.Index(fields=["by", "organisation", "-asked_at"], name="job_of_person"),
            models.Index(fields=["expires_at"], condition=models.Q(state="done"), name="job_expiring"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}, {self.state}"

    @property
    def is_active(self) -> bool:
        """Whether it waits or is being made."""
        return self.state in self.ACTIVE

    @property
    def is_ready(self) -> bool:
        """Whether its files can be had."""
        return (
            self.state == self.State.DONE and self.expires_at is not None and self.expires_at > timezone.now()
        )


class MadeFile(models.Model):
    """One file of a job that is done; its bytes lie sealed in parts, so that none needs a disk that workers share."""

    job = models.ForeignKey(Job, models.CASCADE, related_name="files")
    name = models.CharField(max_length=100)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    parts = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["job", "name"], name="one_file_of_a_name_in_a_job"),
        ]

    def __str__(self) -> str:
        return self.name


class MadePart(models.Model):
    """A stretch of a file's bytes, sealed for its own place in its own file."""

    file = models.ForeignKey(MadeFile, models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    sealed = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["file", "number"], name="one_part_of_a_number_in_a_file"),
        ]

    def __str__(self) -> str:
        return f"part {self.number} of {self.file_id}"
