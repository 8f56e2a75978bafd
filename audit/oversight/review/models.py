"""The views that were given of decisions, and what was asked for after them. Words are in the entries alone."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from audit.ledger.facts import Told
from audit.oversight.turns import InTurn
from portal.models import Organisation


class Finding(models.TextChoices):
    """Would the reader have decided the same?"""

    YES = "yes", "Yes"
    YES_WITH_ADVICE = "yes_with_advice", "Yes, with advice"
    NO = "no", "No"
    ASK = "ask", "I need to ask something"


class Review(InTurn):
    """One reader's view of one decision."""

    finding = models.TextField(choices=Finding.choices)
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.finding} {self.decision}"


class ReviewAnswer(Told):
    """What the worker answered to a reader's question."""

    review = models.OneToOneField(Review, models.PROTECT, related_name="answer")
    worker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"Answer to {self.review_id}"


class FollowUp(models.Model):
    """Something a worker was asked to do after a decision, until it is done; what, stands in its entry of the same id.

    `decision` is the id the decision has or, where advice came first, will have.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    home_id = models.UUIDField(null=True)
    decision = models.UUIDField()
    worker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    due_on = models.DateField(help_text="The last day, to its end in London.")
    done_at = models.DateTimeField(null=True, help_text="Empty until an entry says that it was done.")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["organisation", "due_on"], name="follow_up_open", condition=Q(done_at=None)),
            models.Index(fields=["worker", "due_on"], name="follow_up_of_worker", condition=Q(done_at=None)),
            models.Index(fields=["decision"], name="follow_up_of_decision"),
        ]

    def __str__(self) -> str:
        return f"Follow-up by {self.due_on}"


class Example(Told):
    """A training story proposed from a decision, names removed; the story stands in its entry."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    decision = models.UUIDField()
    proposer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta(Told.Meta):
        indexes: ClassVar = [models.Index(fields=["organisation", "made_at"], name="example_of_organisation")]

    def __str__(self) -> str:
        return f"Example from {self.decision}"


class ExampleCheck(Told):
    """A second person read an example for names: it joins the practice, or it does not."""

    example = models.OneToOneField(Example, models.PROTECT, related_name="check_made")
    joins = models.BooleanField()
    checker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"Check of {self.example_id}"
