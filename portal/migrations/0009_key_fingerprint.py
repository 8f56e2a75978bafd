"""The database keeps a public fingerprint of each key it was written under, which the portal's own role only reads."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """The fingerprints themselves are kept by `migrate`, once it has seen that the keys fit."""

    dependencies: ClassVar = [("portal", "0008_rules_edition")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="KeyFingerprint",
            fields=[
                (
                    "name",
                    models.CharField(
                        help_text="The key's id, or index.", max_length=255, primary_key=True, serialize=False
                    ),
                ),
                ("fingerprint", models.CharField(max_length=32)),
            ],
        ),
        migrations.RunSQL(
            "REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON public.portal_keyfingerprint FROM portal_app;",
            migrations.RunSQL.noop,
        ),
    ]
