"""More words for the ledger: what is kept of the manager's year (see 0018_events_of_the_year.sql)."""

from pathlib import Path
from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    """Cannot be undone: a word that stands in a leaf is never taken away."""

    dependencies: ClassVar = [("audit", "0017_no_list_by_home")]
    operations: ClassVar = [migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text())]
