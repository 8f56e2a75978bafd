"""What becomes of the desk's list, and of a question on the way, once it was weighed."""

from __future__ import annotations

from uuid import uuid4

import pytest

from audit.ledger.events import Event
from audit.ledger.models import Entry
from audit.oversight.advice import actions as advice
from audit.oversight.advice.models import Thread
from audit.oversight.desk.models import Matter, State
from audit.oversight.reading import catch_up
from audit.oversight.review.actions import review
from audit.oversight.review.standing import standing
from audit.oversight.weighing import queries
from portal.errors import NotAllowed
from portal.models import Message
from tests.decisions.weighing.sitting import FAR, KEPT, OPEN, WORDS, Sitting
from tests.decisions.wizard.call import Call, logged_in, words


def entry():
    return Entry.objects.get(event=Event.DECISION_WEIGHED)


def state(place, decision):
    catch_up(place.organisation)
    return Matter.objects.get(pk=decision.pk).state


def test_once_settled_it_waits_no_more(willow, decision):
    assert state(willow, decision) == State.WAITING
    Sitting(willow.priya, decision).say(*KEPT).confirm()
    assert state(willow, decision) == State.DONE == standing(Entry.objects.get(pk=decision.pk)).state
    assert decision.reference not in words(logged_in(willow.priya).get("/desk/"))
    with pytest.raises(NotAllowed):
        given(willow, decision)


def test_what_is_to_be_found_out_first_still_waits(willow, decision):
    Sitting(willow.priya, decision).say(*OPEN).confirm()
    assert "weighed.open" in entry().flags
    assert state(willow, decision) == State.WAITING == standing(Entry.objects.get(pk=decision.pk)).state
    page = words(logged_in(willow.priya).get(f"/desk/{decision.pk}/"))
    assert "It waits to be weighed again" in page
    browser = logged_in(willow.amira)
    assert "They are finding out more" in words(browser.get("/decisions/"))
    assert "It is not settled yet" in words(browser.get(f"/decisions/{decision.pk}/"))


def given(place, decision, *, by=None, finding="yes"):
    found = Entry.objects.get(pk=decision.pk)
    return review(
        decision=found, finding=finding, words="Read on", note="", turn=standing(found).turn, event_id=uuid4(), by=by or place.priya
    )  # fmt: skip


def public(monkeypatch, willow, decision):
    """Let the decision be one that only the public interest could allow, as its leaf would say."""
    flags = [*Entry.objects.get(pk=decision.pk).flags, "public_interest"]
    catch_up(willow.organisation)
    Matter.objects.filter(pk=decision.pk).update(flags=flags)
    found = Entry.objects.get(pk=decision.pk)
    found.flags = flags
    return found


def test_what_is_told_in_the_public_interest_is_read_by_a_second_who_sees_nothing_first(
    willow, decision, owen, monkeypatch
):
    found = public(monkeypatch, willow, decision)
    Sitting(willow.priya, decision).say(*FAR).confirm()
    assert state(willow, decision) == State.SECOND == standing(found).state
    now = standing(found)
    assert now.blind(owen)
    assert not now.blind(willow.priya)


def test_where_nobody_is_told_no_second_reader_is_needed(willow, decision, monkeypatch):
    found = public(monkeypatch, willow, decision)
    Sitting(willow.priya, decision).say(*KEPT).confirm()
    assert state(willow, decision) == State.DONE == standing(found).state


def test_a_view_given_before_stays_and_may_be_followed_by_weighing(willow, decision):
    given(willow, decision, finding="ask")
    assert state(willow, decision) == State.ASKED
    Sitting(willow.priya, decision).say(*KEPT).confirm()
    assert state(willow, decision) == State.DONE == standing(Entry.objects.get(pk=decision.pk)).state
    assert Matter.objects.get(pk=decision.pk).judged_at is not None


def test_a_decision_judged_before_is_not_counted_twice(willow, decision):
    given(willow, decision)
    before = Matter.objects.filter(pk=decision.pk)
    catch_up(willow.organisation)
    first = before.get().judged_at
    Sitting(willow.priya, decision).say(*KEPT).confirm()
    assert state(willow, decision) == State.DONE
    assert before.get().judged_at > first


def thread(place):
    """Amira asks the Guardian on the way."""
    call = Call(place.amira).say("no", "care_worker")
    asked = {"whom": "guardian", "text": "May I?", "urgent": []}
    assert call.browser.post(call.url("identity/ask"), asked).status_code == 302
    return Thread.objects.get()


def test_a_question_on_the_way_is_weighed_and_answered_in_its_thread(willow):
    willow.ada()
    found = thread(willow)
    page = logged_in(willow.priya).get(f"/desk/advice/{found.pk}/")
    assert f"/weigh/{found.decision}/" in page.content.decode()
    for other in (willow.amira, willow.ruth):
        assert "/weigh/" not in logged_in(other).get(f"/desk/advice/{found.pk}/").content.decode()
    done = Sitting(willow.priya, found.decision).say(*KEPT).confirm()
    assert done.headers["Location"] == f"/desk/advice/{found.pk}/"
    found.refresh_from_db()
    assert found.waiting_since is None
    said = words(logged_in(willow.amira).get(f"/desk/advice/{found.pk}/"))
    assert "Do not share: nobody could be harmed" in said
    assert WORDS in said
    assert entry().about_id == found.decision
    assert not Message.objects.filter(template="weighed").exists(), "they are told once"
    assert Message.objects.filter(template="advice_given").count() == 1


def test_a_question_to_a_senior_is_not_the_guardians(willow):
    found = thread(willow)
    Thread.objects.update(whom="senior")
    assert logged_in(willow.priya).get(f"/weigh/{found.decision}/").status_code == 404
    assert "/weigh/" not in logged_in(willow.priya).get(f"/desk/advice/{found.pk}/").content.decode()


def test_what_was_weighed_on_the_way_does_not_settle_the_decision_that_follows(willow):
    willow.ada()
    call = Call(willow.amira).say("no", "care_worker", "called_back", "WH-101")
    call.browser.post(call.url("purpose/ask"), {"whom": "guardian", "text": "May I?"})
    Sitting(willow.priya, call.draft_id).say(*KEPT).confirm()
    made = call.say("something_else", "none").confirm().split("/")[2]
    assert standing(Entry.objects.get(pk=made)).state == State.WAITING
    catch_up(willow.organisation)
    assert Matter.objects.get(pk=made).state == State.WAITING


def test_the_desk_shows_advice_that_was_given_as_well(willow):
    willow.ada()
    found = thread(willow)
    advice.advise(thread=found, text="Wait", event_id=uuid4(), by=willow.priya)
    assert queries.asking(willow.organisation, found.decision) is not None
