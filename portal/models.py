"""People and the places they work: organisations, homes, users, memberships, and messages waiting to go out."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

from portal import editions, mailboxes
from portal.days import london_day, stands
from portal.making.models import Job, MadeFile, MadePart  # noqa: F401  # Django looks for models here
from portal.roles import ROLE_NAMES, Role


class OrganisationKind(models.TextChoices):
    """What an organisation is in law; on it depends which part of Article 6 of UK GDPR it stands on."""

    PUBLIC = "public", "A public body"
    CONTRACTED = "contracted", "A provider with a public contract"
    PRIVATE = "private", "A private provider"


class Organisation(models.Model):
    """A provider of care with one Caldicott Guardian and one ledger.

    `kind` is empty until a manager has said it, which leaves an entry. `gate_days` is empty where nobody who is late
    with what they must learn is stopped; else how many days late they may be, counted from `gate_from` on for
    anyone who was late already. `rules_edition` is the edition of our rules in force here by installation; later
    ones need two signatures.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200)
    slug = models.SlugField(unique=True, help_text="Part of the ledger's name. It cannot change later.")
    guardian_phone = models.CharField("the Guardian's phone number", max_length=40, blank=True)
    out_of_hours_name = models.CharField("whom to ask for out of hours", max_length=200, blank=True)
    out_of_hours_phone = models.CharField("out-of-hours phone number", max_length=40, blank=True)
    kind = models.CharField(max_length=20, choices=OrganisationKind.choices, blank=True, editable=False)
    gate_days = models.PositiveSmallIntegerField(null=True, editable=False)
    gate_from = models.DateField(null=True, editable=False)
    rules_edition = models.PositiveSmallIntegerField(default=editions.newest, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name


class Home(models.Model):
    """A place where an organisation gives care: a care home, or a branch of home care."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="homes")
    name = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "name"], name="one_home_of_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class AddressField(models.EmailField):
    """An e-mail address, read as at every other door before it is judged: the command line asks it too."""

    def to_python(self, value: Any) -> Any:
        """Return the address as it is kept, or refuse it with a sentence."""
        try:
            return mailboxes.read(value) if isinstance(value, str) else value
        except ValueError as refusal:
            raise ValidationError(str(refusal)) from refusal

    def deconstruct(self) -> Any:
        """Return what a migration needs to know; the table holds what it held."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.EmailField", args, kwargs


class UserManager(BaseUserManager["User"]):
    """Makes users; the e-mail address is how they log in."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Make a person who can log in; without a password they must set one by e-mail."""
        user = self.model(email=AddressField().to_python(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Make a person who may use the set-up site."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """A person who logs in. What they may do comes from their memberships."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = AddressField("e-mail address", unique=True)
    full_name = models.CharField("full name", max_length=200)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    date_joined = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()

    # What is known of how this person came to act now; not stored here, but in the entries they make.
    acting: Membership | None = None
    authenticated_by: str = ""

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(Lower("email"), name="one_user_of_an_email")]

    def __str__(self) -> str:
        return self.full_name


class StandingManager(models.Manager["Membership"]):
    """The memberships that have not ended: whoever asks for members gets nobody whose access was taken away."""

    def get_queryset(self) -> models.QuerySet[Membership]:
        """Return those that stand."""
        return super().get_queryset().filter(ended_on=None)


class Membership(models.Model):
    """One role of one person in one organisation, at one home or (home empty) in all of them.

    They are away from the first day to the last, both included; without a last day until they are back.
    One that has ended carries no permission from that moment on, but stays: drafts and names hang on it.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    home = models.ForeignKey(Home, models.PROTECT, null=True, blank=True, related_name="memberships")
    role = models.CharField(max_length=20, choices=[(role.value, name) for role, name in ROLE_NAMES.items()])
    began_on = models.DateField("first day here", default=london_day)
    ended_on = models.DateField(null=True, editable=False)
    away_from = models.DateField("first day away", null=True, blank=True)
    away_until = models.DateField("last day away", null=True, blank=True)

    # Whether the person could work under another one now; not stored here, but seen when they come.
    is_one_of_many: bool = False

    objects: ClassVar[StandingManager] = StandingManager()
    ever: ClassVar[models.Manager[Membership]] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(away_until=None)
                | models.Q(away_from__isnull=False, away_until__gte=models.F("away_from")),
                name="away_from_a_first_day_to_a_last",
                violation_error_message="The last day away must be the first day or after it.",
            ),
            models.UniqueConstraint(
                fields=["user", "organisation", "home", "role"],
                name="one_membership_of_a_kind",
                condition=models.Q(ended_on=None),
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.role_name}, {self.place}"

    @property
    def role_name(self) -> str:
        """The role in words."""
        return ROLE_NAMES[Role(self.role)]

    @property
    def place(self) -> str:
        """Where this person works, in words."""
        return self.home.name if self.home else self.organisation.name

    def is_away(self, on: date | None = None) -> bool:
        """Say whether this person is away on a day (of London; default today)."""
        day = on or london_day()
        return self.away_from is not None and stands(day, since=self.away_from, until=self.away_until)


class MailPreference(models.Model):
    """Which e-mails a person wants; who has said nothing gets them all."""

    user = models.OneToOneField(User, models.CASCADE, primary_key=True, related_name="mail_preference")
    digest = models.BooleanField(default=True)
    urgent = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"What {self.user} is sent"


class Message(models.Model):
    """An e-mail waiting to be sent. The row is the truth and the job only a nudge, so none is lost.

    Nothing here is about an individual: a template's name, a decision's reference, a path to open and numbers
    to tell. Of two messages with the same `once` only the first is kept. One that could not be sent is tried
    again at `next_try_at`, until `failed_at` says that nobody tries any more.
    """

    # Empty only for what was queued before a message said whose it is; it is shown to no manager.
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, editable=False, related_name="messages"
    )
    to = models.ForeignKey(User, models.CASCADE, related_name="messages")
    template = models.CharField(max_length=60)
    reference = models.CharField(max_length=20, blank=True)
    path = models.CharField(max_length=200)
    numbers = models.JSONField(default=dict)
    urgent = models.BooleanField(default=False)
    once = models.CharField(max_length=100, null=True, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    next_try_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["-urgent", "next_try_at", "id"],
                condition=models.Q(sent_at=None, failed_at=None),
                name="message_waiting",
            ),
            models.Index(
                fields=["organisation", "id"], condition=models.Q(sent_at=None), name="message_unsent"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.template} {self.reference}"


class KeyFingerprint(models.Model):
    """The public fingerprint of one key of the keyring under which this database was written; see keys_of_database."""

    name = models.CharField(max_length=255, primary_key=True, help_text="The key's id, or index.")
    fingerprint = models.CharField(max_length=32)

    def __str__(self) -> str:
        return self.name
