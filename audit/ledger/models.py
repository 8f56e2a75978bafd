"""What the ledger stores: the head of each log, the keys, the entries and their sealed bodies.

The portal's own role may read all four and add keys, no more. Entries, bodies and heads are written by the
database functions `ledger_open` and `ledger_append` alone (see the migrations), and triggers that fire
ALWAYS refuse to change or remove any of them.
"""

from __future__ import annotations

import json
import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from audit.ledger.reference import reference
from portal.models import Organisation


class Log(models.Model):
    """The head of one organisation's log: how many entries, and the frontier of their tree (RFC 6962)."""

    organisation = models.OneToOneField(Organisation, models.PROTECT, primary_key=True, related_name="log")
    origin = models.TextField(help_text="The log's name in every leaf, for ever.")
    size = models.BigIntegerField(default=0)
    frontier = models.BinaryField(default=bytes)
    last_time = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["origin"], name="one_log_of_an_origin")]

    def __str__(self) -> str:
        return f"{self.origin} ({self.size})"


class Key(models.Model):
    """A data key, wrapped by the keyring. Destroy it, and all that was sealed under it is gone.

    The organisation's own key has the organisation's id; each individual has one more.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="keys")
    wrapped = models.BinaryField(null=True, help_text="Empty once destroyed.")
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return str(self.id)


class Entry(models.Model):
    """One leaf, and the columns people search, which the append function took from it.

    `id` is the event's id and the idempotency key. `repeated` is True on the entry that `append` returns
    when the id was already in the log: a receipt for what had been written, not a new entry.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    # The append function holds the log's head row, and heads are never removed: that is the constraint.
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="entries", db_constraint=False, db_index=False
    )
    seq = models.BigIntegerField()
    recorded_at = models.DateTimeField()
    leaf_hash = models.BinaryField()
    leaf = models.BinaryField()
    event = models.TextField()
    home_id = models.UUIDField(null=True)
    about_id = models.UUIDField(null=True, help_text="The earlier entry that this one is about.")
    door = models.TextField(null=True)
    outcome = models.TextField(null=True)
    basis = models.TextField(null=True)
    ruleset = models.TextField(null=True, help_text="The ruleset's digest.")
    rules = ArrayField(models.TextField(), null=True)
    flags = ArrayField(models.TextField(), null=True)

    repeated: bool = False

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "seq"], name="one_entry_of_a_seq"),
        ]
        # One for each way the lists can be filtered, always ending in seq: a page costs the same anywhere.
        indexes: ClassVar = [
            models.Index(fields=["organisation", "event", "seq"], name="entry_by_event"),
            models.Index(fields=["about_id", "seq"], name="entry_about", condition=Q(about_id__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.reference}"

    @property
    def commitment(self) -> str:
        """The SHA-256 (hex) of the plain body, as the leaf says it."""
        return str(json.loads(bytes(self.leaf))["commitment"])

    @property
    def reference(self) -> str:
        """What people quote, such as K7M-2QX9."""
        return reference(self.id)


class Body(models.Model):
    """The evidence of one entry, sealed under its key. The leaf's commitment is the SHA-256 of its plain bytes."""

    # The append function writes both at once, and neither can be removed: that is the constraint.
    entry = models.OneToOneField(
        Entry, models.PROTECT, primary_key=True, related_name="body", db_constraint=False
    )
    # The append function checks that the key is the same organisation's and not destroyed.
    key = models.ForeignKey(Key, models.PROTECT, related_name="bodies", db_constraint=False, db_index=False)
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return f"body of {self.entry_id}"
