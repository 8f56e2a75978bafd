"""Training, declarations and reviews of access."""

from __future__ import annotations

from typing import Any, ClassVar

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from audit.migrations._kept import keep


def fact() -> list[tuple[str, models.Field[Any, Any]]]:
    """Return what every fact has: an id and the entry of the same id."""
    entry = models.OneToOneField(
        "audit.entry", django.db.models.deletion.PROTECT, editable=False, related_name="+"
    )
    return [("id", models.UUIDField(editable=False, primary_key=True, serialize=False)), ("entry", entry)]


def is_its_entry(name: str) -> models.CheckConstraint:
    """Return the constraint that a fact's id is its entry's."""
    return models.CheckConstraint(condition=models.Q(id=models.F("entry_id")), name=f"{name}_is_its_entry")


def foreign(to: str, name: str = "+") -> models.ForeignKey[Any, Any]:
    """Return a link that keeps what it leads to."""
    return models.ForeignKey(to, django.db.models.deletion.PROTECT, related_name=name)


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("audit", "0021_policies"),
        ("portal", "0007_access"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations: ClassVar = [
        migrations.CreateModel(
            "Requirement",
            fields=[
                *fact(),
                ("organisation", foreign("portal.organisation")),
                ("every", models.TextField(choices=[("year", "Every year"), ("once", "Once")])),
                (
                    "roles",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), default=list, size=None
                    ),
                ),
                ("since", models.DateField()),
            ],
            options={"abstract": False, "constraints": [is_its_entry("requirement")]},
        ),
        migrations.CreateModel(
            "RequirementEnd",
            fields=[
                *fact(),
                (
                    "requirement",
                    models.OneToOneField(
                        "audit.requirement", django.db.models.deletion.PROTECT, related_name="end"
                    ),
                ),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={"abstract": False, "constraints": [is_its_entry("requirementend")]},
        ),
        migrations.CreateModel(
            "NeedsReview",
            fields=[
                *fact(),
                ("organisation", foreign("portal.organisation")),
                ("reviewed_on", models.DateField()),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["organisation", "-reviewed_on"], name="needs_reviewed")],
                "constraints": [is_its_entry("needsreview")],
            },
        ),
        migrations.CreateModel(
            "Learned",
            fields=[
                *fact(),
                ("organisation", foreign("portal.organisation")),
                ("person", foreign(settings.AUTH_USER_MODEL)),
                (
                    "kind",
                    models.TextField(
                        help_text="A code of kinds.toml, or of an organisation's own requirement."
                    ),
                ),
                ("done_on", models.DateField()),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["organisation", "person", "kind", "-done_on"], name="learned_last")
                ],
                "constraints": [is_its_entry("learned")],
            },
        ),
        migrations.CreateModel(
            "Excuse",
            fields=[
                *fact(),
                ("organisation", foreign("portal.organisation")),
                ("person", foreign(settings.AUTH_USER_MODEL)),
                ("first", models.DateField()),
                ("last", models.DateField()),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["organisation", "person", "-made_at"], name="excuse_of_person")
                ],
                "constraints": [
                    is_its_entry("excuse"),
                    models.CheckConstraint(
                        condition=models.Q(last__gte=models.F("first")), name="excused_from_first_to_last"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            "AccessReview",
            fields=[
                *fact(),
                ("organisation", foreign("portal.organisation")),
                ("home_id", models.UUIDField(null=True)),
                ("reviewed_on", models.DateField()),
                ("next_on", models.DateField(help_text="The last day on which this look still counts.")),
                ("kept", models.PositiveIntegerField()),
                ("ended", models.PositiveIntegerField()),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["organisation", "-reviewed_on", "-id"], name="access_reviewed")
                ],
                "constraints": [is_its_entry("accessreview")],
            },
        ),
        keep(
            "audit_requirement",
            "audit_requirementend",
            "audit_needsreview",
            "audit_learned",
            "audit_excuse",
            "audit_accessreview",
        ),
    ]
