"""The page of a job says how far it is, without a script, to those it is for; and its files come out safely."""

from __future__ import annotations

import datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.making import asking, leases
from portal.making.models import Job
from portal.models import Home, Membership, Organisation, User
from portal.roles import Role
from tests.portal import making
from tests.portal.making import LARGE
from tests.portal.visit import page, send

State = Job.State


def visitor(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def client(guardian):
    return visitor(guardian)


@pytest.fixture
def member(organisation):
    """Return a way to make somebody with a role: everywhere, at a home, or in another organisation."""

    def member(role, home=None, at=organisation):
        user = User.objects.create_user(f"{role}@{at.slug}.example", full_name="Sam Doe")
        Membership.objects.create(user=user, organisation=at, role=role, home=home)
        return user

    return member


def url(job, name=""):
    return reverse("making:file", args=[job.pk, name]) if name else reverse("making:job", args=[job.pk])


def words(response):
    assert response.status_code == 200
    return " ".join(page(response).select_one("main").get_text(" ").split())


def test_a_page_that_waits_says_whose_turn_it_is_and_turns_by_itself(ask, client):
    first, second = ask(run=False), ask(run=False, arguments={"period": "2025"})
    answer = client.get(url(first))
    assert "Yours is next. It starts in a moment." in words(answer)
    assert answer.headers["Refresh"] == "3"
    assert "1 job is before yours." in words(client.get(url(second)))
    leases.take(first.pk)
    third = ask(run=False, arguments={"period": "2024"})
    said = words(client.get(url(third)))
    assert "2 jobs are before yours." in said
    assert "You can close this page. We will email you." in said
    assert "Priya Nair asked for this on" in said


def test_a_page_says_how_far_it_is(ask, client):
    job = ask(run=False)
    leases.take(job.pk)
    assert "We have started." in words(client.get(url(job)))
    Job.objects.filter(pk=job.pk).update(done=3, of=9, saying="Counting the year")
    answer = client.get(url(job))
    assert "Counting the year" in words(answer)
    assert "3 of 9" in words(answer)
    bar = page(answer).select_one("progress")
    assert (bar["value"], bar["max"], bool(bar["aria-label"])) == ("3", "9", True)


def test_a_screen_that_was_left_stops_turning_so_that_it_is_logged_out(ask, client):
    job = ask(run=False)
    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=11)):
        answer = visitor(job.by).get(url(job))
    assert "Refresh" not in answer.headers
    assert "See how far it is now" in words(answer)


def test_a_page_of_what_is_ready_gives_the_files_and_rests(ask, client):
    job = ask()
    answer = client.get(url(job))
    said = words(answer)
    assert "Your files are ready" in said
    assert "pack.zip (ZIP, 2.3 MB)" in said
    assert "report.html (Web page, 1 kB)" in said
    assert "We keep these files until" in said
    assert "Refresh" not in answer.headers
    assert not page(answer).select("main form")


def test_a_kind_of_file_nobody_named_is_still_a_file(ask, client, kind):
    kind("make_nothing")
    assert "empty.csv (CSV, 1 kB)" in words(client.get(url(ask())))


def test_a_file_is_given_to_be_kept_not_shown(ask, client):
    answer = client.get(url(ask(), "pack.zip"))
    assert b"".join(answer.streaming_content) == LARGE
    assert answer.headers["Content-Disposition"] == 'attachment; filename="pack.zip"'
    assert answer.headers["Content-Type"] == "application/zip"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_it_is_written_down_who_takes_a_file_before_they_have_it(ask, client, settings, guardian):
    settings.MAKING_TAKEN = {"trial": "tests.portal.making.take"}
    making.TAKEN.clear()
    job = ask()
    client.get(url(job))
    assert making.TAKEN == []
    client.get(url(job, "report.html"))
    assert [each[:3] for each in making.TAKEN] == [(job.pk, "report.html", guardian.email)]


def test_where_that_is_refused_nothing_is_given(ask, client, settings):
    settings.MAKING_TAKEN = {"trial": "tests.portal.making.take_not"}
    answer = client.get(url(ask(), "report.html"))
    assert answer.status_code == 403
    assert "You cannot take this file today." in answer.content.decode()
    assert "The year" not in answer.content.decode()


def test_a_file_that_is_not_there_is_not_found(ask, client):
    job, waiting = ask(), ask(run=False, arguments={"period": "2025"})
    assert client.get(url(job, "other.zip")).status_code == 404
    assert client.get(url(waiting, "report.html")).status_code == 404


def test_what_expired_says_so_and_can_be_made_again(ask, guardian):
    job = ask()
    with time_machine.travel(timezone.now() + datetime.timedelta(days=31)):
        client = visitor(guardian)
        assert client.get(url(job, "report.html")).status_code == 404
        answer = client.get(url(job))
        assert "Deleted We kept the files until" in words(answer)
        assert page(answer).select_one("main form button").get_text(strip=True) == "Make it again"
        assert send(client, answer, do="again").status_code == 302
        assert asking.job(job.organisation, job.pk).state == State.WAITING


def test_stopping_and_trying_again(ask, client):
    job = ask(run=False)
    answer = client.get(url(job))
    assert page(answer).select_one("main form button").get_text(strip=True) == "Stop making it"
    send(client, answer, do="cancel")
    answer = client.get(url(job))
    assert "It was stopped before it was ready." in words(answer)
    send(client, answer, do="again")
    assert "Yours is next." in words(client.get(url(job)))


def test_what_failed_says_why_and_can_be_tried_again(ask, client, kind):
    kind("refuse")
    job = ask()
    answer = client.get(url(job))
    assert "We could not make this. There is nothing to report yet." in words(answer)
    assert page(answer).select_one("main form button").get_text(strip=True) == "Try again"


def test_between_two_tries_the_page_says_that_there_will_be_another(ask, client, kind):
    kind("break_down")
    said = words(client.get(url(ask())))
    assert "Something went wrong. We try again in a moment." in said
    assert "Joan" not in said


def test_the_guardian_sees_what_a_manager_asked_for_and_cannot_stop_it(ask, client, member):
    job = ask(run=False, by=member(Role.MANAGER))
    answer = client.get(url(job))
    assert "Sam Doe asked for this on" in words(answer)
    assert "We will email Sam Doe." in words(answer)
    assert not page(answer).select("main form")
    assert client.post(url(job), {"do": "cancel"}).status_code == 404
    assert asking.job(job.organisation, job.pk).state == State.WAITING


def test_a_job_is_not_there_for_those_it_is_not_for(ask, amira, member, organisation):
    job = ask()
    elsewhere = Organisation.objects.create(name="Alder Care", slug="alder")
    home = Home.objects.create(organisation=organisation, name="Willow Lodge")
    strangers = [amira, member(Role.GUARDIAN, at=elsewhere), member(Role.MANAGER, home=home)]
    for user in strangers:
        for where in (url(job), url(job, "report.html")):
            assert visitor(user).get(where).status_code == 404
    assert not asking.may_see(strangers[1].memberships.get(), job)
    nobody = User.objects.create_user("nobody@willow.example", full_name="No Body")
    assert visitor(nobody).get(url(job)).status_code == 404
    assert visitor(member(Role.HQ_MANAGER)).get(url(job)).status_code == 200
    assert Client().get(url(job)).status_code == 302


def test_the_list_shows_what_this_person_asked_for(ask, client, member, kind):
    assert "You have not asked for anything yet." in words(client.get(reverse("making:list")))
    ask(title="Report: 2025")
    ask(title="Report: another's", by=member(Role.MANAGER))
    kind("refuse")
    ask(title="Report: 2024")
    asking.cancel(ask(title="Report: 2023", run=False))
    answer = client.get(reverse("making:list"))
    said = words(answer)
    assert [each.get_text(strip=True) for each in page(answer).select("main h2 a")] == [
        "Report: 2023",
        "Report: 2024",
        "Report: 2025",
    ]
    assert "Ready Asked for on" in said
    assert "Not made" in said
    assert "Stopped" in said


def test_a_long_list_says_that_it_shows_the_last(ask, client, monkeypatch):
    monkeypatch.setattr(asking, "LISTED", 1)
    ask()
    assert "This list shows the last 1." in words(client.get(reverse("making:list")))
