"""A person, a place, and the ground floor's pages on their own."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from portal.design.context import part
from portal.making import asking
from portal.models import Home, Membership, Organisation, User
from portal.roles import Role

PASSWORD = "correct horse battery"
HERE = Path(__file__).parent


@pytest.fixture
def addresses(settings, db):
    """Give the ground floor its own addresses; what was drawn with others is drawn anew, here and afterwards."""
    part.cache_clear()
    settings.ROOT_URLCONF = "tests.portal.addresses"
    settings.TEMPLATES = [
        {**settings.TEMPLATES[0], "DIRS": [*settings.TEMPLATES[0]["DIRS"], HERE / "templates"]}
    ]
    cache.clear()
    yield
    part.cache_clear()


@pytest.fixture
def organisation(db):
    return Organisation.objects.create(name="Willow Care", slug="willow", guardian_phone="020 7946 0000")


@pytest.fixture
def guardian(organisation):
    user = User.objects.create_user("priya@willow.example", PASSWORD, full_name="Priya Nair")
    Membership.objects.create(user=user, organisation=organisation, role=Role.GUARDIAN)
    return user


@pytest.fixture
def amira(organisation, guardian):
    home = Home.objects.create(organisation=organisation, name="Willow House")
    user = User.objects.create_user("amira@willow.example", PASSWORD, full_name="Amira Khan")
    Membership.objects.create(user=user, organisation=organisation, home=home, role=Role.WORKER)
    return user


@pytest.fixture
def browser(addresses):
    """Return a client that, like a browser, is refused where its token is wrong."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def time_machine_at():
    """Return a way to be some minutes from now."""

    def at(minutes: float) -> time_machine.travel:
        return time_machine.travel(timezone.now() + datetime.timedelta(minutes=minutes), tick=False)

    return at


@pytest.fixture
def kind(settings):
    """Return a way to say by which function of tests/portal/making.py the trial kind of job is made."""

    def kind(name):
        settings.MAKING_KINDS = {"trial": f"tests.portal.making.{name}"}

    kind("make")
    return kind


@pytest.fixture
def ask(organisation, guardian, kind, django_capture_on_commit_callbacks):
    """Return a way to ask for a job, which is run at once unless told otherwise."""

    def ask(by=None, run=True, **given):
        asked = {"kind": "trial", "organisation": organisation, "title": "Report: the year"} | given
        with django_capture_on_commit_callbacks(execute=run):
            return asking.ask(**asked, by=by or guardian)

    return ask
