"""What workers doubt, and whether like cases end alike: counted from what was decided, told in plain sentences."""

from __future__ import annotations

from collections import Counter
from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from audit.oversight import reading
from audit.oversight.desk.models import Tally
from audit.oversight.watching import alike, queries, unsure
from audit.oversight.watching.alike import ENOUGH, OF_KIND, Counted
from portal.days import london_day
from portal.models import Home
from tests.audit.door import made
from tests.audit.oversight.lot_stage import THIS

OLD = date(2020, 1, 1)


def decided(place, *flags, home=None, kind="share", body=None, door="family", who=None):
    flags = [f"decided.{kind}", *flags]
    facets = {"home": (home or place.home).pk, "door": door, "outcome": "share", "flags": flags}
    return made(place, facets=facets, body=body or {}, by=who or place.amira)


def asked(question, title):
    return {"asked": [{"question": question, "title": title, "answer": ["I'm not sure"]}]}


@pytest.fixture
def priya(client, willow):
    client.force_login(willow.priya)
    return client


def text_of(client, name, **query):
    response = client.get(reverse(f"watching:{name}"), query)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


# Doubt


def test_what_workers_doubt_most_comes_first_with_the_question_as_it_was_asked(priya, willow):
    for _ in range(2):
        decided(willow, "not_sure", "unsure.agreement", body=asked("agreement", "Are they happy with it?"))
    decided(willow, "not_sure", "unsure.who_asks", body=asked("another", "Not this one"))
    decided(willow)
    decided(willow, door="care-team")
    text = text_of(priya, "unsure")
    for expected in (
        "Are they happy with it?",
        "Not sure in 2 of 4 decisions through these questions (50%)",
        "Who asks",
        "The month before: none",
        reverse("wizard:flow", args=["family"]),
        "Change the help text for this question",
    ):
        assert expected in text
    assert text.index("Are they happy") < text.index("Who asks")
    assert queries.summary(willow.organisation).unsure == unsure.Unsure("agreement", "family", 2, 4)


def test_other_months_can_be_looked_at(priya, willow):
    Tally.objects.create(
        organisation=willow.organisation, what="flag by door", month=OLD, key="unsure.where family", count=3
    )
    Tally.objects.create(
        organisation=willow.organisation, what="decision", month=OLD, key="family share share", count=9
    )
    assert "Not sure in 3 of 9" in text_of(priya, "unsure", month="2020-01")
    assert "The month before: 3 of 9 (33%)" not in text_of(priya, "unsure", month="2020-02")
    assert "Nobody was unsure" in text_of(priya, "unsure")
    for strange in ("2020-13", "x", "2020-01-01"):
        assert priya.get(reverse("watching:unsure"), {"month": strange}).status_code == 404


def test_a_doubt_of_which_nothing_was_counted_is_no_share():
    assert unsure.Unsure("x", "y", 1, 0).percent == 0


# Like cases


@pytest.fixture
def at_home(willow):
    """Willow at Home refuses 9 of 12, Willow House 8 of 40."""
    home = Home.objects.create(organisation=willow.organisation, name="Willow at Home")
    for number in range(12):
        decided(willow, home=home, kind="do_not_share" if number < 9 else "share", who=willow.priya)
    for number in range(40):
        decided(willow, kind="do_not_share" if number < 8 else "share")
    return home


def test_a_home_that_stands_out_is_told_in_a_sentence(priya, willow, at_home):
    text = text_of(priya, "alike")
    for expected in (
        "Willow at Home refuses more often than others: 9 of 12, others 8 of 40 (questions: Family). "
        "This is unlikely to be chance.",
        "Willow at Home shares less often than others: 3 of 12, others 32 of 40 (questions: Family).",
        "Priya Nair refuses more often than others",
    ):
        assert expected in text
    assert "Willow House refuses" not in text, "between two there is one difference, not two"


def test_what_chance_may_bring_is_not_called_a_difference(priya, willow):
    home = Home.objects.create(organisation=willow.organisation, name="Willow at Home")
    for place in (home, willow.home):
        for number in range(ENOUGH):
            decided(willow, home=place, kind="do_not_share" if number < 5 + (place == home) else "share")
    text = text_of(priya, "alike")
    assert "No difference is larger than chance may well bring" in text
    assert "unlikely to be chance" not in text


def test_too_few_are_not_compared(priya, willow):
    home = Home.objects.create(organisation=willow.organisation, name="Willow at Home")
    for _ in range(ENOUGH - 1):
        decided(willow, home=home, kind="do_not_share")
    for _ in range(30):
        decided(willow)
    assert "There are too few like decisions to compare" in text_of(priya, "alike")


def test_lateness_and_refusals_where_safety_was_in_play_are_measured_between_homes(willow):
    home = Home.objects.create(organisation=willow.organisation, name="Willow at Home")
    for number in range(12):
        decided(willow, *(["late", "refused_safety"] if number < 10 else []), home=home, door="danger")
        decided(willow, door="danger")
    reading.catch_up(willow.organisation)
    out = [each for each in alike.homes(willow.organisation, THIS) if each.stands_out]
    assert {(each.measure.flag, each.more == (each.who == home.pk)) for each in out} == {
        ("late", True),
        ("refused_safety", True),
    }


def test_only_the_months_asked_for_are_compared(willow, at_home):
    reading.catch_up(willow.organisation)
    Tally.objects.update(month=OLD)
    assert alike.homes(willow.organisation, THIS) == alike.workers(willow.organisation, THIS) == []
    assert alike.homes(willow.organisation, OLD)


@given(
    st.lists(
        st.tuples(
            st.integers(0, 3),
            st.sampled_from("ab"),
            st.sampled_from(["share", "do_not_share", "ask_guardian"]),
        ),
        max_size=120,
    )
)
def test_every_comparison_is_of_one_with_all_the_others_behind_the_same_door(made_by):
    people = [uuid4() for _ in range(4)]
    counted = Counted(Counter(), {each: Counter() for each in OF_KIND})
    for who, door, kind in made_by:
        counted.number[people[who], door] += 1
        for each in OF_KIND:
            counted.hits[each][people[who], door] += kind in each.kinds
    for each in alike.compare(counted):
        mine = [kind for who, door, kind in made_by if (people[who], door) == (each.who, each.door)]
        others = [kind for who, door, kind in made_by if people[who] != each.who and door == each.door]
        assert (each.number, each.other_number) == (len(mine), len(others))
        assert each.hits == sum(kind in each.measure.kinds for kind in mine)
        assert each.other_hits == sum(kind in each.measure.kinds for kind in others)
        assert min(each.number, each.other_number) >= ENOUGH
        assert each.more == (each.hits / each.number > each.other_hits / each.other_number)


def test_the_summary_says_what_waits(willow):
    found = queries.summary(willow.organisation)
    assert (found.odd, found.lot_left, found.lot_size, found.unsure) == (0, 0, 0, None)
    assert london_day() >= THIS
