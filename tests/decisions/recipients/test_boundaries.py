"""What the registers say of a recipient on a day: papers, warnings, ways to reach them, on both sides of each day."""

from __future__ import annotations

from datetime import date

import pytest

from decisions.recipients import expiring, queries, standing
from decisions.recipients.actions import end_alert, end_route, links, raise_alert, record_route
from decisions.wizard import papers
from tests.days import DAY, SUMMER, around_day, around_today
from tests.decisions.recipients.test_papers import shown, signed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("autumn")]

LAST = SUMMER + 10 * DAY


@pytest.fixture
def surgery(willow):
    return willow.surgery()


@pytest.fixture
def paper(willow, surgery):
    """An agreement from a day of summer to another."""
    return signed(willow, surgery, starts_on=SUMMER, ends_on=LAST)


@pytest.fixture
def evidence(willow, surgery):
    """Evidence of security from a day of summer to another."""
    return shown(willow, surgery, "security", seen_on=SUMMER, ends_on=LAST)


def test_an_agreement_is_in_date_from_its_first_day_to_the_end_of_its_last(willow, surgery, paper):
    def answer(day: date) -> str:
        found = papers.agreement(willow.organisation, "Elm Road Surgery", day)
        (said, *_none) = standing._signed(surgery, day)
        whole = standing.agreement_in_force(surgery, day) is not None
        assert said.startswith("Ran out on") == (day > LAST)
        assert whole == (found.answer == papers.IN_DATE)
        return found.answer

    dated, over = papers.IN_DATE, papers.EXPIRED
    around_day(answer, LAST, before=dated, on=dated, after=over)
    around_day(
        lambda day: papers.agreement(willow.organisation, "Elm Road Surgery", day).answer,
        SUMMER,
        before=over,
        on=dated,
        after=dated,
    )
    around_day(lambda day: len(list(standing._signed(surgery, day))), SUMMER, before=0, on=1, after=1)


def test_evidence_is_in_date_from_the_day_it_was_seen_to_the_end_of_its_last(willow, surgery, evidence):
    def answer(day: date) -> str:
        return papers.assurance("trusted_standard", willow.organisation, "Elm Road Surgery", day).answer

    def said(day: date) -> list[bool]:
        return [each.startswith("Ran out on") for each in standing._trusted(surgery, day)]

    dated, over = papers.IN_DATE, papers.EXPIRED
    around_day(answer, SUMMER, before=over, on=dated, after=dated)
    around_day(answer, LAST, before=dated, on=dated, after=over)
    around_day(said, SUMMER, before=[], on=[False], after=[False])
    around_day(said, LAST, before=[False], on=[False], after=[True])


def test_what_runs_out_is_sought_among_papers_that_have_not(willow, paper, evidence):
    def found(day: date) -> tuple[int, int]:
        return (
            len(expiring._agreements(willow.organisation, day)),
            len(expiring._assurances(willow.organisation, day)),
        )

    around_day(found, LAST, before=(1, 1), on=(1, 1), after=(0, 0))


def test_a_warning_stands_from_its_first_day_to_the_end_of_its_last(willow, surgery):
    alert = raise_alert(
        recipient=surgery, reason="Their phone was stolen", starts_on=SUMMER, ends_on=LAST, by=willow.priya
    )

    def many(day: date) -> int:
        return len(queries.alerts_in_force(willow.organisation, surgery, day))

    around_day(many, SUMMER, before=0, on=1, after=1)
    around_day(many, LAST, before=1, on=1, after=0)
    end_alert(alert=alert, reason="They found it", ended_on=LAST - DAY, by=willow.priya)
    around_day(many, LAST - DAY, before=1, on=0, after=0)


def test_a_way_to_reach_them_stands_from_the_day_it_was_found(willow, surgery):
    def many(day: date) -> int:
        return len(list(standing._reached(surgery, day)))

    before = many(SUMMER)
    route = record_route(
        recipient=surgery,
        kind="phone",
        value="020 7946 0199",
        found="Their page",
        found_on=SUMMER,
        by=willow.amira,
    )
    around_day(many, SUMMER, before=before, on=before + 1, after=before + 1)
    end_route(route=route, reason="They moved", ended_on=LAST, by=willow.amira)
    around_day(many, LAST, before=before + 1, on=before, after=before)


def test_a_link_names_an_agreement_that_is_in_force_today(paper, surgery):
    around_today(lambda: links._in_force(paper, surgery), SUMMER, before=False, on=True, after=True)
    around_today(lambda: links._in_force(paper, surgery), LAST, before=True, on=True, after=False)
