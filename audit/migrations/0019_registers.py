"""The yearly registers and their evidence."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar = [("audit", "0018_events_of_the_year")]
    operations: ClassVar = []
