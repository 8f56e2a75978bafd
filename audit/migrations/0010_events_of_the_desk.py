"""More words for the ledger: what is kept of the Guardian's desk (see 0010_events_of_the_desk.sql)."""

from pathlib import Path
from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    """Cannot be undone: a word that stands in a leaf is never taken away."""

    dependencies: ClassVar = [("audit", "0009_events_of_intake")]
    operations: ClassVar = [migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text())]
