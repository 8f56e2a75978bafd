"""Who was appointed to what."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar = [("audit", "0019_registers")]
    operations: ClassVar = []
