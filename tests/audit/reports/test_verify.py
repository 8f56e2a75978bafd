"""Anyone can compare a copy of a report with what was sealed, without a log-in, and learns no more than the copy says."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from audit.ledger.errors import KeyDestroyed
from audit.reports.annual import actions, formats, queries, verifying
from audit.reports.annual.asking import files_job
from portal.making.asking import files
from portal.making.files import pieces
from portal.making.working import work
from tests.audit.reports.year import sealed, words_of

pytestmark = pytest.mark.django_db
VERIFY = "/verify/"


@pytest.fixture
def report(year):
    cache.clear()
    return sealed(year)


def asked(code, data=None):
    file = {} if data is None else {"file": SimpleUploadedFile("copy.pdf", data)}
    return Client().post(VERIFY, {"code": code, **file})


def copies(report):
    document, spelled = queries.opened(report)
    return {
        ending: make(document, spelled, report.digest) for ending, (_, _, make) in formats.FORMATS.items()
    }


def test_a_code_says_which_report_it_is_of_and_that_a_code_alone_proves_little(report):
    for typed in (report.code, report.code.lower(), report.code.replace("-", " "), f" {report.digest[:16]} "):
        said = words_of(asked(typed))
        assert "We sealed a report with this code" in said
        assert report.organisation.name in said
        assert "To be sure, choose the file too." in said


@pytest.mark.parametrize("ending", formats.FORMATS)
def test_each_file_of_a_report_is_known_as_a_copy(report, ending):
    assert "This copy has not been changed" in words_of(asked(report.code, copies(report)[ending]))


@pytest.mark.parametrize("ending", formats.FORMATS)
def test_a_file_with_one_other_byte_is_none(report, ending):
    data = bytearray(copies(report)[ending])
    data[-2] ^= 1
    said = words_of(asked(report.code, bytes(data)))
    assert "We do not know this copy" in said
    assert "Do not rely on it." in said


def test_another_reports_file_is_no_copy_of_this_one(year, report):
    other = sealed(year, words="Another one.")
    assert "do not know this copy" in words_of(asked(report.code, copies(other)["pdf"]))


def test_a_copy_that_was_taken_is_known_after_our_software_has_changed(year, report, monkeypatch):
    job = files_job(report, seen=lambda _job: True)
    work(job.pk)
    job.refresh_from_db()
    file = next(each for each in files(job) if each.name.endswith("pdf"))
    taken = b"".join(pieces(file))
    actions.take_report(job=job, file_name=file.name, by=year.ruth)
    monkeypatch.setitem(
        verifying.FORMATS, "pdf", ("PDF", "application/pdf", lambda *_given: b"%PDF-2.0 otherwise")
    )
    assert "This copy has not been changed" in words_of(asked(report.code, taken))
    assert "do not know this copy" in words_of(asked(report.code, taken + b" "))


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("", verifying.BAD_CODE),
        ("K7M-2QX9", verifying.BAD_CODE),
        ("\U0001f642" * 20, verifying.BAD_CODE),
        ("x" * 1000, "40"),
        ("0000-0000-0000-0000", verifying.UNKNOWN),
    ],
)
def test_a_code_that_is_none_is_refused_in_a_sentence(report, code, says):
    response = asked(code)
    assert response.status_code == 200
    assert says in words_of(response)


def test_a_file_that_is_too_large_is_not_read(report):
    assert "5 MB or smaller" in words_of(asked(report.code, b"x" * (5 * 1024 * 1024 + 1)))


def test_a_report_that_cannot_be_read_any_more_says_so(report, monkeypatch):
    def destroyed(_report):
        raise KeyDestroyed("the key was destroyed")

    monkeypatch.setattr(queries, "opened", destroyed)
    assert "We cannot read the report of this code any more" in words_of(asked(report.code))


def test_whoever_asks_too_often_waits(report):
    assert {asked(report.code).status_code for _ in range(30)} == {200}
    assert asked(report.code).status_code == 429
