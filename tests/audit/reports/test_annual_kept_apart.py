"""Of several reports each is signed, taken and read as itself, and says which homes it is about."""

from __future__ import annotations

import pytest

from audit.assurance.task import Status
from audit.ledger.events import Event
from audit.ledger.ids import new_id
from audit.ledger.models import Entry, Log
from audit.reports.annual import actions, drafts, exact, queries
from audit.reports.annual.asking import files_job
from audit.reports.annual.models import AnnualReport, ReportDraft
from audit.reports.queries import period_of
from audit.transparency import merkle
from portal.days import london_day
from portal.making.asking import files
from portal.making.working import work
from portal.models import Membership, Message
from portal.roles import Role
from tests.audit.door import leaves, made
from tests.audit.reports.test_annual import LAST
from tests.audit.reports.year import begun, decide, person, sealed, sent, year_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(year):
    """The report of the whole organisation and that of one home."""
    return sealed(year), sealed(year, homes=(year.elm.pk,))


def test_the_entry_of_a_report_is_about_its_home_where_it_has_one(year, two):
    whole, elm = (Entry.objects.get(pk=each.pk) for each in two)
    assert (whole.home_id, elm.home_id) == (None, year.elm.pk)
    both = sealed(year, homes=(year.place.home.pk, year.elm.pk), reader="inspector")
    documents = [queries.document(each) for each in (*two, both)]
    named = [[home["name"] for home in each["homes"]] for each in documents]
    assert named == [[], ["Elm House"], ["Elm House", "Willow House"]]


def test_only_an_inspector_is_told_how_to_count_again_in_one_line(year, two):
    inspector = sealed(year, reader="inspector")
    lengths = [len(queries.document(each)["method"]) for each in (inspector, two[0])]
    assert lengths[0] == 1 < lengths[1]


def test_a_copy_is_of_the_report_whose_files_were_made(year, two):
    for report in two:
        job = files_job(report, seen=lambda _job: True)
        work(job.pk)
        job.refresh_from_db()
        taken = actions.take_report(job=job, file_name=files(job)[0].name, by=year.ruth)
        assert (taken.event, taken.about_id) == (Event.REPORT_TAKEN, report.pk)


def test_pressing_again_gives_the_report_that_this_draft_became(year, two):
    draft = sent(year, reader="inspector")
    first = actions.seal_report(draft=draft, seen=draft.version, words="One", by=year.priya)
    again = actions.seal_report(draft=draft, seen=draft.version, words="Two", by=year.priya)
    assert again == first
    assert AnnualReport.objects.count() == 3


def test_the_maker_is_the_one_who_sent_it(year):
    nia = person(year.organisation, "Nia Price", Role.HQ_MANAGER)
    draft = begun(year, by=year.ruth)
    draft = drafts.send(draft=draft, seen=draft.version, counted=queries.counted_now(draft), by=nia)
    report = actions.seal_report(draft=draft, seen=draft.version, words="Read.", by=year.priya)
    assert report.maker == nia


def test_the_root_is_that_of_the_first_entries_of_this_record(year, make):
    head = Log.objects.get(pk=year.organisation.pk)
    alder = make("alder")
    for _ in range(head.size + 3):
        made(alder)
    for _ in range(3):
        decide(year.place, year.elm)
    at = exact._at(head, head.size + 2)
    hashes = [merkle.leaf_hash(each) for each in leaves(year.place)[: head.size + 2]]
    assert (at.size, at.root) == (len(hashes), merkle.root(hashes).hex())


class TestDrafts:
    @pytest.fixture
    def nia(self, year):
        return person(year.organisation, "Nia Price", Role.HQ_MANAGER)

    def write(self, draft, by, words="All went well."):
        return drafts.write(draft=draft, seen=draft.version, box="well", words=words, by=by)

    def test_each_who_wrote_is_named_once_and_each_change_is_a_version(self, year, nia):
        draft = begun(year, by=year.ruth)
        first = draft.version
        for by in (nia, year.ruth, nia):
            draft = self.write(draft, by, f"{by.full_name} wrote this.")
        assert draft.hands == [year.ruth.pk, nia.pk]
        assert draft.version == first + 3

    def test_one_is_thrown_away_and_the_others_stay(self, year):
        kept, thrown = begun(year), begun(year)
        drafts.throw_away(draft=thrown, by=year.ruth)
        assert list(ReportDraft.objects.all()) == [kept]

    def test_no_letter_goes_to_a_sender_who_takes_it_back_or_has_left(self, year, nia):
        draft = sent(year)
        drafts.take_back(draft=draft, seen=draft.version, by=year.ruth)
        draft = sent(year, by=nia)
        nia.is_active = False
        nia.save()
        drafts.take_back(draft=draft, seen=draft.version, reason="Say more about June", by=year.priya)
        assert not Message.objects.filter(template="report_returned").exists()


class TestWhatIsThere:
    @pytest.fixture
    def alder(self, make):
        return year_of(make("alder"))

    @pytest.fixture
    def manager(self, year):
        return Membership.objects.select_related("organisation").get(user=year.ruth)

    def test_each_is_found_by_its_own_id_and_only_here(self, year, two, alder, manager):
        drawn_up = [begun(year), begun(year)]
        elsewhere = Membership.objects.get(user=alder.ruth)
        for each in two:
            assert queries.report_of(manager, each.pk) == each
            assert queries.report_of(elsewhere, each.pk) is None
        for each in drawn_up:
            assert queries.draft_of(manager, each.pk) == each
            assert queries.draft_of(elsewhere, each.pk) is None
        for each in (*two, *drawn_up):
            assert queries.is_there(year.organisation, each.pk)
            assert not queries.is_there(alder.organisation, each.pk)
        assert not queries.is_there(year.organisation, new_id())

    def test_lists_are_this_organisations_the_latest_first_and_end_somewhere(
        self, year, alder, manager, monkeypatch
    ):
        begun(alder), sealed(alder)
        drawn_up, made_up = [begun(year) for _ in range(3)], [sealed(year) for _ in range(3)]
        assert queries.drafts_for(manager) == drawn_up[::-1]
        assert queries.sealed(year.organisation) == queries.sealed_for(manager) == made_up[::-1]
        monkeypatch.setattr(queries, "LISTED", 2)
        assert queries.drafts_for(manager) == drawn_up[:0:-1]
        assert queries.sealed_for(manager) == made_up[:0:-1]

    def test_what_waits_for_a_signature_here_is_listed_the_first_sent_first(self, year, alder):
        begun(year)
        waiting = [sent(year), sent(year)]
        sent(alder)
        Membership.objects.create(user=alder.priya, organisation=year.organisation, role=Role.GUARDIAN)
        for guardian in (year.priya, alder.priya):
            assert queries.to_sign(guardian, year.organisation) == waiting

    def test_the_yearly_task_is_done_by_a_report_of_ours_and_waits_only_for_one_that_was_sent(
        self, year, alder, monkeypatch
    ):
        monkeypatch.setattr(queries, "periods", lambda organisation, day: [period_of(LAST, day)])
        sealed(alder, period=LAST), sent(alder, period=LAST), begun(year, period=LAST)
        (task,) = queries.tasks(year.organisation, london_day())
        assert (task.status, task.note) == (Status.INCOMPLETE, "")
