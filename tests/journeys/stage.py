"""A portal to visit: the demonstration's cast in this worker's database, behind a real server."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.management import call_command
from django.db import connections
from django.test.testcases import LiveServerThread
from psycopg import sql

from portal.launcher import roles
from tests import database


def _kept() -> str:
    """Return the name of the database that keeps this worker's cast as it was made."""
    return "portal_journeys_" + os.environ.get("PYTEST_XDIST_WORKER", "alone")


@contextmanager
def kept_cast() -> Iterator[None]:
    """Make the cast once, through the actions, and keep a copy of the database with it."""
    connections.close_all()
    database.clone()
    call_command("demo", stdout=io.StringIO())
    connections.close_all()
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(_kept()))
    with psycopg.connect(database.address("ADMIN", "postgres"), autocommit=True) as admin:
        admin.execute(drop)
        roles.make_database(admin, _kept(), template=database.name())
    yield
    with psycopg.connect(database.address("ADMIN", "postgres"), autocommit=True) as admin:
        admin.execute(drop)


def bring_on_the_cast() -> None:
    """Give this worker's database the cast as it was made, and nothing that another journey left behind."""
    connections.close_all()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PORTAL_TEST_TEMPLATE", _kept())
        database.clone()


@contextmanager
def served() -> Iterator[str]:
    """Serve the portal from threads of this process and yield its address."""
    thread = LiveServerThread("127.0.0.1", StaticFilesHandler, connections_override={})
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    yield f"http://127.0.0.1:{thread.port}"
    thread.terminate()
