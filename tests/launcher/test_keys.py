"""The keys belong to one database: a portal with other keys, or without, never starts on it and never makes new ones."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from portal.launcher.cluster import Cluster
from portal.launcher.keys import make_keys
from tests.launcher.conftest import FirstRun, apart, copy, start

SEAL = [
    sys.executable,
    "-c",
    """
import os, django
os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"
django.setup()
from audit.ledger.keys import new_key
from portal.models import Organisation
new_key(Organisation.objects.create(name="Willow", slug="willow"))
""",
]
"""A command after which something is sealed in the database."""
OPEN = [
    sys.executable,
    "-c",
    """
import os, django
os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"
django.setup()
from audit.ledger import keys
from audit.ledger.models import Key
print("opened", sum(keys._cipher(key) is not None for key in Key.objects.all()))
""",
]
"""A command that opens what is sealed, and says how much it was."""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture(scope="session")
def sealed_run(first_run: FirstRun, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder as a run leaves it in which something was sealed."""
    folder = tmp_path_factory.mktemp("sealed") / "data"
    copy(first_run.folder, folder)
    assert start(apart(folder), "db", "--", *SEAL).returncode == 0
    return folder


@pytest.fixture
def sealed(sealed_run: Path, place: Path) -> None:
    """Let something be sealed in a server of our own."""
    copy(sealed_run, place)


@pytest.fixture(params=["own", "given"])
def full(request: pytest.FixtureRequest, launch, place: Path, tmp_path: Path) -> Iterator[dict[str, str]]:
    """Seal something, in a server of our own or in one that was given; return the environment that names it."""
    if request.param == "own":
        request.getfixturevalue("sealed")
        yield {}
        return
    cluster = Cluster(tmp_path / "elsewhere", scratch=True)
    cluster.start()
    given = {"PORTAL_DATABASE_URL": cluster.url("postgres")}
    with psycopg.connect(cluster.url("postgres"), autocommit=True) as connection:
        (cluster.data / "pg_hba.conf").write_text("local all postgres trust\nlocal all all scram-sha-256\n")
        connection.execute("SELECT pg_reload_conf()")
    done = launch("db", "--", *SEAL, **given)
    assert done.returncode == 0, done.stderr
    yield given
    cluster.stop()


def other_keys(place: Path) -> bytes:
    (place / "keyring.json").unlink()
    make_keys(place)
    return (place / "keyring.json").read_bytes()


def refused(launch, environment: dict[str, str]) -> str:
    """Return the sentence with which a start is refused; nothing was opened and nothing broke."""
    done = launch("db", "--", *OPEN, **environment)
    assert done.returncode == 1
    assert "opened" not in done.stdout
    assert "Traceback" not in done.stderr
    return done.stderr


def test_over_data_only_its_own_keys_are_taken_and_none_are_made(full, launch, place):
    keys = place / "keyring.json"
    own = keys.read_bytes()
    keys.unlink()
    said = refused(launch, full)
    assert f"{keys} is not there" in said
    assert "Put the file back" in said
    assert not keys.exists()
    make_keys(place)
    others = keys.read_bytes()
    assert "not the keys of this database" in refused(launch, full)
    assert keys.read_bytes() == others
    for left in (b"", b"\0" * 200, own[: len(own) // 2]):
        keys.write_bytes(left)
        said = refused(launch, full)
        assert "cannot be read" in said
        assert "backup" in said
        assert keys.read_bytes() == left
    keys.write_bytes(own)
    assert launch("db", "--", *OPEN, **full).stdout.splitlines()[-1] == "opened 1"


@pytest.mark.usefixtures("sealed")
def test_a_key_taken_out_is_named_and_a_new_one_beside_the_old_is_welcome(launch, place):
    keys = place / "keyring.json"
    ring = json.loads(keys.read_text())
    first = ring["current"]
    ring["keys"]["second"], ring["current"] = ring["index"], "second"
    keys.write_text(json.dumps(ring))
    assert launch("db", "--", *OPEN).stdout.splitlines()[-1] == "opened 1"
    del ring["keys"][first]
    keys.write_text(json.dumps(ring))
    assert f"lacks a key that records of this database were sealed under: {first}" in refused(launch, {})


class TestOverNothing:
    def test_without_keys_they_are_made(self, launch, begin, place):
        begin(place)
        (place / "keyring.json").unlink()
        assert launch("db", "--", *SEAL).returncode == 0
        assert launch("db", "--", *OPEN).stdout.splitlines()[-1] == "opened 1"

    def test_other_keys_become_its_own(self, launch, begin, place):
        begin(place)
        other_keys(place)
        assert launch("db", "--", *SEAL).returncode == 0
        assert launch("db", "--", *OPEN).stdout.splitlines()[-1] == "opened 1"


@pytest.mark.usefixtures("sealed")
def test_the_pages_refuse_other_keys_too(launch, place):
    """A server started without the launcher, as in a container, is not let through either."""
    others = place / "others"
    others.mkdir()
    make_keys(others)
    serve = [sys.executable, "-c", "import portal.wsgi"]
    spoil = ["env", f"PORTAL_KEYRING={others / 'keyring.json'}", *serve]
    done = launch("db", "--", *spoil)
    assert done.returncode == 1
    assert "not the keys of this database" in done.stderr
    assert "Traceback" not in done.stderr
    check = [
        "env",
        f"PORTAL_KEYRING={others / 'keyring.json'}",
        sys.executable,
        "manage.py",
        "check",
        "--database",
        "default",
    ]
    assert "not the keys of this database" in launch("db", "--", *check).stderr


def test_a_given_servers_passwords_are_never_changed_without_a_word(launch, tmp_path, place):
    cluster = Cluster(tmp_path / "elsewhere", scratch=True)
    cluster.start()
    try:
        given = {"PORTAL_DATABASE_URL": cluster.url("postgres")}
        with psycopg.connect(cluster.url("postgres"), autocommit=True) as connection:
            (cluster.data / "pg_hba.conf").write_text(
                "local all postgres trust\nlocal all all scram-sha-256\n"
            )
            connection.execute("SELECT pg_reload_conf()")
            assert launch("db", "--", "true", **given).returncode == 0
            verifiers = connection.execute("SELECT rolpassword FROM pg_authid ORDER BY oid").fetchall()
            (place / "database.json").unlink()
            done = launch("db", "--", "true", **given)
            assert done.returncode == 1
            assert "portal_app and portal_migrator already" in done.stderr
            assert "PORTAL_NEW_PASSWORDS=1" in done.stderr
            assert not (place / "database.json").exists()
            assert (
                connection.execute("SELECT rolpassword FROM pg_authid ORDER BY oid").fetchall() == verifiers
            )
        assert launch("db", "--", "true", PORTAL_NEW_PASSWORDS="1", **given).returncode == 0
        assert launch("db", "--", "true", **given).returncode == 0
    finally:
        cluster.stop()
