"""The three ways to a PostgreSQL end the same: tables that belong to the owner, pages that own nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from portal.launcher import binaries
from portal.launcher.cluster import Cluster
from tests.launcher.conftest import WHO

RIGHT = ["portal_app portal_owner", "power False", "creates False", "empties False", "reads True"]


def said(done) -> list[str]:
    """Return the last lines of what our own command printed."""
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.splitlines()[-len(RIGHT) :]


def test_the_wheels_programs(first_run):
    assert said(first_run.done) == RIGHT


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Cluster]:
    """Run a server that asks for passwords, as one elsewhere would, with a role that may make roles and databases."""
    cluster = Cluster(tmp_path / "elsewhere", scratch=True)
    cluster.start()
    with psycopg.connect(cluster.url("postgres"), autocommit=True) as connection:
        connection.execute("CREATE ROLE maker LOGIN CREATEROLE CREATEDB PASSWORD 'of the maker'")
        connection.execute("CREATE ROLE nobody_much LOGIN PASSWORD 'of nobody'")
        (cluster.data / "pg_hba.conf").write_text("local all postgres trust\nlocal all all scram-sha-256\n")
        connection.execute("SELECT pg_reload_conf()")
    yield cluster
    cluster.stop()


def test_a_given_server_and_a_role_that_may_make_roles_or_the_pair_of_roles_it_made(launch, server):
    given = server.url("postgres", "maker:of%20the%20maker")
    assert said(launch("db", "--", *WHO, PORTAL_DATABASE_URL=given)) == RIGHT
    tell = [sys.executable, "-c", "import os; print(os.environ['PORTAL_DATABASE_URL'])"]
    again = launch("db", "--", *tell, PORTAL_DATABASE_URL=given)
    application = again.stdout.splitlines()[-1]
    # The launcher keeps the owner's address from what it starts, so the superuser stands for it.
    owner = server.url("portal")
    done = launch("db", "--", *WHO, PORTAL_DATABASE_URL=application, PORTAL_OWNER_DATABASE_URL=owner)
    assert said(done) == RIGHT


def test_the_pages_are_not_served_to_a_role_that_could_lift_the_guards_of_the_ledger(launch, server):
    serve = [sys.executable, "-c", "import portal.wsgi"]
    roles = {name: server.url("portal") for name in ("PORTAL_DATABASE_URL", "PORTAL_OWNER_DATABASE_URL")}
    assert launch("db", "--", *serve, PORTAL_DATABASE_URL=server.url("postgres")).returncode == 0
    done = launch("db", "--", *serve, **roles)
    assert done.returncode == 1
    assert "the role postgres could lift the ledger's guards: connect as portal_app" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_given_role_without_power_is_refused_in_a_sentence(launch, server):
    done = launch("db", PORTAL_DATABASE_URL=server.url("postgres", "nobody_much:of%20nobody"))
    assert done.returncode == 1
    assert "may not make roles and databases" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_server_that_does_not_answer_is_named_in_a_sentence(launch):
    done = launch("db", PORTAL_DATABASE_URL="postgresql://someone@127.0.0.1:1/portal")
    assert done.returncode == 1
    assert "PORTAL_DATABASE_URL does not answer" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_without_programs_has_no_version(tmp_path):
    assert binaries.major(tmp_path) == 0


def test_options_may_come_first(launch):
    """As in `make test ARGS="-q tests/engine"`."""
    assert "There is no check called -q, nothing" in launch("check", "-q", "nothing").stderr
