"""More words for the ledger: how far recipients are trusted (see 0006_events_of_trust.sql)."""

from pathlib import Path
from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    """Cannot be undone: a word that stands in a leaf is never taken away."""

    dependencies: ClassVar = [("audit", "0005_events_of_said")]
    operations: ClassVar = [migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text())]
