"""More words for the ledger: who was brought in and what was taken out (see 0009_events_of_intake.sql)."""

from pathlib import Path
from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    """Cannot be undone: a word that stands in a leaf is never taken away."""

    dependencies: ClassVar = [("audit", "0008_events_of_letters")]
    operations: ClassVar = [migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text())]
