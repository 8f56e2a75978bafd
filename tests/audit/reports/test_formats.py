"""The five files of a report say the same as the sealed document, each in a form its readers can use."""

from __future__ import annotations

import csv
import io
from hashlib import sha256

import openpyxl
import pikepdf
import pytest
from bs4 import BeautifulSoup

from audit.assurance.standing import Standing
from audit.ledger.events import Event
from audit.ledger.models import Entry
from audit.reports.annual import actions, counted, drafts, queries, told
from audit.reports.annual.formats import FORMATS
from audit.reports.annual.making import make
from portal.making import asking
from portal.making.models import Job
from tests.audit.reports.year import begun, client_of, sealed
from tests.portal.test_paper import tags

pytestmark = pytest.mark.django_db
HOSTILE = '=SUM(A1:A9)+"<script>"&{{ name }} #panic("no")'
TRAINING = Standing(
    "training", "Training", ("4 of 5 people are trained.",), ("Trained", "Of"), (("Yearly course", "4", "5"),)
)


@pytest.fixture
def report(year, monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr(counted, "standings", lambda organisation, day: (TRAINING,))
    draft = begun(year)
    draft = drafts.write(draft=draft, seen=draft.version, box="well", words=HOSTILE, by=year.ruth)
    draft = drafts.send(draft=draft, seen=draft.version, counted=queries.counted_now(draft), by=year.ruth)
    with django_capture_on_commit_callbacks(execute=True):
        return actions.seal_report(draft=draft, seen=draft.version, words="@agreed", by=year.priya)


@pytest.fixture
def files(report):
    job = Job.objects.get(about=report.pk)
    return {each.name.rpartition(".")[2]: each.data for each in make(job, lambda *_: None)}


@pytest.fixture
def document(report):
    return queries.document(report)


def test_sealing_makes_all_files_and_they_come_out_the_same_each_time(report, files):
    job = Job.objects.get(about=report.pk)
    assert job.state == Job.State.DONE
    assert len(asking.files(job)) == len(FORMATS) == 5
    again = {each.name.rpartition(".")[2]: each.data for each in make(job, lambda *_: None)}
    assert {name: sha256(data).digest() for name, data in files.items()} == {
        name: sha256(data).digest() for name, data in again.items()
    }


def test_the_json_is_what_was_sealed(report, files):
    assert sha256(files["json"]).hexdigest() == report.digest


def test_the_web_page_has_every_number_and_sentence_and_needs_nothing_else(report, files, document):
    page = BeautifulSoup(files["html"], "html5lib")
    said = " ".join(page.get_text(" ").split())
    for sentence in (*document["in_short"], HOSTILE, "@agreed", "4 of 5 people are trained.", report.code):
        assert sentence in said
    assert numbers_of(page) == numbers(document)
    assert page.html["lang"] == "en-GB"
    assert page.select("script, link, img, [src], [href]") == []
    assert page.select("table caption")
    assert all(head["scope"] for head in page.select("th"))


def test_its_page_on_the_screen_has_the_same_numbers(year, report, document):
    response = client_of(year.ruth).get(f"/reports/{report.pk}/read/")
    assert numbers_of(BeautifulSoup(response.content, "html5lib").main) == numbers(document)


def numbers(document):
    return [
        [row["label"], *(told.number(each, table["unit"]) for each in row["counts"])]
        for table in document["tables"]
        for row in table["rows"]
    ]


def numbers_of(page):
    tables = [table for table in page.select("table") if "as it stood" not in table.caption.get_text()]
    return [
        [cell.get_text(strip=True) for cell in row.select("th, td")]
        for table in tables
        for row in table.select("tbody tr")
    ]


def test_the_pdf_is_tagged_in_english_with_a_title_and_heads_of_tables(files, document):
    made = pikepdf.open(io.BytesIO(files["pdf"]))
    assert str(made.Root.Lang) == "en-GB"
    with made.open_metadata() as about:
        assert about["dc:title"] == told.title(document)
        assert about["pdfuaid:part"] == "1"
    found = list(tags(made.Root.StructTreeRoot))
    tables = [table for table in document["tables"] if table["rows"]]
    heads = sum(1 + len(table["columns"]) for table in tables) + 3
    assert found.count("/H1") == 1
    assert found.count("/H2") >= 4
    assert found.count("/Table") == len(tables) + 1
    assert found.count("/TH") == heads
    assert "/Figure" not in found, "a bar is for the eye alone"


def test_the_spreadsheet_reads_back_as_the_document(report, files, document):
    book = openpyxl.load_workbook(io.BytesIO(files["xlsx"]))
    assert book.sheetnames[0] == "README"
    readme = [cell.value for row in book["README"].iter_rows() for cell in row]
    assert report.code in readme
    assert all(sentence in readme for sentence in document["in_short"])
    for table in document["tables"]:
        sheet = book[table["id"]]
        head, *rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        assert head[0] == "What"
        assert rows == [[row["label"], *row["counts"]] for row in table["rows"]]
        assert sheet.freeze_panes == "B2"
    assert [cell.value for cell in book["duties training"][2]] == ["Yearly course", "4", "5"]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]


def test_the_csv_keeps_the_standard_and_runs_nothing(report, files, document):
    assert files["csv"].startswith(b"\xef\xbb\xbf")
    text = files["csv"].decode("utf-8-sig")
    assert text.count("\r\n") == text.count("\n") or "\n" in HOSTILE
    head, *lines = list(csv.reader(io.StringIO(text, newline="")))
    assert head == ["section", "table", "row", "column", "value", "unit"]
    assert {len(line) for line in lines} == {6}
    read = {(line[1], line[2], line[3]): line[4] for line in lines}
    for table in document["tables"]:
        for row in table["rows"]:
            for column, count in zip(table["columns"], row["counts"], strict=True):
                assert read[table["id"], row["label"], column] == str(count)
    assert read["well", "", ""] == "'" + HOSTILE
    assert read["signed", "", ""] == "'@agreed"


def test_a_download_leaves_an_entry_first(year, report):
    job = Job.objects.get(about=report.pk)
    for file in asking.files(job):
        response = client_of(year.ruth).get(f"/making/{job.pk}/{file.name}")
        assert len(b"".join(response.streaming_content)) == file.size
    taken = Entry.objects.filter(event=Event.REPORT_TAKEN)
    assert {each.about_id for each in taken} == {report.pk}
    assert taken.count() == 5


def test_a_public_report_says_that_its_numbers_are_rounded_and_lists_no_staff(year, monkeypatch):
    monkeypatch.setattr(counted, "standings", lambda organisation, day: (TRAINING,))
    document = queries.document(sealed(year, reader="public", period=str(int(year.code) - 1)))
    assert "rounded to fives" in document["note"]
    assert document["duties"]["rooms"][0]["rows"] == []


def test_no_part_of_a_report_is_a_heading_alone(document):
    assert [part.title for part in told.parts(document) if not part.blocks] == []


def test_numbers_read_as_people_say_them():
    assert [told.number(1200, ""), told.number(95, "%"), told.number(1, "days"), told.number(3, "days")] == [
        "1,200", "95%", "1 day", "3 days",
    ]  # fmt: skip
