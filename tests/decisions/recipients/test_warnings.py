"""A warning: who has read it, what was decided in spite of it, and how the risk was weighed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from audit.ledger.errors import BodyAltered
from audit.ledger.events import Event
from audit.ledger.models import Entry
from audit.ledger.queries import body_of
from decisions.recipients import against, queries
from decisions.recipients.actions import assess_risk, end_alert, raise_alert, read_alert
from decisions.recipients.models import RiskAssessment
from portal.days import london_day
from portal.errors import NotAllowed
from tests.decisions.test_people_pages import KEY
from tests.decisions.wizard.call import Call, errors, items, logged_in, words
from tests.decisions.world import MAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("autumn")]

REASON = "They passed on a list of names"
RISK = {"wrong": "They may sell it.", "reduces": "We tell them only the day", "decision": "ask_each_time"}
SHARE = ("WH-101", "look_after", "would_expect", items("medicines"), "private")


@pytest.fixture
def alert(willow):
    agency = willow.surgery(name="Larkfield Care Agency")
    return raise_alert(recipient=agency, reason=REASON, by=willow.priya)


def told_all_the_same(willow, also="Larkfield Care Agency"):
    """Tell the agency in spite of the warning, and say why."""
    call = Call(willow.amira).say("no", "care_worker", {"answer": "called_back", "also": also})
    if call.page.endswith("register"):
        call.say({"stands": "worker", "reason": "The Guardian told me it is solved"})
    call.say(*SHARE).confirm()


class TestReaders:
    def test_the_guardian_sees_who_has_read_it_and_who_has_not(self, willow, alert):
        read_alert(alert=alert, by=willow.amira)
        gone = willow.person("Gone Grey", role="worker")
        gone.is_active = False
        gone.save()
        read, unread = queries.readers(alert)
        assert [each.worker for each in read] == [willow.amira]
        assert unread == ["Ben Carter", "Priya Nair", "Ruth Bell"]
        for who in (willow.priya, willow.ruth):
            shown = words(logged_in(who).get(reverse("recipients:readers", args=[alert.pk])))
            assert "1 of 4 have read it" in shown
            assert "Ben Carter" in shown
            assert "Nobody has weighed the risk yet." in shown

    @pytest.mark.parametrize("page", ["readers", "risk"])
    def test_it_is_theirs_alone(self, willow, alder, alert, page):
        address = reverse(f"recipients:{page}", args=[alert.pk])
        for stranger in (willow.amira, alder.priya):
            assert logged_in(stranger).get(address).status_code == 404
        assert "See who has read it" not in words(
            logged_in(willow.amira).get(reverse("recipients:page", args=[alert.recipient_id]))
        )

    def test_a_warning_that_was_lifted_asks_for_nothing_more(self, willow, alert):
        end_alert(alert=alert, reason="Solved", by=willow.priya)
        assert logged_in(willow.priya).get(reverse("recipients:readers", args=[alert.pk])).status_code == 404


class TestWeighing:
    def test_it_is_written_down_once_and_stands_beside_the_question(self, willow, alert):
        browser = logged_in(willow.priya)
        address = reverse("recipients:risk", args=[alert.pk])
        for _ in range(2):
            there = browser.post(address, RISK | {"key": KEY}).url
        assert there == reverse("recipients:readers", args=[alert.pk])
        assert RiskAssessment.objects.get().words == {"wrong": RISK["wrong"], "reduces": RISK["reduces"]}
        says = "What could go wrong: They may sell it."
        assert says in words(browser.get(there))
        entry = Entry.objects.get(pk=KEY)
        assert (entry.event, entry.about_id) == (Event.ALERT_ASSESSED, alert.pk)
        assert "We tell them only the day. What was decided" in body_of(entry)["says"]
        assert says in words(logged_in(willow.amira).get(reverse("recipients:warning", args=[alert.pk])))
        call = Call(willow.amira).say("no", "care_worker")
        call.post({"answer": "called_back", "also": "Larkfield Care Agency"})
        assert says in words(call.see())

    def test_a_risk_is_weighed_by_the_guardian_or_a_manager_in_full(self, willow, alert):
        given = {"alert": alert, **RISK, "by": willow.priya}
        for changes, sentence in (
            ({"by": willow.amira}, "Your role does not let you"),
            ({"wrong": " "}, "could go wrong"),
            ({"reduces": ""}, "makes the risk smaller"),
            ({"decision": "whatever"}, "from the list"),
            ({"assessed_on": MAY}, "before it began"),
        ):
            with pytest.raises(NotAllowed, match=sentence):
                assess_risk(**given | changes)
        assert not RiskAssessment.objects.exists()
        assert len(errors(logged_in(willow.ruth).post(reverse("recipients:risk", args=[alert.pk]), {}))) == 3
        assert assess_risk(**given).assessed_on == london_day()


class TestAskedFor:
    def test_an_answer_against_it_asks_for_the_risk_to_be_weighed(self, willow, alert):
        willow.ada()
        assert against.to_assess([alert]) == []
        told_all_the_same(willow)
        assert against.to_assess([alert]) == [alert]
        decision = Entry.objects.get(event=Event.DECISION_MADE)
        link = reverse("oversight:decision", args=[decision.pk])
        page = reverse("recipients:readers", args=[alert.pk])
        assert link in logged_in(willow.priya).get(page).content.decode()
        # The manager may not open decisions.
        managers = logged_in(willow.ruth).get(page)
        assert decision.reference in words(managers)
        assert link not in managers.content.decode()
        for where in (reverse("recipients:list"), reverse("portal:home")):
            assert "Weigh the risk" in words(logged_in(willow.ruth).get(where))
            assert "Weigh the risk" not in words(logged_in(willow.amira).get(where))
        assess_risk(alert=alert, **RISK, by=willow.priya)
        assert against.to_assess([alert]) == []

    def test_sharing_although_the_guardian_was_to_be_asked_does_too(self, willow, alert):
        call = Call(willow.amira).say("no", "care_worker", {"answer": "alert", "also": "Larkfield"})
        call.post({"decision": "depart", "reason": "The Guardian said yes"}, "depart")
        call.confirm()
        assert against.to_assess([alert]) == [alert]

    def test_a_decision_about_somebody_else_asks_for_nothing(self, willow, alert):
        willow.ada()
        told_all_the_same(willow, also="Dr Grey of Elm Road")
        assert against.to_assess([alert]) == []

    def test_a_body_that_was_altered_asks_for_nothing_and_hides_no_other(self, willow, alert, monkeypatch):
        willow.ada()
        for _ in range(2):
            told_all_the_same(willow)
        altered, whole = against.decided_against(alert)
        read = against.ledger.bodies_of

        def refuse(entries: list[Entry]) -> list[dict[str, object]]:
            if altered in entries:
                raise BodyAltered
            return read(entries)

        monkeypatch.setattr(against.ledger, "bodies_of", refuse)
        assert against.decided_against(alert) == [whole]


def test_a_warning_that_ends_by_itself_is_told_to_run_out(willow):
    raise_alert(
        recipient=willow.surgery(), reason="x", ends_on=london_day() + timedelta(days=10), by=willow.priya
    )
    assert "A warning about them" in words(logged_in(willow.priya).get(reverse("recipients:list")))
