"""What each nightly check of the ledger found."""

from typing import ClassVar

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from audit.migrations._kept import keep


class Migration(migrations.Migration):
    dependencies: ClassVar = [("audit", "0024_reports")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="Verification",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "what",
                    models.CharField(
                        choices=[("entries", "Every entry"), ("evidence", "The evidence behind every entry")],
                        max_length=10,
                    ),
                ),
                ("day", models.DateField(help_text="The day in London.")),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("seconds", models.FloatField()),
                ("size", models.BigIntegerField()),
                ("frontier", models.BinaryField(default=bytes)),
                ("faults", models.JSONField(default=list)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="portal.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "what", "day"), name="one_verification_of_a_day"
                    )
                ],
            },
        ),
        keep("audit_verification"),
    ]
