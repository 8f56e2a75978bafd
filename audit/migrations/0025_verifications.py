"""What each nightly check of the ledger found."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar = [("audit", "0024_reports")]
    operations: ClassVar = []
