"""What stands in the ledger stays: the database refuses the portal, the owner, and the owner with triggers asleep."""

from __future__ import annotations

import psycopg
import pytest
from django.core.checks import Tags, run_checks
from django.core.management import call_command
from django.db import DatabaseError, connection, models, transaction
from psycopg import sql

from audit.ledger import checks
from audit.ledger.models import Entry
from tests import database
from tests.audit.conftest import make_place

TABLES = ["audit_entry", "audit_body", "audit_key", "audit_log"]
CHANGES = {
    "update": "UPDATE {} SET {} = {}",
    "update of nothing": "UPDATE {} SET {} = {} WHERE false",
    "delete": "DELETE FROM {}",
    "truncate": "TRUNCATE {} CASCADE",
}
COLUMN = {"audit_entry": "event", "audit_body": "sealed", "audit_key": "wrapped", "audit_log": "origin"}


def change(table: str, kind: str) -> sql.Composed:
    column = sql.Identifier(COLUMN[table])
    return sql.SQL(CHANGES[kind]).format(sql.Identifier(table), column, column)


def counts(superuser) -> list[int]:
    count = sql.SQL("SELECT count(*) FROM {}")
    return [superuser.execute(count.format(sql.Identifier(table))).fetchone()[0] for table in TABLES]


@pytest.mark.parametrize("kind", CHANGES)
@pytest.mark.parametrize("table", TABLES)
def test_the_portals_role_is_refused(willow, table, kind):
    with pytest.raises(DatabaseError) as refusal, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change(table, kind).as_string(None))
    assert refusal.value.__cause__.sqlstate == "42501"


@pytest.mark.parametrize("table", ["audit_entry", "audit_body", "audit_log"])
def test_the_portals_role_cannot_add_past_the_door(willow, table):
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"INSERT INTO {table} SELECT * FROM {table}")


@pytest.mark.parametrize(
    "asleep", [False, True], ids=["triggers awake", "session_replication_role = replica"]
)
@pytest.mark.parametrize("kind", CHANGES)
@pytest.mark.parametrize("table", TABLES)
def test_the_owner_is_refused_even_with_plain_triggers_asleep(superuser_and_willow, table, kind, asleep):
    superuser = superuser_and_willow
    before = counts(superuser)
    with superuser.transaction(force_rollback=True):
        if asleep:
            superuser.execute("SET LOCAL session_replication_role = replica")
        superuser.execute("SET LOCAL ROLE portal_owner")
        if (table, kind) == ("audit_log", "update of nothing"):
            # The head's own trigger looks at each row, and here there is none.
            assert superuser.execute(change(table, kind)).rowcount == 0
        else:
            with pytest.raises(psycopg.Error) as refusal, superuser.transaction():
                superuser.execute(change(table, kind))
            assert refusal.value.sqlstate == "LG000"
    assert counts(superuser) == before


@pytest.fixture(scope="module")
def superuser_and_willow(django_db_setup, django_db_blocker):
    """Return one superuser's connection to a database of its own with one open log, for refusals that change nothing.

    The tests' own database is left alone, so that it does not matter which test comes when.
    """
    with django_db_blocker.unblock(), database.another("guards") as name:
        with database.connected_to(name):
            make_place("willow")
        with psycopg.connect(database.address("ADMIN", name), autocommit=True) as superuser:
            yield superuser


@pytest.mark.parametrize(
    "what", ["size = size - 1", "size = size + 2", "last_time = '2000-01-01', size = size + 1"]
)
def test_a_head_never_goes_back(superuser_and_willow, what):
    superuser = superuser_and_willow
    with superuser.transaction(force_rollback=True):
        superuser.execute("SET LOCAL ROLE portal_owner")
        with pytest.raises(psycopg.Error, match="a log only grows"), superuser.transaction():
            superuser.execute(sql.SQL("UPDATE audit_log SET {}").format(sql.SQL(what)))


def test_the_functions_are_the_portals_alone(superuser_and_willow):
    rows = superuser_and_willow.execute(
        """SELECT proname, proowner::regrole::text, prosecdef, proacl::text,
            coalesce(array_to_string(proconfig, ','), '') LIKE %s
        FROM pg_proc WHERE proname LIKE %s ORDER BY 1""",
        ["search_path=pg_catalog, pg_temp%", "ledger%"],
    ).fetchall()
    owner = "portal_owner=X/portal_owner"
    open_to = {"ledger_append", "ledger_open"}
    assert {name for name, *_ in rows} == open_to | {"ledger_events", "ledger_grows", "ledger_refuse"}
    for name, owned_by, definer, rights, fixed_path in rows:
        assert owned_by == "portal_owner"
        assert definer == (name in open_to)
        assert rights == ("{" + owner + (",portal_app=X/portal_owner" if name in open_to else "") + "}")
        assert fixed_path or name == "ledger_events"


def test_the_start_up_check_is_quiet_where_the_guards_stand(willow):
    assert run_checks(tags=[Tags.database], databases=["default"]) == []
    call_command("check", "--database", "default", "--tag", "database", "--fail-level", "WARNING")


def test_the_start_up_check_asks_for_no_database_unasked():
    assert checks.guards(databases=None) == []


@pytest.mark.parametrize(
    ("harm", "found"),
    [
        ("ALTER TABLE audit_entry ENABLE TRIGGER kept", "audit.E002"),
        ("ALTER TABLE audit_log DISABLE TRIGGER grows", "audit.E002"),
        ("DROP TRIGGER kept ON audit_body", "audit.E001"),
        ("DROP TRIGGER grows ON audit_log", "audit.E001"),
    ],
)
def test_the_start_up_check_sees_a_guard_that_is_down(transactional_db, owner, harm, found):
    owner.execute(harm)
    assert [message.id for message in checks.guards(databases=["default"])] == [found]


def connected(monkeypatch, role: str) -> list[str | None]:
    """Ask the check on a connection that has taken another role."""
    connection.close()
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "options", f"-c role={role}")
    try:
        return [message.id for message in checks.role(connection)]
    finally:
        connection.close()


def test_the_start_up_check_sees_a_role_that_could_lift_the_guards(transactional_db, superuser, monkeypatch):
    assert checks.role(connection) == []
    superuser.execute("GRANT portal_owner TO portal_app")
    try:
        assert [message.id for message in checks.role(connection)] == ["audit.E003"]
        assert connected(monkeypatch, "portal_owner") == ["audit.W001"]
    finally:
        superuser.execute("REVOKE portal_owner FROM portal_app")


def test_every_fact_is_guarded():
    """A model with a one-to-one link to its entry is a fact, and its table is on the list."""
    tables = checks.guarded_tables()
    assert set(TABLES) <= set(tables)
    assert "decisions_consent" in tables
    assert Entry.body.related.related_model._meta.db_table == "audit_body"


def test_a_table_that_is_not_there_yet_is_not_missed(db, monkeypatch):
    monkeypatch.setattr(checks, "guarded_tables", lambda: ["audit_entry", "not_yet"])
    assert checks.triggers(connection) == []


def test_an_empty_database_has_nothing_to_guard(db, monkeypatch):
    monkeypatch.setattr(connection.introspection, "table_names", list)
    assert checks.guards(databases=["default"]) == []
    assert isinstance(checks.Log._meta.pk, models.OneToOneField)
