"""Registers of people and recipients, decisions and letters."""

from portal.migrations._models import CreateModels
from audit.migrations._kept import keep
import audit.ledger.ids
import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("decisions", "0001_registers"),
        ("decisions", "0002_wizard"),
        ("decisions", "0003_draft_individual"),
        ("decisions", "0004_law"),
        ("decisions", "0005_practice"),
        ("decisions", "0006_recipients"),
        ("decisions", "0007_said"),
        ("decisions", "0008_trust"),
        ("decisions", "0009_sign_off_end"),
        ("decisions", "0010_letters"),
        ("decisions", "0011_intake"),
    ]

    initial = True

    dependencies = [
        ("audit", "0001_initial"),
        ("portal", "0001_initial"),
    ]

    operations = [
        CreateModels(
            migrations.CreateModel(
                name="Individual",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ("sealed", models.BinaryField()),
                    (
                        "entry",
                        models.OneToOneField(
                            editable=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="audit.entry",
                        ),
                    ),
                    (
                        "home",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="+", to="portal.home"
                        ),
                    ),
                    (
                        "key",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT, related_name="+", to="audit.key"
                        ),
                    ),
                    (
                        "organisation",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="portal.organisation",
                        ),
                    ),
                ],
                options={
                    "abstract": False,
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))), name="individual_is_its_entry"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Consent",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ("sealed", models.BinaryField()),
                    (
                        "recipient_kind",
                        models.CharField(
                            choices=[
                                ("care_worker", "care_worker"),
                                ("family", "family"),
                                ("police", "police"),
                                ("safeguarding", "safeguarding"),
                                ("research", "research"),
                                ("themself", "themself"),
                                ("someone_else", "someone_else"),
                            ],
                            max_length=20,
                        ),
                    ),
                    (
                        "items",
                        django.contrib.postgres.fields.ArrayField(
                            base_field=models.CharField(max_length=40), size=None
                        ),
                    ),
                    ("given_on", models.DateField()),
                    ("ends_on", models.DateField()),
                    (
                        "entry",
                        models.OneToOneField(
                            editable=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="audit.entry",
                        ),
                    ),
                    (
                        "individual",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="%(class)s_set",
                            to="decisions.individual",
                        ),
                    ),
                ],
                options={
                    "abstract": False,
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))), name="consent_is_its_entry"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="CapacityRecord",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ("sealed", models.BinaryField()),
                    (
                        "recipient_kind",
                        models.CharField(
                            choices=[
                                ("care_worker", "care_worker"),
                                ("family", "family"),
                                ("police", "police"),
                                ("safeguarding", "safeguarding"),
                                ("research", "research"),
                                ("themself", "themself"),
                                ("someone_else", "someone_else"),
                            ],
                            max_length=20,
                        ),
                    ),
                    ("has_capacity", models.BooleanField()),
                    (
                        "items",
                        django.contrib.postgres.fields.ArrayField(
                            base_field=models.CharField(max_length=40), blank=True, size=None
                        ),
                    ),
                    ("assessed_on", models.DateField()),
                    ("review_on", models.DateField(null=True)),
                    (
                        "entry",
                        models.OneToOneField(
                            editable=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="audit.entry",
                        ),
                    ),
                    (
                        "individual",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="%(class)s_set",
                            to="decisions.individual",
                        ),
                    ),
                ],
                options={
                    "abstract": False,
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))),
                            name="capacityrecord_is_its_entry",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="IndividualIndex",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("reference", "Reference"),
                                ("nhs_number", "Nhs Number"),
                                ("name", "Name"),
                                ("word", "Word"),
                            ],
                            max_length=10,
                        ),
                    ),
                    ("digest", models.BinaryField()),
                    (
                        "individual",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="index",
                            to="decisions.individual",
                        ),
                    ),
                    (
                        "organisation",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="portal.organisation",
                        ),
                    ),
                ],
                options={
                    "indexes": [
                        models.Index(fields=["organisation", "kind", "digest"], name="individual_look_up")
                    ],
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("kind__in", ["reference", "nhs_number"])),
                            fields=("organisation", "kind", "digest"),
                            name="one_individual_of_a_reference",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Objection",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ("sealed", models.BinaryField()),
                    (
                        "scope",
                        models.CharField(
                            choices=[
                                ("care_team", "care_team"),
                                ("family", "family"),
                                ("beyond_care", "beyond_care"),
                                ("leaving_practice", "leaving_practice"),
                                ("onward_nhs", "onward_nhs"),
                            ],
                            max_length=20,
                        ),
                    ),
                    (
                        "items",
                        django.contrib.postgres.fields.ArrayField(
                            base_field=models.CharField(max_length=40), blank=True, size=None
                        ),
                    ),
                    ("raised_on", models.DateField()),
                    (
                        "entry",
                        models.OneToOneField(
                            editable=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="audit.entry",
                        ),
                    ),
                    (
                        "individual",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="%(class)s_set",
                            to="decisions.individual",
                        ),
                    ),
                ],
                options={
                    "abstract": False,
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))), name="objection_is_its_entry"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="ObjectionEnd",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ("sealed", models.BinaryField()),
                    ("ended_on", models.DateField()),
                    (
                        "entry",
                        models.OneToOneField(
                            editable=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="audit.entry",
                        ),
                    ),
                    (
                        "objection",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="end",
                            to="decisions.objection",
                        ),
                    ),
                ],
                options={
                    "abstract": False,
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))), name="objectionend_is_its_entry"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Recipient",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ("sealed", models.BinaryField()),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("care_worker", "care_worker"),
                                ("family", "family"),
                                ("police", "police"),
                                ("safeguarding", "safeguarding"),
                                ("research", "research"),
                                ("themself", "themself"),
                                ("someone_else", "someone_else"),
                            ],
                            max_length=20,
                        ),
                    ),
                    ("private", models.BooleanField(default=False)),
                    ("public_name", models.CharField(blank=True, max_length=200)),
                    ("public_phone", models.CharField(blank=True, max_length=40)),
                    (
                        "entry",
                        models.OneToOneField(
                            editable=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="audit.entry",
                        ),
                    ),
                    (
                        "key",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="+", to="audit.key"
                        ),
                    ),
                    (
                        "organisation",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="portal.organisation",
                        ),
                    ),
                ],
                options={
                    "abstract": False,
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))), name="recipient_is_its_entry"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("private", False),
                                models.Q(("public_name", ""), ("public_phone", "")),
                                _connector="OR",
                            ),
                            name="private_recipients_are_sealed",
                        ),
                        models.UniqueConstraint(
                            condition=models.Q(("private", False)),
                            fields=("organisation", "kind", "public_name"),
                            name="one_recipient_of_a_name",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Alert",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ("sealed", models.BinaryField()),
                    ("starts_on", models.DateField()),
                    ("ends_on", models.DateField(null=True)),
                    (
                        "entry",
                        models.OneToOneField(
                            editable=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="audit.entry",
                        ),
                    ),
                    (
                        "recipient",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="alert_set",
                            to="decisions.recipient",
                        ),
                    ),
                ],
                options={
                    "abstract": False,
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))), name="alert_is_its_entry"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Wishes",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ("sealed", models.BinaryField()),
                    (
                        "items",
                        django.contrib.postgres.fields.ArrayField(
                            base_field=models.CharField(max_length=40), size=None
                        ),
                    ),
                    ("recorded_on", models.DateField()),
                    ("ends_on", models.DateField(null=True)),
                    (
                        "entry",
                        models.OneToOneField(
                            editable=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="audit.entry",
                        ),
                    ),
                    (
                        "individual",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="%(class)s_set",
                            to="decisions.individual",
                        ),
                    ),
                ],
                options={
                    "verbose_name_plural": "wishes",
                    "abstract": False,
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))), name="wishes_is_its_entry"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="WishesEnd",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ("sealed", models.BinaryField()),
                    ("ended_on", models.DateField()),
                    (
                        "entry",
                        models.OneToOneField(
                            editable=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="audit.entry",
                        ),
                    ),
                    (
                        "wishes",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="end",
                            to="decisions.wishes",
                        ),
                    ),
                ],
                options={
                    "abstract": False,
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))), name="wishesend_is_its_entry"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="AlertEnd",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ("sealed", models.BinaryField()),
                    ("ended_on", models.DateField()),
                    (
                        "alert",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="end",
                            to="decisions.alert",
                        ),
                    ),
                    (
                        "entry",
                        models.OneToOneField(
                            editable=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="audit.entry",
                        ),
                    ),
                ],
                options={
                    "abstract": False,
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))), name="alertend_is_its_entry"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="ConsentWithdrawal",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ("sealed", models.BinaryField()),
                    ("ended_on", models.DateField()),
                    (
                        "consent",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="withdrawal",
                            to="decisions.consent",
                        ),
                    ),
                    (
                        "entry",
                        models.OneToOneField(
                            editable=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="audit.entry",
                        ),
                    ),
                    ("care_at_risk", models.BooleanField(default=False)),
                ],
                options={
                    "abstract": False,
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))),
                            name="consentwithdrawal_is_its_entry",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Decision",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ("reference", models.CharField(max_length=12)),
                    (
                        "ruleset",
                        models.CharField(help_text="Name and version, such as care-team.1.", max_length=60),
                    ),
                    ("door", models.CharField(max_length=40)),
                    ("outcome", models.CharField(max_length=60)),
                    ("outcome_kind", models.CharField(max_length=20)),
                    ("basis", models.CharField(blank=True, max_length=60)),
                    ("departed", models.BooleanField(default=False)),
                    ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                    (
                        "entry",
                        models.OneToOneField(
                            editable=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="audit.entry",
                        ),
                    ),
                    (
                        "home",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="decisions",
                            to="portal.home",
                        ),
                    ),
                    (
                        "individual",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="decisions",
                            to="decisions.individual",
                        ),
                    ),
                    (
                        "organisation",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="decisions",
                            to="portal.organisation",
                        ),
                    ),
                    (
                        "worker",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="decisions",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                ],
                options={
                    "abstract": False,
                    "indexes": [
                        models.Index(fields=["worker", "-made_at", "-id"], name="decision_of_worker")
                    ],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))), name="decision_is_its_entry"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Addendum",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                    (
                        "entry",
                        models.OneToOneField(
                            editable=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="audit.entry",
                        ),
                    ),
                    (
                        "worker",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="addenda",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "decision",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="addenda",
                            to="decisions.decision",
                        ),
                    ),
                ],
                options={
                    "abstract": False,
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))), name="addendum_is_its_entry"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Disclosure",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                    (
                        "decision",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="disclosures",
                            to="decisions.decision",
                        ),
                    ),
                    (
                        "entry",
                        models.OneToOneField(
                            editable=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="audit.entry",
                        ),
                    ),
                    (
                        "worker",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="disclosures",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                ],
                options={
                    "abstract": False,
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))), name="disclosure_is_its_entry"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Draft",
                fields=[
                    (
                        "id",
                        models.UUIDField(
                            default=audit.ledger.ids.new_id, editable=False, primary_key=True, serialize=False
                        ),
                    ),
                    (
                        "ruleset",
                        models.CharField(
                            help_text="SHA-256 of the ruleset the answers are walked with.", max_length=64
                        ),
                    ),
                    ("sealed", models.BinaryField()),
                    ("version", models.PositiveIntegerField(default=1)),
                    (
                        "due_at",
                        models.DateTimeField(
                            blank=True, help_text="Until when a danger must be recorded.", null=True
                        ),
                    ),
                    ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ("updated_at", models.DateTimeField(default=django.utils.timezone.now)),
                    (
                        "membership",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="drafts",
                            to="portal.membership",
                        ),
                    ),
                    (
                        "worker",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="drafts",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "individual",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="drafts",
                            to="decisions.individual",
                        ),
                    ),
                ],
                options={
                    "indexes": [
                        models.Index(fields=["worker", "-updated_at"], name="draft_of_worker"),
                        models.Index(fields=["updated_at"], name="draft_by_age"),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Reminder",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ("draft", models.UUIDField()),
                    ("due_at", models.DateTimeField()),
                    (
                        "entry",
                        models.OneToOneField(
                            editable=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="audit.entry",
                        ),
                    ),
                    (
                        "organisation",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="reminders",
                            to="portal.organisation",
                        ),
                    ),
                    (
                        "worker",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="reminders",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                ],
                options={
                    "abstract": False,
                    "indexes": [models.Index(fields=["draft", "made_at"], name="reminder_of_draft")],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))), name="reminder_is_its_entry"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="ReminderEnd",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                    (
                        "entry",
                        models.OneToOneField(
                            editable=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="audit.entry",
                        ),
                    ),
                    (
                        "reminder",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="end",
                            to="decisions.reminder",
                        ),
                    ),
                    (
                        "worker",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="reminder_ends",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                ],
                options={
                    "abstract": False,
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))), name="reminderend_is_its_entry"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Commencement",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ("sealed", models.BinaryField()),
                    (
                        "source",
                        models.CharField(
                            help_text="The id of the source in the files of rules.", max_length=60
                        ),
                    ),
                    ("began_on", models.DateField()),
                    (
                        "entry",
                        models.OneToOneField(
                            editable=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="audit.entry",
                        ),
                    ),
                    (
                        "key",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="+", to="audit.key"
                        ),
                    ),
                    (
                        "organisation",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="portal.organisation",
                        ),
                    ),
                ],
                options={
                    "abstract": False,
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))), name="commencement_is_its_entry"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="CommencementEnd",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ("sealed", models.BinaryField()),
                    ("ended_on", models.DateField()),
                    (
                        "commencement",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="end",
                            to="decisions.commencement",
                        ),
                    ),
                    (
                        "entry",
                        models.OneToOneField(
                            editable=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="audit.entry",
                        ),
                    ),
                ],
                options={
                    "abstract": False,
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))),
                            name="commencementend_is_its_entry",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="SignOff",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    (
                        "capacity",
                        models.CharField(
                            choices=[("guardian", "Caldicott Guardian"), ("second", "Second person")],
                            max_length=20,
                        ),
                    ),
                    ("name", models.CharField(max_length=40)),
                    ("version", models.PositiveIntegerField()),
                    ("digest", models.CharField(max_length=64)),
                    ("from_day", models.DateField(help_text="The first day on which it may be in force.")),
                    ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                    (
                        "entry",
                        models.OneToOneField(
                            editable=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="audit.entry",
                        ),
                    ),
                    (
                        "organisation",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="portal.organisation",
                        ),
                    ),
                    (
                        "signer",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="sign_offs",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                ],
                options={
                    "abstract": False,
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))), name="signoff_is_its_entry"
                        ),
                        models.UniqueConstraint(
                            fields=("organisation", "digest", "capacity"), name="one_sign_off_of_a_capacity"
                        ),
                        models.UniqueConstraint(
                            fields=("organisation", "digest", "signer"), name="one_sign_off_of_a_person"
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="PracticeDraft",
                fields=[
                    (
                        "id",
                        models.UUIDField(
                            default=audit.ledger.ids.new_id, editable=False, primary_key=True, serialize=False
                        ),
                    ),
                    ("story", models.CharField(max_length=100)),
                    ("sealed", models.BinaryField()),
                    ("finished", models.BooleanField(default=False)),
                    ("updated_at", models.DateTimeField(default=django.utils.timezone.now)),
                    (
                        "membership",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="practice_drafts",
                            to="portal.membership",
                        ),
                    ),
                    (
                        "worker",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="practice_drafts",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                ],
            ),
            migrations.CreateModel(
                name="PracticeResult",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ("story", models.CharField(max_length=100)),
                    ("right", models.BooleanField()),
                    ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                    (
                        "organisation",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="practice_results",
                            to="portal.organisation",
                        ),
                    ),
                    (
                        "worker",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="practice_results",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                ],
                options={
                    "indexes": [models.Index(fields=["worker", "-made_at"], name="practice_of_worker")],
                },
            ),
            migrations.CreateModel(
                name="Agreement",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ("sealed", models.BinaryField()),
                    (
                        "kind",
                        models.CharField(
                            choices=[("confidentiality", "confidentiality"), ("sharing", "sharing")],
                            max_length=20,
                        ),
                    ),
                    ("starts_on", models.DateField()),
                    ("ends_on", models.DateField()),
                    (
                        "entry",
                        models.OneToOneField(
                            editable=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="audit.entry",
                        ),
                    ),
                    (
                        "recipient",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="%(class)s_set",
                            to="decisions.recipient",
                        ),
                    ),
                ],
                options={
                    "abstract": False,
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))), name="agreement_is_its_entry"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="AgreementEnd",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ("sealed", models.BinaryField()),
                    ("ended_on", models.DateField()),
                    (
                        "agreement",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="end",
                            to="decisions.agreement",
                        ),
                    ),
                    (
                        "entry",
                        models.OneToOneField(
                            editable=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="audit.entry",
                        ),
                    ),
                ],
                options={
                    "abstract": False,
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))), name="agreementend_is_its_entry"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="AlertReading",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    (
                        "alert",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="readings",
                            to="decisions.alert",
                        ),
                    ),
                    (
                        "entry",
                        models.OneToOneField(
                            editable=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="audit.entry",
                        ),
                    ),
                    (
                        "worker",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                ],
                options={
                    "abstract": False,
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))), name="alertreading_is_its_entry"
                        ),
                        models.UniqueConstraint(fields=("alert", "worker"), name="one_reading_of_an_alert"),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Assurance",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ("sealed", models.BinaryField()),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("toolkit", "toolkit"),
                                ("equivalent", "equivalent"),
                                ("contract", "contract"),
                                ("security", "security"),
                                ("audit", "audit"),
                            ],
                            max_length=20,
                        ),
                    ),
                    ("seen_on", models.DateField()),
                    ("ends_on", models.DateField()),
                    (
                        "entry",
                        models.OneToOneField(
                            editable=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="audit.entry",
                        ),
                    ),
                    (
                        "recipient",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="%(class)s_set",
                            to="decisions.recipient",
                        ),
                    ),
                ],
                options={
                    "abstract": False,
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))), name="assurance_is_its_entry"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="AssuranceEnd",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ("sealed", models.BinaryField()),
                    ("ended_on", models.DateField()),
                    (
                        "assurance",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="end",
                            to="decisions.assurance",
                        ),
                    ),
                    (
                        "entry",
                        models.OneToOneField(
                            editable=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="audit.entry",
                        ),
                    ),
                ],
                options={
                    "abstract": False,
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))), name="assuranceend_is_its_entry"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Route",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ("sealed", models.BinaryField()),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("phone", "phone"),
                                ("secure_email", "secure_email"),
                                ("post", "post"),
                                ("in_person", "in_person"),
                            ],
                            max_length=20,
                        ),
                    ),
                    ("found_on", models.DateField()),
                    (
                        "entry",
                        models.OneToOneField(
                            editable=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="audit.entry",
                        ),
                    ),
                    (
                        "recipient",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="%(class)s_set",
                            to="decisions.recipient",
                        ),
                    ),
                ],
                options={
                    "abstract": False,
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))), name="route_is_its_entry"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="RouteEnd",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ("sealed", models.BinaryField()),
                    ("ended_on", models.DateField()),
                    (
                        "entry",
                        models.OneToOneField(
                            editable=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="audit.entry",
                        ),
                    ),
                    (
                        "route",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="end",
                            to="decisions.route",
                        ),
                    ),
                ],
                options={
                    "abstract": False,
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))), name="routeend_is_its_entry"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="CarerConsent",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ("sealed", models.BinaryField()),
                    ("agrees", models.BooleanField()),
                    ("said_on", models.DateField()),
                    (
                        "entry",
                        models.OneToOneField(
                            editable=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="audit.entry",
                        ),
                    ),
                    (
                        "individual",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="%(class)s_set",
                            to="decisions.individual",
                        ),
                    ),
                    (
                        "wishes",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="carer_set",
                            to="decisions.wishes",
                        ),
                    ),
                ],
                options={
                    "abstract": False,
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))), name="carerconsent_is_its_entry"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="CarerConsentEnd",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ("sealed", models.BinaryField()),
                    ("ended_on", models.DateField()),
                    (
                        "carer",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="end",
                            to="decisions.carerconsent",
                        ),
                    ),
                    (
                        "entry",
                        models.OneToOneField(
                            editable=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="audit.entry",
                        ),
                    ),
                ],
                options={
                    "abstract": False,
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))),
                            name="carerconsentend_is_its_entry",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Correction",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ("sealed", models.BinaryField()),
                    (
                        "entry",
                        models.OneToOneField(
                            editable=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="audit.entry",
                        ),
                    ),
                    (
                        "individual",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="%(class)s_set",
                            to="decisions.individual",
                        ),
                    ),
                ],
                options={
                    "abstract": False,
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))), name="correction_is_its_entry"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="HomeOfIndividual",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ("sealed", models.BinaryField()),
                    ("instead", models.BooleanField()),
                    ("began_on", models.DateField()),
                    (
                        "entry",
                        models.OneToOneField(
                            editable=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="audit.entry",
                        ),
                    ),
                    (
                        "home",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="+", to="portal.home"
                        ),
                    ),
                    (
                        "individual",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="%(class)s_set",
                            to="decisions.individual",
                        ),
                    ),
                ],
                options={
                    "abstract": False,
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))),
                            name="homeofindividual_is_its_entry",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="HomeOfIndividualEnd",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ("sealed", models.BinaryField()),
                    ("ended_on", models.DateField()),
                    (
                        "entry",
                        models.OneToOneField(
                            editable=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="audit.entry",
                        ),
                    ),
                    (
                        "stay",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="end",
                            to="decisions.homeofindividual",
                        ),
                    ),
                ],
                options={
                    "abstract": False,
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))),
                            name="homeofindividualend_is_its_entry",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Matrix",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ("version", models.PositiveIntegerField()),
                    ("needs", models.JSONField(help_text="For each role the codes of what it needs.")),
                    ("agreed_on", models.DateField()),
                    ("review_on", models.DateField()),
                    (
                        "entry",
                        models.OneToOneField(
                            editable=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="audit.entry",
                        ),
                    ),
                    (
                        "organisation",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="portal.organisation",
                        ),
                    ),
                ],
                options={
                    "abstract": False,
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))), name="matrix_is_its_entry"
                        ),
                        models.UniqueConstraint(
                            fields=("organisation", "version"), name="one_matrix_of_a_version"
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Notice",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ("sealed", models.BinaryField()),
                    (
                        "facts",
                        django.contrib.postgres.fields.ArrayField(
                            base_field=models.CharField(max_length=40), size=None
                        ),
                    ),
                    ("given_on", models.DateField()),
                    (
                        "entry",
                        models.OneToOneField(
                            editable=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="audit.entry",
                        ),
                    ),
                    (
                        "individual",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="%(class)s_set",
                            to="decisions.individual",
                        ),
                    ),
                ],
                options={
                    "abstract": False,
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))), name="notice_is_its_entry"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="RecordPreference",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ("sealed", models.BinaryField()),
                    (
                        "choice",
                        models.CharField(
                            choices=[("full", "full"), ("core", "core"), ("none", "none")], max_length=10
                        ),
                    ),
                    ("said_on", models.DateField()),
                    (
                        "entry",
                        models.OneToOneField(
                            editable=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="audit.entry",
                        ),
                    ),
                    (
                        "individual",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="%(class)s_set",
                            to="decisions.individual",
                        ),
                    ),
                ],
                options={
                    "abstract": False,
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))),
                            name="recordpreference_is_its_entry",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Refusal",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ("sealed", models.BinaryField()),
                    (
                        "recipient_kind",
                        models.CharField(
                            choices=[
                                ("care_worker", "care_worker"),
                                ("family", "family"),
                                ("police", "police"),
                                ("safeguarding", "safeguarding"),
                                ("research", "research"),
                                ("themself", "themself"),
                                ("someone_else", "someone_else"),
                            ],
                            max_length=20,
                        ),
                    ),
                    (
                        "items",
                        django.contrib.postgres.fields.ArrayField(
                            base_field=models.CharField(max_length=40), size=None
                        ),
                    ),
                    ("asked_on", models.DateField()),
                    ("care_at_risk", models.BooleanField(default=False)),
                    (
                        "entry",
                        models.OneToOneField(
                            editable=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="audit.entry",
                        ),
                    ),
                    (
                        "individual",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="%(class)s_set",
                            to="decisions.individual",
                        ),
                    ),
                ],
                options={
                    "abstract": False,
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))), name="refusal_is_its_entry"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Relationship",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ("sealed", models.BinaryField()),
                    ("began_on", models.DateField()),
                    ("ends_on", models.DateField()),
                    (
                        "entry",
                        models.OneToOneField(
                            editable=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="audit.entry",
                        ),
                    ),
                    (
                        "individual",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="%(class)s_set",
                            to="decisions.individual",
                        ),
                    ),
                    (
                        "worker",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                ],
                options={
                    "abstract": False,
                    "indexes": [models.Index(fields=["worker", "ends_on"], name="relationship_of_worker")],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))), name="relationship_is_its_entry"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="RelationshipEnd",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ("sealed", models.BinaryField()),
                    ("ended_on", models.DateField()),
                    (
                        "entry",
                        models.OneToOneField(
                            editable=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="audit.entry",
                        ),
                    ),
                    (
                        "relationship",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="end",
                            to="decisions.relationship",
                        ),
                    ),
                ],
                options={
                    "abstract": False,
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))),
                            name="relationshipend_is_its_entry",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="SeniorReview",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ("sealed", models.BinaryField()),
                    ("reviewed_on", models.DateField()),
                    (
                        "about",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT, related_name="+", to="audit.entry"
                        ),
                    ),
                    (
                        "entry",
                        models.OneToOneField(
                            editable=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="audit.entry",
                        ),
                    ),
                    (
                        "individual",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="%(class)s_set",
                            to="decisions.individual",
                        ),
                    ),
                ],
                options={
                    "abstract": False,
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))), name="seniorreview_is_its_entry"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Sensitivity",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ("sealed", models.BinaryField()),
                    (
                        "items",
                        django.contrib.postgres.fields.ArrayField(
                            base_field=models.CharField(max_length=40), size=None
                        ),
                    ),
                    ("marked_on", models.DateField()),
                    (
                        "entry",
                        models.OneToOneField(
                            editable=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="audit.entry",
                        ),
                    ),
                    (
                        "individual",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="%(class)s_set",
                            to="decisions.individual",
                        ),
                    ),
                ],
                options={
                    "verbose_name_plural": "sensitivities",
                    "abstract": False,
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))), name="sensitivity_is_its_entry"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="SensitivityEnd",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ("sealed", models.BinaryField()),
                    ("ended_on", models.DateField()),
                    (
                        "entry",
                        models.OneToOneField(
                            editable=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="audit.entry",
                        ),
                    ),
                    (
                        "sensitivity",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="end",
                            to="decisions.sensitivity",
                        ),
                    ),
                ],
                options={
                    "abstract": False,
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))),
                            name="sensitivityend_is_its_entry",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="AcknowledgementLink",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ("token_hash", models.BinaryField(unique=True)),
                    ("expires_at", models.DateTimeField()),
                    (
                        "agreement",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="decisions.agreement",
                        ),
                    ),
                    (
                        "entry",
                        models.OneToOneField(
                            editable=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="audit.entry",
                        ),
                    ),
                    (
                        "made_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "recipient",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="links",
                            to="decisions.recipient",
                        ),
                    ),
                ],
                options={
                    "abstract": False,
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))),
                            name="acknowledgementlink_is_its_entry",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Acknowledgement",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ("sealed", models.BinaryField()),
                    (
                        "entry",
                        models.OneToOneField(
                            editable=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="audit.entry",
                        ),
                    ),
                    (
                        "link",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="acknowledgement",
                            to="decisions.acknowledgementlink",
                        ),
                    ),
                ],
                options={
                    "abstract": False,
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))),
                            name="acknowledgement_is_its_entry",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="IdentityCheck",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ("sealed", models.BinaryField()),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("called_back", "called_back"),
                                ("known_in_person", "known_in_person"),
                                ("saw_proof", "saw_proof"),
                                ("letter", "letter"),
                            ],
                            max_length=20,
                        ),
                    ),
                    ("checked_on", models.DateField()),
                    (
                        "entry",
                        models.OneToOneField(
                            editable=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="audit.entry",
                        ),
                    ),
                    (
                        "recipient",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="%(class)s_set",
                            to="decisions.recipient",
                        ),
                    ),
                ],
                options={
                    "abstract": False,
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))),
                            name="identitycheck_is_its_entry",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="RecipientCorrection",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ("sealed", models.BinaryField()),
                    ("number", models.PositiveIntegerField()),
                    ("public_name", models.CharField(blank=True, max_length=200)),
                    ("public_phone", models.CharField(blank=True, max_length=40)),
                    (
                        "entry",
                        models.OneToOneField(
                            editable=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="audit.entry",
                        ),
                    ),
                    (
                        "recipient",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="corrections",
                            to="decisions.recipient",
                        ),
                    ),
                ],
                options={
                    "abstract": False,
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))),
                            name="recipientcorrection_is_its_entry",
                        ),
                        models.UniqueConstraint(
                            fields=("recipient", "number"), name="one_correction_of_a_number"
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="RecipientIndex",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("digest", models.BinaryField()),
                    (
                        "organisation",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="portal.organisation",
                        ),
                    ),
                    (
                        "recipient",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="index",
                            to="decisions.recipient",
                        ),
                    ),
                ],
                options={
                    "indexes": [models.Index(fields=["organisation", "digest"], name="recipient_look_up")],
                },
            ),
            migrations.CreateModel(
                name="RiskAssessment",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ("sealed", models.BinaryField()),
                    (
                        "decision",
                        models.CharField(
                            choices=[
                                ("tell_nothing", "tell_nothing"),
                                ("ask_each_time", "ask_each_time"),
                                ("with_care", "with_care"),
                            ],
                            max_length=20,
                        ),
                    ),
                    ("assessed_on", models.DateField()),
                    (
                        "alert",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="assessments",
                            to="decisions.alert",
                        ),
                    ),
                    (
                        "entry",
                        models.OneToOneField(
                            editable=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="audit.entry",
                        ),
                    ),
                ],
                options={
                    "abstract": False,
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))),
                            name="riskassessment_is_its_entry",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="SignOffEnd",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                    (
                        "entry",
                        models.OneToOneField(
                            editable=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="audit.entry",
                        ),
                    ),
                    (
                        "sign_off",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="end",
                            to="decisions.signoff",
                        ),
                    ),
                ],
                options={
                    "abstract": False,
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))), name="signoffend_is_its_entry"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Letter",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ("code", models.CharField(max_length=40)),
                    ("easy", models.BooleanField()),
                    ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                    (
                        "decision",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="letters",
                            to="decisions.decision",
                        ),
                    ),
                    (
                        "entry",
                        models.OneToOneField(
                            editable=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="audit.entry",
                        ),
                    ),
                    (
                        "home",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="portal.home",
                        ),
                    ),
                    (
                        "individual",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="letters",
                            to="decisions.individual",
                        ),
                    ),
                    (
                        "maker",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "organisation",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="portal.organisation",
                        ),
                    ),
                ],
                options={
                    "abstract": False,
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))), name="letter_is_its_entry"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                ("individual__isnull", False), ("decision__isnull", False), _connector="OR"
                            ),
                            name="a_letter_is_about_something",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="LetterGiven",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    (
                        "how",
                        models.CharField(
                            choices=[
                                ("by_hand", "By hand"),
                                ("read_out", "Read out to them"),
                                ("post", "By post"),
                                ("secure_email", "By secure email"),
                            ],
                            max_length=20,
                        ),
                    ),
                    (
                        "to",
                        models.CharField(
                            choices=[
                                ("person", "The person it is about"),
                                ("acts_for_them", "Someone with legal power to act for them"),
                                ("family", "A family member or friend, as the person wished"),
                                ("recipient", "The one who was told, or will be"),
                            ],
                            max_length=20,
                        ),
                    ),
                    ("given_on", models.DateField()),
                    (
                        "entry",
                        models.OneToOneField(
                            editable=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="audit.entry",
                        ),
                    ),
                    (
                        "giver",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "letter",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="given",
                            to="decisions.letter",
                        ),
                    ),
                ],
                options={
                    "abstract": False,
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))), name="lettergiven_is_its_entry"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="LetterWording",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ("sealed", models.BinaryField()),
                    ("code", models.CharField(max_length=40)),
                    ("easy", models.BooleanField()),
                    ("ours", models.BooleanField()),
                    ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                    (
                        "entry",
                        models.OneToOneField(
                            editable=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="audit.entry",
                        ),
                    ),
                    (
                        "key",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="+", to="audit.key"
                        ),
                    ),
                    (
                        "organisation",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="portal.organisation",
                        ),
                    ),
                ],
                options={
                    "abstract": False,
                    "indexes": [
                        models.Index(fields=["organisation", "code", "easy"], name="wording_of_letter")
                    ],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))),
                            name="letterwording_is_its_entry",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Intake",
                fields=[
                    (
                        "id",
                        models.UUIDField(
                            default=audit.ledger.ids.new_id, editable=False, primary_key=True, serialize=False
                        ),
                    ),
                    ("authenticated_by", models.CharField(blank=True, max_length=100)),
                    ("kind", models.CharField(max_length=20)),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("tried", "Tried"),
                                ("waiting", "Waiting"),
                                ("done", "Done"),
                                ("refused", "Refused"),
                                ("failed", "Failed"),
                            ],
                            default="tried",
                            max_length=10,
                        ),
                    ),
                    ("new", models.PositiveIntegerField(help_text="How many rows are to be brought in.")),
                    ("known", models.PositiveIntegerField(help_text="How many rows we had already.")),
                    ("done", models.PositiveIntegerField(default=0)),
                    ("attempts", models.PositiveSmallIntegerField(default=0)),
                    ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ("moved_at", models.DateTimeField(default=django.utils.timezone.now)),
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
                            condition=models.Q(("state", "waiting")),
                            fields=["created_at"],
                            name="intake_waiting",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="CleanList",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ("sealed", models.BinaryField()),
                    ("made_on", models.DateField()),
                    ("number", models.PositiveSmallIntegerField(help_text="Which of the day's lists it is.")),
                    ("sent", models.PositiveIntegerField()),
                    ("left_out", models.PositiveIntegerField(help_text="Lines that held no NHS number.")),
                    (
                        "entry",
                        models.OneToOneField(
                            editable=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="audit.entry",
                        ),
                    ),
                    (
                        "key",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="+", to="audit.key"
                        ),
                    ),
                    (
                        "organisation",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="portal.organisation",
                        ),
                    ),
                ],
                options={
                    "abstract": False,
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))), name="cleanlist_is_its_entry"
                        ),
                        models.UniqueConstraint(
                            fields=("organisation", "made_on", "number"), name="one_clean_list_of_a_number"
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="CleanListBack",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ("read_on", models.DateField()),
                    ("kept", models.PositiveIntegerField()),
                    ("removed", models.PositiveIntegerField()),
                    (
                        "clean_list",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="back",
                            to="decisions.cleanlist",
                        ),
                    ),
                    (
                        "entry",
                        models.OneToOneField(
                            editable=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="audit.entry",
                        ),
                    ),
                ],
                options={
                    "abstract": False,
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))),
                            name="cleanlistback_is_its_entry",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="IntakeFile",
                fields=[
                    (
                        "intake",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.CASCADE,
                            primary_key=True,
                            related_name="file",
                            serialize=False,
                            to="decisions.intake",
                        ),
                    ),
                    ("sealed", models.BinaryField()),
                ],
            ),
        ),
        keep(
            "decisions_acknowledgement",
            "decisions_acknowledgementlink",
            "decisions_addendum",
            "decisions_agreement",
            "decisions_agreementend",
            "decisions_alert",
            "decisions_alertend",
            "decisions_alertreading",
            "decisions_assurance",
            "decisions_assuranceend",
            "decisions_capacityrecord",
            "decisions_carerconsent",
            "decisions_carerconsentend",
            "decisions_cleanlist",
            "decisions_cleanlistback",
            "decisions_commencement",
            "decisions_commencementend",
            "decisions_consent",
            "decisions_consentwithdrawal",
            "decisions_correction",
            "decisions_decision",
            "decisions_disclosure",
            "decisions_homeofindividual",
            "decisions_homeofindividualend",
            "decisions_identitycheck",
            "decisions_individual",
            "decisions_letter",
            "decisions_lettergiven",
            "decisions_letterwording",
            "decisions_matrix",
            "decisions_notice",
            "decisions_objection",
            "decisions_objectionend",
            "decisions_recipient",
            "decisions_recipientcorrection",
            "decisions_recordpreference",
            "decisions_refusal",
            "decisions_relationship",
            "decisions_relationshipend",
            "decisions_reminder",
            "decisions_reminderend",
            "decisions_riskassessment",
            "decisions_route",
            "decisions_routeend",
            "decisions_seniorreview",
            "decisions_sensitivity",
            "decisions_sensitivityend",
            "decisions_signoff",
            "decisions_signoffend",
            "decisions_wishes",
            "decisions_wishesend",
        ),
        migrations.RunSQL("REVOKE UPDATE, TRUNCATE ON public.decisions_individualindex FROM portal_app;"),
    ]
