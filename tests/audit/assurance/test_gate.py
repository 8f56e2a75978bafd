"""A gate that waits for training, and never stands in the way of safety."""

from __future__ import annotations

from datetime import date

import pytest

from audit.assurance.training import queries
from audit.assurance.training.actions import needs
from audit.assurance.training.kinds import INDUCTION, YEARLY
from audit.ledger.events import Event
from audit.ledger.models import Entry
from portal.days import london_day
from portal.errors import NotAllowed
from portal.models import Membership, Organisation
from portal.roles import Role
from tests.audit.assurance.learning import (
    DAY,
    client_of,
    declare,
    excuse,
    gate_of,
    held,
    learn,
    on,
    stop,
    told,
    words,
)
from tests.audit.oversight.asking import person
from tests.portal.visit import page, send


class TestTheGate:
    def test_where_none_is_set_it_asks_the_database_nothing(self, settled, django_assert_num_queries):
        membership = held(settled.amira)
        with django_assert_num_queries(0):
            assert queries.gate(membership, london_day()) is None

    def test_of_somebody_in_time_it_asks_one_thing(self, settled, ruth, django_assert_num_queries):
        gate_of(settled, ruth)
        learn(settled, settled.amira, kind=INDUCTION), learn(settled, settled.amira)
        declare(settled, settled.amira)
        membership = held(settled.amira)
        with django_assert_num_queries(1):
            assert queries.gate(membership, london_day() + 20 * DAY) is None

    def test_whoever_was_late_already_has_the_days_from_when_it_was_set(self, settled, ruth):
        day = date(2026, 5, 1)
        with on(day):
            gate_of(settled, ruth, days=14)
        assert stop(settled.amira, day + 14 * DAY) is None
        late = stop(settled.amira, day + 15 * DAY)
        assert [each.kind.code for each in late.late] == ["induction", "yearly", "declaration"]

    def test_it_waits_the_days_after_the_day_it_was_due(self, settled, ruth):
        with on(date(2024, 2, 29)):
            for kind in (INDUCTION, YEARLY):
                learn(settled, settled.amira, kind=kind)
            declare(settled, settled.amira)
            gate_of(settled, ruth, days=7)
        assert stop(settled.amira, date(2025, 3, 7)) is None
        assert {each.kind.code for each in stop(settled.amira, date(2025, 3, 8)).late} == {
            "yearly",
            "declaration",
        }

    def test_whoever_comes_back_from_leave_has_the_days_again(self, settled, ruth):
        day = date(2026, 5, 1)
        with on(day):
            gate_of(settled, ruth, days=14)
            excuse(settled, ruth, settled.amira, day, day + 100 * DAY)
        assert stop(settled.amira, day + 50 * DAY) is None
        assert stop(settled.amira, day + 114 * DAY) is None
        assert stop(settled.amira, day + 115 * DAY) is not None

    def test_leave_that_was_said_last_is_the_one_that_gives_days_again(self, settled, ruth):
        day = date(2026, 5, 1)
        with on(day):
            gate_of(settled, ruth, days=14)
            excuse(settled, ruth, settled.amira, day, day + 100 * DAY)
        with on(day + DAY):
            excuse(settled, ruth, settled.amira, day, day + 30 * DAY)
        assert stop(settled.amira, day + 44 * DAY) is None
        assert stop(settled.amira, day + 45 * DAY) is not None

    def test_on_the_first_day_of_leave_nobody_is_stopped_any_more(self, settled, ruth):
        day = date(2026, 5, 1)
        with on(day):
            gate_of(settled, ruth, days=0)
            excuse(settled, ruth, settled.amira, day + 50 * DAY, day + 100 * DAY)
        assert stop(settled.amira, day + 49 * DAY) is not None
        assert stop(settled.amira, day + 50 * DAY) is None

    def test_leave_of_a_colleague_or_at_another_organisation_gives_no_days(self, settled, ruth, make):
        alder, day = make("alder"), date(2026, 5, 1)
        Membership.objects.create(
            user=settled.amira, organisation=alder.organisation, home=alder.home, role=Role.WORKER
        )
        manager = person(alder, "manager", Role.MANAGER)
        with on(day):
            gate_of(settled, ruth, days=0)
            excuse(settled, ruth, settled.priya, day, day + 100 * DAY)
            excuse(alder, manager, settled.amira, day, day + 100 * DAY)
        here = Membership.objects.select_related("organisation", "user").get(
            user=settled.amira, organisation=settled.organisation
        )
        assert queries.gate(here, day + 50 * DAY) is not None

    def test_a_gate_that_was_lifted_stops_nobody(self, settled, ruth):
        day = date(2026, 5, 1)
        with on(day):
            gate_of(settled, ruth, days=0)
            gate_of(settled, ruth, on=False)
        assert stop(settled.amira, day + 50 * DAY) is None

    def test_leave_that_is_to_come_excuses_nobody_yet(self, settled, ruth):
        day = date(2026, 5, 1)
        with on(day):
            gate_of(settled, ruth, days=0)
            excuse(settled, ruth, settled.amira, day + 50 * DAY, day + 100 * DAY)
        assert stop(settled.amira, day + DAY) is not None

    def test_it_is_set_and_lifted_by_a_manager_with_a_reason(self, willow, ruth):
        gate_of(willow, ruth)
        gate_of(willow, ruth, on=False)
        assert Organisation.objects.get(pk=willow.organisation.pk).gate_days is None
        assert [(each["days"], each["before"], each["reason"]) for each in told(Event.GATE_SET)] == [
            (14, None, "We agreed it"),
            (None, 14, "We agreed it"),
        ]
        assert set(Entry.objects.filter(event=Event.GATE_SET).values_list("outcome", flat=True)) == {
            "on",
            "off",
        }
        for given, sentence in [
            ({"on": False}, needs.NO_CHANGE),
            ({"days": 91}, needs.BAD_DAYS),
            ({"days": -1}, needs.BAD_DAYS),
            ({"reason": " "}, needs.NO_REASON),
        ]:
            with pytest.raises(NotAllowed) as refusal:
                gate_of(willow, ruth, **given)
            assert refusal.value.sentence == sentence
        with pytest.raises(NotAllowed):
            gate_of(willow, willow.priya)


class TestTheGateAtTheDoor:
    @pytest.fixture
    def stopped(self, settled, ruth):
        with on(date(2024, 5, 1)):
            gate_of(settled, ruth, days=14)
        return client_of(settled.amira)

    def test_a_new_decision_waits_and_the_page_says_what_to_do_and_whom_to_call(self, stopped, willow):
        willow.organisation.refresh_from_db()
        response = stopped.post("/decide/start/")
        assert response.status_code == 403
        said = words(response)
        assert "Call 999" in said
        assert "Priya Nair" in said
        assert "Declaration of confidentiality" in said
        assert page(response).select_one('main a[href="/assurance/training/declare/"]')
        assert not willow.amira.drafts.exists()

    @pytest.mark.parametrize("danger", ["yes", "not_sure"])
    def test_it_never_stands_in_the_way_of_danger(self, stopped, willow, danger):
        response = stopped.post("/decide/start/", {"danger": danger})
        assert response.status_code == 302
        assert response["Location"].endswith("/safe/")
        assert "Keep them safe first" in words(stopped.get(response["Location"]))
        assert Entry.objects.filter(event=Event.DANGER_ADVISED).count() == 1
        onward = page(stopped.get(response["Location"])).select_one("main .nhsuk-button")["href"]
        assert stopped.get(onward).status_code == 200

    def test_the_button_on_the_page_leads_there(self, stopped):
        response = stopped.post("/decide/start/")
        form = page(response).select_one('main form[action="/decide/start/"]')
        button = form.select_one("button")
        assert (button["name"], button["value"]) == ("danger", "not_sure")

    def test_to_say_no_to_danger_opens_nothing(self, stopped):
        assert stopped.post("/decide/start/", {"danger": "no"}).status_code == 403

    def test_what_is_begun_can_be_finished(self, settled, ruth):
        amira = client_of(settled.amira)
        begun = amira.post("/decide/start/")["Location"]
        with on(date(2024, 5, 1)):
            gate_of(settled, ruth, days=14)
        assert amira.post("/decide/start/").status_code == 403
        assert amira.get(begun).status_code == 200
        assert amira.post(begun, {"answer": "no"}).status_code == 302

    def test_the_declaration_and_the_training_open_it_again(self, stopped, willow):
        form = stopped.get("/assurance/training/declare/")
        assert send(stopped, form, promised="yes")["Location"] == "/assurance/training/"
        learn(willow, willow.amira, kind=INDUCTION), learn(willow, willow.amira)
        assert stopped.post("/decide/start/").status_code == 302
