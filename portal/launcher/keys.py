"""The keys and the database they belong to: they are made only where nothing was sealed under lost ones."""

from __future__ import annotations

import os
from pathlib import Path

import psycopg

from portal import keyring, keys_of_database
from portal.launcher.database import Database
from portal.launcher.place import write_private
from portal.launcher.progress import CannotStart


def keyring_file(folder: Path) -> Path:
    """Return where the encryption keys are: PORTAL_KEYRING, else a file in the data folder."""
    return Path(os.environ.get("PORTAL_KEYRING") or folder / "keyring.json")


def make_keys(folder: Path) -> None:
    """Make the encryption keys, unless they are there. Call it only where nothing was sealed under lost ones."""
    file = keyring_file(folder)
    if not file.exists() and not os.environ.get("PORTAL_KEYRING"):
        write_private(file, keyring.generate() + "\n")


def fit_keys(database: Database, folder: Path) -> None:
    """Make keys for a database in which nothing was sealed; refuse others than those of the database.

    Raises CannotStart with a sentence that says what to do.
    """
    with psycopg.connect(database.owner) as connection, connection.cursor() as cursor:
        fault = keys_of_database.misfit(cursor, keyring_file(folder))
    if fault:
        raise CannotStart(fault)
    make_keys(folder)


def record_keys(database: Database, folder: Path) -> None:
    """Keep the fingerprints of keys that fit in a database that is up to date, as `migrate` does."""
    with psycopg.connect(database.owner) as connection, connection.cursor() as cursor:
        keys_of_database.record(cursor, keyring_file(folder))
