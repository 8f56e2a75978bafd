"""A job worker that stopped is started again; pages that stopped end the portal with a sentence."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from portal.launcher import commands
from portal.launcher.processes import Program
from portal.launcher.progress import CannotStart

# It starts a program of its own, as the job worker does with its clock, and says which.
WITH_A_CHILD = """
import subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
print(child.pid, flush=True)
time.sleep(60)
"""


def until(true, patience=10.0):
    end = time.monotonic() + patience
    while not true():
        assert time.monotonic() < end, "not in time"
        time.sleep(0.02)


def runs(pid):
    """Say whether a process runs; one that ended and was not asked for its result does not."""
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z"


def test_a_program_started_again_goes_on_with_its_log_and_leaves_no_other_behind(tmp_path):
    log = tmp_path / "worker.log"
    program = Program("It", [sys.executable, "-c", WITH_A_CHILD], dict(os.environ), log)
    try:
        until(lambda: log.read_text().count("\n") == 1)
        program._process.kill()
        until(lambda: not program.running())
        program.start_again()
        until(lambda: log.read_text().count("\n") == 2)
        first, second = map(int, log.read_text().split())
        until(lambda: not runs(first))
        assert program.running()
        assert runs(second)
    finally:
        program.wait(0)
    until(lambda: not runs(second))


class Stub:
    """A program of which the test says whether it runs."""

    name, log = "The job worker", "worker.log"

    def __init__(self, turns):
        self.turns, self.starts = iter(turns), 0

    def running(self):
        return next(self.turns)

    def start_again(self):
        self.starts += 1

    def last_words(self):
        return "It said nothing."


class Served:
    cluster = None


def test_a_worker_that_stops_is_started_again_but_not_at_every_breath(monkeypatch, capsys):
    monkeypatch.setattr(commands.time, "sleep", lambda seconds: None)
    worker = Stub([True, False, False, False])
    with pytest.raises(CannotStart, match="stopped"):
        commands._watch(Stub([True, True, True, True, False]), [worker], Served())
    assert worker.starts == 1
    assert "is started again" in capsys.readouterr().out
