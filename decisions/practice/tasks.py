"""Jobs of practice."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from decisions.practice import drafts


@shared_task(name="decisions.practice.tasks.delete_old_practice")
def delete_old_practice() -> int:
    """Throw away practice untouched for a day and return how many; run twice it does no harm."""
    return drafts.delete_old(timezone.now())
