"""Home: where to start, what is not finished, and whom to call, for each role."""

from __future__ import annotations

import pytest
from django.test import Client

from portal.models import Membership, User
from portal.roles import Role
from tests.portal.visit import page


@pytest.fixture
def at_home():
    def at_home(user):
        client = Client()
        client.force_login(user, "django.contrib.auth.backends.ModelBackend")
        return page(client.get("/"))

    return at_home


def test_a_worker_starts_with_one_button(at_home, amira):
    html = at_home(amira)
    assert html.h1.text == "Do you need to share information about someone?"
    start = html.select_one("main form")
    assert (start["method"], start["action"]) == ("post", "/decide/start/")
    assert [button.text.strip() for button in html.select("main button")] == ["Start now"]
    words = " ".join(html.main.text.split())
    assert "If someone is in danger now, call 999. You can record it here afterwards." in words
    assert "Priya Nair, Caldicott Guardian, 020 7946 0000" in words
    assert html.select_one("main a[href='tel:02079460000']") is not None
    assert html.select("main a[href='/desk/']") == []
    assert html.select("main a[href='/set-up/']") == []


def test_the_guardian_finds_the_decisions_to_look_at(at_home, guardian):
    assert at_home(guardian).select_one("main a[href='/desk/']") is not None


def test_staff_find_the_set_up_site(at_home, organisation):
    ruth = User.objects.create_user("ruth@willow.example", "x", full_name="Ruth Bell", is_staff=True)
    Membership.objects.create(user=ruth, organisation=organisation, role=Role.MANAGER)
    assert at_home(ruth).select_one("main a[href='/set-up/']") is not None


def test_a_person_without_a_place_of_work_is_told_what_to_do(at_home, db):
    lost = User.objects.create_user("new@willow.example", "x", full_name="Sam New")
    html = at_home(lost)
    assert "Ask your manager to link you to your home" in " ".join(html.main.text.split())
    assert html.select("main button") == []


def test_a_stranger_logs_in_first(client, db):
    assert client.get("/")["Location"] == "/login/?next=/"
