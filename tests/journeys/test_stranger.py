"""Somebody who is not logged in, or who works somewhere else."""

from __future__ import annotations

import pytest

from tests.journeys.conftest import DESK, PHONE, Arrive

OPEN_PAGES = {
    "/login/": "Log in",
    "/help/": "Help",
    "/accessibility/": "Accessibility statement",
    "/cookies/": "Cookies",
    "/privacy/": "Privacy",
    "/offline/": "You are not connected",
    "/logged-out/": "You have been logged out",
    "/password/reset/": "Set a new password",
    "/password/reset/sent/": "Check your email",
    "/password/reset/done/": "Your password was changed",
    "/log-in-closed/": "Your log in is closed",
    "/design/": "All components",
}


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_pages_anyone_may_read(arrive: Arrive, scripts: bool) -> None:
    stranger = arrive(scripts=scripts)
    for path, heading in OPEN_PAGES.items():
        stranger.open(path)
        assert stranger.heading == heading
