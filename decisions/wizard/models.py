"""A worker's unfinished answers, and the facts that never change once they are recorded.

A `Draft` proves nothing: it is sealed, changed at will and soon deleted. A `Decision`, what was then shared
(`Disclosure`), what was added later (`Addendum`) and a danger that was met (`Reminder`, `ReminderEnd`) each
stand on one ledger entry, carry no personal text, and are refused change by the database.
"""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from audit.ledger.facts import Told
from audit.ledger.ids import new_id
from audit.ledger.models import Key
from audit.ledger.reference import reference


class Draft(models.Model):
    """Answers not yet recorded. Its id becomes the id of the decision and of its entry, so that is made once.

    `sealed` holds the answers under the keyring; of the individual there is a link, so that their key is read with
    the draft.
    `version` counts the writes: a write made on an older reading is refused and tried again.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    worker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts")
    membership = models.ForeignKey("portal.Membership", models.CASCADE, related_name="drafts")
    individual = models.ForeignKey("decisions.Individual", models.PROTECT, null=True, related_name="drafts")
    ruleset = models.CharField(max_length=64, help_text="SHA-256 of the ruleset the answers are walked with.")
    sealed = models.BinaryField()
    version = models.PositiveIntegerField(default=1)
    due_at = models.DateTimeField(null=True, blank=True, help_text="Until when a danger must be recorded.")
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["worker", "-updated_at"], name="draft_of_worker"),
            models.Index(fields=["updated_at"], name="draft_by_age"),
        ]

    key: Key | None = None
    """The individual's key, where the draft was read with it."""

    def __str__(self) -> str:
        return f"Draft begun {self.created_at:%d %B %Y}"

    @property
    def idempotency_key(self) -> uuid.UUID:
        """The key under which the decision is recorded, however often it is posted."""
        return self.id


class Decision(Told):
    """What a worker decided about sharing, with the advice they had. Codes only."""

    organisation = models.ForeignKey("portal.Organisation", models.PROTECT, related_name="decisions")
    home = models.ForeignKey("portal.Home", models.PROTECT, null=True, related_name="decisions")
    worker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="decisions")
    individual = models.ForeignKey(
        "decisions.Individual", models.PROTECT, null=True, related_name="decisions"
    )
    reference = models.CharField(max_length=12)
    ruleset = models.CharField(max_length=60, help_text="Name and version, such as care-team.1.")
    door = models.CharField(max_length=40)
    outcome = models.CharField(max_length=60)
    outcome_kind = models.CharField(max_length=20)
    basis = models.CharField(max_length=60, blank=True)
    departed = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta(Told.Meta):
        indexes: ClassVar = [
            models.Index(fields=["worker", "-made_at", "-id"], name="decision_of_worker"),
        ]

    def __str__(self) -> str:
        return self.reference


class Disclosure(Told):
    """What was in fact shared after a decision."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="disclosures")
    worker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="disclosures")
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"Disclosure {reference(self.id)}"


class Addendum(Told):
    """Something the worker forgot to say; the decision itself stays as it was."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="addenda")
    worker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="addenda")
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"Addendum {reference(self.id)}"


class Reminder(Told):
    """Someone may be in danger: the worker was advised to protect them first and record it within a day.

    `draft` is the id the decision will have, so a reminder is closed by the decision of the same id.
    """

    organisation = models.ForeignKey("portal.Organisation", models.PROTECT, related_name="reminders")
    worker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="reminders")
    made_at = models.DateTimeField(default=timezone.now)
    draft = models.UUIDField()
    due_at = models.DateTimeField()

    class Meta(Told.Meta):
        indexes: ClassVar = [models.Index(fields=["draft", "made_at"], name="reminder_of_draft")]

    def __str__(self) -> str:
        return f"Reminder {reference(self.id)}"


class ReminderEnd(Told):
    """It turned out that nobody was in danger; the worker's reason is in the entry."""

    reminder = models.OneToOneField(Reminder, models.PROTECT, related_name="end")
    worker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="reminder_ends")
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"End of reminder {reference(self.id)}"
