"""Whom a worker reaches on a day: who lives at their home, who moved, and whom they help, around each boundary."""

from __future__ import annotations

import pytest

from decisions.individuals import actions
from decisions.individuals.ties import homes_of, reached_by
from tests.days import DAY, SUMMER, around_day

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("autumn")]

LAST = SUMMER + 10 * DAY


def reaches(world, user, day):
    return reached_by(world.at(user), day).exists()


def stay(world, person, home, *, instead, began_on):
    return actions.record_home(
        individual=person, home=home, instead=instead, reason="She asked to", began_on=began_on, by=world.ruth
    )


def test_who_moves_is_seen_by_the_new_home_from_that_day_and_no_more_by_the_old(willow):
    ada = willow.ada()
    stay(willow, ada, willow.at_home, instead=True, began_on=SUMMER)
    around_day(lambda day: reaches(willow, willow.amira, day), SUMMER, before=True, on=False, after=False)
    around_day(lambda day: reaches(willow, willow.ben, day), SUMMER, before=False, on=True, after=True)
    around_day(
        lambda day: homes_of(ada, day),
        SUMMER,
        before=[willow.house],
        on=[willow.at_home],
        after=[willow.at_home],
    )
    stay(willow, ada, willow.house, instead=True, began_on=LAST)
    around_day(lambda day: reaches(willow, willow.ben, day), LAST, before=True, on=False, after=False)
    around_day(lambda day: reaches(willow, willow.amira, day), LAST, before=False, on=True, after=True)


def test_of_two_moves_on_one_day_the_later_entry_counts(willow):
    ada = willow.ada()
    for home in (willow.at_home, willow.house):
        stay(willow, ada, home, instead=True, began_on=SUMMER)
    assert homes_of(ada, SUMMER) == [willow.house]
    assert (reaches(willow, willow.amira, SUMMER), reaches(willow, willow.ben, SUMMER)) == (True, False)


def test_a_second_home_sees_them_from_its_first_day_until_the_day_it_ends(willow):
    ada = willow.ada()
    second = stay(willow, ada, willow.at_home, instead=False, began_on=SUMMER)
    around_day(lambda day: reaches(willow, willow.ben, day), SUMMER, before=False, on=True, after=True)
    actions.end_home(stay=second, reason="She is well", ended_on=LAST, by=willow.ruth)
    around_day(lambda day: reaches(willow, willow.ben, day), LAST, before=True, on=False, after=False)
    around_day(lambda day: len(homes_of(ada, day)), LAST, before=2, on=1, after=1)


def test_who_helps_sees_them_from_the_first_day_to_the_end_of_the_last(willow):
    ada = willow.ada()
    actions.record_relationship(
        individual=ada,
        worker=willow.ben,
        reason="Amira is ill",
        began_on=SUMMER,
        ends_on=LAST,
        by=willow.priya,
    )
    around_day(lambda day: reaches(willow, willow.ben, day), SUMMER, before=False, on=True, after=True)
    around_day(lambda day: reaches(willow, willow.ben, day), LAST, before=True, on=True, after=False)
