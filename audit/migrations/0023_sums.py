"""What was counted of the log, month by month."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar = [("audit", "0022_training")]
    operations: ClassVar = []
