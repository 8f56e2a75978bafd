"""Jobs of the wizard."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from decisions.wizard import drafts


@shared_task(name="decisions.wizard.tasks.delete_old_drafts")
def delete_old_drafts() -> int:
    """Throw away drafts untouched for seven days and return how many; run twice it does no harm."""
    return drafts.delete_old(timezone.now())
