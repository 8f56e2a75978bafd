"""Django's own migrate, which first asks if these are the keys of this database, and keeps their fingerprints."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.core.management.commands.migrate import Command as Migrate
from django.db import connections, transaction

from portal import keys_of_database


class Command(Migrate):
    """Bring the tables up to date, with the keys that belong to them and no others."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuse other keys in a sentence; a plan, or a look at one, changes nothing and keeps nothing."""
        connection = connections[options["database"]]
        with connection.cursor() as cursor:
            fault = keys_of_database.misfit(cursor, settings.PORTAL_KEYRING)
        if fault:
            raise CommandError(fault)
        super().handle(*args, **options)
        if options["plan"] or options["check_unapplied"]:
            return
        with transaction.atomic(using=options["database"]), connection.cursor() as cursor:
            if "portal_keyfingerprint" in connection.introspection.table_names(cursor):
                keys_of_database.record(cursor, settings.PORTAL_KEYRING)
