"""Somebody always acts as Guardian: the Guardian, the deputy while the Guardian is away, or whoever is left."""

from __future__ import annotations

import datetime

import pytest
import time_machine
from django.db import IntegrityError, transaction

from portal import contacts
from portal.contacts import NOBODY, appointed_guardian, guardian_of
from portal.days import LONDON
from portal.duty import on_duty
from portal.models import Membership, User
from portal.roles import PERMISSIONS, Role, may
from portal.standing import must
from tests.portal.visit import page

SUMMER = datetime.date(2026, 7, 6)
WINTER = datetime.date(2026, 1, 12)


@pytest.fixture
def owen(organisation, guardian):
    user = User.objects.create_user("owen@willow.example", "x", full_name="Owen Price")
    Membership.objects.create(user=user, organisation=organisation, role=Role.DEPUTY)
    return user


def away(user, first, last):
    user.memberships.update(away_from=first, away_until=last)


def at(day, hour, minute=0, second=0):
    return datetime.datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=LONDON)


def test_the_deputy_reviews_but_signs_nothing_in_the_guardians_name(organisation, owen):
    held = {permission for permission, roles in PERMISSIONS.items() if Role.DEPUTY in roles}
    assert held == {
        "decide",
        "review",
        "weigh",
        "advise",
        "concerns",
        "raise_concern",
        "warn",
        "write",
        "take_out",
        "clean",
        "acknowledge",
        "report",
    }
    assert must(owen, "review", organisation=organisation).role == Role.DEPUTY
    assert not may(owen.memberships.get(), "sign_off")


def test_a_manager_answers_questions_and_hears_no_concerns():
    assert Role.MANAGER in PERMISSIONS["advise"]
    assert PERMISSIONS["concerns"] == {Role.GUARDIAN, Role.DEPUTY}


def test_the_deputy_is_asked_only_while_the_guardian_is_away(organisation, guardian, owen):
    assert on_duty(organisation) == [guardian]
    away(guardian, SUMMER, SUMMER)
    assert on_duty(organisation, SUMMER) == [owen]
    assert on_duty(organisation, SUMMER + datetime.timedelta(days=1)) == [guardian]


def test_nobody_falls_between_when_both_are_away(organisation, guardian, owen):
    for user in (owen, guardian):
        away(user, SUMMER, None)
    assert on_duty(organisation, SUMMER) == [guardian, owen]
    assert on_duty(organisation, SUMMER + datetime.timedelta(days=4_000)) == [guardian, owen]


def test_who_left_is_not_asked(organisation, guardian, owen):
    User.objects.filter(pk=guardian.pk).update(is_active=False)
    assert on_duty(organisation) == [owen]
    User.objects.filter(pk=owen.pk).update(is_active=False)
    assert on_duty(organisation) == []


def test_what_the_guardian_did_is_put_to_the_deputy(organisation, guardian, owen):
    assert on_duty(organisation, besides=guardian) == [owen]
    assert on_duty(organisation, besides=owen) == [guardian]
    owen.memberships.all().delete()
    assert on_duty(organisation, besides=guardian) == [guardian]


def test_someone_in_both_roles_is_asked_once_and_first_as_guardian(organisation, guardian, owen):
    Membership.objects.create(user=owen, organisation=organisation, role=Role.GUARDIAN)
    assert on_duty(organisation) == [guardian, owen]


@pytest.mark.parametrize("day", [SUMMER, WINTER], ids=["summer", "winter"])
def test_an_absence_runs_from_midnight_to_midnight_in_london(organisation, guardian, owen, day):
    last = day + datetime.timedelta(days=2)
    away(guardian, day, last)
    after = last + datetime.timedelta(days=1)
    for moment, person in [
        (at(day, 0) - datetime.timedelta(seconds=1), guardian),
        (at(day, 0), owen),
        (at(last, 23, 59, 59), owen),
        (at(after, 0), guardian),
    ]:
        with time_machine.travel(moment, tick=False):
            assert on_duty(organisation) == [person]


@pytest.mark.parametrize(("first", "last"), [(SUMMER, WINTER), (None, SUMMER)])
def test_the_database_refuses_an_absence_that_ends_before_it_begins(guardian, first, last):
    with pytest.raises(IntegrityError, match="away_from_a_first_day"), transaction.atomic():
        away(guardian, first, last)


def test_pages_name_who_is_on_duty_and_letters_the_guardian(client, organisation, guardian, owen, amira):
    away(guardian, datetime.date(2026, 1, 1), None)
    contacts._kept.clear()
    assert guardian_of(organisation).name == "Owen Price"
    assert appointed_guardian(organisation).name == "Priya Nair"
    client.force_login(amira, "django.contrib.auth.backends.ModelBackend")
    words = " ".join(page(client.get("/")).main.text.split())
    assert "Owen Price, Deputy Caldicott Guardian, 020 7946 0000" in words


@pytest.mark.parametrize("path", ["/", "/help/", "/offline/", "/missing/"])
def test_pages_say_whom_to_call_at_night(client, organisation, amira, path):
    contacts._kept.clear()
    client.force_login(amira, "django.contrib.auth.backends.ModelBackend")
    assert "At night" not in client.get(path).content.decode()
    organisation.out_of_hours_name, organisation.out_of_hours_phone = "On <call>", "020 7946 0009"
    organisation.save()
    contacts._kept.clear()
    main = page(client.get(path)).main
    assert "At night and at weekends: On <call>, 020 7946 0009" in " ".join(main.text.split())
    assert main.select_one("a[href='tel:02079460009']") is not None


def test_an_organisation_with_no_guardian_still_says_whom_to_call_at_night(organisation):
    organisation.out_of_hours_phone = "020 7946 0009"
    contacts._kept.clear()
    found = guardian_of(organisation)
    assert not found
    assert found.at_night.startswith("At night and at weekends: <a")
    assert NOBODY.at_night == ""


def test_whoever_sets_the_portal_up_sees_days_away_and_numbers(client, organisation, guardian):
    admin = User.objects.create_superuser("sam@willow.example", "x", full_name="Sam New")
    client.force_login(admin, "django.contrib.auth.backends.ModelBackend")
    form = client.get(f"/set-up/portal/organisation/{organisation.pk}/change/").content.decode()
    assert 'name="out_of_hours_phone"' in form
    person = f"/set-up/portal/user/{guardian.pk}/change/"
    shown = page(client.get(person)).select_one("#user_form")
    fields = {each["name"]: each.get("value", "") for each in shown.select("input[name]")}
    fields |= {
        each["name"]: each.select_one("option[selected]")["value"]
        for each in shown.select("select[name]")
        if each.select_one("option[selected]")
    }
    handed_on = client.post(person, fields | {"full_name": "Bo Hill"})
    assert "Each person needs a log-in of their own" in handed_on.content.decode()
    married = {"full_name": f"{guardian.full_name.split()[0]}  Hill-Moss"}
    assert client.post(person, fields | married).status_code == 302
    guardian.refresh_from_db()
    assert guardian.full_name == married["full_name"].replace("  ", " ")
    days = {"memberships-0-away_from": "2026-07-06", "memberships-0-away_until": "2026-07-05"}
    refused = client.post(person, fields | days)
    assert "The last day away must be the first day or after it." in refused.content.decode()
