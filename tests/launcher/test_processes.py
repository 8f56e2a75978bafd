"""A job worker that stopped is started again; pages that stopped end the portal with a sentence."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from portal.launcher import commands, place, processes
from portal.launcher.processes import Program
from portal.launcher.progress import CannotStart
from tests.waiting import until

# It starts a program of its own, as the job worker does with its clock, and says which.
WITH_A_CHILD = """
import subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
print(child.pid, flush=True)
time.sleep(60)
"""


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


@pytest.mark.parametrize("given", ["", "PORTAL_BROKER_URL", "PORTAL_DATABASE_URL"])
def test_a_worker_is_the_only_one_where_the_database_and_the_broker_are_our_own(monkeypatch, tmp_path, given):
    for name in ("PORTAL_BROKER_URL", "PORTAL_DATABASE_URL"):
        monkeypatch.setenv(name, "elsewhere" if name == given else "")
    started = []
    monkeypatch.setattr(
        processes, "Program", lambda _name, _command, environment, _log: started.append(environment)
    )
    processes.worker({}, tmp_path / "worker.log")
    assert (started[0].get("PORTAL_ONLY_WORKER") == "1") == (not given)


class Stub:
    """A program of which the test says whether it runs."""

    name, log = "The job worker", Path("worker.log")

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


class Ended(Exception):
    """The test has seen enough."""


class Fallen:
    """A database that fell, and that starts again at the given try."""

    log = Path("postgres.log")

    def __init__(self, at_try):
        self.at_try, self.tries = at_try, 0

    def running(self):
        return 0 < self.at_try <= self.tries

    def start(self):
        self.tries += 1
        if self.tries != self.at_try:
            raise CannotStart("PostgreSQL did not start.")


@pytest.fixture
def turns(monkeypatch):
    """Let the watch look at everything so many times, without a pause."""

    def look(number):
        left = iter(range(number))

        def sleep(_seconds):
            if next(left, None) is None:
                raise Ended

        monkeypatch.setattr(commands.time, "sleep", sleep)

    return look


def test_what_stops_is_started_again_but_not_at_every_breath(turns, capsys):
    turns(3)
    web, worker = Stub([True] * 4), Stub([True, False, False, False])
    with pytest.raises(Ended):
        commands._watch(web, [worker], Served())
    assert (web.starts, worker.starts) == (0, 1)
    assert "is started again" in capsys.readouterr().out


def test_a_database_that_falls_is_started_again_before_what_uses_it(turns, capsys):
    turns(4)
    served = Served()
    served.cluster = Fallen(at_try=3)
    web = Stub([False])
    with pytest.raises(Ended):
        commands._watch(web, [], served)
    assert (served.cluster.tries, web.starts) == (3, 1)
    assert "PostgreSQL stopped, and is started again." in capsys.readouterr().out


def test_a_database_that_falls_does_not_wait_until_a_worker_has_rested(turns):
    turns(2)
    served, worker = Served(), Stub([False, True, True])
    served.cluster = Fallen(at_try=1)
    served.cluster.running = iter([True, False, True]).__next__
    with pytest.raises(Ended):
        commands._watch(Stub([True] * 3), [worker], served)
    assert (worker.starts, served.cluster.tries) == (1, 1)


def test_a_database_that_never_starts_again_is_given_up(turns):
    turns(100)
    served = Served()
    served.cluster = Fallen(at_try=0)
    with pytest.raises(CannotStart):
        commands._watch(Stub([]), [], served)
    assert served.cluster.tries == commands.TRIES


def test_a_log_that_grew_long_while_its_program_runs_is_put_aside_and_goes_on(turns, tmp_path, monkeypatch):
    monkeypatch.setattr(place, "KEPT_LOG", 100)
    web = Stub([True] * 3)
    web.log = tmp_path / "web.log"
    with web.log.open("ab") as written_by_the_program:
        written_by_the_program.write(b"before\n" * 20)
        written_by_the_program.flush()
        turns(1)
        with pytest.raises(Ended):
            commands._watch(web, [], Served())
        written_by_the_program.write(b"after\n")
    assert (tmp_path / "web.log.1").read_bytes() == b"before\n" * 20
    assert web.log.read_bytes() == b"after\n"


FAULT = """Traceback (most recent call last):
  File "a.py", line 1, in <module>
    raise ValueError("the list of files is cut short")
ValueError: the list of files is cut short
"""


def test_a_fault_that_nobody_foresaw_is_said_in_a_line_and_kept_in_a_log(tmp_path, monkeypatch):
    monkeypatch.setenv("PORTAL_DATA", str(tmp_path))
    monkeypatch.setattr(
        commands, "python", lambda *_words: ["sh", "-c", 'printf "%s" "$1" >&2; exit 1', "sh", FAULT]
    )
    with pytest.raises(CannotStart) as refused:
        commands.manage("migrate")
    assert "ValueError: the list of files is cut short\nMore is in" in str(refused.value)
    assert "backup" in str(refused.value)
    assert "Traceback" not in str(refused.value)
    assert (tmp_path / "launcher.log").read_text() == FAULT
    (tmp_path / "web.log").write_text(FAULT)
    program = Stub([])
    program.log = tmp_path / "web.log"
    assert Program.last_words(program).splitlines()[1:] == ["ValueError: the list of files is cut short"]


class OneRow:
    """A database with one organisation in it, or none."""

    application = "its address"

    def __init__(self, row):
        self.row = row

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def execute(self, _query):
        return self

    def fetchone(self):
        return self.row


@pytest.mark.parametrize("row", [None, (1,)], ids=["empty", "in use"])
def test_a_demo_that_was_begun_elsewhere_keeps_no_portal_from_its_start(monkeypatch, tmp_path, row):
    def refuse(*_words, **_environment):
        raise CannotStart("This database holds other organisations.")

    served = OneRow(row)
    monkeypatch.setattr(commands.psycopg, "connect", lambda _address: served)
    monkeypatch.setattr(commands, "manage", refuse)
    (tmp_path / "demo.begun").touch()
    if row is None:
        with pytest.raises(CannotStart):
            commands._demo(served, tmp_path)
        return
    commands._demo(served, tmp_path)
    assert not (tmp_path / "demo.begun").exists()


def test_the_demo_can_be_left_away(monkeypatch, tmp_path):
    served = OneRow(None)
    monkeypatch.setattr(commands.psycopg, "connect", lambda _address: served)
    monkeypatch.setattr(commands, "manage", lambda *_words, **_environment: pytest.fail("it was made"))
    monkeypatch.setenv("PORTAL_DEMO", "no")
    commands._demo(served, tmp_path)
    assert not list(tmp_path.iterdir())
