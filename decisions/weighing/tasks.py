"""Jobs of weighing."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from decisions.weighing import drafts


@shared_task(name="decisions.weighing.tasks.delete_old_weighing")
def delete_old_weighing() -> int:
    """Throw away drafts untouched for seven days and return how many; run twice it does no harm."""
    return drafts.delete_old(timezone.now())
