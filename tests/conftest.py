"""What every test stands on: a database of its own worker, and connections for trying what must be refused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import hypothesis
import psycopg
import pytest
from django.db import connections
from django.test import TransactionTestCase
from pytest_django.plugin import DjangoDbBlocker

from tests import database
from tests.browser import browser
from tests.cost import Cost

__all__ = ["browser"]

# A machine that is busy is no reason to fail.
hypothesis.settings.register_profile(
    "calm", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow], print_blob=True
)
hypothesis.settings.load_profile("calm")


def pytest_configure(config: pytest.Config) -> None:
    """Measure what this run costs."""
    config.pluginmanager.register(Cost(config), "cost")


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Give this worker its copy of the migrated template, and clean it after each test that commits.

    Django's own way would be TRUNCATE, which the portal's role may not do and the ledger refuses.
    """

    def start_afresh(self: TransactionTestCase) -> None:
        connections.close_all()
        database.empty()

    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", start_afresh)
        database.clone()
        yield
        connections.close_all()


@pytest.fixture
def superuser(transactional_db: None) -> Iterator[psycopg.Connection[object]]:
    """Return an autocommit connection of a database superuser to this test's database."""
    with psycopg.connect(database.address("ADMIN"), autocommit=True) as connection:
        yield connection


@pytest.fixture
def owner(transactional_db: None) -> Iterator[psycopg.Connection[object]]:
    """Return an autocommit connection, as the role that owns every table, to this test's database."""
    with psycopg.connect(database.address("OWNER"), autocommit=True) as connection:
        yield connection


@pytest.fixture
def without_queue(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[pytest.MonkeyPatch]:
    """Take the queue away: jobs are left in folders, as outside the tests, and a file lies where those should be.

    It comes back when what is returned is undone.
    """
    from portal.jobs import app

    gone = tmp_path / "broker"
    gone.touch()
    options = {"data_folder_in": str(gone), "data_folder_out": str(gone), "control_folder": str(gone)}
    with monkeypatch.context() as patch:
        patch.setitem(app.conf, "task_always_eager", False)
        patch.setitem(app.conf, "broker_transport_options", options)
        app._after_fork()
        yield patch
    app._after_fork()
