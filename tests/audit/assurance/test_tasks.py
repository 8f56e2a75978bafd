"""The year's list: which toolkit it is for, how sure its numbers are, and how much of it is ready."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine

from audit.assurance.standing import standings
from audit.assurance.task import Status, Task
from audit.assurance.tasks import queries, toolkit
from audit.assurance.tasks.groups import GROUPS, REST, group_of
from portal.days import london_day
from portal.models import Home, Membership
from portal.roles import Role
from tests.audit.assurance.appointing import appoint
from tests.audit.assurance.learning import client_of, words
from tests.audit.oversight.asking import person
from tests.portal.visit import page


@pytest.mark.parametrize(
    ("day", "code", "deadline"),
    [
        (date(2026, 6, 30), "2025-26", date(2026, 6, 30)),
        (date(2026, 7, 1), "2026-27", date(2027, 6, 30)),
        (date(2028, 2, 29), "2027-28", date(2028, 6, 30)),
        (date(2020, 1, 1), "2019-20", date(2020, 6, 30)),
    ],
)
def test_the_edition_goes_by_the_day(day, code, deadline):
    runs = toolkit.edition(day)
    assert (runs.code, runs.deadline) == (code, deadline)
    assert runs.is_carried == (code != "2025-26")
    assert runs.published == (code == "2025-26")


@pytest.mark.parametrize(
    ("day", "listed"),
    [(date(2023, 9, 1), "2024-25"), (date(2025, 6, 30), "2024-25"), (date(2025, 7, 1), "2025-26")],
)
def test_a_year_without_a_list_uses_the_latest_before_it_or_the_first_there_is(monkeypatch, day, listed):
    (year, held), *_ = toolkit._lists().items()
    assert year == "2025-26"
    monkeypatch.setattr(toolkit, "_lists", lambda: {"2024-25": held, "2025-26": held})
    assert toolkit.edition(day).listed == listed
    assert toolkit.edition(date(2027, 1, 1)).listed == "2025-26"


def test_no_number_is_given_without_how_sure_it_is():
    for each in toolkit.items(date(2026, 5, 1)):
        assert each.standing.endswith("not checked yet")
        assert each.topics


def test_a_number_that_was_compared_says_when():
    item = toolkit.Item("1.1.5", "Who answers", ("guardian",), "seen", "2026-12-01")
    assert item.standing == "checked with the toolkit on 1 December 2026"


def test_numbers_stand_in_their_order():
    numbers = [each.number for each in toolkit.items(date(2026, 5, 1))]
    assert numbers.index("1.3.2") < numbers.index("1.3.12") < numbers.index("10.1.2")
    assert toolkit.Item("1.3.12", "Off site", (), "seen", "").order == (1, 3, 12)


def test_every_topic_of_the_toolkit_has_its_group():
    topics = {topic for each in toolkit.items(date(2026, 5, 1)) for topic in each.topics}
    assert topics == {topic for _title, some in GROUPS for topic in some}
    assert group_of("something new") == REST


def test_what_is_due_first_is_done_first_and_what_cannot_start_waits():
    def task(name, status=Status.INCOMPLETE, due=None):
        return Task(name, "assets", name, status, "/", due=due)

    late, soon = task("late", due=date(2026, 12, 9)), task("soon", due=date(2026, 12, 1))
    some = [task("undated"), task("waits", Status.CANNOT_START), task("done", Status.COMPLETED), late, soon]
    assert [each.id for each in queries.to_do(some, 5)] == ["soon", "late", "undated"]
    assert [each.id for each in queries.to_do(some, 1)] == ["soon"]
    assert (queries.counted(some).done, queries.counted(some).left) == (1, 4)


@pytest.mark.parametrize(
    ("done", "of", "says"),
    [
        (0, 0, "There is nothing to show yet."),
        (0, 2, "0 of 2 things we can show are ready."),
        (1, 2, "1 of 2 things we can show is ready."),
        (2, 2, "All 2 things we can show are ready."),
        (1, 1, "It is ready."),
    ],
)
def test_how_much_is_ready_is_a_sentence(done, of, says):
    assert queries.Ready(done, of).says == says


def test_the_report_hears_from_every_room(willow, ruth):
    rooms = [each.id for each in standings(willow.organisation, london_day())]
    assert rooms == ["appointments", "registers", "training", "access", "policies", "notices"]


def test_a_manager_sees_what_is_ready_and_where_to_do_the_rest(willow, ruth):
    appoint(willow, "dpo", name="Noor Haddad")
    shown = client_of(ruth).get("/assurance/")
    lines = {
        each.select_one(".nhsuk-task-list__name-and-hint > *").text.strip(): each.select_one(
            ".nhsuk-task-list__status"
        ).text.strip()
        for each in page(shown).select(".nhsuk-task-list__item")
    }
    assert lines["Appoint a data protection officer"] == "Completed"
    assert lines["Appoint a senior information risk owner"] == "Incomplete"
    said = words(shown)
    assert queries.ready(willow.organisation, london_day()).says in said
    assert "Noor" not in said


@time_machine.travel("2026-11-23T10:00:00Z", tick=False)
def test_the_page_says_whose_numbers_they_are(willow, ruth):
    said = words(client_of(ruth).get("/assurance/"))
    assert "We do not have the list for 2026-27 yet. These are the numbers of 2025-26." in said
    assert "Compare each with the toolkit itself" in said
    assert "This is the usual day." in said


@pytest.mark.parametrize("role", [Role.WORKER, Role.DEPUTY])
def test_whoever_does_not_keep_the_list_does_not_see_it(willow, role):
    assert client_of(person(willow, "sam", role)).get("/assurance/").status_code == 404


def test_a_manager_comes_home_to_the_year_and_what_to_do_next(willow, ruth):
    home = page(client_of(ruth).get("/"))
    assert home.h1.text.startswith("Willow: 1 July ")
    assert home.h1.text.endswith(" to today")
    assert 0 < len(home.select(".nhsuk-task-list__item")) <= 5
    assert home.select_one("a[href='/assurance/']")


def test_a_manager_of_one_home_is_told_of_that_home(willow, ruth):
    Membership.objects.filter(user=ruth).update(home=Home.objects.get())
    assert page(client_of(ruth).get("/")).h1.text.startswith("Willow House: 1 July ")


def test_a_guardian_finds_the_year_below_and_a_care_worker_nothing_of_it(willow):
    guardian = page(client_of(willow.priya).get("/"))
    assert guardian.h1.text == "Do you need to share information about someone?"
    assert guardian.select_one("a[href='/assurance/']")
    worker = page(client_of(willow.amira).get("/"))
    assert worker.select_one("a[href='/assurance/']") is None
    assert "to today" not in worker.main.text
