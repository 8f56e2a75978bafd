"""How far two readers agree, and whether homes differ by more than chance: held against sums done by hand."""

from __future__ import annotations

import math
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.agreement import agreement, by_chance, wilson
from audit.oversight.watching.chance import UNLIKELY, fisher, unlikely

KINDS = ("share", "do_not_share", "ask_guardian")
PAIRS = st.dictionaries(st.sampled_from(list(product(KINDS, KINDS))), st.integers(1, 40), min_size=1)


def test_a_table_worked_out_by_hand():
    # 20 yes/yes, 5 yes/no, 10 no/yes, 15 no/no: same 35 of 50 = 0.7.
    # Chance: (25 x 30 + 25 x 20) / 2500 = 0.5. Kappa: (0.7 - 0.5) / (1 - 0.5) = 0.4.
    found = agreement({("y", "y"): 20, ("y", "n"): 5, ("n", "y"): 10, ("n", "n"): 15})
    assert (found.pairs, found.same) == (50, 35)
    assert found.rate == pytest.approx(0.7)
    assert found.kappa == pytest.approx(0.4)
    # Wilson for 35 of 50, by hand: centre (0.7 + 3.84146/100) / 1.0768292 = 0.685730,
    # half 1.959964 x sqrt(0.0042 + 0.000384146) / 1.0768292 = 0.123235.
    assert found.between == pytest.approx((0.562495, 0.808965), abs=1e-4)
    assert found.kappa_between == pytest.approx((0.12499, 0.61793), abs=2e-4)


def test_worse_than_chance_is_below_nothing():
    # Always the other: same 0 of 10, chance (5 x 5 + 5 x 5) / 100 = 0.5, kappa (0 - 0.5) / 0.5 = -1.
    assert agreement({("y", "n"): 5, ("n", "y"): 5}).kappa == pytest.approx(-1)


def test_where_everybody_says_one_thing_there_is_nothing_to_compare_with():
    found = agreement({("share", "share"): 12})
    assert (found.rate, found.kappa, found.kappa_between) == (1.0, None, None)


def test_nothing_judged_says_nothing():
    assert agreement({}) is None


@given(PAIRS)
def test_those_who_always_agree_agree_wholly(pairs):
    alike = {(one, one): count for (one, _), count in pairs.items()}
    found = agreement(alike)
    assert found.rate == 1
    assert found.kappa == (None if len(alike) == 1 else pytest.approx(1))


@given(st.dictionaries(st.sampled_from(KINDS), st.integers(1, 9), min_size=2), st.data())
def test_who_does_not_look_agrees_by_chance_alone(ones, data):
    others = data.draw(st.dictionaries(st.sampled_from(list(ones)), st.integers(1, 9), min_size=1))
    apart = {(one, other): ones[one] * others[other] for one, other in product(ones, others)}
    assert agreement(apart).kappa == pytest.approx(0, abs=1e-12)


@given(PAIRS)
def test_it_does_not_matter_who_is_the_one_and_who_the_other(pairs):
    turned = {(other, one): count for (one, other), count in pairs.items()}
    assert agreement(turned) == agreement(pairs)


@given(PAIRS)
def test_every_number_lies_where_it_can(pairs):
    found = agreement(pairs)
    assert 0 <= found.between[0] <= found.rate <= found.between[1] <= 1
    assert 0 <= by_chance(pairs) <= 1
    if found.kappa is not None:
        assert found.kappa_between[0] - 1e-9 <= found.kappa <= found.kappa_between[1] + 1e-9 <= 1 + 2e-9


@given(st.integers(0, 60), st.integers(1, 60))
def test_the_interval_is_wider_for_fewer(hits, number):
    hits = min(hits, number)
    few, many = wilson(hits, number), wilson(hits * 10, number * 10)
    assert many[1] - many[0] < few[1] - few[0]


def test_the_lady_tasting_tea():
    # 3 of 4 against 1 of 4: the tables at least as far apart have 1 + 16 + 16 + 1 of 70 ways: 34/70.
    assert fisher(3, 4, 1, 4) == pytest.approx(34 / 70)
    # 4 of 4 against none of 4: 2 of 70 ways.
    assert fisher(4, 4, 0, 4) == pytest.approx(2 / 70)


@given(st.integers(0, 12), st.integers(1, 12), st.integers(0, 12), st.integers(1, 12))
def test_the_chance_is_counted_as_one_would_count_it(hits, number, other_hits, other_number):
    hits, other_hits = min(hits, number), min(other_hits, other_number)
    all_hits = hits + other_hits
    ways = [
        math.comb(all_hits, each) * math.comb(number + other_number - all_hits, number - each)
        for each in range(number + 1)
    ]
    expected = sum(each for each in ways if each <= ways[hits]) / sum(ways)
    assert fisher(hits, number, other_hits, other_number) == pytest.approx(expected, rel=1e-6)
    assert fisher(other_hits, other_number, hits, number) == pytest.approx(expected, rel=1e-6)


def test_like_shares_are_no_news_and_large_numbers_are_no_trouble():
    assert fisher(5, 10, 50, 100) == pytest.approx(1)
    assert fisher(0, 10, 0, 100) == 1
    assert fisher(900, 10_000, 500, 10_000) < 1e-20


@given(st.lists(st.floats(0, 1), max_size=12))
def test_where_many_are_compared_each_must_stand_out_more(chances):
    found = unlikely(chances)
    for chance, passed in zip(chances, found, strict=True):
        assert not passed or chance < UNLIKELY
        if chance * len(chances) < UNLIKELY:
            assert passed


def test_the_second_may_pass_where_the_first_did():
    assert unlikely([0.04, 0.01]) == [True, True]
    assert unlikely([0.04, 0.03]) == [False, False]
    assert unlikely([]) == []
