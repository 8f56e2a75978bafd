"""That a list was made for the national data opt-out check, and that it came back: counts and days, nobody's number."""

from __future__ import annotations

from functools import cached_property
from typing import ClassVar

from django.db import models

from audit.ledger.facts import Fact, Told, unseal


class CleanList(Fact):
    """A list of NHS numbers that was made to be sent. Words: digest (SHA-256 of the file), file_name.

    The digest of a short list could be guessed at, so it is sealed under the organisation's own key.
    """

    organisation = models.ForeignKey("portal.Organisation", models.PROTECT, related_name="+")
    key = models.ForeignKey("audit.Key", models.PROTECT, related_name="+")
    made_on = models.DateField()
    number = models.PositiveSmallIntegerField(help_text="Which of the day's lists it is.")
    sent = models.PositiveIntegerField()
    left_out = models.PositiveIntegerField(help_text="Lines that held no NHS number.")

    class Meta(Fact.Meta):
        constraints: ClassVar = [
            *Fact.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "made_on", "number"], name="one_clean_list_of_a_number"
            ),
        ]

    def __str__(self) -> str:
        return f"list {self.number} of {self.made_on:%Y-%m-%d}"

    @cached_property
    def words(self) -> dict[str, str]:
        """The sealed words, decrypted once for this instance."""
        return unseal(self.key, self.id, self.sealed)


class CleanListBack(Told):
    """The list came back, and so many numbers were no longer in it. Whose they are is not kept."""

    clean_list = models.OneToOneField(CleanList, models.PROTECT, related_name="back")
    read_on = models.DateField()
    kept = models.PositiveIntegerField()
    removed = models.PositiveIntegerField()

    class Meta(Told.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.clean_list_id} came back"
