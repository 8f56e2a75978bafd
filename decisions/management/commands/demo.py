"""`manage.py demo`: an invented cast to try the portal with, made through the same actions as everything else."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from audit.ledger.actions import open_log
from audit.ledger.models import Entry, Log
from decisions import demo_appointments, demo_policies, demo_registers, demo_report, demo_training
from decisions import demo_cast as cast
from decisions.demo_cast import fixed
from decisions.demo_decisions import DECIDED, decide
from decisions.demo_papers import NEEDS, NEEDS_DAYS_AGO, NEEDS_ID, NEEDS_REVIEWED_AFTER, PAPERS, Paper
from decisions.individuals import actions
from decisions.individuals.models import Individual
from decisions.need_to_know.actions import agree_matrix
from decisions.recipients import actions as of_recipients
from decisions.recipients.actions import add_recipient, end_alert, raise_alert
from decisions.recipients.models import Recipient
from portal.days import london_day
from portal.models import Home, Membership, Organisation, User
from portal.roles import ROLE_NAMES, Role

BEGINS = {
    "give_consent": ("given_on", "ends_on"),
    "raise_objection": ("raised_on", ""),
    "record_wishes": ("recorded_on", "ends_on"),
    "record_capacity": ("assessed_on", "review_on"),
}


class Command(BaseCommand):
    """Makes the demonstration's cast. Run again, it adds what is missing and changes nothing."""

    help = "Make the demonstration's organisations, people and registers, all invented."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add `--force` and `--decisions`."""
        parser.add_argument("--force", action="store_true", help="also where other organisations are kept")
        parser.add_argument(
            "--decisions", action="store_true", help="and some decisions for the Guardian's list"
        )

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Make everyone and everything in one transaction, then say how to log in."""
        slugs = [provider.slug for provider in cast.PROVIDERS]
        if not options["force"] and Organisation.objects.exclude(slug__in=slugs).exists():
            raise CommandError(
                "This database holds other organisations. To add the cast to them, say --force."
            )
        for provider in cast.PROVIDERS:
            _make_provider(provider)
        _make_registers()
        for provider in cast.PROVIDERS:
            demo_training.play(provider)
        demo_appointments.play(Organisation.objects.get(slug=cast.WILLOW.slug))
        demo_registers.play(Organisation.objects.get(slug=cast.WILLOW.slug))
        if options["decisions"]:
            _make_decisions()
            demo_report.play(Organisation.objects.get(slug=cast.WILLOW.slug))
        self._say_how_to_log_in()

    def _say_how_to_log_in(self) -> None:
        self.stdout.write("Log in as any of these, with the password " + cast.PASSWORD)
        for provider in cast.PROVIDERS:
            for person in provider.people:
                place = person.home or provider.name
                self.stdout.write(f"  {person.email:<24} {person.name}, {ROLE_NAMES[person.role]}, {place}")


def _make_provider(provider: cast.Provider) -> None:
    """Make an organisation, its homes and those who log in."""
    organisation, _ = Organisation.objects.get_or_create(
        slug=provider.slug,
        defaults={
            "id": fixed("organisation", provider.slug),
            "name": provider.name,
            "guardian_phone": provider.phone,
            "out_of_hours_name": provider.out_of_hours[0],
            "out_of_hours_phone": provider.out_of_hours[1],
        },
    )
    homes: dict[str, Home | None] = {"": None}
    for name in provider.homes:
        homes[name], _ = Home.objects.get_or_create(
            organisation=organisation, name=name, defaults={"id": fixed("home", name)}
        )
    for person in provider.people:
        user = User.objects.filter(email=person.email).first() or User.objects.create_user(
            person.email,
            cast.PASSWORD,
            id=fixed("user", person.email),
            full_name=person.name,
            last_login=timezone.now() - timedelta(days=person.seen_days_ago),
        )
        Membership.objects.get_or_create(
            user=user,
            organisation=organisation,
            home=homes[person.home],
            role=person.role,
            defaults={"began_on": london_day() - timedelta(days=demo_training.HERE_FOR)},
        )
    if not Log.objects.filter(organisation=organisation).exists():
        open_log(organisation=organisation, by=user)


def _make_registers() -> None:
    """Make whatever of the registers is not there yet."""
    wanted = [*cast.entries(), *(paper.id for paper in PAPERS)]
    made = set(Entry.objects.filter(pk__in=wanted).values_list("pk", flat=True))
    for person in cast.INDIVIDUALS:
        if person.id not in made:
            _make_individual(person)
    for known in cast.RECIPIENTS:
        if not made.issuperset(known.ids):
            _make_recipient(known)
    today = london_day()
    for told in cast.FACTS:
        if not made.issuperset(told.ids):
            _tell(told, today)
    for paper in (each for each in PAPERS if each.id not in made):
        _sign(paper, today)
    _agree_needs(today)
    willow = Organisation.objects.get(slug=cast.WILLOW.slug)
    demo_policies.play(willow, by=_guardian(willow))


def _make_decisions() -> None:
    """Make whatever of the decisions is not there yet."""
    made = set(Entry.objects.filter(pk__in=[each.id for each in DECIDED]).values_list("pk", flat=True))
    for each in DECIDED:
        if each.id not in made:
            decide(each)


def _make_individual(person: cast.LookedAfter) -> None:
    """Add an individual, by the worker of their home."""
    organisation = Organisation.objects.get(slug=person.provider)
    home = Home.objects.get(organisation=organisation, name=person.home)
    actions.add_individual(
        organisation=organisation,
        home=home,
        name=person.name,
        reference=person.reference,
        nhs_number=person.nhs_number,
        date_of_birth=person.born,
        reason="They moved in.",
        event_id=person.id,
        by=_writer(home),
    )


def _make_recipient(known: cast.Known) -> None:
    """Add a recipient of Willow Care's, and the warning about them, raised and lifted by the Guardian."""
    organisation = Organisation.objects.get(slug=cast.WILLOW.slug)
    guardian = _guardian(organisation)
    recipient = add_recipient(
        organisation=organisation,
        kind=known.kind,
        name=known.name,
        phone=known.phone,
        private=known.private,
        event_id=known.ids[0],
        by=guardian,
    )
    if known.warning:
        alert = raise_alert(recipient=recipient, reason=known.warning, event_id=known.ids[1], by=guardian)
        if known.lifted:
            end_alert(alert=alert, reason=known.lifted, event_id=known.ids[2], by=guardian)


def _sign(paper: Paper, today: date) -> None:
    """Record one more fact about a recipient of Willow Care's, by the Guardian."""
    recipient = Recipient.objects.select_related("key", "organisation").get(
        pk=fixed("recipient", paper.recipient)
    )
    guardian = _guardian(recipient.organisation)
    days = {paper.begins: today - timedelta(days=paper.days_ago)}
    if paper.ends_after is not None:
        days["ends_on"] = days[paper.begins] + timedelta(days=paper.ends_after)
    action = getattr(of_recipients, paper.action)
    action(recipient=recipient, event_id=paper.id, by=guardian, **paper.words, **days)


def _agree_needs(today: date) -> None:
    """Agree Willow Care's list of who needs to know what, by the Guardian, where it is not agreed yet."""
    if Entry.objects.filter(pk=NEEDS_ID).exists():
        return
    organisation = Organisation.objects.get(slug=cast.WILLOW.slug)
    agreed_on = today - timedelta(days=NEEDS_DAYS_AGO)
    agree_matrix(
        organisation=organisation,
        agreed_on=agreed_on,
        review_on=agreed_on + timedelta(days=NEEDS_REVIEWED_AFTER),
        event_id=NEEDS_ID,
        by=_guardian(organisation),
        **NEEDS,
    )


def _tell(told: cast.Told, today: date) -> None:
    """Record one fact of the registers, and that it was taken back, where it was."""
    individual = Individual.objects.select_related("key", "home", "organisation").get(
        pk=fixed("individual", told.reference)
    )
    since = today - timedelta(days=told.days_ago)
    begins, ends = BEGINS[told.action]
    days = {begins: since}
    if told.ends_after is not None:
        days[ends] = since + timedelta(days=told.ends_after)
    by = _writer(individual.home)
    action = getattr(actions, told.action)
    fact = action(individual=individual, event_id=told.ids[0], by=by, **told.words, **days)
    if told.back:
        actions.withdraw_consent(
            consent=fact,
            reason=told.back,
            ended_on=since + timedelta(days=told.back_after),
            event_id=told.ids[1],
            by=by,
        )


def _writer(home: Home) -> User:
    """Return the worker of a home."""
    return User.objects.get(memberships__home=home, memberships__role=Role.WORKER)


def _guardian(organisation: Organisation) -> User:
    """Return the Guardian of an organisation."""
    return User.objects.get(memberships__organisation=organisation, memberships__role=Role.GUARDIAN)
