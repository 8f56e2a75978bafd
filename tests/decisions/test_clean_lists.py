"""Lists for research and planning: the file of the national data opt-out check, and what is kept of it."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from audit.ledger.events import Event
from audit.ledger.ids import new_id
from audit.ledger.models import Entry
from audit.ledger.queries import body_of
from decisions.clean_lists import actions, queries
from decisions.clean_lists.models import CleanList, CleanListBack
from decisions.clean_lists.numbers import NONE, file_of, read
from decisions.individuals.models import Individual
from decisions.rulesets import library
from decisions.wizard.evidence import evidence
from portal.days import london_day
from portal.errors import NotAllowed
from portal.nhs_number import check_digit
from tests.decisions.wizard.call import errors, logged_in, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("autumn")]
KEY = "0199aaaa-0000-7000-8000-00000000000e"


def numbers(many: int) -> list[str]:
    nines = (f"{999000000 + n}" for n in range(many * 2))
    return [f"{nine}{check_digit(nine)}" for nine in nines if check_digit(nine) < 10][:many]


GOOD = numbers(20)


def make(browser, good=GOOD, **changes):
    given = {"mailbox": "x26ot001", "numbers": "\n".join(good), "left_out": "2", "key": KEY} | changes
    return browser.post(reverse("clean_lists:make"), given)


def back(browser, made, text):
    address = reverse("clean_lists:page", args=[made.pk])
    file = SimpleUploadedFile("back.dat", text if isinstance(text, bytes) else text.encode())
    return browser.post(address, {"file": file, "key": KEY[:-1] + "1"})


@given(st.lists(st.integers(0, 19), max_size=40))
def test_what_is_written_is_read_again_each_number_once(places):
    wanted = list(dict.fromkeys(GOOD[at] for at in places))
    found = read("\r\n".join(GOOD[at] for at in places))
    assert list(found.good) == wanted
    assert found.again == len(places) - len(wanted)
    assert read(file_of(found.good).decode()).good == found.good


class TestMaking:
    def test_wrong_lines_are_named_and_left_out_before_the_file_is_made(self, willow):
        browser = logged_in(willow.priya)
        file = SimpleUploadedFile("list.txt", f"NHS number\n{GOOD[2]}\n{GOOD[0]}\n".encode())
        typed = {"mailbox": "X26OT001", "numbers": f"{GOOD[0]}\n999 000 0019\n{GOOD[1]},", "file": file}
        shown = words(browser.post(reverse("clean_lists:new"), typed))
        assert "NHS numbers in the file 3 Given more than once 1 Left out as wrong 1" in shown
        assert "999 000 0019" in shown
        assert not CleanList.objects.exists()

    def test_the_file_is_as_the_check_wants_it(self, willow):
        response = make(logged_in(willow.ruth))
        assert response.headers["Content-Disposition"] == 'attachment; filename="X26OT001-221126-0001.dat"'
        assert response.content == "".join(f"{number},\n" for number in GOOD).encode()
        assert b"\r" not in response.content
        made = CleanList.objects.get()
        assert made.words["digest"] == hashlib.sha256(response.content).hexdigest()
        said = body_of(Entry.objects.get(event=Event.CLEAN_LIST_MADE))
        assert (said["sent"], said["left_out"]) == (20, 2)
        assert not any(number in str(said) for number in GOOD)

    def test_posted_twice_it_is_one_list_and_with_other_numbers_none(self, willow, alder):
        browser = logged_in(willow.ruth)
        assert make(browser).content == make(browser).content
        assert "another list already" in words(make(browser, GOOD[:3]))
        assert "another list already" in words(make(logged_in(alder.ruth)))
        assert CleanList.objects.count() == 1
        assert "-0002.dat" in make(browser, key="").headers["Content-Disposition"]

    @pytest.mark.parametrize(
        "changes", [{"mailbox": "../x"}, {"numbers": ""}, {"numbers": "\n".join(numbers(30)) * 0 + "1"}]
    )
    def test_what_cannot_be_made_is_told(self, willow, changes):
        response = make(logged_in(willow.ruth), **changes)
        assert response.status_code == 200
        assert errors(response)
        assert not CleanList.objects.exists()

    @pytest.mark.parametrize("count", ["x", "", "-1", "9" * 50, "\u0663"])
    def test_a_count_that_is_none_does_no_harm(self, willow, count):
        assert make(logged_in(willow.ruth), left_out=count).status_code == 200

    def test_an_empty_form_says_what_to_enter(self, willow):
        shown = logged_in(willow.ruth).post(reverse("clean_lists:new"), {"mailbox": "a b"})
        assert errors(shown) == [("#mailbox", actions.NO_MAILBOX), ("#numbers", NONE)]
        bad = SimpleUploadedFile("a.txt", b"\xff\xfe\x00")
        shown = logged_in(willow.ruth).post(reverse("clean_lists:new"), {"mailbox": "X26OT001", "file": bad})
        assert "not a file of numbers" in errors(shown)[0][1]

    def test_too_many_are_refused(self, willow, monkeypatch):
        monkeypatch.setattr("decisions.clean_lists.numbers.MOST", 3)
        shown = logged_in(willow.ruth).post(
            reverse("clean_lists:new"), {"mailbox": "X26OT001", "numbers": "\n".join(GOOD)}
        )
        assert "20,000 numbers or fewer" in errors(shown)[0][1]
        assert errors(make(logged_in(willow.ruth)))
        monkeypatch.setattr(actions, "MOST_A_DAY", 0)
        assert "No more lists" in words(make(logged_in(willow.ruth), GOOD[:2]))


class TestComingBack:
    def test_only_counts_and_days_are_kept(self, willow):
        browser = logged_in(willow.ruth)
        make(browser)
        made = CleanList.objects.get()
        assert "Read the list that came back" in words(
            browser.get(reverse("clean_lists:page", args=[made.pk]))
        )
        for _ in range(2):
            assert back(browser, made, file_of(GOOD[:17])).status_code == 302
        assert (CleanListBack.objects.get().kept, CleanListBack.objects.get().removed) == (17, 3)
        said = body_of(Entry.objects.get(event=Event.CLEAN_LIST_READ))
        assert not any(number in str(said) for number in GOOD)
        shown = words(browser.get(reverse("clean_lists:page", args=[made.pk])))
        assert "May be used 17 Taken out 3" in shown
        shown = words(browser.get(reverse("clean_lists:list")))
        assert "Taken out 3" in shown

    def test_an_empty_file_means_that_all_were_taken_out(self, willow):
        make(logged_in(willow.ruth))
        back(logged_in(willow.ruth), CleanList.objects.get(), b"")
        assert CleanListBack.objects.get().removed == 20

    @pytest.mark.parametrize(
        ("text", "sentence"),
        [
            (file_of(numbers(21)), actions.TOO_MANY_BACK),
            (b"hello", "Line 1 holds no NHS number"),
            (b"\xff\xff", "not a file of numbers"),
        ],
    )
    def test_another_file_is_refused(self, willow, text, sentence):
        browser = logged_in(willow.ruth)
        make(browser)
        assert sentence in errors(back(browser, CleanList.objects.get(), text))[0][1]
        assert not CleanListBack.objects.exists()

    def test_a_list_comes_back_once(self, willow):
        make(logged_in(willow.ruth))
        made = CleanList.objects.get()
        actions.read_back(clean_list=made, kept=1, by=willow.priya)
        with pytest.raises(NotAllowed, match="read already"):
            actions.read_back(clean_list=made, kept=1, by=willow.priya)


class TestRead:
    @pytest.fixture
    def lists(self, willow, alder):
        """Three lists of one organisation, each a week after the last, and one of another organisation after those."""
        made = []
        for place, day in ((willow, 2), (willow, 9), (willow, 16), (alder, 20)):
            with time_machine.travel(datetime(2026, 11, day, 12, tzinfo=UTC)):
                made.append(
                    actions.make_list(
                        organisation=place.organisation,
                        mailbox="X26OT001",
                        good=GOOD,
                        left_out=0,
                        event_id=new_id(),
                        by=place.priya,
                    )
                )
        return made

    def test_the_last_lists_of_this_organisation_come_first(self, willow, lists, monkeypatch):
        monkeypatch.setattr(queries, "MOST", 2)
        assert queries.latest(willow.organisation) == [lists[2], lists[1]]

    def test_a_list_is_found_by_its_id_and_only_here(self, willow, alder, lists):
        assert [queries.get(willow.organisation, each.pk) for each in lists] == [*lists[:3], None]
        assert queries.get(alder.organisation, lists[0].pk) is None

    def test_the_day_of_the_check_is_the_last_on_which_one_of_our_lists_came_back(self, willow, alder, lists):
        for made, day, place in ((lists[0], 17, willow), (lists[1], 19, willow), (lists[3], 21, alder)):
            with time_machine.travel(datetime(2026, 11, day, 12, tzinfo=UTC)):
                actions.read_back(clean_list=made, kept=20, event_id=new_id(), by=place.priya)
        assert queries.checked_on(willow.organisation) == date(2026, 11, 19)


def test_it_is_not_there_for_workers_and_strangers(willow, alder):
    make(logged_in(willow.ruth))
    page = reverse("clean_lists:page", args=[CleanList.objects.get().pk])
    assert logged_in(alder.priya).get(page).status_code == 404
    for address in (page, reverse("clean_lists:list"), reverse("clean_lists:new")):
        assert logged_in(willow.amira).get(address).status_code == 404
    with pytest.raises(NotAllowed):
        actions.make_list(
            organisation=willow.organisation, mailbox="X26OT001", good=GOOD, left_out=0, by=willow.amira
        )


def test_beside_the_question_it_says_when_a_list_was_checked(willow, alder):
    question = library.current("community").questions["opt_outs"]
    ask = {
        "individual": None,
        "answers": {"who": "research"},
        "organisation": willow.organisation,
        "on": london_day(),
    }
    assert queries.checked_on(willow.organisation) is None
    assert "No list was checked here" in evidence(question, **ask).statements[0]
    make(logged_in(willow.ruth))
    back(logged_in(willow.ruth), CleanList.objects.get(), file_of(GOOD))
    found = evidence(question, **ask)
    assert "opt-out today" in found.statements[0]
    assert found.stands is None
    assert "on 22 November 2026" in queries.checked_sentence(
        willow.organisation, london_day().replace(day=30)
    )
    assert queries.checked_on(alder.organisation) is None
    willow.objection(willow.ada(), scope="beyond_care", items=[], to_whom="")
    found = evidence(question, **ask | {"individual": Individual.objects.get()})
    assert len(found.statements) == 2
    assert "nobody" not in found.stands
