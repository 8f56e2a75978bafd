"""Facts about letters: an organisation's own words for one, a letter that was made, and that it was given.

Columns hold codes, dates and links. What a letter says stands in its entry alone.
"""

from __future__ import annotations

from functools import cached_property
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from audit.ledger.facts import Fact, Told, unseal
from audit.ledger.reference import reference
from decisions.letters.codes import HOWS, TO


class LetterWording(Fact):
    """A version of an organisation's own words for a letter; the newest stands. `ours` goes back to our words.

    Words: title, text.
    """

    organisation = models.ForeignKey("portal.Organisation", models.PROTECT, related_name="+")
    key = models.ForeignKey("audit.Key", models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    easy = models.BooleanField()
    ours = models.BooleanField()
    made_at = models.DateTimeField(default=timezone.now)

    class Meta(Fact.Meta):
        indexes: ClassVar = [models.Index(fields=["organisation", "code", "easy"], name="wording_of_letter")]

    def __str__(self) -> str:
        return f"{self.code}, {self.made_at:%d %B %Y}"

    @cached_property
    def words(self) -> dict[str, str]:
        """The sealed words, decrypted once for this instance."""
        return unseal(self.key, self.id, self.sealed)


class Letter(Told):
    """A letter as it was made: for an individual, after a decision, or both. It never changes."""

    organisation = models.ForeignKey("portal.Organisation", models.PROTECT, related_name="+")
    home = models.ForeignKey("portal.Home", models.PROTECT, null=True, related_name="+")
    individual = models.ForeignKey("decisions.Individual", models.PROTECT, null=True, related_name="letters")
    decision = models.ForeignKey("decisions.Decision", models.PROTECT, null=True, related_name="letters")
    maker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    easy = models.BooleanField()
    made_at = models.DateTimeField(default=timezone.now)

    class Meta(Told.Meta):
        constraints: ClassVar = [
            *Told.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(individual__isnull=False) | models.Q(decision__isnull=False),
                name="a_letter_is_about_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.reference}"

    @property
    def reference(self) -> str:
        """What stands at the foot of the letter, so that it is found again."""
        return reference(self.id)


class LetterGiven(Told):
    """That a letter was given: how, on which day, and what the one was to the person. Nothing is sent by itself."""

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="given")
    giver = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    how = models.CharField(max_length=20, choices=list(HOWS.items()))
    to = models.CharField(max_length=20, choices=list(TO.items()))
    given_on = models.DateField()

    class Meta(Told.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.letter_id}, {self.how}"
