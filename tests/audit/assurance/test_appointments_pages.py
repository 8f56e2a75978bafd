"""The pages of who answers for what, and the one on which everyone finds whom to ask."""

from __future__ import annotations

import pytest

from audit.assurance.appointments import actions, queries
from portal.days import london_day
from portal.roles import Role
from tests.audit.assurance.appointing import BOARD, appoint, names
from tests.audit.assurance.learning import client_of, words
from tests.audit.conftest import make_place
from tests.audit.oversight.asking import person
from tests.portal.visit import page, send


def test_a_manager_appoints_confirms_and_ends(willow, ruth):
    client = client_of(ruth)
    form = client.get("/assurance/appointments/new/dpo/")
    day = london_day()
    typed = {
        "person": "outside",
        "name": "Noor Haddad",
        "evidence": BOARD,
        "phone": "020 7946 0077",
        "since-day": str(day.day),
        "since-month": str(day.month),
        "since-year": str(day.year),
    }
    assert send(client, form, **typed)["Location"] == "/assurance/appointments/"
    (one,) = queries.held(willow.organisation)
    where = f"/assurance/appointments/{one.appointment.pk}"
    form = client.get(f"{where}/confirm/")
    assert page(form).select_one("input[name=phone]")["value"] == "020 7946 0077"
    assert send(client, form, evidence=BOARD).status_code == 302
    assert client.get(f"{where}/confirm/").status_code == 404
    (one,) = queries.held(willow.organisation)
    form = client.get(f"/assurance/appointments/{one.appointment.pk}/end/")
    ended = {f"ended_on-{part}": typed[f"since-{part}"] for part in ("day", "month", "year")}
    assert send(client, form, reason="Their contract is over.", **ended).status_code == 302
    assert names(willow) == set()
    shown = words(client.get("/assurance/appointments/"))
    assert "Noor Haddad is no longer Data protection officer" in shown
    assert "Their contract is over." in shown


def test_a_conflict_is_shown_when_it_is_entered_and_nothing_typed_is_lost(willow, ruth):
    appoint(willow, "guardian", willow.priya)
    client = client_of(ruth)
    form = client.get("/assurance/appointments/new/siro/")
    assert "reason" not in words(form)
    day = {"since-day": "1", "since-month": "5", "since-year": "2025"}
    answer = send(client, form, person=str(willow.priya.pk), evidence=BOARD, **day)
    assert "One speaks for the people, the other for the organisation." in words(answer)
    assert actions.NO_REASON in words(answer)
    assert page(answer).select_one("textarea[name=evidence]").text.strip() == BOARD
    day["reason"] = "There are only four of us."
    assert send(client, answer, person=str(willow.priya.pk), **day).status_code == 302


@pytest.mark.parametrize("chosen", ["", "nobody", "outside"])
def test_whatever_is_sent_gets_a_sentence(willow, ruth, chosen):
    client = client_of(ruth)
    form = client.get("/assurance/appointments/new/siro/")
    answer = send(client, form, person=chosen, evidence="x" * 3000)
    assert answer.status_code == 200
    assert "There is a problem" in words(answer)
    assert queries.held(willow.organisation) == []


def test_the_page_says_where_appointments_and_log_ins_differ(willow, ruth):
    shown = words(client_of(ruth).get("/assurance/appointments/"))
    name = willow.priya.full_name
    assert f"{name} logs in as Caldicott Guardian, but no appointment is written down." in shown
    appoint(willow, "guardian", name="Kit Marlow")
    shown = words(client_of(ruth).get("/assurance/appointments/"))
    assert "Kit Marlow is appointed as Caldicott Guardian but does not log in as one." in shown
    assert queries.differences(willow.organisation, queries.held(willow.organisation))


def test_where_they_are_the_same_nothing_is_said(willow):
    appoint(willow, "guardian", willow.priya)
    assert queries.differences(willow.organisation, queries.held(willow.organisation)) == []


def test_everyone_who_works_there_finds_whom_to_ask_from_every_page(willow):
    appoint(willow, "dpo", name="Noor Haddad", phone="020 7946 0077")
    person(willow, "owen", Role.DEPUTY)
    client = client_of(willow.amira)
    (link,) = page(client.get("/")).select("footer a[href='/assurance/appointments/contact/']")
    shown = words(client.get(link["href"]))
    for said in (willow.priya.full_name, "Noor Haddad", "020 7946 0077", "Owen"):
        assert said in shown


def test_a_care_worker_sees_no_appointments_page_and_nobody_one_of_elsewhere(willow, ruth):
    fact = appoint(make_place("alder"), "dpo", name="Noor Haddad")
    assert client_of(willow.amira).get("/assurance/appointments/").status_code == 404
    for what in ("confirm", "end"):
        assert client_of(ruth).get(f"/assurance/appointments/{fact.pk}/{what}/").status_code == 404
    assert client_of(ruth).get("/assurance/appointments/new/king/").status_code == 404
