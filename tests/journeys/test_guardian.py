"""The Caldicott Guardian, with one afternoon a week: the worst first, judged on one screen, and she may stop at any time."""

from __future__ import annotations

import re

import pytest

from audit.ledger.events import Event
from audit.ledger.models import Entry
from audit.oversight.desk.models import Matter, State
from decisions.demo_cast import INDIVIDUALS, PASSWORD
from decisions.demo_decisions import DECIDED, decide
from tests.journeys.conftest import DESK, PHONE, Arrive
from tests.journeys.person import Person

PRIYA = "priya@willow.example"
TO_LOOK_AT = re.compile(r"decisions? to look at")
FOR_WORKER = "Ask them to ring back"


def a_week() -> None:
    """Record what workers decided in a week."""
    for each in DECIDED:
        decide(each)


def how_many(me: Person) -> int:
    """Return how many the list says there are."""
    said = re.fullmatch(r"(\d+) decisions? to look at", me.heading)
    assert said, me.heading
    return int(said[1])


def listed(me: Person) -> list[str]:
    """Return the references of the list, in its order."""
    return me.page.locator("main tbody th .app-nowrap").all_inner_texts()


def stands(reference: str) -> str:
    """Return where a decision stands by now."""
    return Matter.objects.get(reference=reference).state


def views_of(reference: str) -> list[Entry]:
    """Return the entries of the views that were given of a decision."""
    found = Entry.objects.filter(
        event=Event.DECISION_REVIEWED, about_id=Matter.objects.get(reference=reference).pk
    )
    return list(found)


@pytest.mark.parametrize(
    ("width", "scripts"), [(DESK, True), (PHONE, False)], ids=["desk", "phone-no-scripts"]
)
def test_three_in_a_row(arrive: Arrive, width: int, scripts: bool) -> None:
    a_week()
    me = arrive(width=width, scripts=scripts)
    me.open("/")
    me.write("Email address", PRIYA)
    me.page.locator('input[name="password"]').fill(PASSWORD)
    me.press("Log in")
    assert me.heading == "Do you need to share information about someone?"

    me.follow(TO_LOOK_AT)
    many, first_ones = how_many(me), listed(me)[:3]
    names = [name for each in INDIVIDUALS for name in each.name.split()]
    assert [name for name in names if name in me.words] == []

    me.follow(f"Open {first_ones[0]}")
    assert first_ones[0] in me.heading
    opened = Entry.objects.filter(event=Event.DECISION_OPENED)
    assert opened.count() == 1, "that she opened it left no entry"
    me.press("Save and open the next one")
    assert me.errors() == ["Select if you would have decided the same"]
    me.choose("Yes")
    me.press("Save and open the next one")

    assert first_ones[1] in me.heading, "the next of the list did not follow"
    me.choose("Yes, with advice")
    me.page.locator('[name="words"]').fill(FOR_WORKER)
    me.page.locator('[name="note"]').fill("Spoken about at supervision")
    me.press("Save and open the next one")

    assert first_ones[2] in me.heading
    me.choose("I need to ask something")
    me.page.locator('[name="words"]').fill("Who rang?")
    me.press("Save")

    assert how_many(me) == many - 3
    assert not set(first_ones) & set(listed(me))
    assert all(len(views_of(each)) == 1 for each in first_ones)
    for reference in first_ones[:2]:
        assert stands(reference) in {State.DONE, State.SECOND}
    me.follow("Waiting for the worker's answer")
    assert listed(me) == [first_ones[2]]
    me.follow("Back to your desk")
    me.follow("Rules and law")
    assert "Enter the day on which a law begins" in me.words


def test_by_keyboard_alone(arrive: Arrive) -> None:
    a_week()
    me = arrive(PRIYA, width=DESK)
    me.open("/")
    me.tab_to_link("[0-9]+ decisions to look at")
    me.enter()
    many, first = how_many(me), listed(me)[0]
    me.tab_to_link("Open")
    me.enter()
    assert first in me.heading
    me.tab_to_link("Give your view")
    me.page.keyboard.press("Enter")
    me.tab_to("finding")
    me.page.keyboard.press("Space")
    me.tab_to_button("Save and open the next one")
    me.enter()
    assert first not in me.heading
    assert len(views_of(first)) == 1
    me.open("/desk/")
    assert how_many(me) == many - 1


def test_narrowed_saved_and_found_again(arrive: Arrive) -> None:
    a_week()
    me = arrive(PRIYA)
    me.open("/desk/")
    many = how_many(me)
    me.page.get_by_text("Show only some of them").click()
    way = me.page.locator("details li a").first
    left = int(re.search(r"\((\d+)\)", way.locator("..").inner_text())[1])  # type: ignore[index]
    title = way.inner_text()
    me.follow(title)
    assert how_many(me) == many
    assert len(listed(me)) == left
    me.follow("Save this view")
    me.write("Name for this view", "On Tuesdays")
    me.press("Save")
    assert len(listed(me)) == left
    me.open("/desk/")
    me.follow("On Tuesdays")
    assert len(listed(me)) == left
    with me.turning():
        me.page.get_by_role("button", name="Delete On Tuesdays").click()
    assert "On Tuesdays" not in me.words
