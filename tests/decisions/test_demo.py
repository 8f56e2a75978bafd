"""The demonstration: an invented cast, made by the actions, the same on every machine."""

from io import StringIO

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.management import CommandError, call_command

from audit.ledger.models import Entry, Key
from audit.oversight.desk import queries as desk
from audit.oversight.reading import catch_up
from decisions import demo_cast as cast
from decisions.demo_decisions import DECIDED
from decisions.individuals.models import Individual
from decisions.individuals.queries import find, in_force
from decisions.recipients.queries import alerts_in_force, known, named
from decisions.recipients.standing import agreement_in_force, known_of
from decisions.vocabulary import RecipientKind
from decisions.wizard.models import Decision
from portal.days import london_day
from portal.models import Membership, Organisation, User
from portal.nhs_number import check
from tests import database

FAMILY, CARE = RecipientKind.FAMILY, RecipientKind.CARE_WORKER


def demo(*arguments):
    out = StringIO()
    call_command("demo", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture(scope="module")
def demonstration(django_db_setup, django_db_blocker):
    """Make the demonstration once, in a database of its own, and return its name and what the command said."""
    with django_db_blocker.unblock(), database.another("demo") as name:
        with database.connected_to(name):
            said = demo()
        yield name, said


@pytest.fixture
def with_demonstration(demonstration, django_db_blocker):
    """Let this test, and no other, see the demonstration."""
    with django_db_blocker.unblock(), database.connected_to(demonstration[0]):
        yield


@pytest.fixture
def made(demonstration, with_demonstration, db):
    return demonstration[1]


@pytest.fixture
def standing(made):
    """Return what stands today about someone, by reference."""

    def of(reference):
        return in_force(Individual.objects.get(pk=cast.fixed("individual", reference)), london_day())

    return of


def test_it_says_how_to_log_in_and_that_is_how(made, client):
    assert f"password {cast.PASSWORD}" in made
    validate_password(cast.PASSWORD)
    for provider in cast.PROVIDERS:
        for person in provider.people:
            assert person.email in made
            assert client.login(username=person.email, password=cast.PASSWORD)


def test_a_second_run_changes_nothing(made, django_assert_max_num_queries):
    before = [model.objects.count() for model in (Entry, Key, User, Membership, Individual)]
    with django_assert_max_num_queries(40):
        assert demo() == made
    assert [model.objects.count() for model in (Entry, Key, User, Membership, Individual)] == before


def test_what_is_missing_is_added(made, monkeypatch):
    later = cast.Told("raise_objection", "WH-101", {"items": ("contacts",), "scope": "family", "to_whom": ""})
    monkeypatch.setattr(cast, "FACTS", (*cast.FACTS, later))
    demo()
    assert in_force(Individual.objects.get(pk=cast.INDIVIDUALS[0].id), london_day()).refused(FAMILY) == {
        "contacts"
    }


def test_it_keeps_out_of_a_database_that_is_in_use(db):
    Organisation.objects.create(name="Real Care", slug="real-care")
    with pytest.raises(CommandError, match="other organisations"):
        demo()
    assert not User.objects.exists()
    assert demo("--force")


def test_willow_care_agreed_who_needs_to_know_what(made, client):
    client.login(username="amira@willow.example", password=cast.PASSWORD)
    page = client.get("/need-to-know/").content.decode()
    assert "Version 1, agreed on" in page
    assert "To be looked at again" not in page
    assert "Kitchen and household staff" in page


def test_twelve_people_with_numbers_of_the_test_range(made):
    priya = Membership.objects.get(user__email="priya@willow.example")
    people = [find(membership=priya, text=each.reference)[0] for each in cast.INDIVIDUALS[:12]]
    assert len({person.id for person in people}) == 12
    assert {person.id for person in people} == {cast.fixed("individual", p.details.reference) for p in people}
    numbers = [check(person.details.nhs_number) for person in people]
    assert all(number.startswith("999") for number in numbers)
    assert len(set(numbers)) == 12


def test_each_worker_finds_the_people_of_their_own_home(made):
    seen = {}
    for email in ("amira@willow.example", "ben@willow.example", "dana@alder.example"):
        membership = Membership.objects.select_related("organisation", "home").get(user__email=email)
        seen[email] = {p.reference for p in cast.INDIVIDUALS if find(membership=membership, text=p.name)}
    assert seen == {
        "amira@willow.example": {f"WH-{number}" for number in range(101, 111)},
        "ben@willow.example": {"WA-201", "WA-202"},
        "dana@alder.example": {"AC-101"},
    }


def test_everyone_a_story_needs_is_there(standing):
    for plain in ("WH-101", "WH-102"):
        assert not any([standing(plain).consents, standing(plain).objections, standing(plain).wishes])
    assert len(standing("WH-103").expired) == 1
    assert standing("WH-104").wished() == {"medicines", "recent_changes"}
    assert standing("WH-105").wished() == {"recent_changes"}
    assert standing("WH-105").agreed(CARE) == {"medicines", "allergies", "recent_changes"}
    assert standing("WH-106").refused(CARE) == {"diagnosis"}
    assert standing("WH-107").refuses_all(FAMILY)
    for kind in (FAMILY, CARE):
        assert standing("WH-108").capacity_for(kind).items
        assert not standing("WH-109").capacity_for(kind).words["best_interests"]
    assert len(standing("WH-110").taken_back) == 1
    assert standing("WA-201").refuses_all(CARE)
    assert standing("WA-202").capacity_for(FAMILY).items == []


def test_recipients_are_known_and_one_is_warned_about(made):
    willow = Organisation.objects.get(slug="willow-care")
    names = {recipient.name for recipient in known(willow, "care_worker")}
    assert {"Elm Road Surgery", "Larkfield Care Agency", "Quickmed Supplies"} <= names
    alerts = alerts_in_force(willow, None, london_day())
    assert [alert.recipient.name for alert in alerts] == ["Larkfield Care Agency"]


def test_one_recipient_has_all_its_papers_and_the_agreement_of_another_has_run_out(made):
    willow = Organisation.objects.get(slug="willow-care")
    surgery, pharmacy = (named(willow, name)[0] for name in ("Elm Road Surgery", "Northgate Pharmacy"))
    assert agreement_in_force(surgery, london_day()).missing == ()
    assert [each.kind for each in surgery.route_set.all()] == ["phone"]
    assert [each.kind for each in surgery.assurance_set.all()] == ["toolkit"]
    assert agreement_in_force(pharmacy, london_day()) is None
    assert known_of(pharmacy, london_day())[0].startswith("Ran out on ")


def test_every_fact_is_an_entry_made_by_someone_who_works_there(made):
    willow = Organisation.objects.get(slug="willow-care")
    events = list(Entry.objects.filter(organisation=willow).order_by("seq").values_list("event", flat=True))
    assert events.count("individual.added") == 12
    assert events.count("recipient.added") == len(cast.RECIPIENTS)
    assert {"consent.withdrawn", "objection.raised", "wishes.recorded", "capacity.recorded"} <= set(events)
    assert {"alert.raised", "alert.ended"} <= set(events)


def test_the_decisions_of_the_cast_give_the_guardian_something_to_look_at(db):
    demo("--decisions")
    demo("--decisions")
    assert Decision.objects.count() == len(DECIDED)
    organisation = Organisation.objects.get(slug="willow-care")
    priya = User.objects.get(email="priya@willow.example")
    assert catch_up(organisation)
    reasons = {each.reason for each in desk.page(organisation, viewer=priya, filters=desk.Filters()).matters}
    assert reasons >= {"overruled", "without_consent", "public_interest", "not_sure"}
