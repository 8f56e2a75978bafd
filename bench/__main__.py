"""`make bench`: every measurement in one run, on a PostgreSQL of its own, in one table.

Name parts to run only those: `python -m portal.launcher bench walk append`.
"""

from __future__ import annotations

import importlib
import os
import sys
from contextlib import ExitStack

import django

from bench.table import Row, show
from portal.launcher.commands import migrate
from portal.launcher.database import open_database
from portal.launcher.keys import make_keys
from portal.launcher.place import data_folder, lock, make_private, make_secret_key
from portal.launcher.progress import CannotStart, say, step

PARTS = ("walk", "pages", "confirm", "append", "intake", "desk", "figures")
# Long ones, run only where they are named.
NAMED = ("kills",)


def main(names: list[str]) -> int:
    """Run the named parts, or all of them, and print their rows."""
    unknown = set(names) - {*PARTS, *NAMED}
    if unknown:
        raise CannotStart(
            f"There is no part called {', '.join(sorted(unknown))}. There are: {', '.join(PARTS + NAMED)}."
        )
    folder = data_folder() / "bench"
    os.environ["PORTAL_DATA"] = str(folder)
    rows: list[Row] = []
    with ExitStack() as at_end:
        at_end.enter_context(lock(folder))
        make_keys(folder)
        make_secret_key(folder)
        make_private(folder / "static")
        database = open_database(folder, name="portal_bench")
        at_end.callback(database.stop)
        migrate(database)
        os.environ["PORTAL_DATABASE_URL"] = database.application
        os.environ["PORTAL_BENCH_OWNER"] = database.owner
        os.environ["PORTAL_BENCH_ADMIN"] = database.admin or database.owner
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
        django.setup()
        for name in names or PARTS:
            with step(f"Measured {name}"):
                rows += importlib.import_module(f"bench.{name}").rows()
    print("\n" + show(rows))
    missed = [row.work for row in rows if row.met is False]
    say(f"Limits not met: {', '.join(missed)}." if missed else "Every limit was met.")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except CannotStart as error:
        sys.exit(f"\n{error}")
