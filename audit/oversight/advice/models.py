"""Questions put to a senior or the Guardian in the middle of a decision. Words are in the entries alone."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from audit.ledger.facts import Told
from portal.models import Organisation


class Whom(models.TextChoices):
    """Who is asked."""

    SENIOR = "senior", "A senior at work"
    GUARDIAN = "guardian", "The Caldicott Guardian"

    @property
    def permission(self) -> str:
        """What a person must be allowed to do, to answer."""
        return "review" if self is Whom.GUARDIAN else "advise"


class Thread(models.Model):
    """One conversation about one unfinished decision: no fact, only where it stands. Its id is its first entry's.

    `decision` is the draft's id, which the decision will have. `waiting_since` is empty while nobody waits for an
    answer; `question` is the code of the page from which it was asked.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    home_id = models.UUIDField(null=True)
    decision = models.UUIDField()
    asker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    whom = models.TextField(choices=Whom.choices)
    urgent = models.BooleanField(default=False)
    door = models.TextField(blank=True)
    question = models.TextField(blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    waiting_since = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["decision", "whom"], name="one_thread_of_a_decision"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["organisation", "-urgent", "waiting_since", "id"],
                name="thread_waiting",
                condition=Q(waiting_since__isnull=False),
            ),
            models.Index(fields=["organisation", "-answered_at", "-id"], name="thread_answered"),
            models.Index(
                fields=["organisation", "whom", "-answered_at", "-id"], name="thread_answered_by_whom"
            ),
            models.Index(fields=["asker", "-asked_at"], name="thread_of_asker"),
        ]

    def __str__(self) -> str:
        return f"Advice for {self.decision}"


class Said(Told):
    """One thing said in a thread: a question, or the advice."""

    thread = models.ForeignKey(Thread, models.PROTECT, related_name="said")
    is_advice = models.BooleanField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta(Told.Meta):
        indexes: ClassVar = [models.Index(fields=["thread", "made_at", "id"], name="said_in_thread")]

    def __str__(self) -> str:
        return f"Said in {self.thread_id}"
