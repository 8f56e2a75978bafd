"""A concern knows which of its clocks runs out next and of what was reminded; who raised some sees them in order."""

from typing import ClassVar

import django.contrib.postgres.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("audit", "0014_advice"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations: ClassVar = [
        migrations.AddField(
            "concern",
            "clock",
            models.TextField(blank=True, default="", help_text="Which clock that is; empty where none runs."),
            preserve_default=False,
        ),
        migrations.AddField(
            "concern",
            "reminded",
            django.contrib.postgres.fields.ArrayField(
                models.TextField(), default=list, help_text="The reminders that were sent."
            ),
        ),
        migrations.AddIndex(
            "concern",
            models.Index(fields=["raised_by", "-raised_at", "-id"], name="concern_of_raiser"),
        ),
    ]
