"""Letters after a decision, and the statement that comes from all of them."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse

from audit.ledger import queries as ledger
from audit.ledger.errors import KeyDestroyed
from audit.ledger.events import Event
from audit.ledger.models import Entry
from decisions.letters import actions, papers
from decisions.letters.models import Letter
from decisions.letters.patterns import patterns
from decisions.wizard.models import Decision
from portal.errors import NotAllowed
from tests.decisions.letters.stage import key, make, nobody, to_person, typed
from tests.decisions.wizard.call import FAMILY, Call, logged_in, surgery, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("autumn")]


@pytest.fixture
def ada(willow):
    return willow.ada()


class TestAfterADecision:
    def test_a_worker_and_the_guardian_begin_with_what_the_decision_says(self, willow, ada):
        surgery(willow.amira).confirm()
        decision = Decision.objects.get()
        choose = reverse("letters:of_decision", args=[decision.pk])
        assert choose in logged_in(willow.amira).get(f"/decisions/{decision.pk}/").content.decode()
        assert choose in logged_in(willow.priya).get(f"/desk/{decision.pk}/").content.decode()
        for who, back in ((willow.amira, "decisions"), (willow.priya, "desk")):
            assert f"/{back}/{decision.pk}/" in logged_in(who).get(choose).content.decode()
        before = Entry.objects.filter(event=Event.DECISION_OPENED).count()
        form = logged_in(willow.priya).get(f"{choose}objection-used/").content.decode()
        assert "Medicines, Allergies" in form
        assert Entry.objects.filter(event=Event.DECISION_OPENED).count() == before + 1
        made = logged_in(willow.priya).post(f"{choose}objection-used/", typed("objection-used"))
        letter = Letter.objects.get()
        assert (letter.decision_id, letter.individual_id) == (decision.pk, ada.pk)
        assert "Ada Bright" in words(logged_in(willow.priya).get(made.url))
        assert letter.entry.about_id == decision.pk
        assert made.url in logged_in(willow.priya).get(choose).content.decode()
        # A worker who sees the person sees the letter, and goes back to where they may.
        assert choose in logged_in(willow.amira).get(made.url).content.decode()
        assert (
            reverse("letters:of_person", args=[ada.pk])
            in logged_in(willow.ruth).get(made.url).content.decode()
        )

    def test_where_nobody_is_named_there_is_no_letter_to_a_person(self, willow):
        decision = nobody(willow)
        choose = reverse("letters:of_decision", args=[decision.pk])
        shown = words(logged_in(willow.amira).get(choose))
        assert patterns()["recipient"].use in shown
        assert patterns()["notice"].use not in shown
        refused = logged_in(willow.amira).post(f"{choose}notice/", typed("notice"))
        assert actions.NO_PERSON in words(refused)
        made = logged_in(willow.amira).post(f"{choose}recipient/", typed("recipient"))
        for who in (willow.amira, willow.priya):
            assert "Elm Road Surgery" in words(logged_in(who).get(made.url))
        for who in (willow.ruth, willow.ben):
            assert logged_in(who).get(made.url).status_code == 404

    def test_others_find_no_decision(self, willow, alder):
        decision = nobody(willow)
        for who in (willow.ruth, willow.ben, alder.priya):
            for place in ("", "form/", "form/pdf/", "recipient/"):
                address = f"/letters/decision/{decision.pk}/{place}"
                assert logged_in(who).get(address).status_code == 404

    def test_a_colleague_is_refused_by_the_action_itself(self, willow, ada):
        surgery(willow.amira).confirm()
        with pytest.raises(NotAllowed):
            actions.make_letter(
                pattern=patterns()["statement"], easy=False, words={}, decision=Decision.objects.get(),
                by=willow.ruth,
            )  # fmt: skip

    def test_somebody_must_be_meant(self, willow):
        with pytest.raises(NotAllowed, match="nobody is named"):
            actions.make_letter(pattern=patterns()["notice"], easy=False, words={}, by=willow.amira)


class TestTheStatement:
    def test_it_tells_every_decision_and_what_was_given(self, willow, ada):
        surgery(willow.amira).confirm()
        Call(willow.amira).say(*FAMILY, "WH-101", "asked", "not_asked").confirm()
        shown = words(logged_in(willow.amira).get(make(willow.amira, ada, "statement")))
        for expected in ("In short", "Medicines, Allergies", "Do not share yet", "Nothing is recorded"):
            assert expected in shown
        easy = words(logged_in(willow.amira).get(make(willow.amira, ada, "statement", "easy", key=key(4))))
        assert "In short" not in easy
        assert "Do not share yet" in easy

    def test_where_nothing_was_decided_it_says_so(self, willow, ada):
        shown = words(logged_in(willow.amira).get(make(willow.amira, ada, "statement")))
        assert papers.NO_DECISION in shown

    def test_what_does_not_fit_goes_on_in_another_part(self, willow, ada, monkeypatch):
        for _ in range(3):
            surgery(willow.amira).confirm()
        monkeypatch.setattr(papers, "SIZES", (3, 2))
        monkeypatch.setattr(papers, "MOST_BYTES", 0)
        browser = logged_in(willow.amira)
        address = make(willow.amira, ada, "statement")
        shown = browser.get(address).content.decode()
        assert papers.OLDER in shown
        place = shown.partition("?before=")[2][:36]
        oldest = Decision.objects.order_by("id").first()
        rest = browser.post(
            f"{to_person(ada, 'statement')}?before={place}", typed("statement") | {"key": str(uuid4())}
        )
        part = words(browser.get(rest.url))
        assert oldest.reference in part
        assert papers.OLDER not in part
        assert "Make the next part" not in part

    def test_a_decision_that_cannot_be_read_says_why(self, willow, ada, monkeypatch):
        surgery(willow.amira).confirm()
        whole = ledger.body_of

        def body_of(entry):
            if entry.event == Event.DECISION_MADE:
                raise KeyDestroyed("gone")
            return whole(entry)

        monkeypatch.setattr(ledger, "body_of", body_of)
        shown = words(logged_in(willow.amira).get(make(willow.amira, ada, "statement")))
        assert "The details were destroyed when their time was up." in shown
        assert "Not shown" in shown
