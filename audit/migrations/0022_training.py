"""Training, declarations and reviews of access."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar = [("audit", "0021_policies")]
    operations: ClassVar = []
