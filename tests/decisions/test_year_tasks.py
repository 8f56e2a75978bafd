"""What others signed or showed, and lists that were checked, as tasks before the toolkit's deadline."""

from __future__ import annotations

from datetime import date, datetime

import pytest
import time_machine

from audit.assurance.task import Status
from audit.ledger.ids import new_id
from decisions.clean_lists import owed as of_lists
from decisions.clean_lists.actions import make_list, read_back
from decisions.recipients import owed
from decisions.recipients.actions import end_agreement
from portal.days import LONDON
from tests.decisions.recipients.test_papers import MAY, shown, signed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("autumn")]
TODAY = date(2026, 11, 22)


def tasks_of(world, day=TODAY):
    return {each.topic: each for each in owed.tasks(world.organisation, day)}


class TestPapers:
    def test_where_there_are_none_nothing_is_due_and_nothing_is_done(self, willow):
        found = tasks_of(willow)
        assert {each.status for each in found.values()} == {Status.CANNOT_START}
        assert found["recipients"].note == "None is written down yet"
        assert found["recipients"].due is None

    def test_what_runs_out_within_60_days_or_ran_out_is_counted(self, willow):
        surgery, pharmacy = willow.surgery(), willow.surgery(name="Northgate Pharmacy", event_id=new_id())
        signed(willow, surgery, ends_on=date(2027, 1, 21))
        signed(willow, pharmacy, ends_on=date(2026, 11, 21))
        shown(willow, surgery)
        found = tasks_of(willow)
        agreements = found["sharing_agreements"]
        assert agreements.status == Status.INCOMPLETE
        assert agreements.note == "1 of 2 ran out, 1 of 2 will run out within 60 days"
        assert agreements.due == date(2026, 11, 21)
        assert found["recipients"].note == "All are in date"
        assert (
            tasks_of(willow, date(2026, 11, 21))["sharing_agreements"].note
            == "1 of 2 will run out within 60 days"
        )

    def test_a_newer_one_takes_the_place_of_one_that_ran_out_and_one_taken_back_does_not_count(
        self, willow, alder
    ):
        surgery = willow.surgery()
        signed(willow, surgery, ends_on=date(2026, 11, 21))
        assert tasks_of(willow)["sharing_agreements"].status == Status.INCOMPLETE
        signed(willow, surgery, ends_on=date(2027, 11, 21))
        over = signed(
            willow, willow.surgery(name="Northgate Pharmacy", event_id=new_id()), ends_on=date(2026, 12, 1)
        )
        end_agreement(agreement=over, reason="They closed", ended_on=MAY, by=willow.priya)
        assert tasks_of(willow)["sharing_agreements"].note == "All are in date"
        assert tasks_of(alder)["sharing_agreements"].note == "None is written down yet"
        shown(willow, surgery)
        assert tasks_of(alder)["recipients"].note == "None is written down yet"


def test_the_last_check_against_the_opt_out_is_told(willow):
    def task():
        (found,) = of_lists.tasks(willow.organisation, TODAY)
        return found

    assert (task().topic, task().status) == ("opt_out", Status.CANNOT_START)
    assert "No list was made here" in task().note

    def make():
        return make_list(
            organisation=willow.organisation,
            mailbox="X26OT001",
            good=["9990000018"],
            left_out=0,
            event_id=new_id(),
            by=willow.priya,
        )

    made = make()
    assert task().status == Status.INCOMPLETE
    assert task().note == "The list of 22 November 2026 has not come back"
    read_back(clean_list=made, kept=1, event_id=new_id(), by=willow.priya)
    assert task().status == Status.COMPLETED
    assert task().note == "A list was last checked on 22 November 2026"
    with time_machine.travel(datetime(2026, 11, 30, 12, tzinfo=LONDON), tick=False):
        make()
    assert task().status == Status.INCOMPLETE
    assert task().note == "The list of 30 November 2026 has not come back"
