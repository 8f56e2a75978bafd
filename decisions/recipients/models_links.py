"""Links by which a recipient without an account says that they understand what we ask of them."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property

from django.conf import settings
from django.db import models

from audit.ledger.facts import Fact, Told, unseal
from decisions.recipients.models import Agreement, Recipient


class AcknowledgementLink(Told):
    """A link for one recipient, good once and for seven days. The token itself is kept nowhere, only its SHA-256."""

    recipient = models.ForeignKey(Recipient, models.PROTECT, related_name="links")
    agreement = models.ForeignKey(Agreement, models.PROTECT, null=True, related_name="+")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    token_hash = models.BinaryField(unique=True)
    expires_at = models.DateTimeField()

    # Only on the link that `make_link` returns, to be shown once; never stored.
    token: str = ""

    class Meta(Told.Meta):
        pass

    def __str__(self) -> str:
        return f"link {self.id}"

    def is_open(self, at: datetime) -> bool:
        """Say whether the link can still be used at a moment (aware)."""
        return at < self.expires_at and not hasattr(self, "acknowledgement")


class Acknowledgement(Fact):
    """A recipient said that they understand what we ask of them; the link is spent. Words: name."""

    link = models.OneToOneField(AcknowledgementLink, models.PROTECT, related_name="acknowledgement")

    class Meta(Fact.Meta):
        pass

    def __str__(self) -> str:
        return f"acknowledgement {self.id}"

    @cached_property
    def words(self) -> dict[str, str]:
        """The sealed words, decrypted once for this instance."""
        return unseal(self.link.recipient.key, self.id, self.sealed)
