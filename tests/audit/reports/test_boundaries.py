"""The first and last days of what a report counts, on both sides of each boundary."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time
from types import SimpleNamespace

import pytest

from audit.assurance.task import Status
from audit.ledger.ids import new_id
from audit.reports import queries, rounded
from audit.reports.annual import counted, forms, shown
from audit.reports.annual import queries as annual
from audit.reports.annual.models import AnnualReport
from audit.reports.counting import period
from audit.reports.counting.sums import Thing, summed
from audit.reports.homes import queries as homes
from audit.reports.models import Sum
from audit.reports.packs import forms as packs_forms
from portal.days import LONDON
from tests.days import DAY, SUMMER, around_count, around_day, around_moment, undone

JUNE, JULY, AUGUST = date(2026, 6, 1), date(2026, 7, 1), date(2026, 8, 1)


class TestYears:
    @pytest.mark.parametrize(
        ("code", "first"),
        [("financial-2026-27", date(2026, 4, 1)), ("toolkit-2026-27", JULY), ("2026", date(2026, 1, 1))],
    )
    def test_a_year_can_be_reported_from_the_month_in_which_it_begins(self, code, first):
        around_day(
            lambda today: period.period_of(code, today) is not None, first, before=False, on=True, after=True
        )

    @pytest.mark.parametrize(
        ("code", "end", "last"),
        [
            ("financial-2025-26", date(2026, 4, 1), "31 March 2026"),
            ("toolkit-2025-26", JULY, "30 June 2026"),
            ("2025", date(2026, 1, 1), "31 December 2025"),
        ],
    )
    def test_a_year_runs_to_today_until_it_has_ended(self, code, end, last):
        around_day(
            lambda today: period.period_of(code, today).words.split(" to ")[1],
            end,
            before="today",
            on=last,
            after=last,
        )

    def test_other_months_are_at_most_ten_years(self):
        def is_there(months):
            first = period.later(JULY, -months)
            return period.period_of(f"{first:%Y-%m}_{JUNE:%Y-%m}", SUMMER) is not None

        around_count(is_there, 120, fewer=True, exact=True, more=False)
        around_count(is_there, 1, fewer=False, exact=True, more=True)

    def test_a_year_is_offered_where_the_record_began_before_it_ended(self):
        def is_offered(earliest):
            return "financial-2024-25" in {each.code for each in period.offered(earliest, SUMMER)}

        around_day(is_offered, date(2025, 4, 1), before=True, on=False, after=False)

    def test_no_year_before_2000_is_offered(self):
        years = [each.first.year for each in period.offered(date(1990, 1, 1), SUMMER)]
        assert min(years) == 2000

    def test_a_period_holds_its_months_and_no_other(self):
        counts = {Thing("decision", month, "", "x"): 1 for month in (date(2026, 5, 1), JUNE, JULY, AUGUST)}
        assert summed(counts, JUNE, AUGUST).total("decision") == 2

    def test_the_public_is_told_of_a_quarter_when_it_has_ended(self):
        second = period.Period("", "", date(2026, 4, 1), JULY)
        around_day(
            lambda today: period.whole_quarters(second, today) is not None,
            JULY,
            before=False,
            on=True,
            after=True,
        )

    def test_of_a_year_that_runs_the_last_day_is_today(self):
        year = period.Period("2026", "", date(2026, 1, 1), AUGUST)

        def last(today):
            return counted._period(year, today)["words"].split(" to ")[1]

        end = date(2026, 7, 31)
        around_day(last, end, before="30 July 2026", on="31 July 2026", after="31 July 2026")

    def test_a_sealed_report_tells_up_to_the_day_it_was_made_in_london(self):
        report = AnnualReport(id=new_id(), first=JUNE, end=AUGUST, reader="board", homes=[], digest="0" * 64)

        def last(moment):
            report.made_at = moment
            return shown.report_line(report, {})[0]["text"].split(" to ")[1]

        midnight = datetime.combine(date(2026, 7, 31), time(), LONDON)
        around_moment(last, midnight, before="30 July 2026", at="31 July 2026", after="31 July 2026")
        assert last(midnight + DAY) == "31 July 2026"

    def test_a_year_is_the_last_when_it_has_ended_and_two_of_a_kind_are_offered(self):
        years = [period.period_of(code, SUMMER) for code in ("2026", "2025", "2024")]
        found = [each.label for each in forms.years([each for each in years if each], SUMMER)]
        assert found == ["This calendar year", "Last calendar year"]
        ended = [period.Period("toolkit-2025-26", "", date(2025, 7, 1), JULY)]

        def which(today):
            return forms.years(ended, today)[0].label.split()[0]

        around_day(which, JULY, before="This", on="Last", after="Last")

    def test_the_task_of_the_year_begins_when_the_toolkit_year_has_ended(self, monkeypatch):
        year = period.Period("toolkit-2025-26", "", date(2025, 7, 1), JULY)
        monkeypatch.setattr(annual, "periods", lambda _organisation, _day: [year])
        around_day(
            lambda day: annual._last_toolkit_year(None, day) is not None,
            JULY,
            before=False,
            on=True,
            after=True,
        )

    @pytest.mark.parametrize(("typed", "there"), [(0, False), (1, True), (12, True), (13, False)])
    def test_a_month_is_one_of_twelve(self, typed, there):
        assert (forms.months_of(f"{typed} 2026 to 12 2026") is not None) == there
        assert (forms.months_of(f"1 2026 to {typed} 2026") is not None) == there

    @pytest.mark.parametrize(
        ("last", "says"), [(6, [forms.BACKWARDS]), (7, []), (8, [forms.NOT_COUNTED])], ids=str
    )
    def test_other_months_end_in_the_month_in_which_they_begin_or_later(self, last, says):
        added = []
        form = SimpleNamespace(add_error=lambda _field, why: added.append(why), today=SUMMER)
        forms.ReportForm._other(form, {"months": f"{7 if last < 8 else 8} 2026 to {last} 2026"})
        assert added == says

    def test_the_evidence_of_this_year_of_the_toolkit_and_of_the_last_can_be_packed(self):
        around_day(
            lambda today: list(packs_forms.EvidenceForm(today=today).years),
            JULY,
            before=["2025-26", "2024-25"],
            on=["2026-27", "2025-26"],
            after=["2026-27", "2025-26"],
        )


@pytest.mark.django_db
class TestMonthsInTheDatabase:
    @pytest.fixture
    def three(self, willow):
        """One decision in each of three months."""
        fields = {"organisation": willow.organisation, "home_id": willow.home.pk, "what": "decision"}
        for month in (date(2026, 5, 1), JUNE, JULY):
            Sum.objects.create(month=month, key="family share_x share", count=1, **fields)
        return willow

    def test_only_the_months_of_a_period_are_counted(self, three, monkeypatch):
        monkeypatch.setattr(queries.fold, "catch_up", lambda _organisation: True)
        asked = []
        monkeypatch.setattr(rounded, "rounded", lambda cells, _lot: asked.extend(cells) or ())
        june = period.Period("", "", JUNE, JULY)
        assert queries.counted(three.organisation, june, None).total("decision") == 1
        assert homes._groups(three.organisation, june) == {three.home.pk: Counter({"shared": 1})}
        rounded.sums(three.organisation, JUNE, JULY, None)
        assert [each.slot for each in asked] == [JUNE]

    def test_a_month_in_which_all_was_taken_back_is_not_the_last(self, three):
        fields = {"organisation": three.organisation, "home_id": three.home.pk, "what": "decision"}
        Sum.objects.create(month=AUGUST, key="family share_x share", count=0, **fields)
        assert homes._lasts(three.organisation) == {three.home.pk: JULY}

    def test_the_task_of_the_year_is_done_by_a_report_of_that_year_or_more(self, willow, monkeypatch):
        year = (date(2025, 7, 1), JULY, "")
        monkeypatch.setattr(annual, "_last_toolkit_year", lambda _organisation, _day: year)

        def status(first, end):
            people = {"maker": willow.priya, "signer": willow.priya, "key_id": willow.organisation.pk}
            AnnualReport.objects.create(
                id=willow.opened.pk,
                entry=willow.opened,
                organisation=willow.organisation,
                first=first,
                end=end,
                size=1,
                reader="board",
                sealed=b"",
                **people,
            )
            (task,) = annual.tasks(willow.organisation, SUMMER)
            return task.status

        done, missing = Status.COMPLETED, Status.INCOMPLETE
        around_day(
            lambda first: undone(lambda: status(first, JULY)), year[0], before=done, on=done, after=missing
        )
        around_day(
            lambda end: undone(lambda: status(year[0], end)), JULY, before=missing, on=done, after=done
        )
