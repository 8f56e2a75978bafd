"""What must hold before the portal opens: the ledger's guards stand, and the portal's role can lift none of them.

Asked by `manage.py check --database default --fail-level WARNING` at start-up.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, Tags, Warning, register  # noqa: A004 - Django's own word
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import OneToOneField

from audit.ledger.models import Body, Entry, Key, Log

OWNER = "portal_owner"
_TRIGGERS = """
SELECT c.relname, bool_and(t.tgenabled = 'A'), bit_or(t.tgtype::int)
FROM pg_catalog.pg_trigger t
JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid
JOIN pg_catalog.pg_proc p ON p.oid = t.tgfoid
WHERE p.proname IN ('ledger_refuse', 'ledger_grows') AND c.relnamespace = 'public'::regnamespace
GROUP BY c.relname"""
_ROLE = """
SELECT current_user, rolsuper,
    (SELECT count(*) FROM pg_catalog.pg_shdepend WHERE refobjid = r.oid AND deptype = 'o'),
    (SELECT array_agg(o.rolname::text) FROM pg_catalog.pg_roles o
        WHERE o.oid <> r.oid AND pg_has_role(r.oid, o.oid, 'MEMBER'))
FROM pg_catalog.pg_roles r WHERE rolname = current_user"""
# The bits of pg_trigger.tgtype for DELETE, UPDATE and TRUNCATE.
_ALL = 8 | 16 | 32


@register(Tags.database)
def guards(*, databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Check each named database that holds a ledger."""
    found: list[CheckMessage] = []
    for name in databases or []:
        connection = connections[name]
        if Log._meta.db_table in connection.introspection.table_names():
            found += [*triggers(connection), *role(connection)]
    return found


def guarded_tables() -> list[str]:
    """Return the tables that nobody may change: the ledger's, and every fact that links to its entry."""
    facts = [
        model._meta.db_table
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, OneToOneField) and field.related_model is Entry and model is not Body
    ]
    return sorted([model._meta.db_table for model in (Body, Entry, Key, Log)] + facts)


def triggers(connection: BaseDatabaseWrapper) -> list[CheckMessage]:
    """Check that every guarded table refuses changes, always."""
    with connection.cursor() as cursor:
        cursor.execute(_TRIGGERS)
        standing = {table: (always, kinds) for table, always, kinds in cursor.fetchall()}
    there = set(connection.introspection.table_names())
    found: list[CheckMessage] = []
    for table in guarded_tables():
        always, kinds = standing.get(table, (False, 0))
        if table not in there:
            continue
        if kinds & _ALL != _ALL:
            found.append(Error(f"{table} can be changed: its triggers are not all there", id="audit.E001"))
        elif not always:
            found.append(Error(f"{table} can be changed: its triggers do not fire ALWAYS", id="audit.E002"))
    return found


def role(connection: BaseDatabaseWrapper) -> list[CheckMessage]:
    """Check that the connected role owns nothing and can become nobody that does."""
    with connection.cursor() as cursor:
        cursor.execute(_ROLE)
        name, is_superuser, owned, others = cursor.fetchone()
    if name == OWNER:
        return [Warning("connected as the owner, which only migrations may be", id="audit.W001")]
    if is_superuser or owned or others:
        hint = "connect as portal_app, which owns nothing and is a member of nothing"
        return [Error(f"the role {name} could lift the ledger's guards", hint=hint, id="audit.E003")]
    return []
