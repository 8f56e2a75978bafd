"""The yearly registers and their evidence."""

from typing import ClassVar

import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.db.models import PROTECT, Q

from audit.migrations._kept import keep


def its_entry():
    return models.OneToOneField(editable=False, on_delete=PROTECT, related_name="+", to="audit.entry")


def link(to, name="+"):
    return models.ForeignKey(on_delete=PROTECT, related_name=name, to=to)


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("audit", "0018_events_of_the_year"),
        ("portal", "0005_hq_manager"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations: ClassVar = [
        migrations.CreateModel(
            name="RegisterEntry",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("kind", models.TextField()),
                ("sealed", models.BinaryField()),
                ("lacks", models.PositiveSmallIntegerField(default=0)),
                (
                    "looked_at",
                    models.DateField(help_text="The day on which it was entered or last looked at again."),
                ),
                ("due_on", models.DateField(help_text="The day by which it must be looked at again.")),
                ("ended_on", models.DateField(null=True)),
                ("key", link("audit.key")),
                ("organisation", link("portal.organisation")),
                ("owner", link(settings.AUTH_USER_MODEL)),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["organisation", "due_on", "id"],
                        name="register_due",
                        condition=Q(("ended_on", None)),
                    ),
                    models.Index(fields=["organisation", "kind", "id"], name="register_of_kind"),
                ],
            },
        ),
        migrations.CreateModel(
            name="RegisterStep",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                (
                    "what",
                    models.TextField(
                        choices=[
                            ("entered", "Written down"),
                            ("right", "Looked at again: still right"),
                            ("changed", "Looked at again: something changed"),
                            ("ended", "Ended"),
                        ]
                    ),
                ),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("about", link("audit.registerentry", "steps")),
                ("entry", its_entry()),
                ("person", link(settings.AUTH_USER_MODEL)),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(("id", models.F("entry_id"))), name="registerstep_is_its_entry"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("type", models.TextField()),
                ("size", models.PositiveIntegerField()),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("about", link("audit.registerentry", "evidence")),
                ("entry", its_entry()),
                ("person", link(settings.AUTH_USER_MODEL)),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(("id", models.F("entry_id"))), name="evidence_is_its_entry"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EvidenceFile",
            fields=[
                (
                    "evidence",
                    models.OneToOneField(
                        on_delete=PROTECT,
                        primary_key=True,
                        related_name="file",
                        serialize=False,
                        to="audit.evidence",
                    ),
                ),
                ("sealed", models.BinaryField()),
            ],
        ),
        keep("audit_registerstep", "audit_evidence"),
    ]
