"""Policies, who has read them, and notices to the public."""

from __future__ import annotations

from typing import Any, ClassVar

import django.db.models.deletion
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
        ("audit", "0020_appointments"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations: ClassVar = [
        migrations.CreateModel(
            "PolicyVersion",
            fields=[
                *fact(),
                ("organisation", foreign("portal.organisation")),
                ("policy_id", models.UUIDField()),
                ("number", models.PositiveIntegerField()),
                ("kind", models.TextField(help_text="A code of kinds.toml.")),
                ("adopted_on", models.DateField()),
                ("review_by", models.DateField()),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["organisation", "policy_id"], name="policies_of")],
                "constraints": [
                    is_its_entry("policyversion"),
                    models.UniqueConstraint(fields=["policy_id", "number"], name="one_version_of_a_number"),
                    models.CheckConstraint(
                        condition=models.Q(review_by__gt=models.F("adopted_on")), name="policy_reviewed_after"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            "PolicyReview",
            fields=[
                *fact(),
                ("version", foreign("audit.policyversion", "reviews")),
                ("reviewed_on", models.DateField()),
                ("review_by", models.DateField()),
            ],
            options={"abstract": False, "constraints": [is_its_entry("policyreview")]},
        ),
        migrations.CreateModel(
            "PolicyEnd",
            fields=[
                *fact(),
                ("organisation", foreign("portal.organisation")),
                ("policy_id", models.UUIDField(unique=True)),
                ("ended_on", models.DateField()),
            ],
            options={"abstract": False, "constraints": [is_its_entry("policyend")]},
        ),
        migrations.CreateModel(
            "PolicyRead",
            fields=[
                *fact(),
                ("version", foreign("audit.policyversion", "readings")),
                ("person", foreign(settings.AUTH_USER_MODEL)),
                ("read_on", models.DateField()),
            ],
            options={
                "abstract": False,
                "constraints": [
                    is_its_entry("policyread"),
                    models.UniqueConstraint(fields=["version", "person"], name="read_once_by_each"),
                ],
            },
        ),
        migrations.CreateModel(
            "ComplianceReview",
            fields=[
                *fact(),
                ("organisation", foreign("portal.organisation")),
                ("reviewed_on", models.DateField()),
                ("review_by", models.DateField()),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["organisation", "-reviewed_on"], name="compliance_last")],
                "constraints": [is_its_entry("compliancereview")],
            },
        ),
        migrations.CreateModel(
            "NoticeVersion",
            fields=[
                *fact(),
                ("organisation", foreign("portal.organisation")),
                ("number", models.PositiveIntegerField()),
                ("published_on", models.DateField()),
            ],
            options={
                "abstract": False,
                "constraints": [
                    is_its_entry("noticeversion"),
                    models.UniqueConstraint(fields=["organisation", "number"], name="one_notice_of_a_number"),
                ],
            },
        ),
        keep(
            "audit_policyversion",
            "audit_policyreview",
            "audit_policyend",
            "audit_policyread",
            "audit_compliancereview",
            "audit_noticeversion",
        ),
    ]
