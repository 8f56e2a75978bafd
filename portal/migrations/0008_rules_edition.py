"""Which edition of our rules came by installation."""

from typing import ClassVar

from django.db import migrations, models

import portal.editions


class Migration(migrations.Migration):
    """Organisations already there began with the first edition; new ones begin with the newest."""

    dependencies: ClassVar = [("portal", "0001_initial")]
    operations: ClassVar = [
        migrations.AddField(
            "organisation",
            "rules_edition",
            models.PositiveSmallIntegerField(default=portal.editions.FIRST, editable=False),
        ),
        migrations.AlterField(
            "organisation",
            "rules_edition",
            models.PositiveSmallIntegerField(default=portal.editions.newest, editable=False),
        ),
    ]
