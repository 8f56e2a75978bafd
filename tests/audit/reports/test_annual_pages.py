"""The pages of a report: made, checked, sent, signed and had, by whom it concerns and nobody else."""

from __future__ import annotations

import pytest
from django.core import mail
from django.urls import reverse

from audit.ledger.ids import new_id
from audit.reports.annual import drafts, queries
from audit.reports.annual.models import AnnualReport, ReportDraft
from portal import outbox
from portal.days import london_day
from portal.making.models import Job
from portal.models import Membership
from portal.roles import Role
from tests.audit.reports.year import begun, client_of, decide, page_of, person, sealed, sent, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def ruth(year):
    return client_of(year.ruth)


@pytest.fixture
def priya(year):
    return client_of(year.priya)


def url(report, name="report", *more):
    return reverse(f"annual:{name}", args=[report.pk, *more])


def begin(client, year, **typed):
    given = {"key": str(new_id()), "period": year.code, "homes": "all", "reader": "board"}
    return client.post("/reports/new/", {**given, **typed})


def test_a_manager_makes_a_report_and_reads_it_in_sentences_first(year, ruth):
    response = begin(ruth, year)
    draft = ReportDraft.objects.get()
    assert response.headers["Location"] == url(draft)
    said = words_of(ruth.get(url(draft)))
    assert "Staff checked 3 times before sharing" in said
    assert said.index("In short") < said.index("How to check this report")
    assert "All homes. Written for our board." in said


def test_posting_the_form_twice_begins_one_report(year, ruth):
    key = str(new_id())
    assert begin(ruth, year, key=key).headers["Location"] == begin(ruth, year, key=key).headers["Location"]
    assert ReportDraft.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"period": ""}, "Select which time"),
        ({"homes": []}, "Select the homes"),
        ({"reader": ""}, "Select who will read it"),
        ({"period": "other", "months": ""}, "Enter the first and the last month"),
        ({"period": "other", "months": "14 2026 to 2 2026"}, "Enter the first and the last month"),
        ({"period": "other", "months": "5 2026 to 2 2026"}, "The last month must not be before the first"),
        ({"period": "other", "months": "5 2098 to 6 2098"}, "of which the first has begun"),
        ({"homes": ["all", "nowhere"]}, "Select one of the answers on this page"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(year, ruth, typed, sentence):
    response = begin(ruth, year, **typed)
    assert sentence in page_of(response).select_one(".nhsuk-error-summary").get_text()
    if typed.get("months"):
        assert page_of(response).select_one("[name=months]")["value"] == typed["months"]
    assert not ReportDraft.objects.exists()


def test_other_months_and_some_homes_can_be_chosen_and_changed(year, ruth):
    begin(ruth, year, period="other", months="2 2026 to 5 2026", homes=[str(year.elm.pk)])
    draft = ReportDraft.objects.get()
    assert (draft.period, draft.homes) == ("2026-02_2026-05", [year.elm.pk])
    page = page_of(ruth.get(url(draft, "choices")))
    assert page.select_one("[name=months]")["value"] == "2 2026 to 5 2026"
    assert page.select_one(f"[value='{year.elm.pk}']").has_attr("checked")
    typed = {"seen": draft.version, "period": year.code, "homes": "all", "reader": "inspector"}
    assert ruth.post(url(draft, "choices"), typed).status_code == 302
    draft.refresh_from_db()
    assert (draft.period, draft.homes, draft.reader) == (year.code, [], "inspector")
    again = ruth.post(url(draft, "choices"), typed)
    assert drafts.CHANGED in words_of(again)


def test_the_public_reads_of_quarters_that_have_ended_or_is_told_why_not(year, ruth):
    begin(ruth, year, reader="public", period="other", months=f"{_this_month()} to {_this_month()}")
    draft = ReportDraft.objects.get()
    assert "holds none yet" in words_of(ruth.get(url(draft)))
    assert "holds none yet" in words_of(ruth.post(url(draft, "send"), {"seen": draft.version}))


def _this_month():
    return f"{london_day():%m %Y}"


def test_a_box_is_written_and_two_windows_are_told_of_each_other(year, ruth):
    draft = begun(year)
    box = url(draft, "words", "well")
    assert ruth.post(box, {"seen": draft.version, "words": "We asked more often."}).status_code == 302
    assert "We asked more often." in words_of(ruth.get(url(draft)))
    late = ruth.post(box, {"seen": draft.version, "words": "Typed in another window"})
    assert drafts.CHANGED in words_of(late)
    page = page_of(late)
    assert page.select_one("textarea").get_text().strip() == "Typed in another window"
    seen = page.select_one("main [name=seen]")["value"]
    assert ruth.post(box, {"seen": seen, "words": "Typed in another window"}).status_code == 302
    assert ruth.get(url(draft, "words", "nothing")).status_code == 404


def test_it_goes_to_the_guardian_who_reads_signs_and_seals_it(year, ruth, priya):
    draft = begun(year)
    assert ruth.post(url(draft, "send"), {"seen": draft.version}).status_code == 302
    assert "It waits for Priya Nair to sign" in words_of(ruth.get(url(draft)))
    draft.refresh_from_db()
    read = words_of(priya.get(url(draft)))
    assert "You sign what you have read on this page" in read
    assert "Staff checked 3 times" in read
    response = priya.post(url(draft), {"seen": draft.version, "words": "I agree."})
    assert response.headers["Location"] == url(draft)
    report = AnnualReport.objects.get()
    ready = words_of(ruth.get(url(draft)))
    assert report.code in ready
    assert "it will not change. New decisions appear in the next one" in ready
    assert report.code in words_of(ruth.get("/reports/"))


def test_the_files_are_there_to_download_once_they_are_made(year, ruth, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        report = sealed(year)
    page = page_of(ruth.get(url(report)))
    assert page.h1.get_text(strip=True) == "Your report is ready"
    names = [link.get_text() for link in page.select("main ul a")]
    assert names == [
        "Web page (HTML)", "PDF", "Spreadsheet (XLSX)", "CSV, for any program", "JSON, to check the report with",
    ]  # fmt: skip


def test_while_they_are_made_it_says_so_and_what_has_expired_is_made_again(year, ruth):
    report = sealed(year)
    assert "We are making the files" in words_of(ruth.get(url(report)))
    Job.objects.update(state="cancelled")
    assert "Make the files" in words_of(ruth.get(url(report)))
    assert ruth.post(url(report, "files")).status_code == 302
    assert Job.objects.count() == 2


def test_the_guardian_sends_it_back_with_a_reason_that_the_manager_reads(year, ruth, priya):
    draft = sent(year)
    empty = priya.post(url(draft, "back"), {"seen": draft.version, "words": ""})
    assert "Say what should be changed" in words_of(empty)
    stale = priya.post(url(draft, "back"), {"seen": 99, "words": "Say more"})
    assert drafts.CHANGED in words_of(stale)
    priya.post(url(draft, "back"), {"seen": draft.version, "words": "Say more about June."})
    assert "Say more about June." in words_of(ruth.get(url(draft)))


def test_a_manager_takes_it_back_and_throws_it_away(year, ruth):
    draft = sent(year)
    refused = ruth.post(url(draft, "throw_away"))
    assert drafts.WAITS in words_of(refused)
    assert drafts.CHANGED in words_of(ruth.post(url(draft, "back"), {"seen": 0}))
    assert ruth.post(url(draft, "back"), {"seen": draft.version}).status_code == 302
    assert "Do you want to throw this report away?" in words_of(ruth.get(url(draft, "throw_away")))
    assert ruth.post(url(draft, "throw_away")).headers["Location"] == "/reports/"
    assert ruth.get(url(draft)).status_code == 404


def test_what_came_since_is_said_and_counted_again_on_request(year, priya):
    draft = sent(year)
    decide(year.place, year.elm)
    page = words_of(priya.get(url(draft)))
    assert "1 entry was added to the record since" in page
    assert "checked 3 times" in page
    assert priya.post(url(draft, "count"), {"seen": draft.version}).status_code == 302
    assert "checked 4 times" in words_of(priya.get(url(draft)))
    late = priya.post(url(draft), {"seen": draft.version, "words": "My words stay"})
    assert drafts.CHANGED in words_of(late)
    assert page_of(late).select_one("textarea").get_text().strip() == "My words stay"


def test_whoever_wrote_it_is_told_who_signs_instead(year, priya):
    person(year.organisation, "Gwen Holt", Role.GUARDIAN)
    own = begun(year, by=year.priya)
    assert "Whoever writes a report does not sign it" in words_of(priya.get(url(own)))
    own = drafts.send(draft=own, seen=own.version, counted=queries.counted_now(own), by=year.priya)
    page = words_of(priya.get(url(own)))
    assert "It waits for Gwen Holt to sign" in page
    assert page_of(priya.get(url(own))).find("button", string="Sign and seal") is None


def test_a_manager_of_one_home_makes_a_report_about_that_home(year):
    omar = client_of(year.omar)
    assert "It is about Elm House." in words_of(omar.get("/reports/new/"))
    omar.post("/reports/new/", {"key": str(new_id()), "period": year.code, "reader": "board"})
    draft = ReportDraft.objects.get()
    assert draft.homes == [year.elm.pk]
    assert "Staff checked once" in words_of(omar.get(url(draft))) or "1 time" in words_of(
        omar.get(url(draft))
    )
    assert omar.get(url(begun(year))).status_code == 404
    assert omar.get(url(sealed(year))).status_code == 404


def test_strangers_workers_and_other_organisations_find_nothing(year, make):
    draft, report = sent(year), sealed(year)
    gwen = client_of(make("alder").priya)
    amira = client_of(year.place.amira)
    for client in (gwen, amira):
        for address in (
            url(draft),
            url(report),
            url(report, "read"),
            url(draft, "choices"),
            url(draft, "words", "well"),
        ):
            assert client.get(address).status_code == 404, address
        for address in (
            url(draft),
            url(draft, "send"),
            url(draft, "back"),
            url(draft, "throw_away"),
            url(report, "files"),
        ):
            assert client.post(address).status_code == 404, address
    assert amira.get("/reports/").status_code == 404
    assert "No report was sealed yet" in words_of(gwen.get("/reports/"))


def test_home_and_the_desk_tell_the_guardian_what_waits(year, ruth, priya):
    link = url(sent(year))
    for address in ("/", "/desk/"):
        assert page_of(priya.get(address)).select_one(f"main a[href='{link}']"), address
    assert page_of(ruth.get("/")).select_one(f"main a[href='{link}']") is None


def test_its_emails_say_nothing_but_a_reference(year):
    draft = sent(year)
    drafts.take_back(draft=draft, seen=draft.version, reason="About Mrs Canary", by=year.priya)
    outbox.send_waiting()
    assert [each.to for each in mail.outbox] == [["priya@willow.example"], ["ruth@willow.example"]]
    for each in mail.outbox:
        assert draft.reference in each.subject
        assert "Canary" not in each.body
        assert "There are no personal details in this email." in each.body


def test_a_report_of_somebody_who_has_left_is_made_for_the_guardian(year):
    draft = sent(year)
    Membership.objects.filter(user=year.ruth).update(ended_on=london_day())
    client_of(year.priya).post(url(draft), {"seen": draft.version})
    assert Job.objects.get().by == year.priya
