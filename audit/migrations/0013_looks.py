"""One word more for the ledger, and what is kept of each look (see 0013_looks.sql)."""

from pathlib import Path
from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Cannot be undone: a word that stands in a leaf is never taken away."""

    dependencies: ClassVar = [("audit", "0012_finding")]
    operations: ClassVar = [
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text()),
        migrations.AlterField("look", "individual_id", models.UUIDField(null=True)),
        migrations.AddField(
            "look",
            "people",
            models.PositiveIntegerField(
                default=1,
                help_text="How many different people the worker looked at in the hour that ends with it.",
            ),
        ),
        migrations.AlterField(
            "lookjudged",
            "finding",
            models.TextField(
                choices=[("explained", "There is a good reason for it"), ("concern", "I raise a concern")]
            ),
        ),
    ]
