"""What a recipient signed or showed stands beside the questions that ask for it, and a paper that ended shares nothing."""

from datetime import timedelta

import pytest

from decisions.recipients.actions import record_agreement, record_assurance
from decisions.recipients.codes import ELEMENTS
from portal.days import london_day
from tests.decisions.wizard.call import Call, words
from tests.decisions.world import MAY

LIST = ["planning", "no", "yes", "once", "secure_email"]


@pytest.fixture
def board(willow):
    """A board that plans services, and that we know."""
    return willow.surgery(kind="research", name="Northgate Board")


def asked(willow, *answers, also="Northgate Board"):
    call = Call(willow.amira).say("no", "research")
    call.follow(call.post({"answer": "called_back", "also": also}))
    return call.say(*LIST, *answers)


def signs(willow, board, *, without=(), ends_on=None):
    elements = {code: "As it says" for code in ELEMENTS if code not in without}
    ends_on = ends_on or london_day() + timedelta(days=300)
    record_agreement(
        recipient=board,
        kind="sharing",
        elements=elements,
        kept="The safe",
        starts_on=MAY,
        ends_on=ends_on,
        by=willow.priya,
    )


@pytest.mark.parametrize(
    ("given", "becomes"),
    [
        ({"ends_on": MAY + timedelta(days=30)}, "Yes, but its last day has passed"),
        ({"without": ["liability"]}, "Yes, but it does not say what happens if they break it"),
        (None, "No"),
    ],
)
def test_an_agreement_that_does_not_stand_is_not_in_date(willow, ada, board, given, becomes):
    if given is not None:
        signs(willow, board, **given)
    call = asked(willow, ["none"])
    assert "Northgate Board" in words(call.see()) or "An agreement on sharing" in words(call.see())
    call.say("in_date")
    assert call.page == "low_agreement/register"
    assert f"your answer becomes: {becomes}" in words(call.see())
    call.say({"stands": "register"})
    assert "a sharing agreement is needed" in words(call.browser.get(call.confirm()))


def test_an_agreement_that_stands_is_told_and_rules_nothing_out(willow, ada, board):
    signs(willow, board)
    call = asked(willow, ["none"])
    assert "An agreement on sharing information" in words(call.see())
    call.say("in_date")
    assert call.page == "check"


def test_all_three_papers_are_looked_up(willow, ada, board):
    for kind in ("contract", "security"):
        record_assurance(
            recipient=board, kind=kind, evidence="Seen", by_whom="The board", seen_on=MAY,
            ends_on=london_day() + timedelta(days=99), by=willow.priya,
        )  # fmt: skip
    call = asked(willow, ["postcode"], "in_date", "in_date")
    assert call.page == "trusted_auditor"
    call.say("in_date")
    assert call.page == "trusted_auditor/register"


def test_whoever_we_do_not_know_is_not_spoken_about(willow, ada, board):
    call = asked(willow, ["none"], "in_date", also="Another Board of Elsewhere")
    assert call.page == "check"
