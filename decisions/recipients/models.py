"""Recipients, how to reach them, why they can be trusted, what they signed, and the alerts about them.

An organisation's name and number are no secret and stand in clear, so that a worker can call back on a number
we hold. A private person's are sealed under a key of their own. What an alert says is always sealed.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from audit.ledger.facts import Fact, Told, unseal
from decisions.recipients.codes import AGREEMENTS, ASSURANCES, CHECKS, ELEMENTS, RISKS, ROUTES
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

    @cached_property
    def correction(self) -> RecipientCorrection | None:
        """The newest correction of name and number, if there is one."""
        return max(self.corrections.all(), key=lambda each: each.number, default=None)

    @property
    def name(self) -> str:
        """Whom we call, as it was corrected last."""
        newest = self.correction
        if self.private:
            return (newest.words if newest else self.words)["name"]
        return newest.public_name if newest else self.public_name

    @property
    def phone(self) -> str:
        """The number we hold, to call back on; may be empty."""
        newest = self.correction
        if self.private:
            return (newest.words if newest else self.words)["phone"]
        return newest.public_phone if newest else self.public_phone


class RecipientCorrection(Fact):
    """A name or number was wrong, or has changed. The newest stands. Words: name, phone, reason."""

    recipient = models.ForeignKey(Recipient, models.PROTECT, related_name="corrections")
    number = models.PositiveIntegerField()
    public_name = models.CharField(max_length=200, blank=True)
    public_phone = models.CharField(max_length=40, blank=True)

    class Meta(Fact.Meta):
        constraints: ClassVar = [
            *Fact.Meta.constraints,
            models.UniqueConstraint(fields=["recipient", "number"], name="one_correction_of_a_number"),
        ]

    def __str__(self) -> str:
        return f"correction of {self.recipient_id}"

    @cached_property
    def words(self) -> dict[str, str]:
        """The sealed words, decrypted once for this instance."""
        return unseal(self.recipient.key, self.id, self.sealed)


class RecipientIndex(models.Model):
    """A keyed digest of one word of a private recipient's name: it finds them, and cannot be turned back."""

    recipient = models.ForeignKey(Recipient, models.PROTECT, related_name="index")
    organisation = models.ForeignKey("portal.Organisation", models.PROTECT, related_name="+")
    digest = models.BinaryField()
    edition = models.PositiveSmallIntegerField(default=1, help_text="Which way of folding names made it.")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["organisation", "digest"], name="recipient_look_up"),
            models.Index(fields=["edition", "recipient"], name="recipient_edition"),
        ]

    def __str__(self) -> str:
        return f"word of {self.recipient_id}"


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


class AlertReading(Told):
    """A worker has read a warning and knows what it asks of them."""

    alert = models.ForeignKey(Alert, models.PROTECT, related_name="readings")
    worker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta(Told.Meta):
        constraints: ClassVar = [
            *Told.Meta.constraints,
            models.UniqueConstraint(fields=["alert", "worker"], name="one_reading_of_an_alert"),
        ]

    def __str__(self) -> str:
        return f"reading of {self.alert_id}"


class RiskAssessment(Fact):
    """What could go wrong in spite of a warning, and what was decided. Words: wrong, reduces. The newest stands."""

    alert = models.ForeignKey(Alert, models.PROTECT, related_name="assessments")
    decision = models.CharField(max_length=20, choices=[(code, code) for code in RISKS])
    assessed_on = models.DateField()

    class Meta(Fact.Meta):
        pass

    def __str__(self) -> str:
        return f"risk of {self.alert_id}"

    @cached_property
    def words(self) -> dict[str, str]:
        """The sealed words, decrypted once for this instance."""
        return unseal(self.alert.recipient.key, self.id, self.sealed)


class OfRecipient(Fact):
    """A fact about a recipient; its words are sealed under the recipient's key."""

    recipient = models.ForeignKey(Recipient, models.PROTECT, related_name="%(class)s_set")

    class Meta(Fact.Meta):
        abstract = True

    def __str__(self) -> str:
        return f"{type(self).__name__} {self.id}"

    @cached_property
    def words(self) -> dict[str, str]:
        """The sealed words, decrypted once for this instance."""
        return unseal(self.recipient.key, self.id, self.sealed)

    @property
    def ended_on(self) -> date | None:
        """The day it was ended."""
        return self.end.ended_on if hasattr(self, "end") else None


class EndOfRecipientFact(Fact):
    """That a fact about a recipient stands no more. Words: reason."""

    ended_on = models.DateField()

    class Meta(Fact.Meta):
        abstract = True

    def __str__(self) -> str:
        return f"{type(self).__name__} {self.id}"


class Route(OfRecipient):
    """A way to reach a recipient that we found ourselves, to call back on. Words: value, found (where)."""

    kind = models.CharField(max_length=20, choices=[(code, code) for code in ROUTES])
    found_on = models.DateField()

    class Meta(OfRecipient.Meta):
        pass


class RouteEnd(EndOfRecipientFact):
    """A number or address is no longer theirs."""

    route = models.OneToOneField(Route, models.PROTECT, related_name="end")


class IdentityCheck(OfRecipient):
    """How we made sure that it was really them, so that the next one knows a way. Words: how."""

    kind = models.CharField(max_length=20, choices=[(code, code) for code in CHECKS])
    checked_on = models.DateField()

    class Meta(OfRecipient.Meta):
        pass


class Assurance(OfRecipient):
    """Evidence that a recipient can be trusted, seen by us, with a last day (Rule 5C). Words: evidence, by_whom.

    A trusted environment needs all three of its documents (Rule 3B).
    """

    kind = models.CharField(max_length=20, choices=[(code, code) for code in ASSURANCES])
    seen_on = models.DateField()
    ends_on = models.DateField()

    class Meta(OfRecipient.Meta):
        pass


class AssuranceEnd(EndOfRecipientFact):
    """Evidence no longer counts."""

    assurance = models.OneToOneField(Assurance, models.PROTECT, related_name="end")


class Agreement(OfRecipient):
    """A confidentiality or sharing agreement. Words: each of ELEMENTS, and where the signed paper is kept."""

    kind = models.CharField(max_length=20, choices=[(code, code) for code in AGREEMENTS])
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta(OfRecipient.Meta):
        pass

    @property
    def missing(self) -> tuple[str, ...]:
        """The elements that are not written down; an agreement is complete where there are none."""
        return tuple(code for code in ELEMENTS if not self.words[code])


class AgreementEnd(EndOfRecipientFact):
    """An agreement was ended before its last day."""

    agreement = models.OneToOneField(Agreement, models.PROTECT, related_name="end")
