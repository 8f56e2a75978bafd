"""What is found is what was looked for, in this organisation's log, under names that belong to it."""

from __future__ import annotations

import pytest

from audit.oversight.searching import queries
from audit.oversight.searching.queries import Sought
from portal.models import Membership, User
from portal.roles import Role
from tests.audit.oversight.rows import NOON, matter


@pytest.fixture
def alder(make, willow):
    return make("alder")


def found(place, sought):
    return list(queries.page(place.organisation, sought, viewer=place.priya).matters)


def test_days_begin_where_they_do_in_this_log(willow, alder):
    matter(alder, 900, recorded_at=NOON)
    ours = matter(willow, 50, recorded_at=NOON)
    day = NOON.date()
    assert found(willow, Sought(since=day, until=day)) == [ours]


def test_a_mark_finds_the_decisions_of_this_log_that_bear_it(willow, alder):
    marked, other = matter(willow, 1, "late"), matter(willow, 2, "not_sure")
    matter(alder, 1), matter(alder, 2, "late"), matter(alder, 3, "late")
    assert found(willow, Sought("flag", "late")) == [marked]
    assert found(willow, Sought("flag", "not_sure")) == [other]


def test_a_reference_leads_to_its_own_decisions_here_and_to_five_at_most(willow, alder):
    reference = "K7M-2QX9"
    ours = matter(willow, 1, reference=reference)
    matter(willow, 2)
    matter(alder, 1, reference=reference)
    assert queries.by_reference(willow.organisation, reference) == [ours]
    for seq in range(3, 8):
        matter(willow, seq, reference=reference)
    assert len(queries.by_reference(willow.organisation, reference)) == 5


def test_people_and_homes_are_offered_by_their_names_in_order(willow):
    for name in ("zoe Ash", "Bea Oak", "adam Elm", "Carl Fir"):
        worker = User.objects.create_user(f"{name[0]}@willow.example", "pass-word-1", full_name=name)
        Membership.objects.create(
            user=worker, organisation=willow.organisation, home=willow.home, role=Role.WORKER
        )
        matter(willow, ord(name[0]), worker_id=worker.pk)
    offered = queries.offered(willow.organisation, "worker")
    assert [name for _, name in offered] == ["adam Elm", "Bea Oak", "Carl Fir", "zoe Ash"]
    assert queries.offered(willow.organisation, "home") == [(str(willow.home.pk), "Willow House")]
    for kind, code, name in (
        ("worker", willow.amira.pk, "Amira Khan"),
        ("home", willow.home.pk, "Willow House"),
    ):
        assert queries.in_words(willow.organisation, Sought(kind, str(code))) == name


def test_people_and_homes_of_another_organisation_are_named_to_nobody_here(willow, alder):
    worker, home = (
        queries.in_words(willow.organisation, Sought(kind, str(thing.pk)))
        for kind, thing in (("worker", alder.amira), ("home", alder.home))
    )
    assert alder.amira.full_name not in worker
    assert "no longer works here" in worker
    assert home == "Another home"
