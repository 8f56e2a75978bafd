"""What the counting keeps of the log: sums, and a line of codes of whatever later entries come back to.

Every row was read from leaves (see `fold`), can be thrown away and read again, and holds codes and ids alone.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from portal.models import Organisation


class CountedTo(models.Model):
    """How far an organisation's log was counted: the seq of the first entry that was not."""

    organisation = models.OneToOneField(Organisation, models.PROTECT, primary_key=True, related_name="+")
    seq = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.seq}"


class Sum(models.Model):
    """How many of one thing there were in one month at one home (None: at none); `counting.count` says what and why."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    month = models.DateField()
    what = models.TextField()
    home_id = models.UUIDField(null=True)
    key = models.TextField()
    count = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "month", "what", "home_id", "key"],
                include=["count"],
                name="one_sum_of_a_thing",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.key}: {self.count}"


class Remembered(models.Model):
    """A line of codes about an entry to which later entries come back; `counting.known` says how it reads."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    kind = models.TextField()
    about_id = models.UUIDField()
    line = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "kind", "about_id"], name="one_line_of_a_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.about_id}"
