"""Practice drafts and results: what is written of practice. None of it is a fact, so it is not among the actions."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from decisions.engine.ruleset import Outcome
from decisions.law import rules
from decisions.practice import stories
from decisions.practice.models import PracticeDraft, PracticeResult
from decisions.rulesets.library import START
from decisions.rulesets.scenarios import Scenario
from decisions.wizard.journey import Journey, State, door_of
from decisions.wizard.sealing import opened, seal
from portal.models import Membership, User

KEPT_FOR = timedelta(days=1)
_KIND = b"practice"
"""The answers are sealed here too, as a real name may be typed by mistake."""


def begin(*, story: Scenario, membership: Membership, by: User) -> PracticeDraft:
    """Begin a story with nothing answered; what was finished before, or begun of the same story, is thrown away."""
    mine = PracticeDraft.objects.filter(worker=by)
    mine.filter(finished=True).delete()
    mine.filter(story=story.id).delete()
    draft = PracticeDraft(worker=by, membership=membership, story=story.id)
    draft.sealed = seal(_KIND, draft.id, State(versions=rules.versions_for(membership.organisation)))
    draft.save(force_insert=True)
    return draft


def read(worker: User, draft_id: uuid.UUID) -> PracticeDraft | None:
    """Return a worker's own practice, or None."""
    found = PracticeDraft.objects.filter(pk=draft_id, worker=worker, membership__ended_on=None)
    return found.select_related("membership__organisation", "membership__home").first()


def journey_of(draft: PracticeDraft) -> Journey:
    """Return the answers walked from the start; raises UnknownRuleset where the rules are gone."""
    state = opened(_KIND, draft.id, draft.sealed)
    return Journey(door_of(START, state.versions), state)


def keep(draft: PracticeDraft, journey: Journey) -> None:
    """Keep the answers."""
    draft.sealed, draft.updated_at = seal(_KIND, draft.id, journey.state), timezone.now()
    draft.save(update_fields=["sealed", "updated_at", "finished"])


@transaction.atomic
def finish(draft: PracticeDraft, journey: Journey, story: Scenario, outcome: Outcome) -> None:
    """Count how it went, once, and keep the answers to be looked at."""
    right = stories.is_right(story, journey.ruleset, outcome)
    counted = {
        "organisation": draft.membership.organisation,
        "worker": draft.worker,
        "story": story.id,
        "right": right,
    }
    PracticeResult.objects.get_or_create(id=draft.id, defaults=counted)
    draft.finished = True
    keep(draft, journey)


def delete_old(now: datetime) -> int:
    """Throw away practice untouched for a day; the results stay."""
    deleted, _ = PracticeDraft.objects.filter(updated_at__lt=now - KEPT_FOR).delete()
    return deleted
