"""From how many on a report compares, and how many are too many: one fewer, as many, and one more."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from types import SimpleNamespace

from audit.agreement import agreement
from audit.assurance.task import Status
from audit.ledger.ids import new_id
from audit.oversight.pictures.figures import Grid
from audit.reports.annual import document, exact, forms, told
from audit.reports.counting import told_decisions, told_guardian
from audit.reports.counting.count import _within
from audit.reports.counting.sums import Sums
from audit.reports.homes import forms as homes_forms
from audit.reports.homes import queries as homes
from audit.reports.homes import shown as homes_shown
from audit.reports.packs import actions as packs
from audit.reports.packs import forms as packs_forms
from audit.reports.packs import front
from tests.days import SUMMER, around_count, is_refused


class TestEnoughToCompare:
    def test_under_ten_decisions_no_share_of_a_home_is_told(self):
        def line(number):
            return homes.Line(None, "Elm House", Counter({"shared": number}))

        around_count(
            lambda number: line(number).share_of(1) != homes.TOO_FEW, 10, fewer=False, exact=True, more=True
        )
        around_count(
            lambda number: (
                len(homes_shown._compared([line(number)])[:-1]) == 1
                and homes_shown._compared([line(number)])[0].startswith("Elm House shared")
            ),
            10,
            fewer=False,
            exact=True,
            more=True,
        )

        def drawn(number):
            return len(homes_shown._enough(Grid(("Elm House",), ("Shared",), ((number,),))).rows)

        around_count(drawn, 10, fewer=0, exact=1, more=1)

    def test_under_ten_people_no_share_of_the_trained_is_told(self, monkeypatch):
        def says(people):
            share = SimpleNamespace(counted=people, trained=people, percent=100)
            monkeypatch.setattr(homes, "share", lambda _progress, _today: share)
            monkeypatch.setattr(homes, "progress", lambda *_given: None)
            return "100%" in homes._trained(None, None)

        around_count(says, 10, fewer=False, exact=True, more=True)

    def test_two_to_four_homes_are_compared(self):
        def is_wrong(many):
            form = SimpleNamespace(cleaned_data={"homes": [str(each) for each in range(many)]})
            return is_refused(lambda: homes_forms.SideForm.clean_homes(form))

        around_count(is_wrong, 2, fewer=True, exact=False, more=False)
        around_count(is_wrong, 4, fewer=False, exact=False, more=True)

    def test_an_inspector_reads_as_many_decisions_as_were_agreed(self):
        def is_wrong(many):
            form = SimpleNamespace(cleaned_data={"sample": str(many)})
            return is_refused(lambda: packs_forms.InspectorForm.clean_sample(form))

        around_count(is_wrong, packs.FEWEST, fewer=True, exact=False, more=False)
        around_count(is_wrong, packs.MOST, fewer=False, exact=False, more=True)

    def test_how_quickly_ten_decisions_were_made_is_told(self):
        def says(known):
            sums = Sums([("took", "under_2 shared", known), ("took", "- shared", 5)])
            return told_decisions._speed(sums, "shared", "sharing") != ()

        around_count(says, 10, fewer=False, exact=True, more=True)

    def test_how_quickly_ten_questions_were_answered_is_told(self):
        def says(answered):
            sums = Sums([("advice", "guardian calm hour", answered), ("advice", "guardian calm waiting", 3)])
            (table, *_rest) = told_guardian._advice(sums)
            return any("within an hour" in each for each in table.says)

        around_count(says, 10, fewer=False, exact=True, more=True)

    def test_ten_decisions_that_were_decided_again_are_compared(self):
        def says(pairs):
            found = agreement({("share", "share"): pairs - 1, ("share", "keep"): 1})
            return any("interval" in each for each in told_guardian._agreed(found))

        around_count(says, 10, fewer=False, exact=True, more=True)

    def test_the_most_frequent_subject_is_told_of_two_or_more(self):
        assert told_decisions._most({"family shared": 3}) == ()
        assert told_decisions._most({"family shared": 3, "care-team shared": 1}) != ()

    def test_one_decision_is_no_plural(self):
        def says(number):
            sums = Sums([("decision", "family shared", number), ("looked_at", "yes", 1)])
            return told_guardian.in_short(sums)[0].endswith("looked at it.")

        around_count(says, 2, fewer=True, exact=False, more=False)

    def test_a_quick_look_counts_in_the_step_whose_end_it_reaches(self):
        limits = ((7, "0-7"), (14, "8-14"))
        around_count(lambda days: _within(days, limits, "longer"), 7, fewer="0-7", exact="0-7", more="8-14")
        around_count(
            lambda days: _within(days, limits, "longer"), 14, fewer="8-14", exact="8-14", more="longer"
        )

    def test_three_sentences_are_a_list(self):
        def kind(many):
            (block,) = told._sentences([f"{each}." for each in range(many)])
            return type(block).__name__

        around_count(kind, 2, fewer="Paragraph", exact="Paragraph", more="Bullets")

    def test_an_item_is_ready_when_all_its_tasks_are(self):
        item = SimpleNamespace(topics=("x",))
        done, open_ = (
            SimpleNamespace(topic="x", title="T", note="", status=each)
            for each in (Status.COMPLETED, Status.INCOMPLETE)
        )
        assert front._answer(item, [done, done], [], SUMMER).mind == ""
        assert front._answer(item, [done, open_], [], SUMMER).mind == front.NOT_READY


class TestLimits:
    def test_a_report_is_made_where_no_more_than_so_many_entries_are_uncounted(self, monkeypatch):
        assert exact.MOST_BEHIND == 50_000
        monkeypatch.setattr(exact.Log.objects, "get", lambda **_given: 1 / 0)

        def is_refused_with(behind):
            monkeypatch.setattr(exact.fold, "behind", lambda _organisation: behind)
            try:
                exact.counted_exactly(SimpleNamespace(pk=new_id()), None, homes=None, reader="")
            except ZeroDivisionError:
                return False
            except exact.NotAllowed:
                return True

        around_count(is_refused_with, 50_000, fewer=False, exact=False, more=True)

    def test_a_report_that_fits_into_a_body_can_be_sealed(self, monkeypatch):
        at = datetime(2026, 7, 14, 12, tzinfo=UTC)
        assert document.MOST_BYTES == 160_000

        def sealed():
            return document.signed({}, name="Priya", role="", words="", alone=False, at=at)

        length = len(sealed()[1])

        def is_too_large(most):
            monkeypatch.setattr(document, "MOST_BYTES", most)
            return is_refused(sealed)

        around_count(is_too_large, length, fewer=True, exact=False, more=False)

    def test_a_copy_to_verify_has_at_most_five_megabytes(self):
        def is_wrong(size):
            form = SimpleNamespace(cleaned_data={"file": SimpleNamespace(size=size)})
            return is_refused(lambda: forms.VerifyForm.clean_file(form))

        around_count(is_wrong, 5 * 1024 * 1024, fewer=False, exact=False, more=True)


def test_an_inspector_is_given_as_many_decisions_as_were_agreed(monkeypatch):
    monkeypatch.setattr(packs, "_must", lambda *_given: None)
    monkeypatch.setattr(packs, "period_of", lambda *_given: "a period")
    monkeypatch.setattr(packs.Log.objects, "get", lambda **_given: 1 / 0)

    def is_refused_with(sample):
        given = {"organisation": SimpleNamespace(pk=1), "period": "2026", "reason": "They asked"}
        try:
            return is_refused(
                lambda: packs.ask_for_inspectors.__wrapped__(sample=sample, key=None, by=None, **given)
            )
        except ZeroDivisionError:
            return False

    around_count(is_refused_with, packs.FEWEST, fewer=True, exact=False, more=False)
    around_count(is_refused_with, packs.MOST, fewer=False, exact=False, more=True)
