"""What each command of the launcher does, from top to bottom as it happens."""

from __future__ import annotations

import hashlib
import os
import shlex
import shutil
import signal
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from pathlib import Path

import psycopg

from portal.launcher import broker, processes, styles
from portal.launcher.database import Database, open_database
from portal.launcher.keys import fit_keys, record_keys
from portal.launcher.place import (
    CHECKOUT,
    RECOVER,
    data_folder,
    lock,
    make_secret_key,
    python,
    rotate,
    write_private,
)
from portal.launcher.progress import CannotStart, say, step

# All that a data folder may hold; `reset` deletes nothing else.
_OURS = (
    "postgres", "postgres.new", "socket", "database.json", "broker", "static", "static.made", "mail",
    "keyring.json", "secret-key", "migrated", "demo.begun", "demo.done", "npm.log", "lock", "launcher.log", *(
        name + end for name in ("web.log", "worker.log", "clock.log", "postgres.log") for end in ("", ".1")
    ),
)  # fmt: skip

RESTS = 5.0
"""Seconds between two starts of one program, so that what cannot start does not keep us busy."""
TRIES = 5
"""How often a database that fell is started before we give up."""


def run(_rest: list[str]) -> int:
    """Start the portal and keep it running until Ctrl-C. The data of the run before is kept."""
    port = _port()
    processes.check_port(port)
    folder = data_folder()
    with ExitStack() as at_end:
        at_end.enter_context(lock(folder))
        make_secret_key(folder)
        with ThreadPoolExecutor(1) as meanwhile:
            styled = meanwhile.submit(styles.build)
            database = open_database(folder)
            at_end.callback(database.stop)
            fit_keys(database, folder)
            bring_up_to_date(database, folder)
            _demo(database, folder)
            styled.result()
        environment = environment_of(
            database, PORTAL_URL=os.environ.get("PORTAL_URL", f"http://localhost:{port}")
        )
        _gather_static(environment, folder)
        broker.make_fit(folder / "broker")
        web = processes.web(port, environment, folder / "web.log")
        beside = [processes.worker(environment, folder / "worker.log")]
        at_end.callback(_stop, web, beside)
        processes.wait_until_ready(port, web)
        beside.append(processes.clock(environment, folder / "clock.log"))
        _welcome(port, folder)
        _watch(web, beside, database)
    return 0


def db(rest: list[str]) -> int:
    """Start and migrate the database, then run the command after `--` with it, or wait until we are stopped."""
    folder = data_folder()
    command = rest[1:] if rest[:1] == ["--"] else rest
    with ExitStack() as at_end:
        at_end.enter_context(lock(folder))
        make_secret_key(folder)
        database = open_database(folder)
        at_end.callback(database.stop)
        fit_keys(database, folder)
        bring_up_to_date(database, folder)
        environment = environment_of(database)
        if command:
            return subprocess.run(command, env=environment, check=False).returncode
        say("The database is ready. In another terminal:")
        shown = environment | {"PORTAL_OWNER_DATABASE_URL": database.owner}
        for name in ("PORTAL_DATABASE_URL", "PORTAL_OWNER_DATABASE_URL", "PORTAL_DATA"):
            print(f"export {name}={shlex.quote(shown[name])}")
        print("Ctrl-C stops it.", flush=True)
        signal.pause()
    return 0


def reset(_rest: list[str]) -> int:
    """Throw away the data folder's contents, as far as we made them."""
    folder = data_folder()
    if not folder.exists():
        say("There is nothing to throw away.")
        return 0
    with lock(folder):
        for name in _OURS:
            path = folder / name
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
    if os.environ.get("PORTAL_DATABASE_URL"):
        say(
            "The database in PORTAL_DATABASE_URL was left as it is. Its records cannot be read without their keys."
        )
    say("The local data is gone. `make run` starts over.")
    return 0


def environment_of(database: Database, **more: str) -> dict[str, str]:
    """Return the environment of a process that is part of the portal, as the role that owns nothing."""
    kept = {name: value for name, value in os.environ.items() if name != "PORTAL_OWNER_DATABASE_URL"}
    ours = {"PORTAL_DATA": str(data_folder()), "PORTAL_DATABASE_URL": database.application}
    return kept | ours | {"DJANGO_SETTINGS_MODULE": "portal.settings"} | more


def bring_up_to_date(database: Database, folder: Path) -> None:
    """Migrate the tables, unless this very code left just these migrations applied when it was last started."""
    stamp = folder / "migrated"
    if stamp.is_file() and stamp.read_bytes() == _applied(database):
        record_keys(database, folder)
        return
    migrate(database)
    write_private(stamp, _applied(database).decode())


def migrate(database: Database) -> None:
    """Bring the tables up to date, as the owner."""
    with step("Brought the database up to date"):
        manage("migrate", "--no-input", "--skip-checks", "-v0", PORTAL_DATABASE_URL=database.owner)


def _applied(database: Database) -> bytes:
    """Return a digest of the migrations that the database knows, our own as they are written, and the packages."""
    files = sorted(file for file in CHECKOUT.glob("*/migrations/*") if file.suffix in {".py", ".sql"})
    digest = hashlib.sha256()
    for file in (CHECKOUT / "requirements" / "run.txt", *files):
        digest.update(f"{file.name}\0".encode() + file.read_bytes())
    with psycopg.connect(database.owner) as connection:
        if connection.execute("SELECT to_regclass('public.django_migrations')").fetchone() != (None,):
            known = connection.execute(
                "SELECT app, name FROM django_migrations ORDER BY app, name"
            ).fetchall()
            digest.update(repr(known).encode())
    return digest.hexdigest().encode()


def manage(*words: str, **environment: str) -> str:
    """Run a command of Django's and return what it printed; stop with what it said if it fails."""
    done = subprocess.run(
        python("manage.py", *words),
        cwd=CHECKOUT,
        env=os.environ | {"PORTAL_DATA": str(data_folder())} | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise CannotStart(f"manage.py {words[0]} failed. {_told(done.stdout + done.stderr)}")
    return done.stdout


def _told(output: str) -> str:
    """Return what a command said when it failed; of an unforeseen fault the last line, with the rest in a log."""
    if "Traceback (most recent call last)" not in output:
        return output.strip()
    log = data_folder() / "launcher.log"
    with suppress(OSError):
        log.write_text(output)
    return f"{output.strip().splitlines()[-1]}\nMore is in {log}. {RECOVER}"


def _port() -> int:
    """Return the port that was asked for."""
    asked = os.environ.get("PORT") or "8000"
    if not asked.isdecimal() or not 0 < int(asked) < 65_536:
        raise CannotStart(f"PORT must be a number from 1 to 65535, not {asked}.")
    return int(asked)


def _demo(database: Database, folder: Path) -> None:
    """Make the demo organisation in a portal that has no organisation yet, and never next to a real one.

    PORTAL_DEMO=no leaves it away.
    """
    begun, done = folder / "demo.begun", folder / "demo.done"
    with psycopg.connect(database.application) as connection:
        empty = connection.execute("SELECT 1 FROM portal_organisation LIMIT 1").fetchone() is None
    if not empty and not begun.exists():
        return
    if os.environ.get("PORTAL_DEMO") == "no":
        return
    begun.touch()
    with step("Made the demo organisation"):
        try:
            done.write_text(manage("demo", "--decisions", PORTAL_DATABASE_URL=database.application))
        except CannotStart:
            # It was begun in another database: this one holds organisations that are none of the demo's.
            if empty:
                raise
    begun.unlink()


def _gather_static(environment: dict[str, str], folder: Path) -> None:
    """Copy styles, script and pictures to where the web server looks, if one has changed or a copy is damaged."""
    gathered, stamp = folder / "static", folder / "static.made"
    if not styles.is_gathered(gathered, stamp):
        with step("Gathered styles, script and pictures"):
            # Django does not start over a list of files that a crash cut short.
            shutil.rmtree(gathered, ignore_errors=True)
            manage("collectstatic", "--no-input", "-v0", **environment)
            styles.note_gathered(gathered, stamp)


def _welcome(port: int, folder: Path) -> None:
    """Say where to open and as whom to log in."""
    say("Ready.")
    print(f"\n  Open http://localhost:{port}\n")
    log_ins = folder / "demo.done"
    words = log_ins.read_text(errors="replace").replace("\0", "") if log_ins.is_file() else ""
    if words.strip():
        print("\n".join(f"  {line}".rstrip() for line in words.splitlines()))
    print("\n  Ctrl-C stops everything; the data stays for the next run.\n", flush=True)


def _watch(web: processes.Program, beside: list[processes.Program], database: Database) -> None:
    """Return when we are asked to stop. What stopped is started again; while the database is, the pages say so."""
    rested: dict[str, float] = {}
    failed = 0
    try:
        while True:
            try:
                _start_again([web, *beside], database, rested)
                failed = 0
            except CannotStart:
                # What a killed PostgreSQL had started itself may need a moment to end.
                failed += 1
                if failed == TRIES:
                    raise
            time.sleep(0.5)
    except KeyboardInterrupt:
        # From here on an impatient second Ctrl-C must not leave a database half stopped.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        print()
        say("Stopping.")


def _start_again(programs: list[processes.Program], database: Database, rested: dict[str, float]) -> None:
    """Start again what stopped, the database first. Each has to rest by itself, so that none waits for another."""
    now, cluster = time.monotonic(), database.cluster
    for log in [*(program.log for program in programs), *([cluster.log] if cluster else [])]:
        rotate(log)
    if cluster is not None and now >= rested.get("PostgreSQL", 0.0) and not cluster.running():
        say(f"PostgreSQL stopped, and is started again. See {cluster.log}.")
        cluster.start()
        rested["PostgreSQL"] = now + RESTS
    for program in programs:
        if now >= rested.get(program.name, 0.0) and not program.running():
            say(f"{program.name} stopped, and is started again. See {program.log}.")
            program.start_again()
            rested[program.name] = now + RESTS


def _stop(web: processes.Program, beside: list[processes.Program]) -> None:
    """Stop all programs at once, before their database."""
    programs = [web, *beside]
    for program in programs:
        program.ask_to_stop()
    for program in programs:
        program.wait()
    say("Stopped.")
