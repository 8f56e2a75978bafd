"""A door closes after so many tries from one address and opens again after so many minutes."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.test import RequestFactory

from portal import throttle
from tests.days import NOON, SECOND, around_now
from tests.portal.conftest import PASSWORD
from tests.portal.visit import log_in


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("door", "tries", "minutes"), [("wrong_link", 20, 5), ("concern", 10, 10), ("verify", 30, 10)]
)
def test_a_door_closes_at_the_last_try_that_is_allowed(door, tries, minutes):
    cache.clear()
    request = RequestFactory().get("/")
    with time_machine.travel(NOON, tick=False):
        for _ in range(tries - 1):
            throttle.count(request, door)
        assert not throttle.is_closed(request, door)
        throttle.count(request, door)
        assert throttle.is_closed(request, door)
    opens = NOON + timedelta(minutes=minutes)
    around_now(
        lambda: throttle.is_closed(request, door), opens, before=True, at=False, after=False, step=SECOND
    )


@pytest.mark.usefixtures("addresses")
@pytest.mark.parametrize(("wrong", "opens"), [(4, True), (5, False)])
def test_the_log_in_closes_at_the_fifth_wrong_password_for_five_minutes(browser, amira, wrong, opens):
    def is_let_in():
        return log_in(browser, amira.email, PASSWORD).status_code == 302

    with time_machine.travel(NOON, tick=False):
        for _ in range(wrong):
            log_in(browser, amira.email, "wrong password")
        assert is_let_in() == opens
    if not opens:
        with time_machine.travel(NOON + timedelta(minutes=5) - SECOND, tick=False):
            assert not is_let_in()
        with time_machine.travel(NOON + timedelta(minutes=5), tick=False):
            assert is_let_in()
