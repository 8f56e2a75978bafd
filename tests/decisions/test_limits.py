"""How much a list, a name or a search may hold: one fewer, as much, and one more."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from decisions.clean_lists import actions as clean_lists
from decisions.clean_lists import numbers
from decisions.individuals import queries as individuals
from decisions.intake import columns, forms, lists, reading, rows
from decisions.letters import papers
from decisions.practice import queries as practice
from decisions.practice.models import PracticeResult
from decisions.recipients import queries as recipients
from decisions.wizard import parties
from tests.days import around_count, is_refused


def is_unreadable(data: bytes) -> bool:
    try:
        reading.table(data)
    except reading.Unreadable:
        return True
    return False


class TestLists:
    def test_a_list_has_a_heading_and_at_most_20000_rows(self):
        around_count(
            lambda many: is_unreadable(b"Name\n" + b"x\n" * many), 20_000, fewer=False, exact=False, more=True
        )

    def test_a_file_has_at_most_five_megabytes(self):
        def is_too_big(size):
            try:
                reading._text(b"x" * size)
            except reading.Unreadable:
                return True
            return False

        around_count(is_too_big, 5 * 1024 * 1024, fewer=False, exact=False, more=True)

    def test_the_form_says_so_before_it_reads_the_file(self, settings):
        def says_so(sent):
            words = forms.UploadForm(sent=sent).fields["file"].error_messages["required"]
            return words == reading.TOO_BIG.rstrip(".")

        around_count(says_so, settings.FILE_UPLOAD_MAX_MEMORY_SIZE, fewer=False, exact=False, more=True)

    def test_a_cell_has_at_most_2000_characters(self):
        (column, *_others) = lists.KINDS["people"].columns

        def is_too_long(length):
            try:
                rows._cell("x" * length, column)
            except rows.BadText:
                return True
            return False

        around_count(is_too_long, 2000, fewer=False, exact=False, more=True)

    def test_a_list_asks_at_most_12_questions(self, monkeypatch):
        def is_refused_with(many):
            question = SimpleNamespace(heading="Home", of="x", value="x", title="x")
            tried = SimpleNamespace(questions=dict.fromkeys(range(many), question), bad=[])
            monkeypatch.setattr(lists, "rows_of", lambda *_given: ([], tried))
            monkeypatch.setattr(lists, "_too_many", lambda _questions: "")
            kind = SimpleNamespace(columns=(), judge=lambda *_given: None)
            try:
                lists.ListKind.try_file(kind, b"", None)
            except reading.Unreadable:
                return True
            return False

        around_count(is_refused_with, 12, fewer=False, exact=False, more=True)

    def test_a_row_with_two_of_our_headings_or_more_is_taken_for_the_headings(self):
        wanted = lists.KINDS["people"].columns
        titles = [column.title for column in wanted]

        def headings_at(many):
            return columns.headings_at([(1, ["Willow House"]), (2, titles[:many])], wanted)

        around_count(headings_at, 2, fewer=0, exact=1, more=1)

    def test_headings_are_looked_for_in_the_first_ten_rows(self):
        wanted = lists.KINDS["people"].columns

        def is_found_in(row):
            above = [(at, ["Willow House"]) for at in range(1, row)]
            head = (row, [column.title for column in wanted])
            return columns.headings_at([*above, head], wanted) == row - 1

        around_count(is_found_in, 10, fewer=True, exact=True, more=False)

    def test_of_a_sheet_of_numbers_a_row_counts_from_the_cell_under_the_heading_on(self):
        def is_read_with(cells):
            row = ["Ann", "3 May 1940", "9990000026", "Willow House"][:cells]
            return bool(numbers.read(f"Name,Born,NHS number,Home\n{','.join(row)}\n").good)

        around_count(is_read_with, 3, fewer=False, exact=True, more=True)

    def test_a_line_with_one_heading_names_the_column_of_the_numbers_and_one_with_two_does_not(self):
        def is_read_under(many):
            head = ["Name", "NHS number", "NHS no"][: many + 1]
            return bool(numbers.read(f"{','.join(head)}\nAnn,9990000026,x\n").good)

        around_count(is_read_under, 1, fewer=False, exact=True, more=False)

    def test_a_number_alone_in_its_row_is_read_in_whichever_column_it_is(self):
        def is_read_with(filled):
            row = (["9990000026", "Ann"][:filled] + [""] * 3)[:3]
            return bool(numbers.read(f"Name,Born,NHS number\n{','.join(row)}\n").good)

        around_count(is_read_with, 1, fewer=False, exact=True, more=False)

    def test_a_clean_list_has_at_most_20000_numbers(self, monkeypatch):
        monkeypatch.setattr(numbers, "check", str)
        monkeypatch.setattr(clean_lists, "must", lambda *_given, **_named: None)
        monkeypatch.setattr(clean_lists, "file_of", lambda _good: 1 / 0)

        def is_too_many(many):
            typed = "\n".join(str(10**9 + each) for each in range(many))
            try:
                numbers.read(typed)
            except numbers.NotNumbers:
                return True
            return False

        def is_refused_with(many):
            given = {"organisation": None, "mailbox": "X26HC001", "left_out": 0, "by": None}
            try:
                return is_refused(lambda: clean_lists.make_list.__wrapped__(good=["x"] * many, **given))
            except ZeroDivisionError:
                return False

        around_count(is_too_many, 20_000, fewer=False, exact=False, more=True)
        around_count(is_refused_with, 20_000, fewer=False, exact=False, more=True)


class TestNames:
    def test_a_name_of_at_most_80_characters_is_said_as_it_was_typed(self, monkeypatch):
        monkeypatch.setattr(parties, "_chosen", lambda _journey: "caller")
        monkeypatch.setattr(parties, "_phrase", lambda _journey: "the caller")
        journey = SimpleNamespace(path=[parties.DANGER_TO])

        def is_said(length):
            monkeypatch.setattr(parties, "_typed", lambda _journey: "x" * length)
            return parties.called(journey) != "the caller"

        around_count(is_said, 80, fewer=True, exact=True, more=False)

    def test_a_search_has_at_most_8_words(self, monkeypatch):
        monkeypatch.setattr(recipients, "_private", lambda _organisation, _wanted: 1 / 0)
        monkeypatch.setattr(individuals, "digest", lambda *_given: b"")

        def words(many):
            return " ".join("abcdefghij"[:many])

        def is_looked_up(many):
            try:
                found = recipients.find(None, words(many)) != []
            except ZeroDivisionError:
                found = True
            assert found == (individuals._wanted(None, words(many)) is not None)
            return found

        around_count(is_looked_up, 8, fewer=True, exact=True, more=False)

    def test_a_letter_lists_as_much_as_a_body_can_hold(self, monkeypatch):
        assert papers.MOST_BYTES == 120_000
        monkeypatch.setattr(papers, "SIZES", (50, 10))
        monkeypatch.setattr(papers, "as_kept", lambda made: made)
        monkeypatch.setattr(
            papers, "statement", lambda _of, before, size: SimpleNamespace(size=size, older=size)
        )

        def size_of(length):
            def paper(*_given, told=None, **_named):
                return "x" * ((length - 2) if told and told.size == 50 else 0)

            monkeypatch.setattr(papers, "paper", paper)
            return papers.kept({}, {}, easy=False, foot="", of=SimpleNamespace())[1]

        around_count(size_of, 120_000, fewer=50, exact=50, more=10)


@pytest.mark.django_db
def test_a_story_that_went_right_once_went_right(willow):
    fields = {"organisation": willow.organisation, "worker": willow.amira, "story": "x"}
    PracticeResult.objects.create(id=willow.organisation.pk, right=False, **fields)
    assert practice.went_right(willow.amira) == {"x": False}
    PracticeResult.objects.create(id=willow.house.pk, right=True, **fields)
    assert practice.went_right(willow.amira) == {"x": True}
