"""Gives the portal its database: one named in the environment, else one of our own."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

import psycopg

from portal.launcher import roles
from portal.launcher.cluster import Cluster
from portal.launcher.place import write_private
from portal.launcher.progress import CannotStart, step

NAME = "portal"
_NOT_OURS = ("", "postgres", "template0", "template1")


@dataclass(slots=True)
class Database:
    """Addresses of one database for the roles that use it; `admin` may be None where we were given none."""

    application: str
    owner: str
    admin: str | None = None
    cluster: Cluster | None = None

    def stop(self) -> None:
        """Stop the server, if it is ours."""
        if self.cluster is not None:
            self.cluster.stop()


def open_database(folder: Path, *, name: str = NAME, scratch: bool = False) -> Database:
    """Return a database that is ready to be migrated.

    PORTAL_DATABASE_URL alone names a role that may make roles and databases; with PORTAL_OWNER_DATABASE_URL both
    are used as they are; without either we run a server of our own in the folder.
    """
    given, owner = os.environ.get("PORTAL_DATABASE_URL"), os.environ.get("PORTAL_OWNER_DATABASE_URL")
    if given and owner:
        return Database(application=given, owner=owner)
    if given:
        with step("Prepared the given PostgreSQL"):
            return _prepare_given(given, folder, name)
    with step("Started PostgreSQL"):
        cluster = Cluster(folder, scratch=scratch)
        cluster.start()
        try:
            return _prepare_own(cluster, name)
        except BaseException:
            cluster.stop()
            raise


def _prepare_own(cluster: Cluster, name: str) -> Database:
    """Make roles and database on our own server, where trust is the socket's folder and no password is asked."""
    with psycopg.connect(cluster.url("postgres"), autocommit=True) as connection:
        roles.make_roles(connection, roles.Passwords())
        roles.make_database(connection, name)
    with psycopg.connect(cluster.url(name), autocommit=True) as connection:
        roles.grant_inside(connection)
    return Database(
        application=cluster.url(name, roles.APPLICATION),
        owner=cluster.url(name, roles.MIGRATOR),
        admin=cluster.url(name),
        cluster=cluster,
    )


def _prepare_given(given: str, folder: Path, name: str) -> Database:
    """Make roles and database on a server that we were given the keys of."""
    named = urlsplit(given).path.lstrip("/")
    name = name if named in _NOT_OURS or name != NAME else named
    file = folder / "database.json"
    passwords = _passwords(file)
    with _connect(given) as connection:
        roles.check_power(connection)
        if not _can_log_in(given, name, passwords):
            _refuse_roles_of_another(connection)
            write_private(file, json.dumps(asdict(passwords)) + "\n")
            roles.make_roles(connection, passwords)
        roles.make_database(connection, name)
    with _connect(given, name) as connection:
        roles.grant_inside(connection)
    return Database(
        application=_address(given, name, roles.APPLICATION, passwords.application),
        owner=_address(given, name, roles.MIGRATOR, passwords.migrator),
        admin=_address(given, name),
    )


def _connect(given: str, name: str = "postgres") -> psycopg.Connection[object]:
    """Connect to a database of the given server, or say in a sentence why not."""
    try:
        return psycopg.connect(_address(given, name), autocommit=True, connect_timeout=10)
    except psycopg.OperationalError as error:
        raise CannotStart(f"The server in PORTAL_DATABASE_URL does not answer: {error}".strip()) from error


def _refuse_roles_of_another(connection: psycopg.Connection[object]) -> None:
    """Refuse a server whose roles of ours have other passwords: another portal may use them this minute.

    PORTAL_NEW_PASSWORDS=1 says that none does, and that they may be set anew.
    """
    there = roles.log_ins(connection)
    if there and os.environ.get("PORTAL_NEW_PASSWORDS") != "1":
        raise CannotStart(
            f"The server in PORTAL_DATABASE_URL has the role {' and '.join(there)} already, with a password that is "
            "not in database.json. If another portal uses it, give this one a server of its own. If it is this "
            "portal's, put database.json back from your backup, or run once with PORTAL_NEW_PASSWORDS=1, which sets "
            "new passwords. Nothing is changed."
        )


def _can_log_in(given: str, name: str, passwords: roles.Passwords) -> bool:
    """Say whether the roles and the database are there with the passwords that we keep."""
    pairs = ((roles.APPLICATION, passwords.application), (roles.MIGRATOR, passwords.migrator))
    try:
        for role, password in pairs:
            psycopg.connect(_address(given, name, role, password), connect_timeout=10).close()
    except psycopg.OperationalError:
        return False
    return True


def _address(given: str, name: str, role: str | None = None, password: str | None = None) -> str:
    """Return the given address with another database and, where named, another role."""
    parts = urlsplit(given)
    place = parts.netloc
    if role is not None:
        host = place.rpartition("@")[2]
        place = f"{role}:{quote(password or '', safe='')}@{host}"
    return urlunsplit((parts.scheme, place, f"/{name}", parts.query, ""))


def _passwords(file: Path) -> roles.Passwords:
    """Return the passwords that we made for a given server, or fresh ones that are not kept yet."""
    if not file.exists():
        return roles.Passwords(secrets.token_urlsafe(24), secrets.token_urlsafe(24))
    try:
        kept = json.loads(file.read_text())
        return roles.Passwords(str(kept["migrator"]), str(kept["application"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CannotStart(
            f"{file} cannot be read, and holds the passwords of the roles in PORTAL_DATABASE_URL. Put it back from "
            "your backup; or delete it, and run once with PORTAL_NEW_PASSWORDS=1, which sets new passwords."
        ) from error
