"""Nothing typed is lost when a log-in ends or a page has grown old, and nothing is saved unasked."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from portal import carry
from portal.models import User
from tests.portal.addresses import SAVED
from tests.portal.conftest import PASSWORD
from tests.portal.visit import log_in, main_form, page, send

NOTE = 'She fell at 7:40.\n\n<b>No & "yes"</b> 🙂\n  two spaces'


@pytest.fixture(autouse=True)
def nothing_saved():
    SAVED.clear()


@pytest.fixture
def at_question(browser, amira):
    """Return a browser at the question, logged in, and the page it sees."""
    log_in(browser, amira.email, PASSWORD)
    return browser, browser.get("/question/")


def shown(response):
    area = main_form(response).select_one("textarea")
    assert area is not None
    return area.text


def expire(client):
    client.session.flush()


def test_an_ended_session_asks_for_the_password_and_shows_what_was_typed(at_question, amira):
    client, asked = at_question
    expire(client)
    lost = send(client, asked, note=NOTE, **{"on-day": "1", "on-month": "2", "on-year": "x"})
    assert lost.status_code == 200
    assert page(lost).h1.text == "You have been logged out"
    assert "Your answer is kept: log in to continue" in page(lost).text
    assert NOTE not in lost.content.decode()
    wrong = send(client, lost, login=amira.email, password="not this")
    assert page(wrong).h1.text == "You have been logged out"
    back = send(client, wrong, login=amira.email, password=PASSWORD)
    assert back.status_code == 302
    assert back["Location"] == "/question/"
    again = client.get("/question/")
    assert shown(again) == NOTE
    assert main_form(again).select_one("#on-year")["value"] == "x"
    assert page(again).select(".nhsuk-error-summary") == []
    assert SAVED == []


def test_what_is_carried_is_shown_once(at_question, amira):
    client, asked = at_question
    expire(client)
    send(client, send(client, asked, note=NOTE), login=amira.email, password=PASSWORD)
    assert shown(client.get("/question/")) == NOTE
    assert shown(client.get("/question/")) == ""


def test_an_old_token_leads_back_with_what_was_typed(at_question):
    client, asked = at_question
    stale = send(client, asked, note=NOTE, csrfmiddlewaretoken="x" * 64)
    assert stale.status_code == 403
    assert page(stale).h1.text == "Press Continue to carry on"
    back = send(client, stale)
    assert back["Location"] == "/question/"
    assert shown(client.get("/question/")) == NOTE
    assert SAVED == []
    assert send(client, client.get("/question/"), note=NOTE).status_code == 302
    assert [note.split("\n")[0] for note in SAVED] == ["She fell at 7:40."]


def test_an_old_log_in_page_asks_again_without_keeping_the_password(browser, amira):
    asked = browser.get("/login/")
    stale = send(browser, asked, login=amira.email, password=PASSWORD, csrfmiddlewaretoken="x" * 64)
    assert stale.status_code == 403
    assert PASSWORD not in stale.content.decode()
    assert page(stale).select_one("#login")["value"] == amira.email
    assert send(browser, stale, login=amira.email, password=PASSWORD)["Location"] == "/"


def test_another_person_is_not_shown_it(at_question, guardian):
    client, asked = at_question
    out = client.post(
        "/logged-out/?next=/question/",
        {
            "note": NOTE,
            "csrfmiddlewaretoken": main_form(asked).select_one("[name=csrfmiddlewaretoken]")["value"],
        },
    )
    back = send(client, out, login=guardian.email, password=PASSWORD)
    assert back["Location"] == "/question/"
    assert shown(client.get("/question/")) == ""


def test_the_clock_of_the_page_sends_what_was_typed_along(at_question, amira):
    client, asked = at_question
    token = main_form(asked).select_one("[name=csrfmiddlewaretoken]")["value"]
    out = client.post("/logged-out/?next=/question/", {"note": NOTE, "csrfmiddlewaretoken": token})
    assert "_auth_user_id" not in client.session
    assert page(out).select(".app-header__who") == []
    send(client, out, login=amira.email, password=PASSWORD)
    assert shown(client.get("/question/")) == NOTE


def test_it_lasts_half_an_hour(at_question, amira, time_machine_at):
    client, asked = at_question
    stale = send(client, asked, note=NOTE, csrfmiddlewaretoken="x" * 64)
    sealed = main_form(stale).select_one("[name=carry]")["value"]
    request = RequestFactory().get("/question/")
    request.session, request.user = {}, amira
    with time_machine_at(minutes=29):
        assert carry.keep(request, sealed) == "/question/"
    with time_machine_at(minutes=31):
        assert carry.take(request) is None
        assert carry.keep(request, sealed) == ""


@pytest.mark.parametrize("forged", ["", "x", "AAAA", "é", "x" * 5000])
def test_what_we_did_not_seal_is_ignored(forged, amira):
    request = RequestFactory().get("/question/")
    request.session, request.user = {}, amira
    assert carry.keep(request, forged) == ""
    assert request.session == {}


def test_passwords_tokens_and_too_much_text_are_not_carried(amira):
    request = RequestFactory().post("/q/", {"password": "x", "csrfmiddlewaretoken": "y", "oldpassword": "z"})
    request.user = amira
    assert carry.carry(request) == ""
    request = RequestFactory().post("/q/", {"note": "x" * (carry.LARGEST + 1)})
    request.user = amira
    assert carry.carry(request) == ""


def test_the_session_holds_nothing_readable(at_question):
    client, asked = at_question
    send(client, send(client, asked, note="canary-in-a-coal-mine", csrfmiddlewaretoken="x" * 64))
    assert "carry" in client.session
    assert "canary" not in str(dict(client.session))


def test_only_an_address_of_ours_is_led_to(browser, amira):
    log_in(browser, amira.email, PASSWORD)
    for bad in ("//evil.example/", "https://evil.example/", "javascript:alert(1)"):
        assert browser.get("/logged-out/", {"next": bad})["Location"] == "/"
    assert User.objects.filter(pk=browser.session["_auth_user_id"]).exists()


@pytest.mark.parametrize("path", ["//evil.example/", "https://evil.example/", "/\\evil.example/"])
def test_what_is_carried_never_leads_to_another_site(path, amira):
    request = RequestFactory().post("/question/", {"note": NOTE})
    request.session, request.user = {}, amira
    assert carry.keep(request, carry.carry(request, path)) == ""
    assert carry.keep(request, carry.carry(request, "/question/")) == "/question/"
