"""Who may do what in the database: an owner nobody logs in as, one who migrates, one who runs the portal.

The portal's own role owns nothing, so no fault in a page can drop a trigger or rewrite the ledger.
"""

from __future__ import annotations

from dataclasses import dataclass

import psycopg
from psycopg import sql

from portal.launcher.progress import CannotStart

OWNER, MIGRATOR, APPLICATION = "portal_owner", "portal_migrator", "portal_app"

_IN_DATABASE = """
ALTER SCHEMA public OWNER TO portal_owner;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO portal_app, portal_migrator;
ALTER DEFAULT PRIVILEGES FOR ROLE portal_owner IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO portal_app;
ALTER DEFAULT PRIVILEGES FOR ROLE portal_owner IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO portal_app;
"""


@dataclass(frozen=True, slots=True)
class Passwords:
    """Passwords for the two roles that log in; None over a socket where none is asked."""

    migrator: str | None = None
    application: str | None = None


def make_roles(connection: psycopg.Connection[object], passwords: Passwords) -> None:
    """Make the three roles where they are missing. The connection's role may make roles."""
    for role, login, password in (
        (OWNER, "NOLOGIN", None),
        (MIGRATOR, "LOGIN", passwords.migrator),
        (APPLICATION, "LOGIN", passwords.application),
    ):
        _make_role(connection, role, login, password)
    connection.execute("GRANT portal_owner TO portal_migrator")
    # What a migration makes belongs to the owner, whoever runs it.
    connection.execute("ALTER ROLE portal_migrator SET role = 'portal_owner'")
    if not _is_superuser(connection):
        connection.execute("GRANT portal_owner TO CURRENT_USER")


def log_ins(connection: psycopg.Connection[object]) -> list[str]:
    """Return those of the two roles that log in which the server has already."""
    query = "SELECT rolname FROM pg_roles WHERE rolname = ANY(%s) ORDER BY rolname"
    return [row[0] for row in connection.execute(query, [[APPLICATION, MIGRATOR]]).fetchall()]  # type: ignore[index]


def make_database(connection: psycopg.Connection[object], name: str, template: str = "template0") -> None:
    """Make a database that belongs to the owner, unless it is there; only our roles may connect."""
    there = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
    database = sql.Identifier(name)
    if there is None:
        make = sql.SQL("CREATE DATABASE {} OWNER portal_owner TEMPLATE {} ENCODING 'UTF8'")
        connection.execute(make.format(database, sql.Identifier(template)))
    else:
        connection.execute(sql.SQL("ALTER DATABASE {} OWNER TO portal_owner").format(database))
    connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(database))
    grant = sql.SQL("GRANT CONNECT ON DATABASE {} TO portal_app, portal_migrator")
    connection.execute(grant.format(database))


def grant_inside(connection: psycopg.Connection[object]) -> None:
    """Set who may do what in the database we are connected to. Safe to repeat."""
    connection.execute(_IN_DATABASE)


def check_power(connection: psycopg.Connection[object]) -> None:
    """Refuse a given role that may not make roles and databases, and a server that is too old."""
    if connection.info.server_version < 150_000:
        raise CannotStart("The server in PORTAL_DATABASE_URL is older than PostgreSQL 15.")
    query = "SELECT rolsuper OR (rolcreaterole AND rolcreatedb) FROM pg_roles WHERE rolname = current_user"
    if connection.execute(query).fetchone() != (True,):
        raise CannotStart(
            "The role in PORTAL_DATABASE_URL may not make roles and databases. Give one that may, "
            "or make them yourself and give PORTAL_OWNER_DATABASE_URL too."
        )


def _make_role(connection: psycopg.Connection[object], role: str, login: str, password: str | None) -> None:
    """Make one role, or set its password anew."""
    there = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
    verb = sql.SQL("ALTER" if there else "CREATE")
    parts = [verb, sql.SQL("ROLE"), sql.Identifier(role), sql.SQL(login)]
    if password is not None:
        # Only the verifier travels, so the password is in no statement log.
        verifier = connection.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256")
        parts += [sql.SQL("PASSWORD"), sql.Literal(verifier.decode())]
    connection.execute(sql.SQL(" ").join(parts))


def _is_superuser(connection: psycopg.Connection[object]) -> bool:
    """Say whether the connection's role is a superuser."""
    return connection.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone() == (
        True,
    )
