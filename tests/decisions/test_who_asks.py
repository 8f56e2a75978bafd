"""What the register of recipients says beside "Have you checked it is really them?"."""

import pytest

from decisions.recipients.actions import raise_alert
from decisions.rulesets import library
from decisions.wizard.evidence import Evidence, evidence
from tests.decisions.test_evidence import TODAY, asked
from tests.decisions.world import MAY


@pytest.mark.django_db
@pytest.mark.usefixtures("autumn")
class TestRecipient:
    def test_the_numbers_we_hold_are_shown_before_anything_is_typed(self, willow):
        assert asked(willow, None, "identity") is None
        willow.surgery()
        willow.surgery(name="Northgate Pharmacy", phone="")
        found = asked(willow, None, "identity")
        assert found == Evidence(
            (
                "We know Elm Road Surgery. Call back on 020 7946 0101.",
                "We know Northgate Pharmacy. We hold no number for them.",
            )
        )
        named = asked(willow, None, "identity", identity_also="Jo at Elm Road surgery")
        assert named.statements == ("We know Elm Road Surgery. Call back on 020 7946 0101.",)

    def test_a_warning_about_whoever_asks_stops_the_call(self, willow):
        willow.surgery()
        agency = willow.surgery(name="Larkfield Care Agency")
        raise_alert(recipient=agency, reason="Ask Priya first.", starts_on=MAY, by=willow.priya)
        shown = asked(willow, None, "identity")
        warning = "There has been a warning about Larkfield Care Agency since 3 May 2026: Ask Priya first."
        assert shown.statements[0] == warning
        assert shown.stands is None
        found = asked(willow, None, "identity", identity_also="Sam, Larkfield")
        assert found == Evidence((warning,), frozenset({"alert"}), "alert")
        elsewhere = asked(willow, None, "identity", "family", identity_also="Sam, larkfield")
        assert elsewhere.stands == {"alert"}

    def test_a_draft_that_has_not_said_who_asks_is_somebody_else(self, willow):
        willow.surgery(kind="someone_else", name="Brookside Law")
        question = library.current("care-team").questions["identity"]
        found = evidence(question, individual=None, answers={}, organisation=willow.organisation, on=TODAY)
        assert found.statements == ("We know Brookside Law. Call back on 020 7946 0101.",)
