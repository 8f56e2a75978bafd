"""A report that is being written, which may be changed or thrown away, and one that was sealed, which never changes."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from audit.ledger.facts import Fact
from audit.ledger.ids import new_id
from audit.ledger.reference import reference
from audit.reports.annual.codes import code_of
from portal.models import Organisation


class Reader(models.TextChoices):
    """Who will read a report: on it depends whether small numbers are hidden, and what is told in detail."""

    BOARD = "board", "Our board"
    PUBLIC = "public", "The public (small numbers hidden)"
    INSPECTOR = "inspector", "An inspector (CQC or ICO)"


class ReportDraft(models.Model):
    """A report that is being written. Its id becomes that of the sealed report, and then the draft is gone.

    `homes` is empty for all homes. `hands` are the people who began, changed or sent it: none of them signs it where
    somebody else could. `sealed` holds its words, and once it is sent the numbers that the Guardian reads (see
    `drafts`). `version` counts its changes, so that nobody signs what they have not read.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    period = models.CharField(max_length=40)
    homes = ArrayField(models.UUIDField(), default=list)
    reader = models.TextField(choices=Reader.choices)
    hands = ArrayField(models.UUIDField(), default=list)
    began_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(null=True)
    sealed = models.BinaryField()
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["organisation", "-changed_at"], name="report_draft_of"),
        ]

    def __str__(self) -> str:
        return f"Report {self.reference}, {self.period}"

    @property
    def reference(self) -> str:
        """What an e-mail calls it."""
        return reference(self.id)


class AnnualReport(Fact):
    """A report that was signed and sealed. `sealed` holds its document, whose SHA-256 is `digest`.

    `homes` is empty for all homes; `size` says how many entries of the ledger were counted.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    key = models.ForeignKey("audit.Key", models.PROTECT, related_name="+")
    period = models.CharField(max_length=40)
    first = models.DateField()
    end = models.DateField(help_text="The first day after it.")
    homes = ArrayField(models.UUIDField(), default=list)
    reader = models.TextField(choices=Reader.choices)
    digest = models.CharField(max_length=64)
    size = models.BigIntegerField()
    maker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    signer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta(Fact.Meta):
        indexes: ClassVar = [
            models.Index(fields=["organisation", "-made_at"], name="report_of_organisation"),
        ]

    def __str__(self) -> str:
        return f"{self.period}, {self.code}"

    @property
    def code(self) -> str:
        """What people compare, such as "4F2A-91C0-77BE-10D3"."""
        return code_of(self.digest)
