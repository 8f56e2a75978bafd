"""The keys and the database they belong to, looked at before anything is made or changed."""

from __future__ import annotations

from pathlib import Path

import psycopg

from portal.keys_of_database import misfit
from portal.launcher.database import Database
from portal.launcher.place import keyring_file, make_keys
from portal.launcher.progress import CannotStart


def fit_keys(database: Database, folder: Path) -> None:
    """Make keys for a database in which nothing was sealed; for any other, refuse keys that are not its own.

    Raises CannotStart with a sentence that says what to do. Keys are never made over data.
    """
    with psycopg.connect(database.owner) as connection:
        fault = misfit(connection.cursor(), keyring_file(folder))
    if fault:
        raise CannotStart(fault)
    make_keys(folder)
