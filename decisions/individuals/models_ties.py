"""Who looks after an individual, and since when; and details that were put right.

An individual's own row says who they were when they were added. Where they live now, and who helps them, are
facts of their own: moving home is a second fact.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models

from decisions.individuals.models import End, PersonalFact


class Correction(PersonalFact):
    """Details put right; the newest stand. Words: name, reference, nhs_number, date_of_birth, reason."""

    class Meta(PersonalFact.Meta):
        pass


class HomeOfIndividual(PersonalFact):
    """A home that looks after them from a day on. `instead`: they moved, so the homes before look after them no more.

    Words: reason.
    """

    home = models.ForeignKey("portal.Home", models.PROTECT, related_name="+")
    instead = models.BooleanField()
    began_on = models.DateField()

    class Meta(PersonalFact.Meta):
        pass

    @property
    def ended_on(self) -> date | None:
        """The day this home stopped looking after them as well."""
        return self.end.ended_on if hasattr(self, "end") else None


class HomeOfIndividualEnd(End):
    """A home no longer looks after them as well. Words: reason."""

    stay = models.OneToOneField(HomeOfIndividual, models.PROTECT, related_name="end")

    class Meta(End.Meta):
        pass

    def __str__(self) -> str:
        return f"end of {self.stay_id}"


class Relationship(PersonalFact):
    """A worker of another home looks after them for a time (Rule 2A: a legitimate relationship). Words: reason."""

    worker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    began_on = models.DateField()
    ends_on = models.DateField()

    class Meta(PersonalFact.Meta):
        indexes: ClassVar = [models.Index(fields=["worker", "ends_on"], name="relationship_of_worker")]

    @property
    def ended_on(self) -> date | None:
        """The day it ended before its last day."""
        return self.end.ended_on if hasattr(self, "end") else None


class RelationshipEnd(End):
    """A worker no longer looks after them. Words: reason."""

    relationship = models.OneToOneField(Relationship, models.PROTECT, related_name="end")

    class Meta(End.Meta):
        pass

    def __str__(self) -> str:
        return f"end of {self.relationship_id}"
