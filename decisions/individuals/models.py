"""Individuals and the facts about their wishes: consents, objections, family wishes, capacity.

Columns hold codes, dates and links. Names, numbers and words are encrypted under the individual's own key.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, ClassVar
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models

from audit.ledger.facts import Fact, unseal
from decisions.chosen import Items
from decisions.vocabulary import RecipientKind, Scope


@dataclass(frozen=True, slots=True)
class Details:
    """Who an individual is, in clear; lives in memory only."""

    name: str
    reference: str
    nhs_number: str
    date_of_birth: date | None


@dataclass(frozen=True, slots=True)
class BestInterests:
    """What was found to be best for someone who cannot decide; no items means that telling is not best."""

    found: str = ""
    items: Items = ()
    consultees: str = ""


class Individual(Fact):
    """A person we look after (the guide's word for patient, service user, client)."""

    organisation = models.ForeignKey("portal.Organisation", models.PROTECT, related_name="+")
    home = models.ForeignKey("portal.Home", models.PROTECT, related_name="+")
    key = models.OneToOneField("audit.Key", models.PROTECT, related_name="+")

    # Read along with the individual where many are read (see ties.in_organisation).
    corrected_id: UUID | None
    corrected_sealed: bytes | None

    class Meta(Fact.Meta):
        pass

    def __str__(self) -> str:
        return str(self.id)

    @cached_property
    def details(self) -> Details:
        """The person's details, decrypted once for this instance."""
        words = unseal(self.key, *self._newest())
        born = words["date_of_birth"]
        return Details(
            name=words["name"],
            reference=words["reference"],
            nhs_number=words["nhs_number"],
            date_of_birth=date.fromisoformat(born) if born else None,
        )

    def _newest(self) -> tuple[UUID, bytes]:
        """Return the id and the sealed words of the details that stand: as put right last, else as first given."""
        found: Any
        if hasattr(self, "corrected_id"):
            found = (self.corrected_id, self.corrected_sealed) if self.corrected_id else None
        else:
            found = self.correction_set.order_by("-entry__seq").values_list("id", "sealed").first()
        return found or (self.id, bytes(self.sealed))


class IndividualIndex(models.Model):
    """A keyed digest of something people search by. It finds a person; it cannot be turned back into words."""

    class Kind(models.TextChoices):
        """What was hashed."""

        REFERENCE = "reference"
        NHS_NUMBER = "nhs_number"
        NAME = "name"
        WORD = "word"

    individual = models.ForeignKey(Individual, models.PROTECT, related_name="index")
    organisation = models.ForeignKey("portal.Organisation", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    digest = models.BinaryField()
    edition = models.PositiveSmallIntegerField(default=1, help_text="Which way of folding names made it.")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "digest"],
                condition=models.Q(kind__in=["reference", "nhs_number"]),
                name="one_individual_of_a_reference",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "kind", "digest"], name="individual_look_up"),
            models.Index(
                fields=["edition", "individual"],
                condition=models.Q(kind__in=["name", "word"]),
                name="individual_edition",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.individual_id}"


class PersonalFact(Fact):
    """Something an individual said or had decided about them; its words are sealed under their key."""

    individual = models.ForeignKey(Individual, models.PROTECT, related_name="%(class)s_set")

    class Meta(Fact.Meta):
        abstract = True

    def __str__(self) -> str:
        return f"{type(self).__name__} {self.id}"

    @cached_property
    def words(self) -> dict[str, str]:
        """The sealed words of this fact, decrypted once for this instance."""
        return unseal(self.individual.key, self.id, self.sealed)


def _items(*, blank: bool = False) -> ArrayField:
    """Codes of the kinds of information a fact is about."""
    return ArrayField(models.CharField(max_length=40), blank=blank)


class End(Fact):
    """That a fact of the individual stands no more; its words are sealed under their key."""

    ended_on = models.DateField()

    class Meta(Fact.Meta):
        abstract = True

    def words_under(self, fact: PersonalFact) -> dict[str, str]:
        """Return the sealed words of this end of a fact."""
        return unseal(fact.individual.key, self.id, self.sealed)


KINDS = [(kind.value, kind.value) for kind in RecipientKind]
SCOPES = [(scope.value, scope.value) for scope in Scope]


class Consent(PersonalFact):
    """What an individual agreed to: which items, for whom, what for, until when. Never open-ended (Rule 3C).

    Words: recipient (a name), purpose, other (what "something else" is).
    """

    recipient_kind = models.CharField(max_length=20, choices=KINDS)
    items = _items()
    given_on = models.DateField()
    ends_on = models.DateField()

    class Meta(PersonalFact.Meta):
        pass

    @property
    def ended_on(self) -> date | None:
        """The day it was taken back."""
        return self.withdrawal.ended_on if hasattr(self, "withdrawal") else None


class ConsentWithdrawal(End):
    """The individual took a consent back (Rule 2A). Words: reason."""

    consent = models.OneToOneField(Consent, models.PROTECT, related_name="withdrawal")
    care_at_risk = models.BooleanField(default=False)

    class Meta(End.Meta):
        pass

    def __str__(self) -> str:
        return f"withdrawal of {self.consent_id}"


class Objection(PersonalFact):
    """What an individual does not want told, and to whom (Rules 2A and 4). No items means: nothing at all.

    Words: to_whom, in their own words ("my GP"); other (what "something else" is).
    """

    scope = models.CharField(max_length=20, choices=SCOPES)
    items = _items(blank=True)
    raised_on = models.DateField()

    class Meta(PersonalFact.Meta):
        pass

    @property
    def ended_on(self) -> date | None:
        """The day they took it back."""
        return self.end.ended_on if hasattr(self, "end") else None


class ObjectionEnd(End):
    """The individual no longer objects. Words: reason."""

    objection = models.OneToOneField(Objection, models.PROTECT, related_name="end")

    class Meta(End.Meta):
        pass

    def __str__(self) -> str:
        return f"end of {self.objection_id}"


class Wishes(PersonalFact):
    """What an individual wants a named person close to them to be told, set in advance (Rule 2A).

    Words: name, relation, circumstances, other (what "something else" is).
    """

    items = _items()
    recorded_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta(PersonalFact.Meta):
        verbose_name_plural = "wishes"

    @property
    def ended_on(self) -> date | None:
        """The day they took it back."""
        return self.end.ended_on if hasattr(self, "end") else None


class WishesEnd(End):
    """The individual no longer wants this person told. Words: reason."""

    wishes = models.OneToOneField(Wishes, models.PROTECT, related_name="end")

    class Meta(End.Meta):
        pass

    def __str__(self) -> str:
        return f"end of {self.wishes_id}"


class CapacityRecord(PersonalFact):
    """Whether an individual can make one decision for themself, and, if not, what is in their best interests.

    The newest record about a kind of recipient stands; where it names items, sharing those is best for them.
    Words: question, best_interests, consultees, other (what "something else" is).
    """

    recipient_kind = models.CharField(max_length=20, choices=KINDS)
    has_capacity = models.BooleanField()
    items = _items(blank=True)
    assessed_on = models.DateField()
    review_on = models.DateField(null=True)

    class Meta(PersonalFact.Meta):
        pass
