"""NHS numbers as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.nhs_number import NATIONAL_INSURANCE, TEN_DIGITS, WRONG_DIGIT, check, check_digit, grouped

nines = st.text("0123456789", min_size=9, max_size=9)


@pytest.mark.parametrize(
    "typed",
    [
        "9434765919",
        "943 476 5919",
        " 943-476-5919 ",
        "943.476.5919",
        "943\u00a0476\u20135919",
        "９４３ 4765919",
    ],
)
def test_spaces_and_dashes_do_not_matter(typed):
    assert check(typed) == "9434765919"
    assert grouped(check(typed)) == "943 476 5919"


@pytest.mark.parametrize("typed", ["", "943 476 591", "94347659190", "943476591x", "٩٤٣٤٧٦٥٩١٩", "about ten"])
def test_ten_digits_are_wanted(typed):
    with pytest.raises(ValueError, match=TEN_DIGITS):
        check(typed)


@pytest.mark.parametrize("typed", ["QQ123456C", "qq 12 34 56 c", "QQ 123456"])
def test_a_national_insurance_number_is_known_for_what_it_is(typed):
    with pytest.raises(ValueError, match=NATIONAL_INSURANCE):
        check(typed)


@given(nines, st.integers(0, 9))
def test_one_last_digit_alone_is_right(nine, last):
    if last == check_digit(nine):
        assert check(f"{nine}{last}") == f"{nine}{last}"
    else:
        with pytest.raises(ValueError, match=WRONG_DIGIT):
            check(f"{nine}{last}")


@given(nines.filter(lambda nine: check_digit(nine) < 10), st.integers(0, 9), st.integers(1, 9))
def test_any_one_mistyped_digit_is_noticed(nine, place, shift):
    right = f"{nine}{check_digit(nine)}"
    wrong = right[:place] + str((int(right[place]) + shift) % 10) + right[place + 1 :]
    with pytest.raises(ValueError, match=WRONG_DIGIT):
        check(wrong)


@given(st.text())
def test_nothing_typed_is_ever_a_fault_of_ours(typed):
    try:
        assert len(check(typed)) == 10
    except ValueError as refusal:
        assert str(refusal) in {TEN_DIGITS, WRONG_DIGIT, NATIONAL_INSURANCE}  # noqa: PT017
