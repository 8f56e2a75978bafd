"""How a table of facts is closed: the portal may add and read, and nobody may change what stands there."""

from django.db import migrations


def keep(*tables: str) -> migrations.RunSQL:
    """Return the operation that closes tables, with triggers that fire under any session_replication_role."""
    return migrations.RunSQL(
        "".join(
            f"REVOKE UPDATE, DELETE, TRUNCATE ON public.{table} FROM portal_app;\n"
            f"CREATE TRIGGER kept BEFORE UPDATE OR DELETE OR TRUNCATE ON public.{table}\n"
            "    FOR EACH STATEMENT EXECUTE FUNCTION public.ledger_refuse();\n"
            f"ALTER TABLE public.{table} ENABLE ALWAYS TRIGGER kept;\n"
            for table in tables
        )
    )
