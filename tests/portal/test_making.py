"""What takes long is made beside the pages: asked for once, made once, kept sealed, and told when it is ready."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from portal.making import asking
from portal.making.made import Made
from portal.making.models import Job

State = Job.State
KIND = "trial"
LARGE = bytes(range(256)) * 9000
HERE = "tests.portal.test_making."


def make(job, tell):
    tell(1, 2, "Counting the year")
    yield Made("report.html", "text/html; charset=utf-8", b"<p>The year</p>")
    yield Made("pack.zip", "application/zip", LARGE)


@pytest.fixture(autouse=True)
def kinds(settings):
    settings.MAKING_KINDS = {KIND: HERE + "make"}


@pytest.fixture
def ask(organisation, guardian, django_capture_on_commit_callbacks):
    def ask(by=None, run=True, **given):
        with django_capture_on_commit_callbacks(execute=run):
            return asking.ask(
                **{"kind": KIND, "organisation": organisation, "title": "Report: the year"} | given,
                by=by or guardian,
            )

    return ask


@pytest.fixture
def client(guardian):
    client = Client()
    client.force_login(guardian)
    return client


def now(job):
    return Job.objects.get(pk=job.pk)


def test_what_was_asked_for_is_made_and_can_be_had(ask, client):
    job = now(ask())
    assert job.state == State.DONE
    assert [each.name for each in asking.files(job)] == ["pack.zip", "report.html"]
    answer = client.get(reverse("making:file", args=[job.pk, "pack.zip"]))
    assert b"".join(answer.streaming_content) == LARGE
    page = client.get(reverse("making:job", args=[job.pk])).content.decode()
    assert "Your files are ready" in page
