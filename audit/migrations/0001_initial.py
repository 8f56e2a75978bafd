"""The ledger, the Guardian's desk and the year."""

from pathlib import Path
from portal.migrations._models import CreateModels
from audit.migrations._kept import keep
import audit.ledger.ids
import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("audit", "0001_ledger"),
        ("audit", "0002_append"),
        ("audit", "0003_events_of_law"),
        ("audit", "0004_events_of_recipients"),
        ("audit", "0005_events_of_said"),
        ("audit", "0006_events_of_trust"),
        ("audit", "0007_event_of_signatures"),
        ("audit", "0008_events_of_letters"),
        ("audit", "0009_events_of_intake"),
        ("audit", "0010_events_of_the_desk"),
        ("audit", "0011_desk"),
        ("audit", "0012_finding"),
        ("audit", "0013_looks"),
        ("audit", "0014_advice"),
        ("audit", "0015_concern_clocks"),
        ("audit", "0016_desk_lists"),
        ("audit", "0017_no_list_by_home"),
        ("audit", "0018_events_of_the_year"),
        ("audit", "0019_registers"),
        ("audit", "0020_appointments"),
        ("audit", "0021_policies"),
        ("audit", "0022_training"),
        ("audit", "0023_sums"),
        ("audit", "0024_reports"),
        ("audit", "0025_verifications"),
    ]

    initial = True

    dependencies = [
        ("portal", "0001_initial"),
    ]

    operations = [
        CreateModels(
            migrations.CreateModel(
                name="Entry",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ("seq", models.BigIntegerField()),
                    ("recorded_at", models.DateTimeField()),
                    ("leaf_hash", models.BinaryField()),
                    ("leaf", models.BinaryField()),
                    ("event", models.TextField()),
                    ("home_id", models.UUIDField(null=True)),
                    (
                        "about_id",
                        models.UUIDField(help_text="The earlier entry that this one is about.", null=True),
                    ),
                    ("door", models.TextField(null=True)),
                    ("outcome", models.TextField(null=True)),
                    ("basis", models.TextField(null=True)),
                    ("ruleset", models.TextField(help_text="The ruleset's digest.", null=True)),
                    (
                        "rules",
                        django.contrib.postgres.fields.ArrayField(
                            base_field=models.TextField(), null=True, size=None
                        ),
                    ),
                    (
                        "flags",
                        django.contrib.postgres.fields.ArrayField(
                            base_field=models.TextField(), null=True, size=None
                        ),
                    ),
                    (
                        "organisation",
                        models.ForeignKey(
                            db_constraint=False,
                            db_index=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="entries",
                            to="portal.organisation",
                        ),
                    ),
                ],
                options={
                    "indexes": [
                        models.Index(fields=["organisation", "event", "seq"], name="entry_by_event"),
                        models.Index(
                            condition=models.Q(("about_id__isnull", False)),
                            fields=["about_id", "seq"],
                            name="entry_about",
                        ),
                    ],
                    "constraints": [
                        models.UniqueConstraint(fields=("organisation", "seq"), name="one_entry_of_a_seq")
                    ],
                },
            ),
            migrations.CreateModel(
                name="Key",
                fields=[
                    (
                        "id",
                        models.UUIDField(
                            default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                        ),
                    ),
                    ("wrapped", models.BinaryField(help_text="Empty once destroyed.", null=True)),
                    ("created_at", models.DateTimeField(auto_now_add=True)),
                    (
                        "organisation",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="keys",
                            to="portal.organisation",
                        ),
                    ),
                ],
            ),
            migrations.CreateModel(
                name="Log",
                fields=[
                    (
                        "organisation",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            primary_key=True,
                            related_name="log",
                            serialize=False,
                            to="portal.organisation",
                        ),
                    ),
                    ("origin", models.TextField(help_text="The log's name in every leaf, for ever.")),
                    ("size", models.BigIntegerField(default=0)),
                    ("frontier", models.BinaryField(default=bytes)),
                    ("last_time", models.DateTimeField()),
                ],
                options={
                    "constraints": [models.UniqueConstraint(fields=("origin",), name="one_log_of_an_origin")],
                },
            ),
            migrations.CreateModel(
                name="Body",
                fields=[
                    (
                        "entry",
                        models.OneToOneField(
                            db_constraint=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            primary_key=True,
                            related_name="body",
                            serialize=False,
                            to="audit.entry",
                        ),
                    ),
                    ("sealed", models.BinaryField()),
                    (
                        "key",
                        models.ForeignKey(
                            db_constraint=False,
                            db_index=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="bodies",
                            to="audit.key",
                        ),
                    ),
                ],
            ),
            migrations.CreateModel(
                name="Bookmark",
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
                name="Concern",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ("home_id", models.UUIDField(null=True)),
                    (
                        "about",
                        models.TextField(
                            choices=[
                                ("rules", "The rules were not followed"),
                                ("misuse", "Somebody misused information"),
                                ("breach", "Information went to the wrong place, was lost or was seen"),
                                ("recipient", "Somebody we share with"),
                                ("near_miss", "It nearly went wrong"),
                                ("complaint", "A complaint about how we use somebody's information"),
                                ("other", "Something else"),
                            ]
                        ),
                    ),
                    ("decision", models.UUIDField(help_text="The decision it came from, if any.", null=True)),
                    ("raised_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ("is_breach", models.BooleanField(default=False)),
                    (
                        "severity",
                        models.TextField(
                            blank=True,
                            choices=[
                                ("none", "No harm likely"),
                                ("risk", "A risk to people"),
                                ("high", "A high risk to people"),
                            ],
                        ),
                    ),
                    ("aware_at", models.DateTimeField(null=True)),
                    ("is_complaint", models.BooleanField(default=False)),
                    ("received_on", models.DateField(null=True)),
                    (
                        "due_at",
                        models.DateTimeField(
                            help_text="When the next clock that runs will have run out.", null=True
                        ),
                    ),
                    ("closed_at", models.DateTimeField(null=True)),
                    (
                        "organisation",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="portal.organisation",
                        ),
                    ),
                    (
                        "raised_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "clock",
                        models.TextField(blank=True, help_text="Which clock that is; empty where none runs."),
                    ),
                    (
                        "reminded",
                        django.contrib.postgres.fields.ArrayField(
                            base_field=models.TextField(),
                            default=list,
                            help_text="The reminders that were sent.",
                            size=None,
                        ),
                    ),
                ],
                options={
                    "indexes": [
                        models.Index(
                            models.F("organisation"),
                            models.OrderBy(models.F("due_at"), nulls_last=True),
                            models.F("id"),
                            condition=models.Q(("closed_at", None)),
                            name="concern_open",
                        ),
                        models.Index(
                            condition=models.Q(("closed_at__isnull", False)),
                            fields=["organisation", "-closed_at", "-id"],
                            name="concern_closed",
                        ),
                        models.Index(fields=["raised_by", "-raised_at", "-id"], name="concern_of_raiser"),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Example",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ("decision", models.UUIDField()),
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
                        "proposer",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                ],
                options={
                    "abstract": False,
                    "indexes": [
                        models.Index(fields=["organisation", "made_at"], name="example_of_organisation")
                    ],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))), name="example_is_its_entry"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="ExampleCheck",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ("joins", models.BooleanField()),
                    ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                    (
                        "checker",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
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
                        "example",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="check_made",
                            to="audit.example",
                        ),
                    ),
                ],
                options={
                    "abstract": False,
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))), name="examplecheck_is_its_entry"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="FollowUp",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ("home_id", models.UUIDField(null=True)),
                    ("decision", models.UUIDField()),
                    ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ("due_on", models.DateField(help_text="The last day, to its end in London.")),
                    (
                        "done_at",
                        models.DateTimeField(
                            help_text="Empty until an entry says that it was done.", null=True
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
                        "worker",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                ],
                options={
                    "indexes": [
                        models.Index(
                            condition=models.Q(("done_at", None)),
                            fields=["organisation", "due_on"],
                            name="follow_up_open",
                        ),
                        models.Index(
                            condition=models.Q(("done_at", None)),
                            fields=["worker", "due_on"],
                            name="follow_up_of_worker",
                        ),
                        models.Index(fields=["decision"], name="follow_up_of_decision"),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Look",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ("seq", models.BigIntegerField()),
                    ("at", models.DateTimeField()),
                    ("home_id", models.UUIDField(null=True)),
                    ("worker_id", models.UUIDField()),
                    ("individual_id", models.UUIDField(null=True)),
                    (
                        "odd",
                        django.contrib.postgres.fields.ArrayField(
                            base_field=models.TextField(),
                            default=list,
                            help_text="Why it seems odd; mostly empty.",
                            size=None,
                        ),
                    ),
                    (
                        "judged_at",
                        models.DateTimeField(
                            help_text="Empty until an entry says what came of looking into it.", null=True
                        ),
                    ),
                    (
                        "organisation",
                        models.ForeignKey(
                            db_constraint=False,
                            db_index=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="portal.organisation",
                        ),
                    ),
                    (
                        "people",
                        models.PositiveIntegerField(
                            default=1,
                            help_text="How many different people the worker looked at in the hour that ends with it.",
                        ),
                    ),
                ],
                options={
                    "indexes": [
                        models.Index(fields=["organisation", "worker_id", "at"], name="look_of_worker"),
                        models.Index(
                            condition=models.Q(("judged_at", None), models.Q(("odd", []), _negated=True)),
                            fields=["organisation", "seq"],
                            name="look_odd",
                        ),
                    ],
                    "constraints": [
                        models.UniqueConstraint(fields=("organisation", "seq"), name="one_look_of_a_seq")
                    ],
                },
            ),
            migrations.CreateModel(
                name="LookJudged",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ("look", models.UUIDField(help_text="The look's entry.", unique=True)),
                    (
                        "finding",
                        models.TextField(
                            choices=[
                                ("explained", "There is a good reason for it"),
                                ("concern", "I raise a concern"),
                            ]
                        ),
                    ),
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
                        "judge",
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
                            condition=models.Q(("id", models.F("entry_id"))), name="lookjudged_is_its_entry"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Lot",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    (
                        "month",
                        models.DateField(help_text="The first day of the month whose decisions were drawn."),
                    ),
                    ("size", models.PositiveIntegerField()),
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
                ],
                options={
                    "abstract": False,
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))), name="lot_is_its_entry"
                        ),
                        models.UniqueConstraint(fields=("organisation", "month"), name="one_lot_of_a_month"),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Judged",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ("decision", models.UUIDField(help_text="The decision's entry.")),
                    ("decided", models.TextField()),
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
                        "judge",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "lot",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT, related_name="judged", to="audit.lot"
                        ),
                    ),
                ],
                options={
                    "abstract": False,
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))), name="judged_is_its_entry"
                        ),
                        models.UniqueConstraint(
                            fields=("decision",), name="one_judgement_of_a_drawn_decision"
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Mark",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("flag", models.TextField()),
                    ("seq", models.BigIntegerField(help_text="The decision's.")),
                    (
                        "organisation",
                        models.ForeignKey(
                            db_constraint=False,
                            db_index=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="portal.organisation",
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("organisation", "flag", "seq"), name="one_mark_of_a_flag"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Matter",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ("seq", models.BigIntegerField()),
                    ("recorded_at", models.DateTimeField()),
                    ("month", models.DateField()),
                    ("home_id", models.UUIDField(null=True)),
                    ("worker_id", models.UUIDField(null=True)),
                    ("individual_id", models.UUIDField(null=True)),
                    (
                        "person_name",
                        models.BinaryField(help_text="Blind index of the individual's name.", null=True),
                    ),
                    (
                        "person_reference",
                        models.BinaryField(help_text="Blind index of the work reference.", null=True),
                    ),
                    (
                        "recipient_name",
                        models.BinaryField(
                            help_text="Blind index of whom it was about to be shared with.", null=True
                        ),
                    ),
                    ("recipient_kind", models.TextField(blank=True)),
                    ("door", models.TextField(blank=True)),
                    ("outcome", models.TextField(blank=True)),
                    ("basis", models.TextField(blank=True)),
                    (
                        "decided",
                        models.TextField(
                            blank=True, help_text="The kind of what the worker decided in the end."
                        ),
                    ),
                    (
                        "ruleset",
                        models.TextField(blank=True, help_text="Name and version, such as care-team.1."),
                    ),
                    (
                        "flags",
                        django.contrib.postgres.fields.ArrayField(
                            base_field=models.TextField(), default=list, size=None
                        ),
                    ),
                    (
                        "reason",
                        models.TextField(
                            blank=True, help_text="The worst reason for which it is on the list."
                        ),
                    ),
                    ("place", models.BigIntegerField(null=True)),
                    (
                        "state",
                        models.TextField(
                            choices=[
                                ("none", "Not on the list"),
                                ("waiting", "To look at"),
                                ("asked", "Waiting for the worker's answer"),
                                ("second", "Waiting for a second reader"),
                                ("differing", "Two readers differ"),
                                ("done", "Looked at"),
                            ],
                            default="none",
                        ),
                    ),
                    (
                        "open",
                        models.BooleanField(default=False, help_text="Whether the state is one of OPEN."),
                    ),
                    (
                        "drawn",
                        models.BooleanField(
                            default=False, help_text="Drawn by lot, to be decided again unseen."
                        ),
                    ),
                    ("first_by", models.UUIDField(help_text="Who judged it first.", null=True)),
                    ("finding", models.TextField(blank=True, help_text="What was found last.")),
                    ("judged_seq", models.BigIntegerField(help_text="The entry of that finding.", null=True)),
                    ("judged_at", models.DateTimeField(null=True)),
                    (
                        "organisation",
                        models.ForeignKey(
                            db_constraint=False,
                            db_index=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="portal.organisation",
                        ),
                    ),
                    ("reference", models.CharField(max_length=12)),
                ],
                options={
                    "indexes": [
                        models.Index(
                            condition=models.Q(("open", True)),
                            fields=["organisation", "place"],
                            include=("home_id", "month", "worker_id", "first_by", "state"),
                            name="matter_open",
                        ),
                        models.Index(
                            condition=models.Q(("open", True)),
                            fields=["organisation", "home_id", "place"],
                            name="matter_open_home",
                        ),
                        models.Index(
                            condition=models.Q(("open", True)),
                            fields=["organisation", "month", "place"],
                            name="matter_open_month",
                        ),
                        models.Index(
                            condition=models.Q(("open", True)),
                            fields=["organisation", "home_id", "month", "place"],
                            name="matter_open_home_month",
                        ),
                        models.Index(
                            condition=models.Q(("drawn", True)),
                            fields=["organisation", "seq"],
                            name="matter_drawn",
                        ),
                        models.Index(fields=["organisation", "home_id", "seq"], name="matter_by_home"),
                        models.Index(fields=["organisation", "worker_id", "seq"], name="matter_by_worker"),
                        models.Index(
                            fields=["organisation", "individual_id", "seq"], name="matter_by_individual"
                        ),
                        models.Index(
                            fields=["organisation", "person_name", "seq"], name="matter_by_person_name"
                        ),
                        models.Index(
                            fields=["organisation", "person_reference", "seq"],
                            name="matter_by_person_reference",
                        ),
                        models.Index(
                            fields=["organisation", "recipient_name", "seq"], name="matter_by_recipient_name"
                        ),
                        models.Index(
                            fields=["organisation", "recipient_kind", "seq"], name="matter_by_recipient_kind"
                        ),
                        models.Index(fields=["organisation", "door", "seq"], name="matter_by_door"),
                        models.Index(fields=["organisation", "outcome", "seq"], name="matter_by_outcome"),
                        models.Index(fields=["organisation", "basis", "seq"], name="matter_by_basis"),
                        models.Index(fields=["organisation", "decided", "seq"], name="matter_by_decided"),
                        models.Index(fields=["organisation", "ruleset", "seq"], name="matter_by_ruleset"),
                        models.Index(fields=["organisation", "reference"], name="matter_reference"),
                        models.Index(fields=["organisation", "recorded_at"], name="matter_time"),
                        models.Index(
                            condition=models.Q(("open", True)),
                            fields=["organisation", "seq"],
                            include=("recorded_at", "worker_id", "first_by", "state"),
                            name="matter_open_age",
                        ),
                        models.Index(
                            condition=models.Q(("state__in", ("second", "differing", "asked"))),
                            fields=["organisation", "state", "place"],
                            name="matter_between",
                        ),
                        models.Index(
                            condition=models.Q(("state", "done")),
                            fields=["organisation", "judged_seq"],
                            name="matter_judged",
                        ),
                        models.Index(
                            condition=models.Q(("state", "done")),
                            fields=["organisation", "home_id", "judged_seq"],
                            name="matter_judged_home",
                        ),
                        models.Index(
                            condition=models.Q(("state", "done")),
                            fields=["organisation", "door", "outcome", "judged_seq"],
                            name="matter_precedent",
                        ),
                    ],
                    "constraints": [
                        models.UniqueConstraint(fields=("organisation", "seq"), name="one_matter_of_a_seq")
                    ],
                },
            ),
            migrations.CreateModel(
                name="Review",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ("decision", models.UUIDField(help_text="The decision's entry.")),
                    (
                        "worker_id",
                        models.UUIDField(help_text="Who made the decision, and is told.", null=True),
                    ),
                    ("turn", models.PositiveSmallIntegerField()),
                    (
                        "finding",
                        models.TextField(
                            choices=[
                                ("yes", "Yes"),
                                ("yes_with_advice", "Yes, with advice"),
                                ("no", "No"),
                                ("ask", "I need to ask something"),
                            ]
                        ),
                    ),
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
                        "reviewer",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                ],
                options={
                    "abstract": False,
                    "indexes": [models.Index(fields=["worker_id", "-made_at"], name="review_of_worker")],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))), name="review_is_its_entry"
                        ),
                        models.UniqueConstraint(fields=("decision", "turn"), name="one_review_of_a_turn"),
                    ],
                },
            ),
            migrations.CreateModel(
                name="ReviewAnswer",
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
                        "review",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="answer",
                            to="audit.review",
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
                            condition=models.Q(("id", models.F("entry_id"))), name="reviewanswer_is_its_entry"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="SavedView",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("name", models.CharField(max_length=60)),
                    (
                        "query",
                        models.CharField(
                            help_text="The filters, as the address writes them.", max_length=300
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
                    (
                        "user",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="saved_views",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                ],
                options={
                    "ordering": [models.OrderBy(models.F("name"))],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("user", "organisation", "name"), name="one_view_of_a_name"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Step",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ("what", models.TextField()),
                    ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                    (
                        "concern",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="steps",
                            to="audit.concern",
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
                        "person",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                ],
                options={
                    "abstract": False,
                    "indexes": [models.Index(fields=["concern", "made_at", "id"], name="step_of_concern")],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))), name="step_is_its_entry"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Tally",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("what", models.TextField()),
                    ("month", models.DateField()),
                    ("home_id", models.UUIDField(null=True)),
                    ("key", models.TextField()),
                    ("count", models.BigIntegerField()),
                    (
                        "organisation",
                        models.ForeignKey(
                            db_constraint=False,
                            db_index=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="portal.organisation",
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("organisation", "what", "month", "home_id", "key"),
                            name="one_tally_of_a_thing",
                            nulls_distinct=False,
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Thread",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ("home_id", models.UUIDField(null=True)),
                    ("decision", models.UUIDField()),
                    (
                        "whom",
                        models.TextField(
                            choices=[("senior", "A senior at work"), ("guardian", "The Caldicott Guardian")]
                        ),
                    ),
                    ("urgent", models.BooleanField(default=False)),
                    ("door", models.TextField(blank=True)),
                    ("question", models.TextField(blank=True)),
                    ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ("waiting_since", models.DateTimeField(null=True)),
                    ("answered_at", models.DateTimeField(null=True)),
                    (
                        "asker",
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
                    "indexes": [
                        models.Index(
                            condition=models.Q(("waiting_since__isnull", False)),
                            fields=["organisation", "-urgent", "waiting_since", "id"],
                            name="thread_waiting",
                        ),
                        models.Index(fields=["organisation", "-answered_at", "-id"], name="thread_answered"),
                        models.Index(fields=["asker", "-asked_at"], name="thread_of_asker"),
                        models.Index(
                            fields=["organisation", "whom", "-answered_at", "-id"],
                            name="thread_answered_by_whom",
                        ),
                    ],
                    "constraints": [
                        models.UniqueConstraint(fields=("decision", "whom"), name="one_thread_of_a_decision")
                    ],
                },
            ),
            migrations.CreateModel(
                name="Said",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ("is_advice", models.BooleanField()),
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
                        "person",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "thread",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="said",
                            to="audit.thread",
                        ),
                    ),
                ],
                options={
                    "abstract": False,
                    "indexes": [models.Index(fields=["thread", "made_at", "id"], name="said_in_thread")],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))), name="said_is_its_entry"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="RegisterEntry",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ("kind", models.TextField()),
                    ("sealed", models.BinaryField()),
                    ("lacks", models.PositiveSmallIntegerField(default=0)),
                    (
                        "looked_at",
                        models.DateField(
                            help_text="The day on which it was entered or last looked at again."
                        ),
                    ),
                    ("due_on", models.DateField(help_text="The day by which it must be looked at again.")),
                    ("ended_on", models.DateField(null=True)),
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
                    (
                        "owner",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                ],
                options={
                    "indexes": [
                        models.Index(
                            condition=models.Q(("ended_on", None)),
                            fields=["organisation", "due_on", "id"],
                            name="register_due",
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
                    (
                        "about",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="steps",
                            to="audit.registerentry",
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
                        "person",
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
                            condition=models.Q(("id", models.F("entry_id"))), name="registerstep_is_its_entry"
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
                    (
                        "about",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="evidence",
                            to="audit.registerentry",
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
                        "person",
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
                            condition=models.Q(("id", models.F("entry_id"))), name="evidence_is_its_entry"
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
                            on_delete=django.db.models.deletion.PROTECT,
                            primary_key=True,
                            related_name="file",
                            serialize=False,
                            to="audit.evidence",
                        ),
                    ),
                    ("sealed", models.BinaryField()),
                ],
            ),
            migrations.CreateModel(
                name="Appointment",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    (
                        "post",
                        models.TextField(
                            choices=[
                                ("guardian", "Caldicott Guardian"),
                                ("deputy", "Deputy Caldicott Guardian"),
                                ("siro", "Senior information risk owner"),
                                ("dpo", "Data protection officer"),
                            ]
                        ),
                    ),
                    ("since", models.DateField()),
                    ("review_on", models.DateField()),
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
                        "person",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "renews",
                        models.OneToOneField(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="renewal",
                            to="audit.appointment",
                        ),
                    ),
                ],
                options={
                    "abstract": False,
                    "indexes": [
                        models.Index(fields=["organisation", "post", "-made_at"], name="appointment_of_post")
                    ],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))), name="appointment_is_its_entry"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="AppointmentEnd",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ("ended_on", models.DateField()),
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
                        "appointment",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="end",
                            to="audit.appointment",
                        ),
                    ),
                ],
                options={
                    "abstract": False,
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))),
                            name="appointmentend_is_its_entry",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="PolicyVersion",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
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
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))),
                            name="policyversion_is_its_entry",
                        ),
                        models.UniqueConstraint(
                            fields=("policy_id", "number"), name="one_version_of_a_number"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("review_by__gt", models.F("adopted_on"))),
                            name="policy_reviewed_after",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="PolicyReview",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
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
                        "version",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="reviews",
                            to="audit.policyversion",
                        ),
                    ),
                    ("reviewed_on", models.DateField()),
                    ("review_by", models.DateField()),
                ],
                options={
                    "abstract": False,
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))), name="policyreview_is_its_entry"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="PolicyEnd",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
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
                    ("policy_id", models.UUIDField(unique=True)),
                    ("ended_on", models.DateField()),
                ],
                options={
                    "abstract": False,
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))), name="policyend_is_its_entry"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="PolicyRead",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
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
                        "version",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="readings",
                            to="audit.policyversion",
                        ),
                    ),
                    (
                        "person",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    ("read_on", models.DateField()),
                ],
                options={
                    "abstract": False,
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))), name="policyread_is_its_entry"
                        ),
                        models.UniqueConstraint(fields=("version", "person"), name="read_once_by_each"),
                    ],
                },
            ),
            migrations.CreateModel(
                name="ComplianceReview",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
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
                    ("reviewed_on", models.DateField()),
                    ("review_by", models.DateField()),
                ],
                options={
                    "abstract": False,
                    "indexes": [
                        models.Index(fields=["organisation", "-reviewed_on"], name="compliance_last")
                    ],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))),
                            name="compliancereview_is_its_entry",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="NoticeVersion",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
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
                    ("number", models.PositiveIntegerField()),
                    ("published_on", models.DateField()),
                ],
                options={
                    "abstract": False,
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))),
                            name="noticeversion_is_its_entry",
                        ),
                        models.UniqueConstraint(
                            fields=("organisation", "number"), name="one_notice_of_a_number"
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Requirement",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
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
                    ("every", models.TextField(choices=[("year", "Every year"), ("once", "Once")])),
                    (
                        "roles",
                        django.contrib.postgres.fields.ArrayField(
                            base_field=models.TextField(), default=list, size=None
                        ),
                    ),
                    ("since", models.DateField()),
                ],
                options={
                    "abstract": False,
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))), name="requirement_is_its_entry"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="RequirementEnd",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
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
                        "requirement",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="end",
                            to="audit.requirement",
                        ),
                    ),
                    ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ],
                options={
                    "abstract": False,
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))),
                            name="requirementend_is_its_entry",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="NeedsReview",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
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
                    ("reviewed_on", models.DateField()),
                ],
                options={
                    "abstract": False,
                    "indexes": [models.Index(fields=["organisation", "-reviewed_on"], name="needs_reviewed")],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))), name="needsreview_is_its_entry"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Learned",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
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
                        "person",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
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
                        models.Index(
                            fields=["organisation", "person", "kind", "-done_on"], name="learned_last"
                        )
                    ],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))), name="learned_is_its_entry"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Excuse",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
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
                        "person",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
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
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))), name="excuse_is_its_entry"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("last__gte", models.F("first"))),
                            name="excused_from_first_to_last",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="AccessReview",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
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
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))), name="accessreview_is_its_entry"
                        )
                    ],
                },
            ),
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
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("kind", models.TextField()),
                    ("about_id", models.UUIDField()),
                    ("line", models.TextField()),
                    (
                        "organisation",
                        models.ForeignKey(
                            db_constraint=False,
                            db_index=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="portal.organisation",
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("organisation", "kind", "about_id"), name="one_line_of_a_kind"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="Sum",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("month", models.DateField()),
                    ("what", models.TextField()),
                    ("home_id", models.UUIDField(null=True)),
                    ("key", models.TextField()),
                    ("count", models.BigIntegerField()),
                    (
                        "organisation",
                        models.ForeignKey(
                            db_constraint=False,
                            db_index=False,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="portal.organisation",
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("organisation", "month", "what", "home_id", "key"),
                            include=("count",),
                            name="one_sum_of_a_thing",
                            nulls_distinct=False,
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="AnnualReport",
                fields=[
                    ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ("sealed", models.BinaryField()),
                    ("period", models.CharField(max_length=40)),
                    ("first", models.DateField()),
                    ("end", models.DateField(help_text="The first day after it.")),
                    (
                        "homes",
                        django.contrib.postgres.fields.ArrayField(
                            base_field=models.UUIDField(), default=list, size=None
                        ),
                    ),
                    (
                        "reader",
                        models.TextField(
                            choices=[
                                ("board", "Our board"),
                                ("public", "The public (small numbers hidden)"),
                                ("inspector", "An inspector (CQC or ICO)"),
                            ]
                        ),
                    ),
                    ("digest", models.CharField(max_length=64)),
                    ("size", models.BigIntegerField()),
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
                    (
                        "signer",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                ],
                options={
                    "abstract": False,
                    "indexes": [
                        models.Index(fields=["organisation", "-made_at"], name="report_of_organisation")
                    ],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("id", models.F("entry_id"))), name="annualreport_is_its_entry"
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="ReportDraft",
                fields=[
                    (
                        "id",
                        models.UUIDField(
                            default=audit.ledger.ids.new_id, editable=False, primary_key=True, serialize=False
                        ),
                    ),
                    ("period", models.CharField(max_length=40)),
                    (
                        "homes",
                        django.contrib.postgres.fields.ArrayField(
                            base_field=models.UUIDField(), default=list, size=None
                        ),
                    ),
                    (
                        "reader",
                        models.TextField(
                            choices=[
                                ("board", "Our board"),
                                ("public", "The public (small numbers hidden)"),
                                ("inspector", "An inspector (CQC or ICO)"),
                            ]
                        ),
                    ),
                    (
                        "hands",
                        django.contrib.postgres.fields.ArrayField(
                            base_field=models.UUIDField(), default=list, size=None
                        ),
                    ),
                    ("sent_at", models.DateTimeField(null=True)),
                    ("sealed", models.BinaryField()),
                    ("version", models.PositiveIntegerField(default=1)),
                    ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                    (
                        "began_by",
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
                    (
                        "sent_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                ],
                options={
                    "indexes": [models.Index(fields=["organisation", "-changed_at"], name="report_draft_of")],
                },
            ),
            migrations.CreateModel(
                name="Verification",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "what",
                        models.CharField(
                            choices=[
                                ("entries", "Every entry"),
                                ("evidence", "The evidence behind every entry"),
                            ],
                            max_length=10,
                        ),
                    ),
                    ("day", models.DateField(help_text="The day in London.")),
                    ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ("seconds", models.FloatField()),
                    ("size", models.BigIntegerField()),
                    ("frontier", models.BinaryField(default=bytes)),
                    ("faults", models.JSONField(default=list)),
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
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("organisation", "what", "day"), name="one_verification_of_a_day"
                        )
                    ],
                },
            ),
        ),
        migrations.RunSQL(Path(__file__).with_suffix(".sql").read_text()),
        keep(
            "audit_accessreview",
            "audit_annualreport",
            "audit_appointment",
            "audit_appointmentend",
            "audit_compliancereview",
            "audit_evidence",
            "audit_example",
            "audit_examplecheck",
            "audit_excuse",
            "audit_judged",
            "audit_learned",
            "audit_lookjudged",
            "audit_lot",
            "audit_needsreview",
            "audit_noticeversion",
            "audit_policyend",
            "audit_policyread",
            "audit_policyreview",
            "audit_policyversion",
            "audit_registerstep",
            "audit_requirement",
            "audit_requirementend",
            "audit_review",
            "audit_reviewanswer",
            "audit_said",
            "audit_step",
            "audit_verification",
        ),
    ]
