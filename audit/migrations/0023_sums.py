"""What was counted of the log, month by month."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


def _organisation() -> models.ForeignKey:
    return models.ForeignKey(
        db_constraint=False,
        db_index=False,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to="portal.organisation",
    )


def _number() -> tuple[str, models.Field]:
    return "id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    dependencies: ClassVar = [("audit", "0022_training")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="CountedTo",
            fields=[
                (
                    "organisation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="portal.organisation",
                    ),
                ),
                ("seq", models.BigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Remembered",
            fields=[
                _number(),
                ("kind", models.TextField()),
                ("about_id", models.UUIDField()),
                ("line", models.TextField()),
                ("organisation", _organisation()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "kind", "about_id"), name="one_line_of_a_kind"
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="Sum",
            fields=[
                _number(),
                ("month", models.DateField()),
                ("what", models.TextField()),
                ("home_id", models.UUIDField(null=True)),
                ("key", models.TextField()),
                ("count", models.BigIntegerField()),
                ("organisation", _organisation()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "month", "what", "home_id", "key"),
                        include=("count",),
                        name="one_sum_of_a_thing",
                        nulls_distinct=False,
                    )
                ]
            },
        ),
    ]
