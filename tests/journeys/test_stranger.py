"""Somebody who is not logged in, or who works somewhere else."""

from __future__ import annotations

import pytest

from tests.journeys.conftest import Arrive
from tests.journeys.short import DAUGHTER, begin, decide

OPEN_PAGES = {
    "/login/": "Log in",
    "/help/": "Help",
    "/accessibility/": "Accessibility statement",
    "/cookies/": "Cookies",
    "/privacy/": "Privacy",
    "/concerns/new/": "Raise a concern",
    "/concerns/who-else/": "Whom else you can tell",
    "/offline/": "You are not connected",
    "/logged-out/": "You have been logged out",
    "/password/reset/": "Set a new password",
    "/password/reset/sent/": "Check your email",
    "/password/reset/done/": "Your password was changed",
    "/log-in-closed/": "Your log in is closed",
    "/a/thank-you/": "Thank you",
    "/about/willow-care/information/": "How we use and share information, and how to object",
    "/about/willow-care/easy-read/": "Your information: easy read",
    "/about/willow-care/records/": "What our records prove and what they do not",
    "/design/": "Components",
}


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_pages_anyone_may_read(arrive: Arrive, scripts: bool) -> None:
    stranger = arrive(scripts=scripts)
    for path, heading in OPEN_PAGES.items():
        stranger.open(path)
        assert stranger.heading == heading


def test_what_is_behind_the_log_in(arrive: Arrive) -> None:
    decided = decide("amira@willow.example", DAUGHTER)
    stranger = arrive()
    for path in (
        "/",
        "/decisions/",
        "/how-we-decide/",
        f"/decisions/{decided.pk}/",
        f"/desk/{decided.pk}/",
        "/desk/",
    ):
        stranger.open(path)
        assert stranger.heading == "Log in"
        assert decided.reference not in stranger.words


@pytest.mark.parametrize("email", ["dana@alder.example", "gwen@alder.example", "ben@willow.example"])
def test_what_is_another_persons_is_not_there(arrive: Arrive, email: str) -> None:
    decided = decide("amira@willow.example", DAUGHTER)
    draft = begin("amira@willow.example", DAUGHTER[:2])
    me = arrive(email)
    for path in (
        f"/decisions/{decided.pk}/",
        f"/decisions/{decided.pk}/print/",
        draft,
        f"/desk/{decided.pk}/",
    ):
        me.open(path, status=404)
        assert me.heading == "Page not found"
        assert decided.reference not in me.words


def test_a_wrong_password(arrive: Arrive) -> None:
    me = arrive()
    me.open("/login/")
    me.press("Log in")
    assert me.errors() == ["Enter your email address", "Enter your password"]
    me.write("Email address", "amira@willow.example")
    me.page.locator('input[name="password"]').fill("not-her-password")
    me.press("Log in")
    # Which of the two was wrong is not said, and the address is kept.
    summary = me.page.locator(".nhsuk-error-summary")
    assert "Check your email address and password, then try again" in summary.inner_text()
    summary.get_by_role("link").click()
    assert me.page.locator(":focus").get_attribute("name") == "login"
    assert me.page.get_by_role("textbox", name="Email address").input_value() == "amira@willow.example"
