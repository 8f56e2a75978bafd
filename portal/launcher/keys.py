"""The keys and the database they belong to. Keys are made only where nothing was sealed under lost ones.

Whether keys that are there belong to the database is for `migrate` to say, and for the pages: see
`portal.keys_of_database`, which the launcher, that knows nothing of the portal's own code, does not import.
"""

from __future__ import annotations

from pathlib import Path

import psycopg

from portal.launcher.database import Database
from portal.launcher.place import keyring_file, make_keys
from portal.launcher.progress import CannotStart


def fit_keys(database: Database, folder: Path) -> None:
    """Make keys for a database in which nothing was sealed; refuse to make them for any other.

    Raises CannotStart with a sentence that says what to do.
    """
    file = keyring_file(folder)
    if file.exists():
        return
    with psycopg.connect(database.owner) as connection:
        there = connection.execute("SELECT to_regclass('public.audit_key')").fetchone() != (None,)
        sealed = (
            there
            and connection.execute("SELECT 1 FROM audit_key WHERE wrapped IS NOT NULL LIMIT 1").fetchone()
        )
    if sealed:
        raise CannotStart(
            f"The keys are missing: {file} is not there, and the database holds records that can be read only with "
            "them. Put the file back from your backup, or name it in PORTAL_KEYRING. No new keys are made, and "
            "nothing is changed."
        )
    make_keys(folder)
