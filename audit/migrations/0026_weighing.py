"""What a Guardian weighed for a worker who asked (the word for it: see 0026_weighing.sql)."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from audit.migrations._kept import keep

KEPT = django.db.models.deletion.PROTECT


class Migration(migrations.Migration):
    """The word cannot be undone: one that stands in a leaf is never taken away."""

    dependencies: ClassVar = [
        ("audit", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations: ClassVar = [
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text()),
        migrations.CreateModel(
            "Weighing",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                (
                    "decision",
                    models.UUIDField(help_text="The decision's entry, or the draft it will be made from."),
                ),
                ("worker_id", models.UUIDField(help_text="Who asked, and is told.", null=True)),
                ("turn", models.PositiveSmallIntegerField()),
                ("outcome", models.TextField()),
                ("kind", models.TextField()),
                ("settled", models.BooleanField()),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("entry", models.OneToOneField("audit.entry", KEPT, editable=False, related_name="+")),
                ("organisation", models.ForeignKey("portal.organisation", KEPT, related_name="+")),
                ("weigher", models.ForeignKey(settings.AUTH_USER_MODEL, KEPT, related_name="+")),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["worker_id", "-made_at"], name="weighing_of_worker")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(id=models.F("entry_id")), name="weighing_is_its_entry"
                    ),
                    models.UniqueConstraint(fields=["decision", "turn"], name="one_weighing_of_a_turn"),
                ],
            },
        ),
        keep("audit_weighing"),
    ]
