"""`manage.py read_again`: throw away what the desk and the reports keep of the logs and read them from their start."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from audit.oversight import reading
from audit.reports import fold
from portal.models import Organisation

AT_ONCE = 5_000


class Command(BaseCommand):
    """Reads every organisation's log again, for when the order of the list or what is counted has changed."""

    help = (
        "Throw away what the desk and the reports keep of the logs, and read them again. No entry is touched."
    )

    def handle(self, **options: Any) -> None:
        """Read each log to its end; meanwhile the desk says that it is still sorting."""
        for organisation in Organisation.objects.order_by("pk"):
            for reader in (reading, fold):
                reader.begin_again(organisation)
                while not reader.catch_up(organisation, most=AT_ONCE):
                    pass
            self.stdout.write(f"{organisation.slug}: read again")
