"""A duty that has no register of its own is given to one person, who is reminded of it and shows that it is done."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from audit.assurance.registers import queries
from audit.assurance.registers.kinds import DUTIES, NAME, by_code
from audit.assurance.tasks import queries as year
from audit.assurance.tasks import reminders
from audit.assurance.tasks.toolkit import edition
from audit.reports.packs.annexes import annexes
from portal.days import LONDON, london_day
from portal.errors import NotAllowed
from portal.models import Message
from tests.audit.assurance.adopting import adopt
from tests.audit.assurance.learning import client_of, words
from tests.audit.assurance.registering import answers_of, end, enter, file_it, look

DAY = timedelta(days=1)
ROOMS = by_code()[DUTIES].asks[0].options


def name(place, by, duty, **given):
    """Say who looks after a duty."""
    return enter(place, by, DUTIES, answers={NAME: duty, "shows": "The minutes of March"}, **given)


def of(place, room):
    return [each for each in year.tasks(place.organisation, london_day()) if each.room == room]


def test_every_duty_that_can_be_given_is_one_and_no_other_is_left_out(willow, ruth):
    there = {each.room for each in year.tasks(willow.organisation, date(2027, 7, 2))} - {"register"}
    assert there == set(ROOMS)


def test_whoever_looks_after_a_duty_is_named_at_each_of_its_tasks(willow, ruth):
    assert all(not each.owners for each in of(willow, "policies"))
    name(willow, ruth, "policies", owner=willow.amira)
    assert {each.owners for each in of(willow, "policies")} == {(willow.amira.pk,)}
    assert all(not each.owners for each in of(willow, "training"))
    assert "Looked after by Amira" in words(client_of(ruth).get("/assurance/"))


def test_they_are_reminded_at_a_page_they_can_open_and_managers_are_not(willow, ruth):
    adopt(willow, ruth, review_by=london_day() + 7 * DAY)
    held = name(willow, ruth, "policies", owner=willow.amira)
    day = datetime.combine(london_day(), datetime.min.time(), LONDON).replace(hour=9)
    reminders.write_all(day)
    (letter,) = Message.objects.filter(template="year_task")
    assert letter.to == willow.amira
    assert client_of(willow.amira).get(letter.path).status_code == 200
    assert letter.path.endswith(f"{held.pk}/")


def test_a_duty_is_given_to_one_person_at_a_time(willow, ruth):
    held = name(willow, ruth, "policies", owner=willow.amira)
    training = name(willow, ruth, "training")
    for attempt in (
        lambda: name(willow, ruth, "policies"),
        lambda: look(training, ruth, {NAME: "policies", "shows": ""}),
    ):
        with pytest.raises(NotAllowed, match=r"^Amira Khan looks after this already\. "):
            attempt()
    assert look(held, ruth, {NAME: "policies", "shows": ""}).answers["shows"] == ""
    end(held, ruth)
    assert name(willow, ruth, "policies").owner == ruth
    assert not queries.named(willow.organisation, DUTIES, "notices")


def test_the_same_form_sent_twice_is_one_entry(willow, ruth):
    held = name(willow, ruth, "access")
    assert name(willow, ruth, "access", event_id=held.pk) == held


def test_another_organisation_gives_its_duties_for_itself(willow, ruth, make):
    name(willow, ruth, "policies")
    assert not queries.duties(make("alder").organisation)


def test_the_file_that_shows_it_lies_in_the_pack_at_every_item_it_shows(willow, ruth):
    file_it(name(willow, ruth, "training"), ruth)
    file_it(enter(willow, ruth, "contracts", answers=answers_of("contracts")), ruth)
    day = london_day()
    files = [each for each in annexes(willow.organisation, edition(day), day) if "evidence-" in each.name]
    shown = {each.topics for each in files}
    assert shown == {
        ("contracts",),
        ("induction", "specialist_training", "training_95", "training_needs"),
    }
