"""A role for whoever manages several homes."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("portal", "0004_duty")]
    operations: ClassVar = [
        migrations.AlterField(
            model_name="membership",
            name="role",
            field=models.CharField(
                choices=[
                    ("worker", "Care worker"),
                    ("guardian", "Caldicott Guardian"),
                    ("deputy", "Deputy Caldicott Guardian"),
                    ("manager", "Manager"),
                    ("hq_manager", "Head office manager"),
                ],
                max_length=20,
            ),
        ),
    ]
