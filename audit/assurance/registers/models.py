"""The entries of the yearly registers: where each stands, the steps taken about it, and its evidence."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from audit.assurance.registers.kinds import Kind, by_code
from audit.ledger.facts import Told, unseal
from audit.ledger.models import Key
from audit.ledger.reference import reference
from portal.models import Organisation


class RegisterEntry(models.Model):
    """Where one entry of a register stands; the first of its steps has its id, and its ledger entry too.

    `sealed` holds its answers as they are now, by the names that its kind gives them; how they came to be so is in
    the ledger. `lacks` counts what is still to do after these answers.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kind = models.TextField()
    key = models.ForeignKey(Key, models.PROTECT, related_name="+")
    sealed = models.BinaryField()
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    lacks = models.PositiveSmallIntegerField(default=0)
    looked_at = models.DateField(help_text="The day on which it was entered or last looked at again.")
    due_on = models.DateField(help_text="The day by which it must be looked at again.")
    ended_on = models.DateField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["organisation", "due_on", "id"], name="register_due", condition=Q(ended_on=None)
            ),
            models.Index(fields=["organisation", "kind", "id"], name="register_of_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.reference}"

    @property
    def reference(self) -> str:
        """What people quote, such as K7M-2QX9."""
        return reference(self.id)

    @property
    def register(self) -> Kind:
        """The register it is an entry of."""
        return by_code()[self.kind]

    @cached_property
    def answers(self) -> dict[str, str]:
        """Its answers as they are now, decrypted once for this instance."""
        return unseal(self.key, self.id, self.sealed)

    @property
    def needs(self) -> list[str]:
        """What is still to do after its answers, a sentence each."""
        return self.register.lacks(self.answers)

    def is_due(self, day: date) -> bool:
        """Say whether the day by which it must be looked at again is over."""
        return self.ended_on is None and self.due_on < day


class RegisterStep(Told):
    """One thing done about an entry: entered, looked at again, ended."""

    class What(models.TextChoices):
        """What was done, as the ledger's leaf says it too."""

        ENTERED = "entered", "Written down"
        RIGHT = "right", "Looked at again: still right"
        CHANGED = "changed", "Looked at again: something changed"
        ENDED = "ended", "Ended"

    about = models.ForeignKey(RegisterEntry, models.PROTECT, related_name="steps")
    what = models.TextField(choices=What.choices)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta(Told.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.what} {self.about_id}"


class Evidence(Told):
    """A file that shows something of an entry. What it was called, and what it shows, is in the ledger's entry."""

    about = models.ForeignKey(RegisterEntry, models.PROTECT, related_name="evidence")
    type = models.TextField()
    size = models.PositiveIntegerField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta(Told.Meta):
        pass

    def __str__(self) -> str:
        return f"evidence {self.id}"

    @property
    def reference(self) -> str:
        """What people quote, and what its file is called."""
        return reference(self.id)


class EvidenceFile(models.Model):
    """The bytes of a file, sealed under the key of its entry; apart, so that no list has to read them."""

    evidence = models.OneToOneField(Evidence, models.PROTECT, primary_key=True, related_name="file")
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return f"bytes of {self.evidence_id}"
