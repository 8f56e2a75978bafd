"""The database's side of the ledger: the append function, the triggers and the grants (see 0002_append.sql)."""

from pathlib import Path
from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    """Cannot be undone: a ledger that could be opened again would prove nothing."""

    dependencies: ClassVar = [("audit", "0001_ledger")]
    operations: ClassVar = [migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text())]
