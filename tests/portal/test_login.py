"""Getting in by e-mail address and password, and being let out when nothing is done."""

from __future__ import annotations

import datetime
import re

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from portal import idle
from tests.portal.conftest import PASSWORD
from tests.portal.visit import log_in, page, send

pytestmark = pytest.mark.usefixtures("addresses")


def at(minutes: float):
    return time_machine.travel(timezone.now() + datetime.timedelta(minutes=minutes), tick=False)


def test_the_right_password_opens_whatever_case_the_address_has(browser, amira):
    assert log_in(browser, "AMIRA@Willow.example", PASSWORD)["Location"] == "/"


def test_no_one_learns_which_of_the_two_was_wrong(browser, amira):
    first = log_in(browser, amira.email, "wrong password")
    second = log_in(browser, "nobody@willow.example", "wrong password")
    sentence = "Check your email address and password, then try again"
    for response in (first, second):
        summary = page(response).select(".nhsuk-error-summary a")
        assert [(link.text.strip(), link["href"]) for link in summary] == [(sentence, "#login")]
        assert page(response).title.text == "Error: Log in – Check before you share"
        assert "wrong password" not in response.content.decode()


def test_five_wrong_passwords_close_the_door_for_a_while(browser, amira):
    for _ in range(5):
        log_in(browser, amira.email, "wrong password")
    refused = log_in(browser, amira.email, PASSWORD)
    assert "You have tried too many times" in refused.content.decode()


def test_a_stranger_is_led_to_the_log_in_page_and_back(browser, amira):
    asked = browser.get("/question/")
    assert asked["Location"] == "/login/?next=/question/"
    assert (
        send(browser, browser.get(asked["Location"]), login=amira.email, password=PASSWORD)["Location"]
        == "/question/"
    )


def test_nobody_can_sign_up(browser):
    assert browser.get("/signup/").status_code == 404


def test_a_log_in_lasts_fifteen_minutes_after_the_last_page_and_no_longer(browser, amira):
    log_in(browser, amira.email, PASSWORD)
    for minute in (0, 14.9, 29.8, 44.7):
        with at(minute):
            assert browser.get("/question/").status_code == 200
    with at(44.7 + 16.1):
        assert browser.get("/question/").status_code == 302


def test_reading_pages_writes_the_session_at_most_once_a_minute(
    browser, amira, django_assert_max_num_queries
):
    with time_machine.travel("2026-11-22 08:00:05Z", tick=False):
        log_in(browser, amira.email, PASSWORD)
        browser.get("/question/")
        with django_assert_max_num_queries(3) as queries:
            browser.get("/question/")
        assert not any("UPDATE" in query["sql"] for query in queries)


def test_the_logged_out_page_ends_an_idle_log_in_only(browser, amira):
    with time_machine.travel("2026-11-22 08:00:05Z", tick=False):
        log_in(browser, amira.email, PASSWORD)
    with time_machine.travel("2026-11-22 08:05:05Z", tick=False):
        assert browser.get("/logged-out/?next=/question/")["Location"] == "/question/"
    with time_machine.travel("2026-11-22 08:20:06Z", tick=False):
        out = browser.get("/logged-out/?next=/question/")
        assert page(out).h1.text == "You have been logged out"
        assert page(out).select_one("main [name=next]")["value"] == "/question/"
        assert browser.get("/question/").status_code == 302


def test_staying_needs_a_log_in(browser, amira):
    log_in(browser, amira.email, PASSWORD)
    asked = page(browser.get("/question/"))
    token = asked.select_one("dialog [name=csrfmiddlewaretoken]")["value"]
    assert browser.post("/stay/", headers={"X-CSRFToken": token}).status_code == 204
    browser.session.flush()
    assert browser.post("/stay/", headers={"X-CSRFToken": token}).status_code == 403


def test_without_a_script_the_browser_itself_asks_for_the_logged_out_page(browser, amira):
    log_in(browser, amira.email, PASSWORD)
    refresh = page(browser.get("/question/?a=1")).select_one("noscript meta[http-equiv=refresh]")
    assert refresh["content"] == f"{idle.MINUTES * 60}; url=/logged-out/?next=%2Fquestion%2F%3Fa%3D1"
    assert page(browser.get("/help/")).select("noscript meta") != []
    browser.session.flush()
    assert page(browser.get("/help/")).select("noscript meta") == []


def test_logging_out_is_a_button_and_leads_to_the_log_in_page(browser, amira):
    log_in(browser, amira.email, PASSWORD)
    assert browser.get("/logout/").status_code == 200
    assert "_auth_user_id" in browser.session
    assert send(browser, browser.get("/logout/"))["Location"] == "/login/"
    assert "_auth_user_id" not in browser.session


def test_a_forgotten_password_is_set_by_a_link_that_works_once(browser, amira):
    assert (
        send(browser, browser.get("/password/reset/"), email=amira.email)["Location"]
        == "/password/reset/sent/"
    )
    link = re.search(r"http://testserver(/\S+)", mail.outbox[0].body).group(1)
    form = browser.get(browser.get(link)["Location"])
    for weak, sentence in (
        ("short", "Password must be 8 characters or more"),
        ("password123", "Choose a password that is harder to guess"),
        ("", "Enter a new password"),
    ):
        refused = send(browser, form, password1=weak)
        assert [link.text.strip() for link in page(refused).select(".nhsuk-error-summary a")] == [sentence]
    done = send(browser, form, password1="new words to keep")
    assert done["Location"] == "/password/reset/done/"
    assert mail.outbox[-1].subject.endswith("Your password was changed")
    assert "Khan" not in "".join(message.body for message in mail.outbox)
    assert "does not work any more" in browser.get(link).content.decode()
    assert log_in(browser, amira.email, "new words to keep")["Location"] == "/"


def test_a_reset_for_an_unknown_address_looks_the_same_and_sends_nothing(browser, amira):
    response = send(browser, browser.get("/password/reset/"), email="nobody@willow.example")
    assert response["Location"] == "/password/reset/sent/"
    assert mail.outbox == []
