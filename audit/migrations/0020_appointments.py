"""Who was appointed to what."""

from __future__ import annotations

from typing import ClassVar

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from audit.migrations._kept import keep

POSTS = [
    ("guardian", "Caldicott Guardian"),
    ("deputy", "Deputy Caldicott Guardian"),
    ("siro", "Senior information risk owner"),
    ("dpo", "Data protection officer"),
]
KEPT = django.db.models.deletion.PROTECT


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("audit", "0019_registers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations: ClassVar = [
        migrations.CreateModel(
            "Appointment",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("post", models.TextField(choices=POSTS)),
                ("since", models.DateField()),
                ("review_on", models.DateField()),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("entry", models.OneToOneField("audit.entry", KEPT, editable=False, related_name="+")),
                ("organisation", models.ForeignKey("portal.organisation", KEPT, related_name="+")),
                ("person", models.ForeignKey(settings.AUTH_USER_MODEL, KEPT, null=True, related_name="+")),
                (
                    "renews",
                    models.OneToOneField("audit.appointment", KEPT, null=True, related_name="renewal"),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["organisation", "post", "-made_at"], name="appointment_of_post")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(id=models.F("entry_id")), name="appointment_is_its_entry"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            "AppointmentEnd",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("ended_on", models.DateField()),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("entry", models.OneToOneField("audit.entry", KEPT, editable=False, related_name="+")),
                ("appointment", models.OneToOneField("audit.appointment", KEPT, related_name="end")),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(id=models.F("entry_id")), name="appointmentend_is_its_entry"
                    )
                ],
            },
        ),
        keep("audit_appointment", "audit_appointmentend"),
    ]
