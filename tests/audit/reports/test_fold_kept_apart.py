"""What is counted of one log stays apart from every other, and the clock says how many logs it did not finish."""

from __future__ import annotations

from uuid import uuid4

import pytest

from audit.reports import fold
from audit.reports.models import Remembered, Sum
from tests.audit.door import made


@pytest.fixture
def places(willow, make):
    both = (willow, make("alder"))
    for place in both:
        made(
            place,
            facets={"home": place.home.pk, "door": "family", "outcome": "o", "flags": ["decided.share"]},
        )
    return both


def sums(place):
    return Sum.objects.filter(organisation=place.organisation).count()


def test_counting_is_done_once_the_last_entry_is_counted(willow):
    for _ in range(2):
        made(willow)
    assert fold.catch_up(willow.organisation, most=2) is False
    assert fold.catch_up(willow.organisation, most=1) is True


def test_one_log_is_counted_again_without_another(places):
    willow, alder = places
    assert fold.catch_up_all() == 0
    before = sums(alder)
    fold.begin_again(willow.organisation)
    assert (sums(willow), sums(alder)) == (0, before)
    assert before


def test_the_clock_counts_each_log_in_turn_and_says_how_many_are_behind(places, monkeypatch):
    willow, alder = places
    asked = []

    def catch_up(organisation):
        asked.append(organisation)
        return organisation == alder.organisation

    monkeypatch.setattr(fold, "catch_up", catch_up)
    assert fold.catch_up_all(most=3 * fold.AT_ONCE) == 1
    assert (asked.count(willow.organisation), asked.count(alder.organisation)) == (3, 1)
    asked.clear()
    assert fold.catch_up_all(most=1) == 1
    assert asked.count(willow.organisation) == 1
    monkeypatch.setattr(fold, "catch_up", lambda _organisation: False)
    assert fold.catch_up_all() == 2


def test_a_line_is_remembered_for_its_own_organisation(places):
    willow, alder = places
    about = uuid4()
    for place, line in ((willow, "ours"), (alder, "theirs")):
        Remembered.objects.create(organisation=place.organisation, kind="kind", about_id=about, line=line)
    for place, line in ((willow, "ours"), (alder, "theirs")):
        assert (
            fold.Kept(place.organisation, [("kind", str(about)), ("kind", "")]).get("kind", str(about))
            == line
        )
    assert fold.Kept(willow.organisation, []).get("kind", str(about)) == ""
