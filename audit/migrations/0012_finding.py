"""A decision is found again by its reference and by when it was made."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("audit", "0011_desk")]
    operations: ClassVar = [
        migrations.AddField(
            "matter", "reference", models.CharField(default="", max_length=12), preserve_default=False
        ),
        migrations.AddIndex(
            "matter", models.Index(fields=["organisation", "reference"], name="matter_reference")
        ),
        migrations.AddIndex(
            "matter", models.Index(fields=["organisation", "recorded_at"], name="matter_time")
        ),
    ]
