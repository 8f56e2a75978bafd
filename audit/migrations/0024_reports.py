"""Annual reports: drafts and what was sealed."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar = [("audit", "0023_sums")]
    operations: ClassVar = []
