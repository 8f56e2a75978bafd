"""One more word for the ledger: a signature was taken back (see 0007_event_of_signatures.sql)."""

from pathlib import Path
from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    """Cannot be undone: a word that stands in a leaf is never taken away."""

    dependencies: ClassVar = [("audit", "0006_events_of_trust")]
    operations: ClassVar = [migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text())]
