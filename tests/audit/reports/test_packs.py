"""The packs: what is in them, that they come out the same, and that nobody has one without a reason or an entry."""

from __future__ import annotations

import io
import json
import subprocess
import zipfile

import pytest
from django.test import override_settings

from audit.assurance.task import Status, Task
from audit.assurance.tasks.toolkit import edition
from audit.ledger.events import Event
from audit.ledger.ids import new_id
from audit.ledger.models import Entry, Log
from audit.ledger.queries import body_of
from audit.reports.packs import actions, front, making
from audit.reports.packs.annexes import Annex
from audit.reports.packs.archive import Archive
from portal.days import london_day
from portal.errors import NotAllowed
from portal.making.models import Job
from portal.roles import Role
from tests.audit.assurance.adopting import adopt
from tests.audit.assurance.test_notices import publish
from tests.audit.reports.year import client_of, page_of, person, sealed, words_of

pytestmark = pytest.mark.django_db
PACKS = "/reports/packs/"


def a_form(*, organisation, decision, by):
    return f"the form of {decision}".encode()


def an_annex(organisation, day):
    yield Annex("annexes/notice/notice.txt", "Our notice", ("notice",), b"We keep what you tell us safe.")


@pytest.fixture(autouse=True)
def _settings():
    with override_settings(
        PACK_DECISION_FORM="tests.audit.reports.test_packs.a_form",
    ):
        yield


def evidence(year, *, by=None, key=None):
    return actions.ask_for_evidence(
        organisation=year.organisation,
        edition=edition(london_day()).first,
        key=key or new_id(),
        by=by or year.ruth,
    )


def inspectors(year, *, by=None, **given):
    chosen = {"period": year.code, "sample": 5, "reason": "The regulator asked.", "key": new_id()}
    return actions.ask_for_inspectors(
        organisation=year.organisation, by=by or year.ruth, **{**chosen, **given}
    )


def heard(done, of, says):
    assert 0 <= done < of
    assert says


def made(job):
    (file,) = (making.make if job.kind == "pack" else making.make_inspectors)(job, heard)
    return file


def opened(job):
    return zipfile.ZipFile(io.BytesIO(made(job).data))


def test_an_evidence_pack_holds_its_page_its_annexes_and_their_sums(year):
    sealed(year)
    adopt(year, year.ruth)
    publish(year, year.ruth)
    pack = opened(evidence(year))
    names = pack.namelist()
    assert [each for each in names if "annual_report" not in each] == [
        "annexes/standing.pdf",
        "annexes/standing.xlsx",
        "annexes/standing.csv",
        "annexes/policies/01-confidentiality-version-1.pdf",
        "annexes/notice/notice.pdf",
        "annexes/notice/easy-read.pdf",
        "index.html",
        "README.txt",
        "SHA256SUMS",
    ]
    assert len([each for each in names if each.startswith("annexes/annual_report/report-")]) == 3
    assert {each.date_time for each in pack.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("ask", [evidence, inspectors])
def test_the_sums_are_those_that_sha256sum_checks(year, tmp_path, ask):
    opened(ask(year)).extractall(tmp_path)
    checked = subprocess.run(
        ["sha256sum", "-c", "--strict", "SHA256SUMS"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert checked.stdout.count(": OK") == len([each for each in tmp_path.rglob("*") if each.is_file()]) - 1


@pytest.mark.parametrize("ask", [evidence, inspectors])
def test_the_same_pack_made_again_has_the_same_bytes(year, ask):
    job = ask(year)
    assert made(job) == made(job)


@pytest.mark.parametrize("ask", [evidence, inspectors])
def test_the_page_opens_without_the_internet_and_each_link_leads_into_the_pack(year, ask):
    sealed(year)
    pack = opened(ask(year))
    page = page_of(type("Read", (), {"content": pack.read("index.html")}))
    links = [each["href"] for each in page.find_all(href=True)]
    assert links
    assert set(links) <= set(pack.namelist())
    assert not page.find_all(src=True)
    assert page.html["lang"] == "en-GB"


def test_an_item_that_nothing_shows_says_so_and_only_what_is_done_is_for_pasting():
    year, day = edition(london_day()), london_day()
    tasks = [
        Task("a", "notice", "Publish the notice", Status.COMPLETED, "/"),
        Task("c", "recipients", "Renew agreements", Status.COMPLETED, "/", "None is written down"),
        Task("b", "guardian", "Appoint a Guardian", Status.INCOMPLETE, "/", "Nobody is appointed"),
    ]
    said = {each.item.number: each for each in front.answers(year, tasks, an_annex(None, day), day)}
    assert "Publish the notice" in said["1.1.3"].words
    assert "Evidence is attached (1 in all)." in said["1.1.3"].words
    assert not said["1.1.3"].mind
    assert "Renew agreements (None is written down)" in said["10.1.2"].words
    assert said["1.1.5"].mind == front.NOT_READY
    assert "Appoint" not in said["1.1.5"].words
    assert said["7.1.1"].mind == front.YOURSELF


def test_an_inspectors_pack_has_forms_leaves_and_answers(year):
    job = inspectors(year)
    pack = opened(job)
    assert pack.namelist() == [
        "decisions/01.pdf", "decisions/02.pdf", "decisions/03.pdf",
        "leaves.jsonl", "index.html", "README.txt", "SHA256SUMS",
    ]  # fmt: skip
    leaves = [json.loads(line) for line in pack.read("leaves.jsonl").splitlines()]
    assert [each["seq"] for each in leaves] == list(range(int(job.arguments["size"])))
    page = pack.read("index.html").decode()
    assert "3 decisions before sharing" in page
    assert job.arguments["root"] in page


def test_why_an_inspectors_pack_left_is_kept_in_the_ledger_and_not_with_the_job(year):
    job = inspectors(year)
    entry = Entry.objects.get(event=Event.PACK_MADE)
    assert body_of(entry)["reason"] == "The regulator asked."
    assert "regulator" not in str(job.arguments) + job.title
    assert (job.about, job.arguments["size"]) == (entry.pk, str(entry.seq))


@pytest.mark.parametrize("ask", [evidence, inspectors])
def test_asked_twice_with_one_key_it_is_one_pack(year, ask):
    key = new_id()
    assert ask(year, key=key) == ask(year, key=key)
    assert Entry.objects.filter(event=Event.PACK_MADE).count() == 1


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"reason": " "}, actions.SAY_WHY),
        ({"sample": 4}, actions.BAD_NUMBER),
        ({"sample": 51}, actions.BAD_NUMBER),
        ({"period": "1066"}, actions.BAD_TIME),
    ],
)
def test_what_cannot_be_asked_for_is_said(year, given, sentence):
    with pytest.raises(NotAllowed, match=sentence):
        inspectors(year, **given)
    assert not Job.objects.exists()


def test_a_manager_of_one_home_and_a_worker_get_no_pack(year):
    worker = person(year.organisation, "Wanda Low", Role.WORKER, year.elm)
    job = evidence(year)
    for who in (year.omar, worker):
        with pytest.raises(NotAllowed):
            evidence(year, by=who)
        with pytest.raises(NotAllowed):
            actions.take_pack(job=job, file_name="x.zip", by=who)
        assert client_of(who).get(PACKS).status_code == 404


def test_whoever_takes_a_pack_leaves_an_entry(year):
    job = inspectors(year)
    entry = actions.take_pack(job=job, file_name="pack.zip", by=year.priya)
    assert (entry.event, entry.about_id) == (Event.PACK_TAKEN, job.about)
    assert body_of(entry)["file"] == "pack.zip"


def test_a_pack_whose_time_can_no_longer_be_counted_is_refused(year):
    job = inspectors(year)
    job.arguments["period"] = "1066"
    with pytest.raises(NotAllowed, match="Ask for it again"):
        made(job)


def test_leaves_end_where_the_log_ends(year):
    size = Log.objects.get(pk=year.organisation.pk).size
    assert b"".join(making.leaves(year.organisation, size + 5)).count(b"\n") == size


def test_a_name_is_put_into_an_archive_once():
    archive = Archive(io.BytesIO())
    archive.add("a", b"1")
    with pytest.raises(ValueError, match="name of its own"):
        archive.add("a", b"2")


def test_the_pages_lead_to_the_job_and_say_what_is_wrong(year):
    ruth = client_of(year.ruth)
    assert "Evidence pack" in words_of(ruth.get(PACKS))
    assert "can hold names" in words_of(ruth.get(f"{PACKS}evidence/"))
    assert "Select a year" in words_of(ruth.post(f"{PACKS}evidence/", {}))
    code = edition(london_day()).code
    assert "/making/" in ruth.post(f"{PACKS}evidence/", {"year": code}).headers["Location"]
    assert "personal data" in words_of(ruth.get(f"{PACKS}inspector/"))
    said = words_of(ruth.post(f"{PACKS}inspector/", {"sample": "five", "reason": "Asked"}))
    assert actions.BAD_NUMBER in said
    assert "Asked" in said
    typed = {"period": year.code, "sample": "5", "reason": "The regulator asked."}
    assert "/making/" in ruth.post(f"{PACKS}inspector/", typed).headers["Location"]
