"""The page about cookies names every cookie the portal sets, and says truly when it ends."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client

from portal.views import COOKIES
from tests.audit.conftest import make_place
from tests.portal.visit import log_in

ADDRESSES = ("/login/", "/", "/help/", "/privacy/", "/password/reset/", "/concerns/new/", "/about/willow/")


@pytest.mark.django_db
def test_every_cookie_that_is_set_is_on_the_page():
    make_place("willow")
    browser, seen = Client(), {}
    answers = [browser.get(path) for path in ADDRESSES]
    answers += [log_in(browser, "amira@willow.example", each) for each in ("wrong", "pass-word-1")]
    answers += [browser.get(path) for path in ADDRESSES]
    answers.append(browser.post("/logout/"))
    for answer in answers:
        seen |= {name: morsel for name, morsel in answer.cookies.items() if morsel.value}
    assert set(seen) == {row[0] for row in COOKIES["cookie_rows"]}
    # The one ends with the browser, the other after the year that the page says.
    assert seen[settings.SESSION_COOKIE_NAME]["max-age"] == ""
    assert seen[settings.CSRF_COOKIE_NAME]["max-age"] == settings.CSRF_COOKIE_AGE
    assert timedelta(seconds=settings.CSRF_COOKIE_AGE) < timedelta(days=366)
