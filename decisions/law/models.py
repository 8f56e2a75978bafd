"""Facts about the law and about our own questions: the day a law began, and who signed off a version.

A law that was made and has not begun stays dormant until a Guardian enters the day. A version of a ruleset is in
force once two people have signed it off, one of them a Guardian, and its day has come.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from audit.ledger.facts import Fact, Told, unseal


class Commencement(Fact):
    """The day on which a source came, or comes, into force, as a Guardian entered it. Words: read (where)."""

    organisation = models.ForeignKey("portal.Organisation", models.PROTECT, related_name="+")
    key = models.ForeignKey("audit.Key", models.PROTECT, related_name="+")
    source = models.CharField(max_length=60, help_text="The id of the source in the files of rules.")
    began_on = models.DateField()

    class Meta(Fact.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.source} from {self.began_on:%Y-%m-%d}"

    @cached_property
    def words(self) -> dict[str, str]:
        """The sealed words, decrypted once for this instance."""
        return unseal(self.key, self.id, self.sealed)

    @property
    def ended_on(self) -> date | None:
        """The day it was taken back."""
        return self.end.ended_on if hasattr(self, "end") else None


class CommencementEnd(Fact):
    """A Guardian took the day back: from then on the source is dormant again. Words: reason."""

    commencement = models.OneToOneField(Commencement, models.PROTECT, related_name="end")
    ended_on = models.DateField()

    class Meta(Fact.Meta):
        pass

    def __str__(self) -> str:
        return f"end of {self.commencement_id}"


class Capacity(models.TextChoices):
    """As what somebody signs off."""

    GUARDIAN = "guardian", "Caldicott Guardian"
    SECOND = "second", "Second person"


class SignOff(Told):
    """One of the two signatures under a version of a ruleset, which is known by its digest."""

    organisation = models.ForeignKey("portal.Organisation", models.PROTECT, related_name="+")
    signer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="sign_offs")
    capacity = models.CharField(max_length=20, choices=Capacity.choices)
    name = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    from_day = models.DateField(help_text="The first day on which it may be in force.")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta(Told.Meta):
        constraints: ClassVar = [
            *Told.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "digest", "capacity"], name="one_sign_off_of_a_capacity"
            ),
            models.UniqueConstraint(
                fields=["organisation", "digest", "signer"], name="one_sign_off_of_a_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}.{self.version}, {self.capacity}"


class SignOffEnd(Told):
    """A signature was taken back before its version was in force: that text is never used. Why is in the entry."""

    sign_off = models.OneToOneField(SignOff, models.PROTECT, related_name="end")
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"end of {self.sign_off}"
