"""Something that takes long is asked for, stopped, made again and fetched; and the record is looked after at night."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from audit.oversight.verifying import checking
from audit.oversight.verifying.models import Verification
from portal.making import views
from portal.making.models import Job
from portal.models import User
from tests.journeys.conftest import DESK, PHONE, Arrive


@pytest.fixture
def waiting(portal: str, settings, monkeypatch: pytest.MonkeyPatch) -> Job:
    """Ruth has asked for a report, and no worker has come to it yet. The page is still, so that it can be looked at."""
    settings.MAKING_KINDS = {"trial": "tests.portal.making.make"}
    monkeypatch.setattr(views, "TURNS_FOR", timedelta(0))
    ruth = User.objects.get(email="ruth@willow.example")
    organisation = ruth.memberships.get().organisation
    return Job.objects.create(kind="trial", organisation=organisation, by=ruth, title="Report: 2026")


def test_a_report_that_takes_long(waiting: Job, arrive: Arrive) -> None:
    me = arrive("ruth@willow.example", width=PHONE)
    me.open(f"/making/{waiting.pk}/")
    assert "Yours is next." in me.words
    Job.objects.update(state=Job.State.RUNNING, done=3, of=9, saying="Counting the year")
    me.follow("See how far it is now")
    assert "3 of 9" in me.words
    me.press("Stop making it")
    assert "It was stopped before it was ready." in me.words
    me.press("Make it again")
    assert me.heading == "Your files are ready"
    me.follow("What you asked us to make")
    assert "Ready" in me.words


def test_the_record_is_checked_at_night(portal: str, arrive: Arrive) -> None:
    assert checking.check_all(timezone.now()) >= 2
    me = arrive("priya@willow.example", width=DESK)
    me.open("/desk/")
    assert "nothing changed." in me.words
    me.follow("Is our record whole?")
    assert "Nothing changed" in me.words
    mine = User.objects.get(email="priya@willow.example").memberships.get().organisation
    Verification.objects.create(
        organisation=mine,
        what="evidence",
        day=timezone.now().date() + timedelta(days=1),
        seconds=1,
        size=9,
        faults=[[4, "the body is not there"]],
    )
    me.open("/desk/")
    me.follow("Our record may have been changed. See what to do now")
    assert "entry 4: the body is not there" in me.words
