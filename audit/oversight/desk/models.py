"""What the desk keeps of the log so that any page of its lists costs the same: a fold, and no fact of its own.

Every row here was read from entries (see `fold`), can be thrown away and read again, and holds codes, ids and blind
indexes, never a name. Only the saved views are people's own.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from portal.models import Organisation

PLACES = 2**48
"""How many entries one rank has room for; the place in the list is rank x PLACES + seq."""


class Bookmark(models.Model):
    """How far the desk has read an organisation's log: the seq of the first entry not yet read."""

    organisation = models.OneToOneField(Organisation, models.PROTECT, primary_key=True, related_name="+")
    seq = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.seq}"


class State(models.TextChoices):
    """Where a decision stands at the desk."""

    NONE = "none", "Not on the list"
    WAITING = "waiting", "To look at"
    ASKED = "asked", "Waiting for the worker's answer"
    SECOND = "second", "Waiting for a second reader"
    DIFFERING = "differing", "Two readers differ"
    DONE = "done", "Looked at"


OPEN = (State.WAITING, State.SECOND, State.DIFFERING)
"""The states in which a decision is on the list of whoever may judge it."""
BETWEEN = (State.SECOND, State.DIFFERING, State.ASKED)
"""The states between a first view and the last."""
_DONE = Q(state=State.DONE)


class Matter(models.Model):
    """One decision as the desk finds it; its id is that of the decision and of its entry.

    `place` orders the list: rank first, then age; it is None where nothing puts the decision there.
    `month` is the first day of the month in London. `worker_id`, `individual_id` and the indexes are None
    where the entry's body cannot be read any more.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    seq = models.BigIntegerField()
    reference = models.CharField(max_length=12)
    recorded_at = models.DateTimeField()
    month = models.DateField()
    home_id = models.UUIDField(null=True)
    worker_id = models.UUIDField(null=True)
    individual_id = models.UUIDField(null=True)
    person_name = models.BinaryField(null=True, help_text="Blind index of the individual's name.")
    person_reference = models.BinaryField(null=True, help_text="Blind index of the work reference.")
    recipient_name = models.BinaryField(
        null=True, help_text="Blind index of whom it was about to be shared with."
    )
    recipient_kind = models.TextField(blank=True)
    door = models.TextField(blank=True)
    outcome = models.TextField(blank=True)
    basis = models.TextField(blank=True)
    decided = models.TextField(blank=True, help_text="The kind of what the worker decided in the end.")
    ruleset = models.TextField(blank=True, help_text="Name and version, such as care-team.1.")
    flags = ArrayField(models.TextField(), default=list)
    reason = models.TextField(blank=True, help_text="The worst reason for which it is on the list.")
    place = models.BigIntegerField(null=True)
    state = models.TextField(choices=State.choices, default=State.NONE)
    open = models.BooleanField(default=False, help_text="Whether the state is one of OPEN.")
    drawn = models.BooleanField(default=False, help_text="Drawn by lot, to be decided again unseen.")
    first_by = models.UUIDField(null=True, help_text="Who judged it first.")
    finding = models.TextField(blank=True, help_text="What was found last.")
    judged_seq = models.BigIntegerField(null=True, help_text="The entry of that finding.")
    judged_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "seq"], name="one_matter_of_a_seq"),
        ]
        # One for each way a list can be filtered, always ending in its order: a page costs the same anywhere.
        indexes: ClassVar = [
            models.Index(
                fields=["organisation", "place"],
                name="matter_open",
                condition=Q(open=True),
                include=["home_id", "month", "worker_id", "first_by", "state"],
            ),
            models.Index(
                fields=["organisation", "seq"],
                name="matter_open_age",
                condition=Q(open=True),
                include=["recorded_at", "worker_id", "first_by", "state"],
            ),
            models.Index(
                fields=["organisation", "state", "place"],
                name="matter_between",
                condition=Q(state__in=BETWEEN),
            ),
            models.Index(fields=["organisation", "home_id", "place"], name="matter_open_home", condition=Q(open=True)),
            models.Index(fields=["organisation", "month", "place"], name="matter_open_month", condition=Q(open=True)),
            models.Index(
                fields=["organisation", "home_id", "month", "place"],
                name="matter_open_home_month",
                condition=Q(open=True),
            ),
            models.Index(fields=["organisation", "judged_seq"], name="matter_judged", condition=_DONE),
            models.Index(
                fields=["organisation", "home_id", "judged_seq"],
                name="matter_judged_home",
                condition=_DONE,
            ),
            models.Index(
                fields=["organisation", "door", "outcome", "judged_seq"],
                name="matter_precedent",
                condition=_DONE,
            ),
            models.Index(fields=["organisation", "reference"], name="matter_reference"),
            models.Index(fields=["organisation", "recorded_at"], name="matter_time"),
            models.Index(fields=["organisation", "seq"], name="matter_drawn", condition=Q(drawn=True)),
            *(
                models.Index(fields=["organisation", each, "seq"], name=f"matter_by_{each.removesuffix('_id')}")
                for each in (
                    "home_id", "worker_id", "individual_id", "person_name", "person_reference", "recipient_name",
                    "recipient_kind", "door", "outcome", "basis", "decided", "ruleset",
                )
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.id)


class Mark(models.Model):
    """One flag of one decision, so that all with a flag can be listed in order."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    flag = models.TextField()
    seq = models.BigIntegerField(help_text="The decision's.")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "flag", "seq"], name="one_mark_of_a_flag"),
        ]

    def __str__(self) -> str:
        return self.flag


class Tally(models.Model):
    """How many of one thing there were in one month at one home (None: at none); counted as entries are read.

    `what` says what was counted and `key` which of it, several codes joined by a space; see `fold`.
    """

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    what = models.TextField()
    month = models.DateField()
    home_id = models.UUIDField(null=True)
    key = models.TextField()
    count = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "what", "month", "home_id", "key"],
                name="one_tally_of_a_thing",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.key}: {self.count}"


class SavedView(models.Model):
    """A person's own name for a way to filter the list. A preference, so it leaves no entry."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_views")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=300, help_text="The filters, as the address writes them.")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "organisation", "name"], name="one_view_of_a_name"),
        ]
        ordering: ClassVar = [F("name").asc()]

    def __str__(self) -> str:
        return self.name
