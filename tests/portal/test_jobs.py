"""The clock and the queue: each job it names is there, and the pages do not need it."""

from __future__ import annotations

import datetime
import json
import os
import subprocess
import sys
from uuid import uuid4

import pytest
import time_machine
from django.core.cache import cache
from django.utils import timezone

from portal.jobs import nudge
from portal.making.tasks import make
from portal.tasks import forget_wrong_tries

# As a worker starts: in a process that has loaded nothing yet.
KNOWN = """
import json
from portal.jobs import app
app.loader.import_default_modules()
named = {name: entry["task"] for name, entry in app.conf.beat_schedule.items()}
print(json.dumps({name: task in app.tasks for name, task in named.items()}))
"""


def start(code, **environment):
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("DJANGO_", "COV"))}
    return subprocess.run(
        [sys.executable, "-c", code], env=kept | environment, capture_output=True, text=True, check=False
    )


def test_every_job_the_clock_names_is_one_a_worker_knows():
    known = json.loads(start(KNOWN).stdout)
    assert len(known) >= 12
    assert [name for name, is_known in known.items() if not is_known] == []


@pytest.mark.usefixtures("without_queue")
def test_a_queue_that_is_gone_hinders_nobody():
    nudge(make, uuid4())


def test_pages_start_where_no_queue_can_be_made(tmp_path):
    (tmp_path / "broker").touch()
    done = start("import portal.jobs", PORTAL_DATA=str(tmp_path))
    assert done.returncode == 0, done.stderr


@pytest.mark.django_db
def test_what_was_counted_of_wrong_tries_is_forgotten_when_its_time_is_over():
    cache.clear()
    cache.set("counted-now", 1, timeout=300)
    with time_machine.travel(timezone.now() - datetime.timedelta(hours=1)):
        cache.set("counted-long-ago", 1, timeout=300)
    assert [forget_wrong_tries(), forget_wrong_tries()] == [1, 0]
    assert cache.get("counted-now") == 1
