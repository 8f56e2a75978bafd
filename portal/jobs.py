"""Jobs that run beside the pages. A row in PostgreSQL is always the truth; a job only nudges it along.

So a lost or doubled job loses and doubles nothing, and no job carries a person's details: its arguments are at most
the key of a row. Without PORTAL_BROKER_URL jobs wait as files in PORTAL_DATA, which needs no further server.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

from django.conf import settings

SWEPT_EVERY = 15.0
"""Seconds between looks for jobs whose worker was killed: often, so that they are taken up within a minute and a half.

What no worker came to in that time may be forgotten, as it is asked for again."""
REMAKES_FOR = 100.0
"""For how many seconds one job makes digests again before it lets others come."""
_BROKER = os.environ.get("PORTAL_BROKER_URL", "")


def _folders(broker: Path) -> dict[str, object]:
    """Make the folders in which jobs wait, and return how the transport calls them.

    Where they cannot be made the pages go on: no job can be left then, and the worker says so when it starts.
    """
    messages, control = broker / "messages", broker / "control"
    for folder in (messages, control):
        with suppress(OSError):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return {
        "data_folder_in": str(messages),
        "data_folder_out": str(messages),
        "control_folder": str(control),
        "store_processed": False,
    }


app = Celery("portal")
app.conf.update(
    broker_url=_BROKER or "filesystem://localhost",
    broker_transport_options={} if _BROKER else _folders(settings.PORTAL_DATA / "broker"),
    broker_connection_retry_on_startup=True,
    broker_connection_max_retries=None,
    task_ignore_result=True,
    # A job counts as done only when it is; a worker that is killed gives it back.
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    task_time_limit=300,
    worker_prefetch_multiplier=1,
    worker_enable_remote_control=False,
    worker_hijack_root_logger=False,
    timezone=settings.TIME_ZONE,
    beat_schedule={
        "send what waits in the outbox": {"task": "portal.tasks.send_messages", "schedule": 30.0},
        "read the ledger for the desk": {"task": "audit.oversight.tasks.catch_up", "schedule": 60.0},
        "count the ledger for reports": {"task": "audit.reports.tasks.count", "schedule": 60.0},
        "draw the lot of a month": {
            "task": "audit.oversight.tasks.draw_lots",
            "schedule": crontab(minute="35"),
        },
        "remind of the clocks of concerns": {
            "task": "audit.oversight.tasks.remind_of_concerns",
            "schedule": crontab(minute="*/15"),
        },
        # From 8 on Mondays, and again until midnight for what a stopped clock has missed; each is written once.
        "write the letters of Monday": {
            "task": "audit.oversight.tasks.write_digests",
            "schedule": crontab(day_of_week="mon", hour="8-23", minute="*/15"),
        },
        # At night, and again for what a stopped clock or a killed worker left unchecked; each log once a day.
        "check that no log was changed": {
            "task": "audit.oversight.tasks.check_logs",
            "schedule": crontab(hour="2-6", minute="40"),
        },
        # From 8 each day, and again each hour until midnight for what a stopped clock has missed.
        "remind of the year's deadlines": {
            "task": "audit.assurance.tasks.tasks.remind_of_the_year",
            "schedule": crontab(hour="8-23", minute="5"),
        },
        "remind of policies to read": {
            "task": "audit.assurance.policies.tasks.remind",
            "schedule": crontab(hour="8-23", minute="10"),
        },
        "delete old drafts": {
            "task": "decisions.wizard.tasks.delete_old_drafts",
            "schedule": crontab(hour="3", minute="10"),
        },
        "delete old practice": {
            "task": "decisions.practice.tasks.delete_old_practice",
            "schedule": crontab(hour="3", minute="15"),
        },
        "delete old weighing": {
            "task": "decisions.weighing.tasks.delete_old_weighing",
            "schedule": crontab(hour="3", minute="17"),
        },
        "make names found again": {
            "task": "decisions.individuals.tasks.remake_digests",
            "schedule": 60.0,
            "options": {"expires": 60.0},
        },
        "make recipients found again": {
            "task": "decisions.recipients.tasks.remake_digests",
            "schedule": 60.0,
            "options": {"expires": 60.0},
        },
        "bring in the lists that wait": {"task": "decisions.intake.tasks.bring_in_waiting", "schedule": 60.0},
        "delete old lists": {
            "task": "decisions.intake.tasks.delete_old_lists",
            "schedule": crontab(minute="25"),
        },
        "make what waits": {
            "task": "portal.making.tasks.make_what_waits",
            "schedule": SWEPT_EVERY,
            "options": {"expires": SWEPT_EVERY},
        },
        "delete old files": {"task": "portal.making.tasks.delete_old_files", "schedule": crontab(minute="5")},
        "forget wrong tries": {
            "task": "portal.tasks.forget_wrong_tries",
            "schedule": crontab(hour="3", minute="22"),
        },
        "clear ended sessions": {
            "task": "portal.tasks.clear_sessions",
            "schedule": crontab(hour="3", minute="20"),
        },
    },
)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.set_default()
app.autodiscover_tasks(
    [
        "portal",
        "portal.making",
        "audit.assurance.tasks",
        "audit.assurance.policies",
        "audit.oversight",
        "audit.reports",
        "decisions.wizard",
        "decisions.practice",
        "decisions.weighing",
        "decisions.intake",
        "decisions.individuals",
        "decisions.recipients",
    ]
)


def nudge(task: Any, key: object, *, expires: float | None = None) -> None:
    """Ask a worker to look at a row. Where no job can be left now, the clock asks for all that waits soon after."""
    broker = app.connection_for_write()
    with suppress(OSError, task.OperationalError, *broker.connection_errors, *broker.channel_errors):
        task.apply_async([str(key)], retry=False, expires=expires)


def step_by_step(step: Callable[[], int]) -> int:
    """Take one step after another until none is left or it is time to let others come; return of how many in all."""
    until, done = time.monotonic() + REMAKES_FOR, 0
    while (some := step()) and time.monotonic() < until:
        done += some
    return done + some
