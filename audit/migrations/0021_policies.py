"""Policies, who has read them, and notices to the public."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar = [("audit", "0020_appointments")]
    operations: ClassVar = []
