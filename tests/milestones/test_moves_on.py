"""Data that landed moves on: the demonstration of each milestone, migrated to today, is whole, read and counted alike."""

from __future__ import annotations

import json
import lzma
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql

from portal.launcher import roles
from portal.launcher.place import CHECKOUT
from tests import database

KEPT = sorted(path.parent for path in Path(__file__).parent.glob("*/known.json"))
SCHEMA = {
    "columns": """
        SELECT table_name || '.' || column_name, concat_ws(' ', data_type, udt_name, character_maximum_length,
            is_nullable, column_default, is_identity)
        FROM information_schema.columns WHERE table_schema = 'public'""",
    "indexes": "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "constraints": """
        SELECT concat(conrelid::regclass, '.', conname), concat(pg_get_constraintdef(oid), ' ', convalidated)
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace""",
    "triggers": """
        SELECT concat(tgrelid::regclass, '.', tgname), concat(pg_get_triggerdef(oid), ' ', tgenabled)
        FROM pg_trigger WHERE NOT tgisinternal""",
    "functions": """
        SELECT oid::regprocedure::text, concat(pg_get_functiondef(oid), proowner::regrole, ' ', proacl::text)
        FROM pg_proc WHERE pronamespace = 'public'::regnamespace""",
    "owners and grants": """
        SELECT relname, concat(relkind, ' ', relowner::regrole, ' ',
            ARRAY(SELECT a::text FROM unnest(relacl) a ORDER BY 1)) FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S')""",
    "default grants": "SELECT concat(defaclrole::regrole, defaclobjtype), defaclacl::text FROM pg_default_acl",
    "schema": "SELECT nspname, concat(nspowner::regrole, nspacl) FROM pg_namespace WHERE nspname = 'public'",
}
"""What a schema is made of: queries for a name and all that is said of it."""
SPELLED = re.compile(r"::(character varying|text)(\[\])?|[()]")
"""What a dump and its restoring spell in another way, and mean alike."""


@pytest.fixture
def restored(milestone: Path):
    """Restore what was kept into a database of its own; return the addresses of its owner and of the pages' role."""
    name = database.name() + "_milestone"
    with psycopg.connect(database.address("ADMIN", "postgres"), autocommit=True) as admin:
        drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        admin.execute(drop)
        roles.make_database(admin, name)
        text = lzma.decompress((milestone / "database.sql.xz").read_bytes()).decode()
        with psycopg.connect(database.address("ADMIN", name), autocommit=True) as inside:
            # psql's own commands are none of SQL's.
            inside.execute("\n".join(line for line in text.splitlines() if not line.startswith("\\")))
            inside.execute("RESET ALL")
            roles.grant_inside(inside)
        yield name
        admin.execute(drop)


def run(milestone: Path, address: str, *words: str) -> str:
    """Run Python on the restored database with its own keys, and return what it printed."""
    environment = os.environ | {
        "PORTAL_DATABASE_URL": address,
        "PORTAL_KEYRING": str(milestone / "keyring.json"),
        "DJANGO_SETTINGS_MODULE": "portal.settings",
    }
    done = subprocess.run(
        [sys.executable, *words], cwd=CHECKOUT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def schema(address: str) -> dict[str, dict[str, str]]:
    with psycopg.connect(address) as connection:
        rows = {what: connection.execute(query).fetchall() for what, query in SCHEMA.items()}
    return {what: {name: SPELLED.sub("", said or "") for name, said in found} for what, found in rows.items()}


def unlike(one: dict[str, dict[str, str]], other: dict[str, dict[str, str]]) -> dict[str, Any]:
    """Return what two schemas differ in."""
    return {
        f"{what}: {name}": (one[what].get(name), other[what].get(name))
        for what in SCHEMA
        for name in one[what].keys() | other[what].keys()
        if one[what].get(name) != other[what].get(name)
    }


@pytest.mark.parametrize("milestone", KEPT, ids=lambda path: path.name)
def test_what_a_milestone_left_is_whole_and_read_and_counted_alike(milestone, restored):
    known = json.loads((milestone / "known.json").read_text())
    migrate = ("manage.py", "migrate", "--no-input", "--skip-checks", "-v0")
    run(milestone, database.address("OWNER", restored), *migrate)
    assert (
        unlike(
            schema(database.address("ADMIN", restored)),
            schema(database.address("ADMIN", os.environ["PORTAL_TEST_TEMPLATE"])),
        )
        == {}
    )

    words = ("-m", "tests.milestones.look", json.dumps({key: known[key] for key in ("period", "day")}))
    found = json.loads(run(milestone, database.address("APPLICATION", restored), *words))
    assert found["logs"].keys() == known["logs"].keys()
    for slug, log in found["logs"].items():
        then = known["logs"][slug]
        assert (log["faults"], log["closed"]) == ([], [])
        assert (log["size"], log["root"]) == (then["size"], then["root"])
        assert {row: log["counts"].get(row) for row in then["counts"]} == then["counts"]
    assert found["decisions"]
    assert [each["now"] for each in found["decisions"]] == [each["then"] for each in found["decisions"]]
    assert set(found["pages"].values()) == {200}, found["pages"]
