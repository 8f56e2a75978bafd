"""The data folder: kept between runs, held by one launcher at a time, thrown away only on request."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from portal.launcher import commands
from portal.launcher.place import CHECKOUT

# Seconds; generous, as the machine may be busy.
PATIENCE = 180
COUNT = [
    sys.executable,
    "-c",
    """
import os, psycopg
with psycopg.connect(os.environ["PORTAL_DATABASE_URL"]) as connection:
    connection.execute("INSERT INTO django_session VALUES (gen_random_uuid()::text, '', now())")
    print(connection.execute("SELECT count(*) FROM django_session").fetchone()[0])
""",
]


@pytest.fixture
def begun(begin: Callable[[Path], None], tmp_path: Path) -> None:
    """Let the portal have been run here once."""
    begin(tmp_path / "data")


@contextmanager
def waiting(environment: dict[str, str], word: str = "db") -> Iterator[subprocess.Popen[str]]:
    """Start a command that waits for Ctrl-C, wait until it is ready, and leave nothing of it behind."""
    command = [sys.executable, "-u", "-m", "portal.launcher", word]
    with subprocess.Popen(
        command, cwd=CHECKOUT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, errors="surrogateescape", start_new_session=True,
    ) as started:  # fmt: skip
        try:
            assert started.stdout is not None
            said: list[str] = []
            for line in started.stdout:
                said.append(line)
                if "Ctrl-C stops" in line:
                    break
            else:
                pytest.fail("".join(said))
            yield started
        finally:
            started.kill()


def servers(folder: str) -> list[str]:
    """Return the PostgreSQL servers that run on a data folder."""
    found = []
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = file.read_bytes().split(b"\0")
        except OSError:
            continue
        if os.fsencode(folder + "/postgres") in words:
            found.append(file.parent.name)
    return found


@pytest.mark.usefixtures("begun")
def test_a_second_run_keeps_the_data_and_its_keys(launch, tmp_path):
    assert launch("db", "--", *COUNT).stdout.splitlines()[-1] == "1"
    keys = (tmp_path / "data" / "keyring.json").read_bytes()
    assert launch("db", "--", *COUNT).stdout.splitlines()[-1] == "2"
    assert (tmp_path / "data" / "keyring.json").read_bytes() == keys
    for secret in ("keyring.json", "secret-key"):
        assert (tmp_path / "data" / secret).stat().st_mode & 0o777 == 0o600


MIGRATE_ELSEWHERE = [
    sys.executable,
    "-c",
    """
import os, psycopg
with psycopg.connect(os.environ["PORTAL_DATABASE_URL"].replace("portal_app", "postgres")) as connection:
    connection.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('elsewhere', '0001', now())")
""",
]
"""A command that changes which migrations the database knows, as its administrator."""


@pytest.mark.usefixtures("begun")
def test_the_tables_are_migrated_where_the_code_or_the_database_has_changed_and_only_there(launch, tmp_path):
    migrated = "Brought the database up to date"
    assert migrated not in launch("db", "--", *MIGRATE_ELSEWHERE).stdout
    assert migrated in launch("db", "--", "true").stdout
    assert migrated not in launch("db", "--", "true").stdout
    (tmp_path / "data" / "migrated").write_text("by other code")
    assert migrated in launch("db", "--", "true").stdout


@pytest.mark.usefixtures("begun")
def test_reset_throws_all_data_away_and_leaves_what_is_not_ours(launch, tmp_path):
    mine = tmp_path / "data" / "letter.txt"
    mine.write_text("not the portal's")
    assert launch("reset").returncode == 0
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["letter.txt"]


@pytest.mark.usefixtures("begun")
def test_one_folder_serves_one_launcher_at_a_time(launch, environment):
    with waiting(environment) as first:
        second = launch("db", "--", "true")
        first.send_signal(signal.SIGINT)
        first.wait(PATIENCE)
    assert second.returncode == 1
    assert "already running" in second.stderr


@pytest.mark.usefixtures("begun")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_being_asked_to_stop_stops_postgresql_too(environment, number):
    with waiting(environment) as started:
        assert servers(environment["PORTAL_DATA"])
        started.send_signal(number)
        started.wait(PATIENCE)
    assert not servers(environment["PORTAL_DATA"])


@pytest.mark.usefixtures("begun")
def test_a_killed_launcher_costs_no_data(launch, environment):
    assert launch("db", "--", *COUNT).stdout.splitlines()[-1] == "1"
    with waiting(environment) as started:
        started.kill()
        started.wait(PATIENCE)
    done = launch("db", "--", *COUNT)
    assert done.stdout.splitlines()[-1] == "2", done.stderr
    assert not servers(environment["PORTAL_DATA"])


def test_a_long_path_does_not_break_the_socket(launch, begin, tmp_path):
    long = tmp_path / ("a" * 60) / ("b" * 60)
    begin(long)
    assert launch("db", "--", *COUNT, PORTAL_DATA=str(long)).stdout.splitlines()[-1] == "1"


def test_a_taken_port_is_said_in_a_sentence(launch):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = launch("run", PORT=str(port))
    assert done.returncode == 1
    assert f"Port {port} cannot be used" in done.stderr
    assert "Started PostgreSQL" not in done.stdout, "it is said before anything is set up"


def test_a_port_that_is_no_port_is_said_in_a_sentence(launch):
    assert "PORT must be a number" in launch("run", PORT="eighty").stderr


SPOILT = (b"", b"\0" * 64, b"{")
"""What a power cut makes of a file: emptied, filled with NULs, cut short."""


@pytest.mark.usefixtures("begun")
def test_records_and_keys_that_a_crash_spoilt_are_said(launch, tmp_path):
    """The records and their keys cannot be made again: their loss is a sentence that names the backup."""
    folder = tmp_path / "data"
    table = max((folder / "postgres" / "base").glob("*/1259"))
    control = folder / "postgres" / "global" / "pg_control"
    lost = (folder / "keyring.json", folder / "postgres" / "PG_VERSION", control, table)
    for number, path in enumerate(lost):
        kept = path.read_bytes()
        path.write_bytes(SPOILT[number % len(SPOILT)])
        done = launch("db", "--", "true")
        path.write_bytes(kept)
        assert done.returncode == 1, path.name
        assert "Traceback" not in done.stderr + done.stdout, (path.name, done.stderr)
        # Of keys under which nothing was recorded yet, that they can be deleted.
        assert any(word in done.stderr.lower() for word in ("backup", "delete")), (path.name, done.stderr)


@pytest.mark.usefixtures("begun")
def test_settings_that_a_crash_spoilt_are_written_anew(launch, tmp_path):
    settings = sorted((tmp_path / "data" / "postgres").glob("*.conf"))
    for number, path in enumerate(settings[1:]):
        path.write_bytes(SPOILT[number % 2])
    settings[0].unlink()
    done = launch("db", "--", "true")
    assert done.returncode == 0, done.stderr


@pytest.mark.usefixtures("begun")
@pytest.mark.parametrize(
    "left", [b"", b"%d\n/elsewhere\n" % os.getpid()], ids=["emptied", "another's number"]
)
def test_locks_that_a_power_cut_left_are_put_away(launch, tmp_path, left):
    folder = tmp_path / "data"
    (folder / "postgres" / "postmaster.pid").write_bytes(left)
    (folder / "socket").mkdir(exist_ok=True)
    (folder / "socket" / ".s.PGSQL.5432.lock").write_bytes(left)
    done = launch("db", "--", "true")
    assert done.returncode == 0, done.stderr


def test_a_folder_in_the_place_of_a_file_is_said(launch, tmp_path):
    (tmp_path / "data" / "lock").mkdir(parents=True)
    done = launch("db", "--", "true")
    assert done.returncode == 1
    assert "Nothing can be written in" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_odd_path_is_a_path(environment, begin, tmp_path):
    folder = tmp_path / os.fsdecode(b"a,b \xe2\x80\x93 50%41 #: 'it' \"here\"\t\\ ?&\n \xff") / "data"
    begin(folder)
    # As in most places of the world, where Python writes nothing that is no text.
    strict = environment | {"PORTAL_DATA": str(folder), "PYTHONIOENCODING": "utf-8:strict"}
    with waiting(strict) as started:
        started.send_signal(signal.SIGINT)
        started.wait(PATIENCE)


@pytest.mark.usefixtures("begun")
def test_a_started_folder_of_which_every_file_is_spoilt_starts_again(environment, tmp_path):
    """All that a run makes is made again, but for the records and their keys, whose loss is a sentence."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment |= {"PORT": str(port), "PORTAL_DEMO": "no"}
    folder = tmp_path / "data"
    with waiting(environment, "run") as started:
        made = [path for path in sorted(folder.rglob("*")) if path.is_file() and "postgres" not in path.parts]
        started.send_signal(signal.SIGINT)
        started.wait(PATIENCE)
    assert {path.relative_to(folder).parts[0] for path in made} <= set(commands._OURS)
    names = {folder / name for name in commands._OURS if "." in name and name != "postgres.new"}
    for number, path in enumerate(sorted({*made, *names} - {folder / "keyring.json"})):
        if path.parent.name != "socket":
            path.write_bytes(SPOILT[number % len(SPOILT)])
    with waiting(environment, "run") as started:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=PATIENCE) as page:
            sheets = re.findall(r'href="(/static/[^"]+\.css)"', page.read().decode())
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{sheets[0]}", timeout=PATIENCE) as sheet:
            assert b"nhsuk" in sheet.read()
        started.send_signal(signal.SIGINT)
        started.wait(PATIENCE)
