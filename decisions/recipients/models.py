"""Recipients and the alerts about them.

An organisation's name and number are no secret and stand in clear, so that a worker can call back on a number
we hold. A private person's are sealed under a key of their own. What an alert says is always sealed.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import ClassVar

from django.db import models
from django.db.models import Q

from decisions.facts import Fact, unseal
from decisions.vocabulary import RecipientKind


class Recipient(Fact):
    """An organisation or a private person who may be told something. Words of a private one: name, phone."""

    organisation = models.ForeignKey("portal.Organisation", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in RecipientKind])
    private = models.BooleanField(default=False)
    key = models.ForeignKey("audit.Key", models.PROTECT, related_name="+")
    public_name = models.CharField(max_length=200, blank=True)
    public_phone = models.CharField(max_length=40, blank=True)

    class Meta(Fact.Meta):
        constraints: ClassVar = [
            *Fact.Meta.constraints,
            models.CheckConstraint(
                condition=Q(private=False) | Q(public_name="", public_phone=""),
                name="private_recipients_are_sealed",
            ),
            models.UniqueConstraint(
                fields=["organisation", "kind", "public_name"],
                condition=Q(private=False),
                name="one_recipient_of_a_name",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"

    @cached_property
    def words(self) -> dict[str, str]:
        """The sealed words, decrypted once for this instance."""
        return unseal(self.key, self.id, self.sealed)

    @property
    def name(self) -> str:
        """Whom we call."""
        return self.words["name"] if self.private else self.public_name

    @property
    def phone(self) -> str:
        """The number we hold, to call back on; may be empty."""
        return self.words["phone"] if self.private else self.public_phone


class Alert(Fact):
    """A warning about a recipient: for now, ask the Guardian before telling them anything. Words: reason."""

    recipient = models.ForeignKey(Recipient, models.PROTECT, related_name="alert_set")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta(Fact.Meta):
        pass

    def __str__(self) -> str:
        return f"alert {self.id}"

    @cached_property
    def words(self) -> dict[str, str]:
        """The sealed words, decrypted once for this instance."""
        return unseal(self.recipient.key, self.id, self.sealed)

    @property
    def ended_on(self) -> date | None:
        """The day it was lifted."""
        return self.end.ended_on if hasattr(self, "end") else None


class AlertEnd(Fact):
    """The warning was lifted. Words: reason."""

    alert = models.OneToOneField(Alert, models.PROTECT, related_name="end")
    ended_on = models.DateField()

    class Meta(Fact.Meta):
        pass

    def __str__(self) -> str:
        return f"end of {self.alert_id}"
