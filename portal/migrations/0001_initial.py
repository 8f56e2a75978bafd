"""Organisations, people and their roles, and what the portal keeps for itself."""

from django.apps.registry import Apps
from django.core.management import call_command
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from portal.migrations._models import CreateModels
import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.text
import django.utils.timezone
import portal.days
import uuid
from django.conf import settings
from django.db import migrations, models


def make_cache_table(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the table for what all web processes must count together, such as wrong passwords."""
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    replaces = [
        ("portal", "0001_people"),
        ("portal", "0002_cache"),
        ("portal", "0003_organisation_kind"),
        ("portal", "0004_duty"),
        ("portal", "0005_hq_manager"),
        ("portal", "0006_making"),
        ("portal", "0007_access"),
    ]

    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        CreateModels(
            migrations.CreateModel(
                name="Home",
                fields=[
                    (
                        "id",
                        models.UUIDField(
                            default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                        ),
                    ),
                    ("name", models.CharField(max_length=200)),
                    (
                        "organisation",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="homes",
                            to="portal.organisation",
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.UniqueConstraint(fields=("organisation", "name"), name="one_home_of_a_name")
                    ],
                },
            ),
            migrations.CreateModel(
                name="Organisation",
                fields=[
                    (
                        "id",
                        models.UUIDField(
                            default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                        ),
                    ),
                    ("name", models.CharField(max_length=200)),
                    (
                        "slug",
                        models.SlugField(
                            help_text="Part of the ledger's name. It cannot change later.", unique=True
                        ),
                    ),
                    (
                        "guardian_phone",
                        models.CharField(
                            blank=True, max_length=40, verbose_name="the Guardian's phone number"
                        ),
                    ),
                    ("created_at", models.DateTimeField(auto_now_add=True)),
                    (
                        "kind",
                        models.CharField(
                            blank=True,
                            choices=[
                                ("public", "A public body"),
                                ("contracted", "A provider with a public contract"),
                                ("private", "A private provider"),
                            ],
                            editable=False,
                            max_length=20,
                        ),
                    ),
                    (
                        "out_of_hours_name",
                        models.CharField(
                            blank=True, max_length=200, verbose_name="whom to ask for out of hours"
                        ),
                    ),
                    (
                        "out_of_hours_phone",
                        models.CharField(blank=True, max_length=40, verbose_name="out-of-hours phone number"),
                    ),
                    ("gate_days", models.PositiveSmallIntegerField(editable=False, null=True)),
                    ("gate_from", models.DateField(editable=False, null=True)),
                ],
            ),
            migrations.CreateModel(
                name="User",
                fields=[
                    ("password", models.CharField(max_length=128, verbose_name="password")),
                    ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                    (
                        "is_superuser",
                        models.BooleanField(
                            default=False,
                            help_text="Designates that this user has all permissions without explicitly assigning them.",
                            verbose_name="superuser status",
                        ),
                    ),
                    (
                        "id",
                        models.UUIDField(
                            default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                        ),
                    ),
                    ("email", models.EmailField(max_length=254, unique=True, verbose_name="e-mail address")),
                    ("full_name", models.CharField(max_length=200, verbose_name="full name")),
                    ("is_active", models.BooleanField(default=True)),
                    ("is_staff", models.BooleanField(default=False)),
                    ("date_joined", models.DateTimeField(auto_now_add=True)),
                    (
                        "groups",
                        models.ManyToManyField(
                            blank=True,
                            help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                            related_name="user_set",
                            related_query_name="user",
                            to="auth.group",
                            verbose_name="groups",
                        ),
                    ),
                    (
                        "user_permissions",
                        models.ManyToManyField(
                            blank=True,
                            help_text="Specific permissions for this user.",
                            related_name="user_set",
                            related_query_name="user",
                            to="auth.permission",
                            verbose_name="user permissions",
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.UniqueConstraint(
                            django.db.models.functions.text.Lower("email"), name="one_user_of_an_email"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Message",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("template", models.CharField(max_length=60)),
                    ("reference", models.CharField(blank=True, max_length=20)),
                    ("path", models.CharField(max_length=200)),
                    ("created_at", models.DateTimeField(auto_now_add=True)),
                    ("sent_at", models.DateTimeField(blank=True, null=True)),
                    ("attempts", models.PositiveSmallIntegerField(default=0)),
                    (
                        "to",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="messages",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    ("failed_at", models.DateTimeField(blank=True, null=True)),
                    ("next_try_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ("numbers", models.JSONField(default=dict)),
                    ("once", models.CharField(max_length=100, null=True, unique=True)),
                    (
                        "organisation",
                        models.ForeignKey(
                            editable=False,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="messages",
                            to="portal.organisation",
                        ),
                    ),
                    ("urgent", models.BooleanField(default=False)),
                ],
                options={
                    "indexes": [
                        models.Index(
                            condition=models.Q(("failed_at", None), ("sent_at", None)),
                            fields=["-urgent", "next_try_at", "id"],
                            name="message_waiting",
                        ),
                        models.Index(
                            condition=models.Q(("sent_at", None)),
                            fields=["organisation", "id"],
                            name="message_unsent",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Membership",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "role",
                        models.CharField(
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
                    (
                        "home",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="memberships",
                            to="portal.home",
                        ),
                    ),
                    (
                        "user",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="memberships",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "organisation",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="memberships",
                            to="portal.organisation",
                        ),
                    ),
                    ("away_from", models.DateField(blank=True, null=True, verbose_name="first day away")),
                    ("away_until", models.DateField(blank=True, null=True, verbose_name="last day away")),
                    (
                        "began_on",
                        models.DateField(default=portal.days.london_day, verbose_name="first day here"),
                    ),
                    ("ended_on", models.DateField(editable=False, null=True)),
                ],
                options={
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(
                                ("away_until", None),
                                models.Q(
                                    ("away_from__isnull", False), ("away_until__gte", models.F("away_from"))
                                ),
                                _connector="OR",
                            ),
                            name="away_from_a_first_day_to_a_last",
                            violation_error_message="The last day away must be the first day or after it.",
                        ),
                        models.UniqueConstraint(
                            condition=models.Q(("ended_on", None)),
                            fields=("user", "organisation", "home", "role"),
                            name="one_membership_of_a_kind",
                            nulls_distinct=False,
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="MailPreference",
                fields=[
                    (
                        "user",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.CASCADE,
                            primary_key=True,
                            related_name="mail_preference",
                            serialize=False,
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    ("digest", models.BooleanField(default=True)),
                    ("urgent", models.BooleanField(default=True)),
                ],
            ),
            migrations.CreateModel(
                name="Job",
                fields=[
                    (
                        "id",
                        models.UUIDField(
                            default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                        ),
                    ),
                    ("kind", models.CharField(max_length=20)),
                    ("title", models.CharField(max_length=200)),
                    ("about", models.UUIDField(null=True)),
                    ("arguments", models.JSONField(default=dict)),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("waiting", "Waiting"),
                                ("running", "Running"),
                                ("done", "Done"),
                                ("failed", "Failed"),
                                ("cancelled", "Cancelled"),
                            ],
                            default="waiting",
                            max_length=10,
                        ),
                    ),
                    ("holder", models.UUIDField(null=True)),
                    ("free_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                    ("attempts", models.PositiveSmallIntegerField(default=0)),
                    ("done", models.PositiveIntegerField(default=0)),
                    ("of", models.PositiveIntegerField(default=0)),
                    ("saying", models.CharField(blank=True, max_length=200)),
                    ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ("started_at", models.DateTimeField(null=True)),
                    ("finished_at", models.DateTimeField(null=True)),
                    ("expires_at", models.DateTimeField(null=True)),
                    (
                        "by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "organisation",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="+",
                            to="portal.organisation",
                        ),
                    ),
                ],
                options={
                    "indexes": [
                        models.Index(
                            condition=models.Q(("state__in", ["waiting", "running"])),
                            fields=["asked_at", "id"],
                            name="job_active",
                        ),
                        models.Index(fields=["by", "organisation", "-asked_at"], name="job_of_person"),
                        models.Index(
                            condition=models.Q(("state", "done")), fields=["expires_at"], name="job_expiring"
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="MadeFile",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("name", models.CharField(max_length=100)),
                    ("content_type", models.CharField(max_length=100)),
                    ("size", models.PositiveBigIntegerField()),
                    ("parts", models.PositiveIntegerField()),
                    (
                        "job",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE, related_name="files", to="portal.job"
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.UniqueConstraint(fields=("job", "name"), name="one_file_of_a_name_in_a_job")
                    ],
                },
            ),
            migrations.CreateModel(
                name="MadePart",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("number", models.PositiveIntegerField()),
                    ("sealed", models.BinaryField()),
                    (
                        "file",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="+",
                            to="portal.madefile",
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("file", "number"), name="one_part_of_a_number_in_a_file"
                        )
                    ],
                },
            ),
        ),
        migrations.RunPython(make_cache_table, migrations.RunPython.noop),
    ]
