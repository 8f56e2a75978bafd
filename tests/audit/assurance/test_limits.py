"""How many are too many, or enough, in the yearly duties: one fewer, as many, and one more."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest
from django.http import Http404

from audit.assurance.appointments.conflicts import Conflict, conflicts
from audit.assurance.appointments.posts import Post
from audit.assurance.policies import actions as policies
from audit.assurance.policies import owed, views
from audit.assurance.policies.differences import differences
from audit.assurance.registers import actions as registers
from audit.assurance.registers import files, queries
from audit.assurance.registers.forms import FileForm
from audit.assurance.tasks import toolkit
from audit.assurance.tasks.queries import Ready
from audit.assurance.training import queries as training
from audit.assurance.training import shown
from audit.assurance.training.actions import needs
from audit.assurance.training.due import Duty
from tests.audit.assurance.appointing import appoint, confirm
from tests.audit.assurance.learning import YEARLY_KIND, add
from tests.audit.assurance.registering import PDF, enter, file_it, pdf_with, photograph
from tests.days import DAY, SUMMER, around_count, around_day, around_today, is_refused, undone

PICTURE = photograph("png", (3, 4))


def pdf(size):
    """A PDF of a size, whose bytes come before its end mark."""
    return b"%PDF-" + b" " * (size - len(b"%PDF-%%EOF")) + b"%%EOF"


class TestFiles:
    def test_a_file_has_at_most_5_megabytes(self):
        most = 5 * 1024 * 1024
        around_count(
            lambda size: is_refused(lambda: files.checked(pdf(size))),
            most,
            fewer=False,
            exact=False,
            more=True,
        )

    def test_the_form_says_so_too(self):
        def is_too_large(size):
            sent = SimpleNamespace(name="a.pdf", size=size)
            return is_refused(lambda: FileForm.clean_file(SimpleNamespace(cleaned_data={"file": sent})))

        around_count(is_too_large, 5 * 1024 * 1024, fewer=False, exact=False, more=True)

    def test_a_picture_drawn_anew_is_measured_again(self, monkeypatch):
        made = len(files._anew(PICTURE, "png"))

        def is_too_large(most):
            monkeypatch.setattr(files, "LARGEST", most)
            return is_refused(lambda: files._anew(PICTURE, "png"))

        around_count(is_too_large, made, fewer=True, exact=False, more=False)

    def test_a_picture_has_at_most_so_many_points(self, monkeypatch):
        assert files.MOST_PIXELS == 30_000_000

        def is_too_large(most):
            monkeypatch.setattr(files, "MOST_PIXELS", most)
            return is_refused(lambda: files._seen(PICTURE, "png"))

        around_count(is_too_large, 12, fewer=True, exact=False, more=False)

    def test_after_the_end_of_a_pdf_come_at_most_1024_bytes(self):
        def is_hidden(after):
            return is_refused(lambda: files._look_through(PDF.rstrip() + b" " * (after - len(b"%%EOF"))))

        around_count(is_hidden, 1024, fewer=False, exact=False, more=True)
        assert not is_refused(lambda: files._look_through(b"%%EOF"))

    def test_what_a_pdf_keeps_packed_is_read_up_to_a_limit(self, monkeypatch):
        def is_refused_with(most):
            monkeypatch.setattr(files, "INFLATED", most)
            return is_refused(lambda: files.checked(pdf_with(b"x" * 10)))

        around_count(is_refused_with, 11, fewer=True, exact=False, more=False)

    def test_an_entry_has_at_most_20_files(self, willow, ruth, monkeypatch):
        held = enter(willow, ruth)
        assert registers.MOST_FILES == 20

        def is_full(most):
            monkeypatch.setattr(registers, "MOST_FILES", most)
            return undone(lambda: is_refused(lambda: file_it(held, ruth)))

        file_it(held, ruth)
        around_count(is_full, 2, fewer=True, exact=False, more=False)


class TestPolicies:
    def test_a_policy_has_at_most_2000_lines(self):
        around_count(
            lambda lines: is_refused(lambda: policies._text("\n".join(["x"] * lines))),
            2000,
            fewer=False,
            exact=False,
            more=True,
        )

    @pytest.mark.parametrize(("number", "there"), [(0, False), (1, True), (2, True), (3, False)])
    def test_a_version_that_was_never_adopted_is_not_there(self, number, there):
        found = SimpleNamespace(versions=["first", "second"])
        if there:
            views._there(found, number)
        else:
            with pytest.raises(Http404):
                views._there(found, number)

    def test_a_note_says_how_many_readings_are_missing_until_none_is(self, monkeypatch):
        def note(have):
            monkeypatch.setattr(owed, "_counts", lambda _found: (have, 3))
            return owed._read([], "").note != ""

        around_count(note, 3, fewer=True, exact=False, more=False)

    def test_a_line_is_left_out_where_two_or_more_lie_between_those_around_two_changes(self):
        def left_out(between):
            same = [str(each) for each in range(between)]
            lines = differences("\n".join(["a", *same, "b"]), "\n".join(["c", *same, "d"]))
            return sum(each.left_out for each in lines)

        around_count(left_out, 5, fewer=0, exact=0, more=2)


class TestAppointments:
    def test_a_conflict_is_of_one_who_holds_exactly_these_posts_or_more(self, monkeypatch):
        clash = Conflict("x", frozenset({"a", "b"}), "Not both", "Guide", SUMMER, "")
        monkeypatch.setattr("audit.assurance.appointments.conflicts._all", lambda: (clash,))
        found = [bool(conflicts(posts, managing=True)) for posts in (["a"], ["a", "b"], ["a", "b", "c"])]
        assert found == [False, True, True]

    def test_a_post_is_confirmed_for_a_year_from_today(self, willow, ruth):
        def until():
            given = appoint(willow, Post.GUARDIAN, willow.priya)
            return (given.review_on, confirm(willow, given).review_on)

        around_today(
            lambda: undone(until),
            SUMMER,
            before=(date(2027, 7, 13),) * 2,
            on=(date(2027, 7, 14),) * 2,
            after=(date(2027, 7, 15),) * 2,
        )


class TestRegisters:
    def test_a_page_begins_after_the_last_of_the_one_before(self, willow, ruth):
        entered = sorted(enter(willow, ruth, due_on=SUMMER).pk for _ in range(3))
        kind = enter(willow, ruth, due_on=SUMMER + DAY).register
        first = queries.page(willow.organisation, kind, size=2)
        second = queries.page(willow.organisation, kind, size=2, after=first.after)
        assert [each.pk for each in first.entries] == entered[:2]
        assert second.entries[0].pk == entered[2]
        assert len(second.entries) == 2
        assert second.after is None


class TestTraining:
    def test_an_organisation_adds_at_most_30_kinds(self, willow, ruth, monkeypatch):
        assert needs.MOST == 30
        add(willow, ruth)

        def is_full(most):
            monkeypatch.setattr(needs, "MOST", most)
            return undone(lambda: is_refused(lambda: add(willow, ruth, title="Our keys")))

        around_count(is_full, 2, fewer=True, exact=False, more=False)

    def test_practice_counts_for_a_year_that_ends_today(self, monkeypatch):
        asked = []
        monkeypatch.setattr(training, "import_string", lambda _name: lambda *given: asked.append(given) or ())
        training.practised(None, SUMMER)
        assert asked == [(None, date(2025, 7, 14), SUMMER)]

    def test_one_more_that_is_due_is_said(self):
        duty = Duty(YEARLY_KIND, None, SUMMER)

        def says_more(many):
            return "more" in shown.reminder([duty] * many, SUMMER)

        around_count(says_more, 1, fewer=False, exact=False, more=True)
        assert shown.reminder([duty] * 3, SUMMER).endswith("And 2 more.")


class TestTheYear:
    def test_a_year_without_a_list_of_its_own_uses_the_latest_before_it(self, monkeypatch):
        (found,) = toolkit._lists().values()
        lists = {year: found | {"deadline": date(2026, 6, 29)} for year in ("2025-26", "2026-27")}
        monkeypatch.setattr(toolkit, "_lists", lambda: lists)

        def listed(day):
            runs = toolkit.edition(day)
            return runs.listed, runs.published, runs.deadline

        own = ("2026-27", True, date(2026, 6, 29))
        around_day(
            listed,
            date(2027, 7, 1),
            before=own,
            on=("2026-27", False, date(2028, 6, 30)),
            after=("2026-27", False, date(2028, 6, 30)),
        )

    def test_one_task_that_is_ready_is_not_counted(self):
        assert Ready(1, 1).says == "It is ready."
        assert Ready(2, 2).says.startswith("All 2")
