"""Failures are told kindly: what happened, what became of the answers, whom to call; never a word of the machine's."""

from __future__ import annotations

import pytest
from django.db import OperationalError, connection
from django.template import engines

from portal import contacts
from tests.portal.addresses import SAVED
from tests.portal.conftest import PASSWORD
from tests.portal.visit import log_in, main_form, page, send


@pytest.fixture
def client(browser, amira):
    log_in(browser, amira.email, PASSWORD)
    browser.raise_request_exception = False
    return browser


def words(response):
    return " ".join(page(response).main.text.split())


@pytest.mark.parametrize(
    ("path", "status", "heading"),
    [
        ("/missing/", 404, "Page not found"),
        ("/nowhere/", 404, "Page not found"),
        ("/refusal/", 403, "You cannot do this"),
        ("/fault/", 500, "Sorry, there is a problem with the service"),
    ],
)
def test_each_failure_has_its_page(client, path, status, heading):
    response = client.get(path)
    assert response.status_code == status
    assert page(response).h1.text == heading
    assert page(response).title.text == f"{heading} – Check before you share"
    assert "Your saved answers are safe" in words(response)
    assert page(response).select_one("main a[href='tel:999']") is not None
    assert len(page(response).select("main")) == 1
    for jargon in ("error", "exception", "oops", "traceback", "csrf", str(status)):
        assert jargon not in words(response).lower()


def test_a_refusal_says_why(client):
    assert "You cannot see this decision." in words(client.get("/refusal/"))


@pytest.mark.parametrize("path", ["/missing/", "/refusal/"])
def test_whom_to_call_is_on_the_page(client, path):
    assert "If you need to decide now, call Priya Nair on 020 7946 0000." in words(client.get(path))
    assert page(client.get(path)).select_one("main a[href='tel:02079460000']") is not None


def test_our_own_fault_names_the_guardian_once_she_is_known(client, organisation, rf, amira):
    from portal.failures import server_error
    from portal.middleware import current_membership

    contacts.guardian_of(organisation)
    request = rf.get("/")
    request.user, request.session = amira, {}
    request.membership = current_membership(request)
    assert "your Caldicott Guardian" in server_error(request).content.decode()
    from django.utils.functional import SimpleLazyObject

    request.membership = SimpleLazyObject(lambda: current_membership(request))
    assert "your Caldicott Guardian" in server_error(request).content.decode()
    assert request.membership.place == "Willow House"
    assert "call Priya Nair on" in server_error(request).content.decode()


def test_our_own_fault_needs_neither_database_nor_template(rf, monkeypatch):
    from portal.failures import server_error

    def broken(*args, **kwargs):
        raise RuntimeError("gone")

    monkeypatch.setattr(connection, "cursor", broken)
    monkeypatch.setattr(engines["django"].engine, "get_template", broken)
    monkeypatch.setattr("portal.failures.head", broken)
    response = server_error(rf.get("/"))
    assert response.status_code == 500
    assert "Sorry, there is a problem with the service" in response.content.decode()
    assert "viewport" in response.content.decode()


def test_a_database_that_is_away_is_said_to_be_so(client, monkeypatch):
    def away(*args, **kwargs):
        raise OperationalError("no route")

    monkeypatch.setattr("tests.portal.addresses.carry.take", away)
    response = client.get("/question/")
    assert response.status_code == 503
    assert page(response).h1.text == "Sorry, the service is unavailable"


def test_far_too_much_text_gets_a_kind_page(client):
    response = client.post("/question/", {"note": "x" * 5_000_000})
    assert response.status_code == 400
    assert "make it shorter" in words(response)


def test_too_much_text_stands_beside_its_field_and_is_kept(client):
    response = send(client, client.get("/question/"), note="é" * 600_000)
    assert response.status_code == 200
    assert (
        page(response)
        .select_one(".nhsuk-error-message")
        .text.strip()
        .endswith("Use 500 characters or fewer. You have used 600000")
    )
    assert main_form(response).textarea.text == "é" * 600_000
    assert page(response).title.text.startswith("Error: ")


@pytest.mark.parametrize("bad", ["a\x00b", "\u202eabc", "\x07"])
def test_bad_characters_are_a_sentence_beside_the_field(client, bad):
    response = send(client, client.get("/question/"), note="before " + bad)
    assert response.status_code == 200
    assert "type it again" in page(response).select_one(".nhsuk-error-message").text
    assert main_form(response).textarea.text.startswith("before")


def test_a_surrogate_on_its_own_is_read_as_the_sign_for_what_cannot_be_read(client):
    token = main_form(client.get("/question/")).select_one("[name=csrfmiddlewaretoken]")["value"]
    body = f"csrfmiddlewaretoken={token}&note=before+%ED%A0%80"
    response = client.post("/question/", body, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 302
    assert SAVED[-1].startswith("before \ufffd")


def test_health_is_said_only_where_pages_can_be_made(client, monkeypatch):
    assert client.get("/health/").status_code == 200
    with monkeypatch.context() as broken:
        broken.setattr("portal.views.render_to_string", lambda *args, **kwargs: 1 / 0)
        assert client.get("/health/").status_code == 503
    with monkeypatch.context() as broken:
        broken.setattr(connection, "cursor", lambda: 1 / 0)
        assert client.get("/health/").status_code == 503
    assert client.get("/health/").status_code == 200


def test_an_address_the_portal_is_not_set_up_for_is_said_and_named_in_the_log(browser, caplog):
    response = browser.get("/", headers={"host": "portal.example"})
    assert response.status_code == 400
    assert page(response).h1.text == "This address does not lead to the service"
    assert "PORTAL_HOSTS" in words(response)
    assert "too long" not in words(response)
    assert "portal.example" in caplog.text
    assert "PORTAL_HOSTS" in caplog.text
