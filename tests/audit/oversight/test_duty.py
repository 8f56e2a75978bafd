"""Who is away and whom to call is said by somebody, kept as an entry, and shown to those whom it concerns."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from audit.ledger import queries as ledger
from audit.ledger.events import Event
from audit.ledger.ids import new_id
from audit.ledger.models import Entry
from audit.oversight.duty import actions
from portal import outbox, telephone
from portal.days import LONDON, london_day
from portal.duty import on_duty
from portal.errors import NotAllowed
from portal.models import Membership, Organisation, User
from portal.roles import Role
from tests.audit.oversight.asking import person
from tests.portal.visit import page, send

DAY = timedelta(days=1)


@pytest.fixture
def owen(willow):
    return person(willow, "owen", Role.DEPUTY)


@pytest.fixture
def ruth(willow):
    return person(willow, "ruth", Role.MANAGER)


def held(user):
    return Membership.objects.get(user=user)


def away(user, by, first=None, last=None, **given):
    days = {"first": first or london_day(), "last": last}
    return actions.be_away(membership=held(user), by=by, **{"event_id": new_id()} | days | given)


def back(user, by, **given):
    return actions.come_back(membership=held(user), by=by, **{"event_id": new_id()} | given)


def contacts(place, by, **given):
    said = {"phone": "020 7946 0000", "out_of_hours_name": "On call", "out_of_hours_phone": "020 7946 0009"}
    return actions.set_contacts(
        organisation=place.organisation, by=by, **{"event_id": new_id()} | said | given
    )


def told(event):
    entry = Entry.objects.get(event=event)
    return ledger.body_of(entry)


def client_of(user):
    client = Client()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


def words(response):
    return " ".join(page(response).main.text.split())


@pytest.mark.parametrize("who", ["priya", "ruth", "owen"])
def test_a_guardian_a_manager_or_the_deputy_themself_says_that_the_deputy_is_away(willow, owen, ruth, who):
    by = {"priya": willow.priya, "ruth": ruth, "owen": owen}[who]
    away(owen, by, last=london_day() + DAY)
    assert held(owen).is_away()
    body = told(Event.ABSENCE_RECORDED)
    assert body["person"] == {"id": str(owen.pk), "name": "Owen", "role": "deputy"}
    assert (body["first"], body["last"]) == (str(london_day()), str(london_day() + DAY))
    assert body["actor"]["name"] == by.full_name


def test_questions_go_to_the_deputy_until_the_guardian_is_back(willow, owen):
    assert on_duty(willow.organisation) == [willow.priya]
    away(willow.priya, willow.priya)
    assert on_duty(willow.organisation) == [owen]
    back(willow.priya, willow.priya)
    assert on_duty(willow.organisation) == [willow.priya]
    assert told(Event.ABSENCE_ENDED)["first"] == str(london_day())


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25), date(2026, 1, 12)])
def test_an_absence_of_one_day_is_that_day_in_london_even_when_the_clocks_change(willow, owen, day):
    midnight = datetime(day.year, day.month, day.day, tzinfo=LONDON)
    with time_machine.travel(midnight - timedelta(days=3), tick=False):
        away(willow.priya, willow.priya, day, day)
    for moment, who in [
        (midnight - timedelta(seconds=1), willow.priya),
        (midnight, owen),
        (midnight.replace(hour=23, minute=59, second=59), owen),
        (midnight + DAY, willow.priya),
    ]:
        with time_machine.travel(moment, tick=False):
            assert on_duty(willow.organisation) == [who]


def test_a_form_sent_twice_is_kept_once(willow, owen):
    for act, event in [
        (lambda key: away(owen, owen, event_id=key), Event.ABSENCE_RECORDED),
        (lambda key: back(owen, owen, event_id=key), Event.ABSENCE_ENDED),
        (lambda key: contacts(willow, willow.priya, event_id=key), Event.CONTACTS_CHANGED),
    ]:
        key = new_id()
        act(key), act(key)
        assert Entry.objects.filter(event=event).count() == 1


@pytest.mark.parametrize(
    ("first", "last", "sentence"),
    [
        (0, -1, actions.REVERSED),
        (-9, -1, actions.OVER),
        (0, 367, actions.TOO_LONG),
    ],
)
def test_days_that_cannot_be_are_refused(willow, first, last, sentence):
    today = london_day()
    with pytest.raises(NotAllowed) as refusal:
        away(willow.priya, willow.priya, today + first * DAY, today + last * DAY)
    assert refusal.value.sentence == sentence
    assert not Entry.objects.filter(event=Event.ABSENCE_RECORDED).exists()


def test_nobody_else_says_who_is_away(willow, owen, ruth):
    for user, by in [(willow.priya, owen), (owen, willow.amira), (willow.amira, willow.amira), (ruth, ruth)]:
        with pytest.raises(NotAllowed):
            away(user, by)
    with pytest.raises(NotAllowed, match="not written down as away"):
        back(willow.priya, willow.priya)


def test_an_absence_that_is_over_needs_no_coming_back(willow):
    away(willow.priya, willow.priya, last=london_day())
    with (
        time_machine.travel(datetime.now(LONDON) + DAY, tick=False),
        pytest.raises(NotAllowed, match="not written"),
    ):
        back(willow.priya, willow.priya)


def test_whom_to_call_is_changed_with_its_entry(willow, ruth):
    contacts(willow, ruth)
    organisation = Organisation.objects.get(pk=willow.organisation.pk)
    assert organisation.out_of_hours_phone == "020 7946 0009"
    body = told(Event.CONTACTS_CHANGED)
    assert body["words"]["guardian_phone"] == "020 7946 0000"
    assert body["before"]["guardian_phone"] == ""
    contacts(willow, ruth, out_of_hours_name="", out_of_hours_phone="")


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"phone": " "}, actions.NO_NUMBER),
        ({"phone": "ask Priya"}, actions.BAD_NUMBER),
        ({"out_of_hours_phone": ""}, actions.NO_NIGHT_NUMBER),
        ({"out_of_hours_phone": "the night desk"}, actions.BAD_NIGHT_NUMBER),
    ],
)
def test_a_contact_nobody_can_call_is_refused(willow, given, sentence):
    with pytest.raises(NotAllowed) as refusal:
        contacts(willow, willow.priya, **given)
    assert refusal.value.sentence == sentence


def test_contacts_that_are_the_same_leave_no_entry(willow, owen):
    contacts(willow, willow.priya)
    with pytest.raises(NotAllowed, match="Nothing is different"):
        contacts(willow, willow.priya)
    with pytest.raises(NotAllowed):
        contacts(willow, owen, phone="020 7946 0001")


def test_the_page_says_who_is_on_duty_and_leads_to_writing_down_an_absence(willow, owen):
    priya = client_of(willow.priya)
    assert "Questions, decisions and concerns go to: Priya Nair, Caldicott Guardian Days away" in words(
        priya.get("/desk/duty/")
    )
    url = f"/desk/duty/away/{held(willow.priya).pk}/"
    assert page(priya.get("/desk/duty/")).select_one(f'a[href="{url}"]')
    today = london_day()
    days = {"first-day": str(today.day), "first-month": str(today.month), "first-year": str(today.year)}
    response = send(priya, priya.get(url), **days, **{"last-day": "", "last-month": "", "last-year": ""})
    assert response["Location"] == "/desk/duty/"
    shown = words(priya.get("/desk/duty/"))
    assert "go to: Owen, Deputy Caldicott Guardian Days away" in shown
    assert "until they are back Away" in shown
    url = f"/desk/duty/back/{held(willow.priya).pk}/"
    assert send(priya, priya.get(url)).status_code == 302
    assert not held(willow.priya).is_away()
    assert "not written down as away" in words(send(priya, priya.get(url)))


def test_what_was_typed_comes_back_with_what_is_wrong(willow):
    priya = client_of(willow.priya)
    url = f"/desk/duty/away/{held(willow.priya).pk}/"
    typed = {"first-day": "3", "first-month": "8", "first-year": "2026"}
    response = send(
        priya, priya.get(url), **typed, **{"last-day": "1", "last-month": "8", "last-year": "2026"}
    )
    assert actions.REVERSED in words(response)
    assert page(response).select_one("input[name=first-month]")["value"] == "8"
    for typed_number, sentence in (("none", actions.NO_NUMBER), ("ask for Priya", telephone.NO_NUMBER)):
        response = send(
            priya,
            priya.get("/desk/duty/contacts/"),
            phone=typed_number,
            out_of_hours_name="",
            out_of_hours_phone="",
        )
        assert sentence in words(response)
        assert page(response).select_one("input[name=phone]")["value"] == typed_number


def test_when_everyone_is_away_the_page_says_that_all_are_asked(willow):
    away(willow.priya, willow.priya)
    assert "Everyone is away, so all of them are asked." in words(client_of(willow.priya).get("/desk/duty/"))


def test_a_person_chooses_their_own_emails(willow):
    priya = client_of(willow.priya)
    form = page(priya.get("/desk/duty/emails/"))
    assert {box["value"] for box in form.select("input[checked]")} == {"digest", "urgent"}
    assert send(priya, priya.get("/desk/duty/emails/"), wanted="urgent").status_code == 302
    assert outbox.wanting("digest", [willow.priya]) == []
    assert outbox.wanting("urgent", [willow.priya]) == [willow.priya]
    form = page(priya.get("/desk/duty/emails/"))
    assert {box["value"] for box in form.select("input[checked]")} == {"urgent"}


def test_strangers_find_none_of_these_pages(willow, owen, make):
    alder = make("alder")
    mine, hers = held(willow.priya).pk, held(owen).pk
    pages = ["", "contacts/", "emails/", f"away/{mine}/", f"back/{mine}/", f"away/{hers}/"]
    for path in pages:
        assert client_of(willow.amira).get(f"/desk/duty/{path}").status_code == 404
    for path in pages[3:]:
        assert client_of(alder.priya).get(f"/desk/duty/{path}").status_code == 404
    for path in ("contacts/", f"away/{mine}/"):
        assert client_of(owen).get(f"/desk/duty/{path}").status_code == 404
    assert client_of(owen).get(f"/desk/duty/away/{hers}/").status_code == 200
    assert Client().get("/desk/duty/")["Location"].startswith("/login/")
    assert not User.objects.filter(memberships__away_from__isnull=False).exists()
