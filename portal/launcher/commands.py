"""What each command of the launcher does, one function each, from top to bottom as it happens."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess

from portal.launcher.database import Database, open_database
from portal.launcher.place import CHECKOUT, data_folder, lock, make_secrets, python
from portal.launcher.progress import CannotStart, say, step


def db(rest: list[str]) -> int:
    """Start and migrate the database, then run the command after `--` with it, or wait until we are stopped."""
    folder = data_folder()
    command = rest[1:] if rest[:1] == ["--"] else rest
    with lock(folder):
        make_secrets(folder)
        database = open_database(folder)
        try:
            migrate(database)
            environment = environment_of(database)
            if command:
                return subprocess.run(command, env=environment, check=False).returncode
            say("The database is ready. In another terminal:")
            for name in ("PORTAL_DATABASE_URL", "PORTAL_OWNER_DATABASE_URL", "PORTAL_DATA"):
                print(f"export {name}={shlex.quote(environment[name])}")
            print("Ctrl-C stops it.", flush=True)
            signal.pause()
            return 0
        finally:
            database.stop()


def environment_of(database: Database, **more: str) -> dict[str, str]:
    """Return the environment of a process that is part of the portal, as the role that owns nothing."""
    ours = {
        "PORTAL_DATA": str(data_folder()),
        "PORTAL_DATABASE_URL": database.application,
        "PORTAL_OWNER_DATABASE_URL": database.owner,
        "DJANGO_SETTINGS_MODULE": "portal.settings",
    }
    return os.environ | ours | more


def migrate(database: Database) -> None:
    """Bring the tables up to date, as the owner."""
    with step("Brought the database up to date"):
        manage("migrate", "--no-input", "--skip-checks", "-v0", PORTAL_DATABASE_URL=database.owner)


def manage(*words: str, **environment: str) -> None:
    """Run a command of Django's, and stop with what it said if it fails."""
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
        raise CannotStart(f"manage.py {words[0]} failed.\n{done.stdout}{done.stderr}")


def run(rest: list[str]) -> int:
    raise CannotStart("Not yet.")


def reset(rest: list[str]) -> int:
    raise CannotStart("Not yet.")
