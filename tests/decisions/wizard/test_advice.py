"""Whoever is not sure asks a senior or the Guardian from any page, goes on when they like, and the decision keeps it."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from audit.ledger.events import Event
from audit.ledger.models import Entry
from audit.ledger.queries import body_of
from audit.oversight.advice import actions as advice
from audit.oversight.advice.models import Said, Thread
from decisions.letters import decision_form
from decisions.wizard import advice as wizard_advice
from decisions.wizard import drafts
from decisions.wizard.models import Decision, Draft
from decisions.wizard.tasks import delete_old_drafts
from portal.errors import NotAllowed
from tests.decisions.wizard.call import SURGERY, Call, errors, items, logged_in, title, words

ASKED = {"whom": "guardian", "text": "Her son rings too. May he know?"}
ADVICE = "Ask her first. If she agrees, tell him only that she is well."


@pytest.fixture
def asking(willow, ada):
    """Amira is asked about Ada Bright, and stands at the question of what they need it for."""
    return Call(willow.amira).say(*SURGERY, "WH-101")


def ask(call: Call, page: str, **changes: object):
    """Put a question from a page, and return what came of it."""
    return call.browser.post(call.url(f"{page}/ask"), ASKED | {"key": str(uuid4())} | changes)


def answer(willow, text: str = ADVICE) -> Thread:
    return advice.advise(thread=Thread.objects.get(), text=text, event_id=uuid4(), by=willow.priya)


def finish(call: Call) -> Decision:
    call.at = call.url("purpose")
    call.say("look_after", "would_expect", items("medicines"), "private").confirm()
    return Decision.objects.get()


class TestAsking:
    def test_every_question_and_the_check_lead_to_it(self, asking):
        for page in ("danger", "identity", "whose", "purpose"):
            assert f'href="{asking.url(page)}ask/"' in asking.see(page).content.decode(), page
        asking.say("look_after", "would_expect", items("medicines"), "private")
        assert f'href="{asking.url("check")}ask/"' in asking.see("check").content.decode()

    def test_the_page_says_that_nothing_is_lost_and_whom_to_call_in_danger(self, asking):
        page = asking.see("purpose/ask")
        assert title(page).startswith("Ask someone before you go on")
        for expected in (
            "What do they need it for?",
            "Your answers are saved.",
            "call 999",
            "A senior at work",
            "Priya Nair",
        ):
            assert expected in words(page)

    def test_what_is_missing_is_said_and_what_was_typed_stays(self, asking):
        page = ask(asking, "purpose", whom="")
        assert errors(page) == [("#whom", "Select who you want to ask")]
        assert "May he know?" in page.content.decode()
        assert errors(ask(asking, "purpose", text=" ")) == [("#text", "Enter what you want to ask")]
        assert not Thread.objects.exists()

    def test_the_question_goes_with_the_answers_until_then_under_the_persons_key(self, asking, willow, ada):
        assert ask(asking, "purpose", urgent="urgent").headers["Location"] == asking.url("purpose")
        thread = Thread.objects.get()
        assert (str(thread.decision), thread.door, thread.question, thread.whom, thread.urgent) == (
            asking.draft_id,
            "care-team",
            "purpose",
            "guardian",
            True,
        )
        entry = Entry.objects.get(event=Event.ADVICE_ASKED)
        body = body_of(entry)
        assert entry.body.key_id == ada.key_id
        assert entry.home_id == willow.house.pk
        assert body["title"] == "What do they need it for?"
        assert [each["question"] for each in body["asked"]] == ["danger", "who", "identity", "whose"]

    def test_before_anybody_knows_whom_it_is_about(self, willow, ada):
        call = Call(willow.amira).say("no")
        assert ask(call, "who", whom="senior").status_code == 302
        assert Entry.objects.get(event=Event.ADVICE_ASKED).body.key_id == willow.organisation.pk

    def test_the_same_form_twice_asks_once(self, asking):
        key = str(uuid4())
        for _ in range(2):
            assert ask(asking, "purpose", key=key).status_code == 302
        assert Said.objects.count() == 1

    def test_asking_again_goes_on_in_the_same_thread(self, asking):
        ask(asking, "purpose")
        assert "Ask again" in words(asking.see("purpose"))
        ask(asking, "purpose", text="And his wife?")
        assert (Thread.objects.count(), Said.objects.count()) == (1, 2)

    def test_a_page_that_was_not_reached_leads_to_where_the_worker_stands(self, asking):
        for page in ("items/ask", "check/ask"):
            assert asking.see(page).headers["Location"] == asking.url("purpose")
        assert asking.see("nonsense/ask").status_code == 404

    def test_nobody_else_can_ask_or_read(self, asking, willow):
        ask(asking, "purpose")
        stranger = logged_in(willow.ben)
        assert stranger.get(asking.url("purpose/ask")).status_code == 404
        assert stranger.post(asking.url("purpose/ask"), ASKED).status_code == 404

    def test_a_draft_that_was_recorded_meanwhile_leads_to_its_decision(self, asking):
        decision = finish(asking)
        assert ask(asking, "purpose").headers["Location"] == f"/decisions/{decision.pk}/"
        assert not Thread.objects.exists()

    def test_a_draft_that_is_recorded_in_the_very_moment_asks_nobody(self, asking, willow):
        draft = asking.draft()
        finish(asking)
        with pytest.raises(NotAllowed, match="recorded already"):
            wizard_advice.ask(
                draft=draft,
                page="purpose",
                text="May he know?",
                whom="guardian",
                urgent=False,
                event_id=uuid4(),
                by=willow.amira,
            )
        assert not Thread.objects.exists()


class TestBesideTheQuestion:
    def test_the_thread_stands_before_the_answers_where_it_was_asked(self, asking, willow):
        ask(asking, "purpose")
        said = words(asking.see("purpose"))
        assert "Amira Khan , Care worker, " in said
        assert "Nobody has answered yet. You can go on without an answer." in said
        answer(willow)
        said = words(asking.see("purpose"))
        assert "Priya Nair , Caldicott Guardian, " in said
        assert "Nobody has answered yet" not in said
        assert said.index(ADVICE) < said.index("To look after this person")

    def test_and_below_them_at_every_other_question(self, asking):
        ask(asking, "purpose")
        said = words(asking.see("identity"))
        assert said.index("Yes, I know them in person") < said.index("May he know?")

    def test_and_where_the_answers_are_checked(self, asking):
        ask(asking, "purpose")
        asking.say("look_after", "would_expect", items("medicines"), "private")
        said = words(asking.see("check"))
        assert said.index("May he know?") < said.index("Confirm and save")

    def test_while_nobody_asked_a_question_costs_no_more(self, asking, django_assert_num_queries):
        asking.see("purpose")
        with django_assert_num_queries(3):
            asking.see("purpose")


class TestTheHomePage:
    def test_says_who_was_asked_and_since_when_and_then_that_they_answered(self, asking, willow):
        assert "Waiting for advice" not in words(asking.browser.get("/"))
        ask(asking, "purpose")
        said = words(asking.browser.get("/"))
        assert "Waiting for advice – asked Priya Nair, " in said
        assert "May he know?" not in said
        answer(willow)
        assert "The Caldicott Guardian has answered" in words(asking.browser.get("/"))

    def test_says_that_a_senior_was_asked(self, asking):
        ask(asking, "purpose", whom="senior")
        assert "asked a senior at work, " in words(asking.browser.get("/"))


class TestTheDecision:
    def test_keeps_what_was_asked_and_advised_and_shows_it_on_page_paper_and_form(self, asking, willow):
        ask(asking, "purpose")
        answer(willow)
        decision = finish(asking)
        taken = body_of(decision.entry)["advice_taken"]
        assert [(each["by"], each["role"], each["text"], each["is_advice"]) for each in taken] == [
            ("Amira Khan", "Care worker", ASKED["text"], False),
            ("Priya Nair", "Caldicott Guardian", ADVICE, True),
        ]
        assert all(each["at"].startswith("20") for each in taken)
        for page in ("", "print/"):
            assert ADVICE in words(asking.browser.get(f"/decisions/{decision.pk}/{page}"))
        assert ADVICE in str(decision_form.paper(decision, body_of(decision.entry)))

    def test_shows_the_guardian_what_was_asked_and_advised(self, asking, willow):
        ask(asking, "purpose")
        answer(willow)
        case = words(logged_in(willow.priya).get(f"/desk/{finish(asking).pk}/"))
        assert "What they asked others, and were advised" in case
        assert case.index("May he know?") < case.index(ADVICE)

    def test_can_be_made_before_anyone_answers_and_shows_what_came_later(self, asking, willow):
        ask(asking, "purpose")
        decision = finish(asking)
        assert [each["is_advice"] for each in body_of(decision.entry)["advice_taken"]] == [False]
        answer(willow)
        assert ADVICE in words(asking.browser.get(f"/decisions/{decision.pk}/"))

    def test_without_a_question_has_none(self, asking):
        decision = finish(asking)
        assert body_of(decision.entry)["advice_taken"] == []
        assert "Advice you asked for" not in words(asking.browser.get(f"/decisions/{decision.pk}/"))


def test_what_was_said_stays_when_the_draft_is_thrown_away(asking, willow):
    ask(asking, "purpose")
    Draft.objects.update(updated_at=timezone.now() - timedelta(days=8))
    assert delete_old_drafts() == 1
    assert Entry.objects.filter(event=Event.ADVICE_ASKED).count() == Thread.objects.count() == 1
    answer(willow)


def test_a_refusal_is_a_sentence_and_nothing_typed_is_lost(asking, willow, monkeypatch):
    def refused(**_):
        raise NotAllowed("Only the person who asked can add to this question.")

    monkeypatch.setattr(wizard_advice.actions, "ask", refused)
    page = ask(asking, "purpose")
    assert "Only the person who asked can add to this question." in words(page)
    assert "May he know?" in page.content.decode()
    assert not drafts.state_of(asking.draft()).asked
