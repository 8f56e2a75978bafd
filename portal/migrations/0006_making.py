"""Jobs that take longer than a page may, and the files they make."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar = [("portal", "0005_hq_manager")]
    operations: ClassVar = []
