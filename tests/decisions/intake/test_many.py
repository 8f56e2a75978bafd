"""Adding many at once: each with an entry of their own, all of them or none."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit.ledger import append
from audit.ledger.events import Event
from audit.ledger.ids import new_id
from audit.ledger.models import Body, Entry, Key
from audit.ledger.queries import body_of
from audit.ledger.verify import verify
from decisions.individuals import queries
from decisions.individuals.actions import Newcomer, add_individuals
from decisions.individuals.models import Details, Individual, IndividualIndex
from decisions.intake.actions import NewStaff, add_staff
from decisions.recipients.actions import NewRecipient, add_recipients
from decisions.recipients.models import Recipient
from portal.errors import NotAllowed
from portal.models import Membership, User
from portal.roles import Role

pytestmark = pytest.mark.django_db


def newcomers(world, number, home=None):
    return [
        Newcomer(new_id(), home or world.house, Details(f"Person {n}", f"R-{n}", "", None))
        for n in range(number)
    ]


def recipients(number, **changes):
    given = {"kind": "care_worker", "phone": "020 7946 0101", "private": False} | changes
    return [NewRecipient(event_id=new_id(), **({"name": f"Surgery {n}"} | given)) for n in range(number)]


def staff(world, *emails, **changes):
    given = {"name": "Cara Jones", "role": Role.WORKER, "home": world.house} | changes
    return [NewStaff(event_id=new_id(), email=email, **given) for email in emails]


class TestIndividuals:
    def test_each_has_an_entry_a_key_and_is_found(self, willow):
        told = []
        people = newcomers(willow, 601)
        entries = add_individuals(
            organisation=willow.organisation, people=people, tell=told.append, by=willow.ruth
        )
        assert told == [500, 601]
        assert [entry.pk for entry in entries] == [each.event_id for each in people]
        assert [entry.seq for entry in entries] == list(range(1, 602))
        assert Body.objects.values("key").distinct().count() == 602
        last = Individual.objects.get(pk=people[-1].event_id)
        assert (
            body_of(last.entry)["says"] == "Ruth Bell added Person 600 (R-600) to the people we look after."
        )
        assert body_of(last.entry)["words"]["name"] == last.details.name == "Person 600"
        assert queries.find(membership=willow.at(willow.ruth), text="r600") == [last]
        assert verify(willow.organisation).ok

    def test_the_round_trips_are_few(self, willow):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            add_individuals(organisation=willow.organisation, people=newcomers(willow, 500), by=willow.ruth)
        assert len(asked) < 25

    def test_one_refused_adds_nobody(self, willow, alder):
        people = [*newcomers(willow, 3), Newcomer(new_id(), willow.house, Details("Twin", "r 2", "", None))]
        with pytest.raises(NotAllowed, match="in use already"):
            add_individuals(organisation=willow.organisation, people=people, by=willow.ruth)
        with pytest.raises(NotAllowed):
            add_individuals(
                organisation=willow.organisation, people=newcomers(willow, 1, alder.house), by=willow.ruth
            )
        with pytest.raises(NotAllowed, match="nobody"):
            add_individuals(organisation=willow.organisation, people=[], by=willow.ruth)
        for other in (willow.amira, willow.priya, alder.ruth):
            with pytest.raises(NotAllowed):
                add_individuals(organisation=willow.organisation, people=newcomers(willow, 1), by=other)
        assert not Individual.objects.exists()
        assert not IndividualIndex.objects.exists()
        assert Key.objects.count() == 2

    def test_an_entry_that_is_refused_at_the_end_takes_all_back(self, willow, monkeypatch):
        real = append._store

        def refuse_the_last(statement, values):
            if len(values) < 14 * append.TOGETHER:
                raise RuntimeError("the last ones")
            return real(statement, values)

        monkeypatch.setattr(append, "_store", refuse_the_last)
        with pytest.raises(RuntimeError):
            add_individuals(organisation=willow.organisation, people=newcomers(willow, 251), by=willow.ruth)
        assert not Individual.objects.exists()
        assert Entry.objects.filter(event=Event.INDIVIDUAL_ADDED).count() == 0


class TestRecipients:
    def test_each_has_an_entry_and_a_private_one_a_key(self, willow):
        told = []
        given = [*recipients(2), *recipients(2, kind="family", name="Sarah Bright", private=True)]
        add_recipients(organisation=willow.organisation, recipients=given, tell=told.append, by=willow.ruth)
        assert told == [4]
        assert Entry.objects.filter(event=Event.RECIPIENT_ADDED).count() == 4
        private = Recipient.objects.filter(private=True)
        assert {each.name for each in private} == {"Sarah Bright"}
        assert len({each.key_id for each in private}) == 2

    def test_one_we_know_adds_none(self, willow):
        add_recipients(organisation=willow.organisation, recipients=recipients(1), by=willow.ruth)
        with pytest.raises(NotAllowed, match="know this recipient"):
            add_recipients(organisation=willow.organisation, recipients=recipients(2), by=willow.ruth)
        with pytest.raises(NotAllowed, match="nobody"):
            add_recipients(organisation=willow.organisation, recipients=[], by=willow.ruth)
        assert Recipient.objects.count() == 1


class TestStaff:
    def test_each_has_an_entry_and_no_password(self, willow):
        told = []
        add_staff(
            organisation=willow.organisation,
            staff=staff(willow, "cara@willow-care.example"),
            tell=told.append,
            by=willow.ruth,
        )
        cara = User.objects.get(email="cara@willow-care.example")
        assert told == [1]
        assert not cara.has_usable_password()
        assert cara.memberships.get().home == willow.house
        said = body_of(Entry.objects.get(event=Event.STAFF_ADDED))
        assert said["says"] == "Ruth Bell added Cara Jones as care worker, Willow House."

    def test_somebody_known_elsewhere_keeps_their_name(self, willow, alder):
        given = staff(willow, alder.ruth.email, role=Role.MANAGER, home=None, name="Mrs Ruth  BELL")
        add_staff(organisation=willow.organisation, staff=given, by=willow.ruth)
        alder.ruth.refresh_from_db()
        assert alder.ruth.full_name == "Ruth Bell"
        assert alder.ruth.memberships.count() == 2
        said = body_of(Entry.objects.get(event=Event.STAFF_ADDED))
        assert said["words"]["name"] == "Ruth Bell"

    def test_an_address_is_not_a_person(self, willow, alder):
        """A shared mailbox never makes two people one log-in, and no entry names someone without an account."""
        for given in (
            staff(willow, alder.ruth.email, name="Bo Hill"),
            [
                *staff(willow, "house@example.org", name="Ann Field"),
                *staff(willow, "house@example.org", name="Bo Hill"),
            ],
        ):
            with pytest.raises(NotAllowed, match="an address of their own"):
                add_staff(organisation=willow.organisation, staff=given, by=willow.ruth)
        assert not User.objects.filter(email="house@example.org").exists()
        assert not Entry.objects.filter(event=Event.STAFF_ADDED).exists()

    def test_someone_who_was_added_meanwhile_is_not_added_again(self, willow):
        given = staff(willow, "cara@willow-care.example")
        add_staff(organisation=willow.organisation, staff=given, by=willow.ruth)
        again = staff(willow, "cara@willow-care.example")
        with pytest.raises(NotAllowed, match="meanwhile"):
            add_staff(organisation=willow.organisation, staff=again, by=willow.ruth)
        assert Entry.objects.filter(event=Event.STAFF_ADDED).count() == 1

    def test_a_manager_of_one_home_brings_in_nobody_of_another_or_of_all(self, willow):
        willow.ruth.memberships.update(home=willow.house)
        here = staff(willow, "cara@willow-care.example")
        for given in (
            staff(willow, "m@willow-care.example", role=Role.MANAGER, home=None),
            staff(willow, "n@willow-care.example", home=willow.organisation.homes.create(name="Other House")),
        ):
            with pytest.raises(NotAllowed, match="people who work there"):
                add_staff(organisation=willow.organisation, staff=[*here, *given], by=willow.ruth)
        assert add_staff(organisation=willow.organisation, staff=here, by=willow.ruth)

    def test_what_no_list_can_do(self, willow, alder):
        refused = [
            [],
            staff(willow, "g@willow-care.example", role=Role.GUARDIAN),
            staff(willow, "i@willow-care.example", role=Role.HQ_MANAGER, home=None),
            staff(alder, "h@willow-care.example"),
            staff(willow, "i@willow-care.example", willow.amira.email),
        ]
        before = User.objects.count(), Membership.objects.count()
        for given in refused:
            with pytest.raises(NotAllowed):
                add_staff(organisation=willow.organisation, staff=given, by=willow.ruth)
        assert (User.objects.count(), Membership.objects.count()) == before
