"""What one writer of `bench.confirm` writes. Imported once Django is set up."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from bench.people import worker_of
from decisions.wizard import drafts
from decisions.wizard.actions import record_decision
from decisions.wizard.journey import Journey
from decisions.wizard.models import Draft
from decisions.wizard.queries import draft_of
from decisions.wizard.registers import Registers


class Plain(models.Model):
    """A decision as most would keep it: one row, in clear, and nothing that proves it."""

    id = models.UUIDField(primary_key=True)
    entry_id = models.UUIDField()
    organisation_id = models.UUIDField()
    home_id = models.UUIDField(null=True)
    worker_id = models.UUIDField()
    individual_id = models.UUIDField(null=True)
    reference = models.CharField(max_length=12)
    ruleset = models.CharField(max_length=60)
    door = models.CharField(max_length=40)
    outcome = models.CharField(max_length=60)
    outcome_kind = models.CharField(max_length=20)
    basis = models.CharField(max_length=60)
    departed = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=timezone.now)
    body = models.TextField()

    class Meta:
        app_label = "bench"
        managed = False
        db_table = "bench_plain"

    def __str__(self) -> str:
        return self.reference


class Writer:
    """Someone who decides, about an individual of whom the registers say nothing."""

    def __init__(self, answers: dict[str, Any], organisation: int) -> None:
        self.answers = answers
        self.membership, self.individual = worker_of(organisation)

    @transaction.atomic
    def drafts(self, count: int) -> list[Draft]:
        """Return drafts with every question answered, as the page that confirms them reads them."""
        finished = []
        for _ in range(count):
            draft, journey = self._journey()
            drafts.keep(draft, journey)
            as_read = draft_of(self.membership.user, draft.pk)
            assert as_read is not None
            finished.append(as_read)
        return finished

    def confirm(self, draft: Draft) -> None:
        """Record the decision."""
        record_decision(draft=draft, by=self.membership.user)

    def plain(self, body: str) -> Plain:
        """Return a plain row, not yet written."""
        key = uuid.uuid4()
        return Plain(
            id=key, entry_id=key, organisation_id=self.membership.organisation_id, home_id=self.membership.home_id,
            worker_id=self.membership.user_id, individual_id=self.individual.pk, reference="K7M-2QX9",
            ruleset="care-team.1", door="care-team", outcome="share", outcome_kind="share", basis="consent", body=body,
        )  # fmt: skip

    def insert(self, row: Plain) -> None:
        """Write a plain row in a transaction."""
        with transaction.atomic():
            row.save(force_insert=True)

    def _journey(self) -> tuple[Draft, Journey]:
        """Return a new draft and its journey to the end, with what the registers say read."""
        draft = drafts.start(membership=self.membership, by=self.membership.user)
        journey = drafts.journey_of(draft)
        chosen, details = str(self.individual.pk), self.individual.details
        journey.state.people[chosen] = {"name": details.name, "reference": details.reference}
        while (asked := journey.to_ask) is not None:
            journey.answer(asked, self.answers.get(asked, chosen))
        Registers(journey, self.membership).refresh()
        return draft, journey
