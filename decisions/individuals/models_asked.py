"""What came of asking: refusals, a carer's own yes or no, what the person was told, and what is private."""

from __future__ import annotations

from datetime import date
from typing import Final

from django.contrib.postgres.fields import ArrayField
from django.db import models

from decisions.individuals.models import KINDS, End, PersonalFact, Wishes

NOTICE_FACTS: Final = {
    "held": "What we hold about them",
    "who": "Who may see it",
    "purpose": "What it is for",
    "object": "How to say no",
}
"""What each person must be told (Rule 3D)."""
SUMMARY_RECORD: Final = {
    "full": "a Summary Care Record with more than the core details",
    "core": "a Summary Care Record with the core details only",
    "none": "no Summary Care Record",
}
"""What a person may want of the record that the NHS shows to those who treat them anywhere."""


def _codes(*, blank: bool = False) -> ArrayField:
    return ArrayField(models.CharField(max_length=40), blank=blank)


class Refusal(PersonalFact):
    """They were asked to agree, and said no. Words: recipient, purpose, reason, explained, how, other."""

    recipient_kind = models.CharField(max_length=20, choices=KINDS)
    items = _codes()
    asked_on = models.DateField()
    care_at_risk = models.BooleanField(default=False)

    seq: int
    """Its place in the ledger, where it was read with it."""

    class Meta(PersonalFact.Meta):
        pass


class SeniorReview(PersonalFact):
    """A senior talked about a no that may make care impossible (Rule 2A). Words: talked, outcome.

    `about` is the entry of the refusal, or of the taking back.
    """

    about = models.OneToOneField("audit.Entry", models.PROTECT, related_name="+")
    reviewed_on = models.DateField()

    class Meta(PersonalFact.Meta):
        pass


class CarerConsent(PersonalFact):
    """What somebody close to the person says for themself: if they want to be told (Rule 2A). Words: about, how."""

    wishes = models.ForeignKey(Wishes, models.PROTECT, related_name="carer_set")
    agrees = models.BooleanField()
    said_on = models.DateField()

    class Meta(PersonalFact.Meta):
        pass

    @property
    def ended_on(self) -> date | None:
        """The day they took it back."""
        return self.end.ended_on if hasattr(self, "end") else None


class CarerConsentEnd(End):
    """A carer no longer says so. Words: reason."""

    carer = models.OneToOneField(CarerConsent, models.PROTECT, related_name="end")

    class Meta(End.Meta):
        pass

    def __str__(self) -> str:
        return f"end of {self.carer_id}"


class RecordPreference(PersonalFact):
    """What they want of the Summary Care Record; the newest stands. Words: how."""

    choice = models.CharField(max_length=10, choices=[(code, code) for code in SUMMARY_RECORD])
    said_on = models.DateField()

    class Meta(PersonalFact.Meta):
        pass


class Notice(PersonalFact):
    """Which of the four facts they were told, when, how, and in which version of the notice. Words: version, how."""

    facts = _codes()
    given_on = models.DateField()

    class Meta(PersonalFact.Meta):
        pass

    @property
    def missing(self) -> tuple[str, ...]:
        """The facts they were not told this time."""
        return tuple(code for code in NOTICE_FACTS if code not in self.facts)


class Sensitivity(PersonalFact):
    """What this person wants treated as private, within their team too. Words: says, other."""

    items = _codes()
    marked_on = models.DateField()

    class Meta(PersonalFact.Meta):
        verbose_name_plural = "sensitivities"

    @property
    def ended_on(self) -> date | None:
        """The day the mark was taken away."""
        return self.end.ended_on if hasattr(self, "end") else None


class SensitivityEnd(End):
    """It need not be treated as private any more. Words: reason."""

    sensitivity = models.OneToOneField(Sensitivity, models.PROTECT, related_name="end")

    class Meta(End.Meta):
        pass

    def __str__(self) -> str:
        return f"end of {self.sensitivity_id}"
