"""A membership begins and ends; what is ended stays, since drafts and names hang on it. And a gate may be set."""

from typing import ClassVar

from django.db import migrations, models

import portal.days

BEGAN = """
    UPDATE portal_membership m SET began_on = (u.date_joined AT TIME ZONE 'Europe/London')::date
    FROM portal_user u WHERE u.id = m.user_id
"""


class Migration(migrations.Migration):
    """Whoever is there already is taken to have begun when they were made."""

    dependencies: ClassVar = [("portal", "0006_making")]
    operations: ClassVar = [
        migrations.AddField(
            "membership",
            "began_on",
            models.DateField(default=portal.days.london_day, verbose_name="first day here"),
        ),
        migrations.AddField("membership", "ended_on", models.DateField(editable=False, null=True)),
        migrations.RemoveConstraint("membership", "one_membership_of_a_kind"),
        migrations.AddConstraint(
            "membership",
            models.UniqueConstraint(
                fields=["user", "organisation", "home", "role"],
                condition=models.Q(ended_on=None),
                name="one_membership_of_a_kind",
                nulls_distinct=False,
            ),
        ),
        migrations.AddField(
            "organisation", "gate_days", models.PositiveSmallIntegerField(editable=False, null=True)
        ),
        migrations.AddField("organisation", "gate_from", models.DateField(editable=False, null=True)),
        migrations.RunSQL(BEGAN, migrations.RunSQL.noop),
    ]
