"""The tests' PostgreSQL: one server, one migrated template database, one copy of it for each worker.

The first process of a run starts the server and makes the template; the workers it starts find it by environment.
A template is named after everything that shapes it, so it is made again only when that changes.
"""

from __future__ import annotations

import atexit
import contextlib
import hashlib
import io
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from shutil import disk_usage, rmtree

import psycopg
from django.db import connection
from psycopg import sql

from portal.launcher import roles
from portal.launcher.database import Database, open_database
from portal.launcher.keys import make_keys
from portal.launcher.place import (
    CHECKOUT,
    data_folder,
    lock,
    make_private,
    make_secret_key,
    python,
)
from portal.launcher.progress import CannotStart

_WANTED = "portal_test_template"
_MEMORY = Path("/dev/shm")
_PLENTY = 2 * 1024**3
# The migrations themselves fill these.
_TABLES = """
SELECT quote_ident(relname) FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace
AND relname NOT IN ('django_migrations', 'django_content_type', 'auth_permission', 'portal_keyfingerprint')
"""
_GUARDS = """
SELECT tgrelid::regclass::text, quote_ident(tgname), tgenabled::text FROM pg_trigger
WHERE NOT tgisinternal AND tgenabled <> 'D' AND tgrelid = ANY(%s::text[]::regclass[])
"""
# What a test with a powerful connection may have changed besides rows.
_SHAPE = """
SELECT md5(string_agg(part, '|' ORDER BY part)) FROM (
    SELECT concat(tgrelid::regclass, tgname, tgenabled, pg_get_triggerdef(oid)) AS part FROM pg_trigger
    UNION ALL SELECT concat(relname, relkind, relacl, relowner::regrole) FROM pg_class
        WHERE relnamespace = 'public'::regnamespace
    UNION ALL SELECT concat(conrelid::regclass, conname, convalidated) FROM pg_constraint
    UNION ALL SELECT concat(oid::regprocedure, md5(prosrc), proacl) FROM pg_proc
        WHERE pronamespace = 'public'::regnamespace
) AS parts
"""
_shape: list[object] = []
_ENABLE = {"O": "ENABLE", "A": "ENABLE ALWAYS", "R": "ENABLE REPLICA"}


class MigrationsFailed(Exception):
    """The migrations do not run; the message is what they said."""


def prepare() -> None:
    """Start what the tests need, once for a whole run, and point the settings at this process's own database."""
    if "PORTAL_TEST_TEMPLATE" not in os.environ:
        _start()
    os.environ["PORTAL_DATABASE_URL"] = address("APPLICATION")


def name() -> str:
    """Return the name of this process's database."""
    return "portal_test_" + os.environ.get("PYTEST_XDIST_WORKER", "alone")


def address(role: str, database: str | None = None) -> str:
    """Return the address of this process's database for "APPLICATION", "OWNER" or "ADMIN" (a superuser)."""
    return os.environ[f"PORTAL_TEST_{role}"].replace(_WANTED, database or name())


def clone() -> None:
    """Give this process a fresh copy of the template, throwing away the one it had."""
    _copy(name())
    with psycopg.connect(address("ADMIN")) as admin:
        _shape[:] = admin.execute(_SHAPE).fetchall()


@contextlib.contextmanager
def another(label: str) -> Iterator[str]:
    """Yield the name of a further copy of the template, for what many tests share, and drop it afterwards."""
    copied = f"{name()}_{label}"
    _copy(copied)
    try:
        yield copied
    finally:
        with psycopg.connect(address("ADMIN", "postgres"), autocommit=True) as admin:
            _drop(admin, copied)


@contextlib.contextmanager
def connected_to(database: str) -> Iterator[None]:
    """Let Django's connection lead to another database, until the end."""
    connection.close()
    own = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = database
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = own


def _copy(wanted: str) -> None:
    if not os.environ["PORTAL_TEST_TEMPLATE"]:
        raise MigrationsFailed(os.environ["PORTAL_TEST_FAULT"])
    with psycopg.connect(address("ADMIN", "postgres"), autocommit=True) as admin:
        _drop(admin, wanted)
        roles.make_database(admin, wanted, template=os.environ["PORTAL_TEST_TEMPLATE"])


def _drop(admin: psycopg.Connection[tuple[str, ...]], unwanted: str) -> None:
    admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(unwanted)))


def empty() -> None:
    """Delete every row that a test committed; far quicker than a new copy.

    The guards that refuse this to everyone are lifted and put back as they were, in one transaction. Where
    something is in the way, or is not as the template has it, the process gets a new copy after all.
    """
    try:
        with psycopg.connect(address("ADMIN")) as admin:
            if admin.execute(_SHAPE).fetchall() != _shape:
                raise psycopg.Error
            admin.execute("SET LOCAL lock_timeout = '3s'; SET LOCAL session_replication_role = replica")
            filled = _filled(admin)
            guards = admin.execute(_GUARDS, [filled]).fetchall()
            for table, trigger, _ in guards:
                admin.execute(f"ALTER TABLE {table} DISABLE TRIGGER {trigger}")
            for table in filled:
                admin.execute(f"DELETE FROM {table}")
            for table, trigger, enabled in guards:
                admin.execute(f"ALTER TABLE {table} {_ENABLE[enabled]} TRIGGER {trigger}")
    except psycopg.Error:
        clone()


def is_first(what: str) -> bool:
    """Say whether no process of this run has asked about this before, so that what is alike is done once by one."""
    try:
        (Path(os.environ["PORTAL_TEST_SEEN"]) / hashlib.sha256(what.encode()).hexdigest()).touch(
            exist_ok=False
        )
    except FileExistsError:
        return False
    return True


def _filled(admin: psycopg.Connection[tuple[str, ...]]) -> list[str]:
    """Return the tables that hold rows, apart from those that the template fills."""
    tables = [row[0] for row in admin.execute(_TABLES)]
    asked = " UNION ALL ".join(f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {table})" for table in tables)
    return [row[0] for row in admin.execute(asked)]


def _start() -> None:
    """Start the server in a folder that no other run uses, and make the template."""
    folder = _folder()
    make_keys(folder)
    make_secret_key(folder)
    make_private(folder / "static")
    rmtree(folder / "seen", ignore_errors=True)
    os.environ["PORTAL_TEST_SEEN"] = str(make_private(folder / "seen"))
    os.environ["PORTAL_DATA"] = str(folder)
    with contextlib.redirect_stdout(io.StringIO()):
        database = open_database(folder, name=_WANTED, scratch=True)
    atexit.register(database.stop)
    if database.admin is None:
        raise CannotStart(
            "The tests need a PORTAL_DATABASE_URL whose role may make databases, and that alone."
        )
    os.environ.update(
        PORTAL_TEST_APPLICATION=database.application,
        PORTAL_TEST_OWNER=database.owner,
        PORTAL_TEST_ADMIN=database.admin,
    )
    try:
        os.environ["PORTAL_TEST_TEMPLATE"] = _template(database, database.admin)
    except MigrationsFailed as error:
        # Tests that need no database can still run; the others say why they cannot.
        os.environ.update(PORTAL_TEST_TEMPLATE="", PORTAL_TEST_FAULT=str(error))


def _folder() -> Path:
    """Lock and return a folder for the tests' data: the first of nine that no other run uses.

    Each choice of PostgreSQL has folders of its own, since one version does not start on the files of another.
    """
    chosen = os.environ.get("PORTAL_POSTGRES", "")
    folders = [_place() / f"test-{chosen}{n}" for n in range(1, 10)]
    for folder in folders:
        try:
            atexit.register(lock(folder).close)
        except CannotStart:
            continue
        return folder
    raise CannotStart("Every folder for test data is in use: other runs of the tests have not ended.")


def _place() -> Path:
    """Return where the tests' data lies: in memory where there is plenty, since each copy is a thousand files.

    A disk that has just forgotten a thousand files takes a second to make a thousand others.
    """
    plenty = _MEMORY.is_dir() and os.access(_MEMORY, os.W_OK) and disk_usage(_MEMORY).free >= _PLENTY
    if not plenty:
        return data_folder()
    whose = hashlib.sha256(os.fsencode(data_folder())).hexdigest()[:12]
    folder = _MEMORY / f"portal-tests-{os.geteuid()}-{whose}"
    make_private(folder).chmod(0o711)  # the account that runs PostgreSQL must pass through
    return folder


def _template(database: Database, admin_url: str) -> str:
    """Migrate a database as its owner, unless one from an earlier run will do, and return its name."""
    template = f"{_WANTED}_{_fingerprint()}"
    admin_url = admin_url.replace(_WANTED, "postgres")
    with psycopg.connect(admin_url, autocommit=True) as admin:
        query = "SELECT datname FROM pg_database WHERE datname LIKE %s"
        there = {row[0] for row in admin.execute(query, [_WANTED + r"\_%"])}
        if template in there:
            return template
        # The template of before is of no more use; half of one never bears the name.
        for old in there:
            admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(old)))
        _migrate(database.owner)
        rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
        admin.execute(rename.format(sql.Identifier(_WANTED), sql.Identifier(template)))
    return template


def _migrate(owner_url: str) -> None:
    """Run the migrations as the owner."""
    environment = os.environ | {"PORTAL_DATABASE_URL": owner_url, "DJANGO_SETTINGS_MODULE": "portal.settings"}
    done = subprocess.run(
        python("manage.py", "migrate", "--no-input", "--skip-checks", "-v0"),
        cwd=CHECKOUT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise MigrationsFailed(done.stdout + done.stderr)


def _fingerprint() -> str:
    """Return a short digest of all that shapes the template."""
    shaping = [*sorted(CHECKOUT.glob("*/migrations/**/*.*")), CHECKOUT / "requirements" / "run.txt"]
    shaping += [CHECKOUT / "portal" / "settings.py", CHECKOUT / "portal" / "launcher" / "roles.py"]
    digest = hashlib.sha256()
    for file in shaping:
        if file.suffix != ".pyc":
            digest.update(f"{file.relative_to(CHECKOUT)}\0".encode() + file.read_bytes())
    return digest.hexdigest()[:16]
