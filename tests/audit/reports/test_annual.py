"""A report is written by a manager, signed by the Guardian as they read it, sealed once, and never changes."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from audit.assurance.task import Status
from audit.ledger.errors import BodyAltered
from audit.ledger.events import Event
from audit.ledger.models import Entry, Log
from audit.ledger.queries import body_of
from audit.reports.annual import actions, drafts, queries
from audit.reports.annual.document import digest_of
from audit.reports.annual.models import AnnualReport, ReportDraft
from audit.reports.counting.count import Count
from audit.reports.counting.figures import figures
from audit.reports.counting.leaves import read
from audit.reports.counting.memory import InMind
from audit.reports.counting.sums import summed
from audit.reports.queries import period_of
from audit.transparency import merkle
from portal.days import london_day
from portal.errors import NotAllowed
from portal.models import Membership, Message
from portal.roles import Role
from tests.audit.door import leaves
from tests.audit.reports.year import begun, decide, person, sealed, sent

LAST = "toolkit-2024-25"
pytestmark = pytest.mark.django_db


def entries(year, event):
    return Entry.objects.filter(organisation=year.organisation, event=event)


def test_what_is_sealed_is_what_was_read_and_its_entry_commits_to_it(year):
    draft = sent(year)
    read = queries.as_it_stands(draft)
    report = actions.seal_report(draft=draft, seen=draft.version, words="I agree.", by=year.priya)
    document, spelled = queries.opened(report)
    assert {**document, "signed": {}} == read
    assert document["signed"]["name"] == "Priya Nair"
    assert document["signed"]["words"] == "I agree."
    body = body_of(entries(year, Event.REPORT_SEALED).get())
    assert body["digest"] == report.digest == digest_of(spelled)
    assert report.code.replace("-", "").lower() == report.digest[:16]


def test_it_counts_the_first_entries_of_the_record_and_says_how_many(year):
    report = sealed(year)
    counted = queries.document(report)["counted"]
    first = leaves(year.place)[: counted["entries"]]
    assert merkle.root(map(merkle.leaf_hash, first)).hex() == counted["root"]
    assert counted["entries"] == report.size == Log.objects.get(pk=year.organisation.pk).size - 1


@pytest.mark.parametrize("reader", ["board", "inspector"])
def test_whoever_counts_the_same_leaves_later_gets_the_same_numbers(year, reader):
    document = queries.document(sealed(year, reader=reader))
    decide(year.place, year.elm)
    count = Count(InMind())
    for leaf in leaves(year.place)[: document["counted"]["entries"]]:
        count.read(read(leaf))
    months = [date.fromisoformat(document["period"][name]) for name in ("first", "end")]
    again = figures(summed(count.counts, *months), reader)
    assert list(again.in_short) == document["in_short"]
    recounted = {
        table.id: [[row.code, *row.counts] for row in table.rows]
        for section in again.sections
        for table in section.tables
    }
    assert recounted == {
        table["id"]: [[row["code"], *row["counts"]] for row in table["rows"]] for table in document["tables"]
    }


def test_the_root_is_found_also_where_entries_come_while_it_counts(year, monkeypatch):
    from audit.reports.annual import exact

    old = Log.objects.get(pk=year.organisation.pk)
    decide(year.place, year.elm)
    monkeypatch.setattr(exact.Log.objects, "get", lambda **_: old)
    counted = queries.counted_now(begun(year))["counted"]
    stored = leaves(year.place)
    assert counted["entries"] == len(stored) == old.size + 1
    assert counted["root"] == merkle.root(map(merkle.leaf_hash, stored)).hex()


def test_a_record_that_is_far_from_counted_is_not_reported_yet(year, monkeypatch):
    from audit.reports.annual import exact

    monkeypatch.setattr(exact, "MOST_BEHIND", -1)
    with pytest.raises(NotAllowed, match="still counting"):
        queries.counted_now(begun(year))


def test_a_sealed_report_stays_the_same_whatever_is_decided_after(year):
    report = sealed(year)
    before = queries.opened(report)
    for _ in range(3):
        decide(year.place, year.elm)
    assert queries.opened(AnnualReport.objects.get(pk=report.pk)) == before
    later = queries.as_it_stands(begun(year))
    assert later["in_short"] != before[0]["in_short"]


def test_nobody_can_change_a_sealed_report(year):
    report = sealed(year)
    for change in (
        lambda: AnnualReport.objects.filter(pk=report.pk).update(period="2020"),
        lambda: AnnualReport.objects.filter(pk=report.pk).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_a_report_that_is_not_the_one_its_entry_commits_to_is_not_shown(year):
    report = sealed(year)
    report.digest = "0" * 64
    with pytest.raises(BodyAltered):
        queries.document(report)


def test_pressing_twice_seals_once(year):
    draft = sent(year)
    seen = draft.version
    first = actions.seal_report(draft=draft, seen=seen, words="One", by=year.priya)
    second = actions.seal_report(draft=draft, seen=seen, words="Two", by=year.priya)
    assert first == second
    assert queries.document(second)["signed"]["words"] == "One"
    assert entries(year, Event.REPORT_SEALED).count() == 1
    assert not ReportDraft.objects.exists()


def test_who_comes_second_at_the_same_moment_is_given_what_the_first_sealed(year, monkeypatch):
    draft = sent(year)
    real = drafts.lock

    def first_somebody_else(held):
        monkeypatch.setattr(drafts, "lock", real)
        actions.seal_report(draft=held, seen=held.version, words="First", by=year.priya)
        return real(held)

    monkeypatch.setattr(drafts, "lock", first_somebody_else)
    report = actions.seal_report(draft=draft, seen=draft.version, words="Second", by=year.priya)
    assert queries.document(report)["signed"]["words"] == "First"
    assert entries(year, Event.REPORT_SEALED).count() == 1


def test_nobody_signs_what_they_have_not_read(year):
    draft = sent(year)
    seen = draft.version
    decide(year.place, year.elm)
    drafts.count_again(draft=draft, seen=seen, counted=queries.counted_now(draft), by=year.ruth)
    with pytest.raises(NotAllowed, match="Look at it again"):
        actions.seal_report(draft=draft, seen=seen, words="", by=year.priya)


def test_a_report_that_was_taken_back_or_thrown_away_cannot_be_signed(year):
    draft = sent(year)
    taken = drafts.take_back(draft=draft, seen=draft.version, by=year.ruth)
    with pytest.raises(NotAllowed, match="taken it back"):
        actions.seal_report(draft=taken, seen=taken.version, words="", by=year.priya)
    drafts.throw_away(draft=taken, by=year.ruth)
    drafts.throw_away(draft=taken, by=year.ruth)
    with pytest.raises(NotAllowed, match="not there any more"):
        actions.seal_report(draft=taken, seen=taken.version, words="", by=year.priya)


def test_only_a_guardian_signs_and_not_one_who_wrote_it_where_another_could(year):
    draft = sent(year)
    deputy = person(year.organisation, "Dan Poe", Role.DEPUTY)
    for other in (year.ruth, deputy, year.place.amira):
        with pytest.raises(NotAllowed):
            actions.seal_report(draft=draft, seen=draft.version, words="", by=other)
    gwen = person(year.organisation, "Gwen Holt", Role.GUARDIAN)
    own = sent(year, by=gwen)
    with pytest.raises(NotAllowed, match="did not write"):
        actions.seal_report(draft=own, seen=own.version, words="", by=gwen)
    assert not queries.document(actions.seal_report(draft=own, seen=own.version, words="", by=year.priya))[
        "signed"
    ]["wrote_it_too"]


def test_the_only_guardian_may_sign_their_own_report_and_it_says_so(year):
    own = sent(year, by=year.priya)
    report = actions.seal_report(draft=own, seen=own.version, words="", by=year.priya)
    assert queries.document(report)["signed"]["wrote_it_too"]


def test_without_a_guardian_nothing_is_sent(year):
    Membership.objects.filter(role=Role.GUARDIAN).delete()
    draft = begun(year)
    with pytest.raises(NotAllowed, match="Nobody here is Caldicott Guardian"):
        drafts.send(draft=draft, seen=draft.version, counted={}, by=year.ruth)


def test_who_must_sign_is_written_to_and_who_sent_it_when_it_comes_back(year):
    draft = sent(year)
    told = Message.objects.get(template="report_to_sign")
    assert (told.to, told.path, told.reference) == (year.priya, f"/reports/{draft.pk}/", draft.reference)
    with pytest.raises(NotAllowed, match="Say what should be changed"):
        drafts.take_back(draft=draft, seen=draft.version, by=year.priya)
    drafts.take_back(draft=draft, seen=draft.version, reason="Say more about June", by=year.priya)
    assert Message.objects.get(template="report_returned").to == year.ruth
    assert drafts.inside(ReportDraft.objects.get()).returned == "Say more about June"


def test_words_are_sealed_and_two_windows_do_not_overwrite_each_other(year):
    draft = begun(year)
    seen = draft.version
    written = drafts.write(draft=draft, seen=seen, box="well", words="Mrs Canary sang", by=year.ruth)
    assert b"Canary" not in bytes(ReportDraft.objects.get().sealed)
    with pytest.raises(NotAllowed, match="while you had it open"):
        drafts.write(draft=draft, seen=seen, box="next", words="More", by=year.ruth)
    again = drafts.write(draft=draft, seen=written.version, box="well", words="", by=year.ruth)
    assert drafts.inside(again).words == {}


def test_a_report_that_waits_stands_still(year):
    draft = sent(year)
    for act in (
        lambda: drafts.write(draft=draft, seen=draft.version, box="well", words="x", by=year.ruth),
        lambda: drafts.throw_away(draft=draft, by=year.ruth),
        lambda: drafts.send(draft=draft, seen=draft.version, counted={}, by=year.ruth),
    ):
        with pytest.raises(NotAllowed, match="waits for the Guardian"):
            act()
    with pytest.raises(NotAllowed, match="while you had it open"):
        drafts.take_back(draft=draft, seen=draft.version - 1, by=year.ruth)


def test_a_time_that_has_not_begun_and_somebody_elses_home_are_refused(year, make):
    alder = make("alder")
    given = {"draft": begun(year), "seen": 1, "by": year.ruth, "reader": "board"}
    with pytest.raises(NotAllowed, match="a time that has begun"):
        drafts.choose(**given, period="2099", homes=())
    with pytest.raises(NotAllowed, match="homes from the list"):
        drafts.choose(**given, period=year.code, homes=[alder.home.pk])
    assert drafts.choose(**given, period="2025-02_2025-03", homes=[year.elm.pk]).homes == [year.elm.pk]


def test_a_manager_of_one_home_counts_and_sees_that_home_only(year):
    with pytest.raises(NotAllowed, match="your own home"):
        begun(year, by=year.omar)
    own = begun(year, by=year.omar, homes=[year.elm.pk])
    assert own.homes == [year.elm.pk]
    membership = Membership.objects.get(user=year.omar)
    whole, one = sealed(year), sealed(year, homes=[year.elm.pk])
    assert queries.report_of(membership, whole.pk) is None
    assert queries.sealed_for(membership) == [one]
    assert queries.drafts_for(membership) == [own]
    assert queries.document(one)["homes"][0]["name"] == "Elm House"


def test_a_report_that_is_too_large_is_refused_before_it_is_sealed(year):
    draft = begun(year)
    counted = queries.counted_now(draft)
    for many in (2_000, 4_000):
        large = {
            **counted,
            "in_short": ["A sentence of some eighty letters, so that many of them are too many." * 2] * many,
        }
        waiting = drafts.send(draft=draft, seen=draft.version, counted=large, by=year.ruth)
        with pytest.raises(NotAllowed, match="too large"):
            actions.seal_report(draft=waiting, seen=waiting.version, words="", by=year.priya)
        draft = drafts.take_back(draft=waiting, seen=waiting.version, by=year.ruth)


def test_a_report_waits_for_whoever_may_sign_it(year):
    draft = sent(year)
    assert queries.to_sign(year.priya, year.organisation) == [draft]
    assert queries.to_sign(year.ruth, year.organisation) == []


def test_the_yearly_task_is_done_by_a_sealed_report_of_the_whole_year_and_all_homes(year, monkeypatch):
    monkeypatch.setattr(queries, "periods", lambda organisation, day: [period_of(LAST, day)])

    def task():
        (found,) = queries.tasks(year.organisation, london_day())
        return found.status, found.note

    assert task() == (Status.INCOMPLETE, "")
    sealed(year, period=LAST, homes=[year.elm.pk])
    assert task()[0] == Status.INCOMPLETE
    waiting = sent(year, period=LAST)
    assert task() == (Status.INCOMPLETE, "A report waits for the Guardian to sign")
    actions.seal_report(draft=waiting, seen=waiting.version, words="", by=year.priya)
    assert task() == (Status.COMPLETED, "")


def test_before_a_toolkit_year_has_ended_there_is_no_task(year):
    assert list(queries.tasks(year.organisation, london_day())) == []
