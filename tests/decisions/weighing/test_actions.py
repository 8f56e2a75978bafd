"""What is kept of a weighing: the questions, both sides and the end; the worker hears of it, and the list lets it go."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from audit.ledger.events import Event
from audit.ledger.models import Body, Entry
from audit.ledger.queries import body_of
from audit.oversight.advice import actions as advice
from audit.oversight.advice.models import Thread
from audit.oversight.desk.models import Matter, State
from audit.oversight.reading import catch_up
from audit.oversight.review.actions import review
from audit.oversight.review.standing import standing
from audit.oversight.weighing import actions, queries
from audit.oversight.weighing.models import Weighing
from decisions.rulesets import library
from decisions.weighing import drafts, told
from decisions.weighing.models import WeighingDraft
from portal.errors import NotAllowed
from portal.models import Message
from tests.decisions.weighing.sitting import FAR, GOOD, HARM, KEPT, OPEN, WORDS, Sitting
from tests.decisions.wizard.call import Call, logged_in, words

ENDED = {
    "outcome": "nobody_at_risk", "kind": "do_not_share", "settled": True, "path": "/x/", "advice": "Say no.", "body": {},
}  # fmt: skip


def weigh(place, decision, *, by=None, turn=0, event_id=None, **changes):
    return actions.weigh(
        organisation=place.organisation,
        decision=getattr(decision, "pk", decision),
        ended=actions.Ended(**ENDED | changes),
        turn=turn,
        event_id=event_id or uuid4(),
        by=by or place.priya,
    )


def entry():
    return Entry.objects.get(event=Event.DECISION_WEIGHED)


def state(place, decision):
    catch_up(place.organisation)
    return Matter.objects.get(pk=decision.pk).state


def test_the_entry_holds_the_questions_the_answers_both_sides_and_the_end(willow, decision):
    Sitting(willow.priya, decision).say(*FAR).confirm()
    made, ruleset = entry(), library.current(library.WEIGH)
    assert (made.about_id, made.home_id, made.door) == (decision.pk, willow.house.pk, decision.door)
    assert (made.outcome, made.basis, made.ruleset) == ("share_the_least", "public_interest", ruleset.digest)
    assert "3C" in made.rules
    assert {"decided.share_in_part", "overruled", "overruled_may", "public_interest", "weighed.settled", "without_consent"} <= set(made.flags)  # fmt: skip
    said = body_of(made)
    assert said["sides"] == {"good": GOOD, "harm": HARM}
    assert (said["words"], said["settled"], said["turn"]) == (WORDS, True, 1)
    assert said["ruleset"] == {
        "name": "weigh",
        "version": 1,
        "title": ruleset.title,
        "digest": ruleset.digest,
    }
    assert said["decision"] == str(decision.pk)
    steps = [row["question"] for row in said["asked"]]
    assert set(steps) == {each for each in said["answers"] if not each.endswith("_also")}
    assert [row["title"] for row in said["asked"]] == [ruleset.questions[each].title for each in steps]
    assert said["answers"]["can_protect_also"] == "The DVLA"
    assert said["advice"]["title"] == "Share only this: what the risk is"
    assert said["actor"]["name"] == "Priya Nair"
    assert Body.objects.get(pk=made.pk).key_id == Body.objects.get(pk=decision.pk).key_id, (
        "under the person's own key"
    )


def test_where_telling_them_is_not_safe_the_worker_reads_why_and_no_words(willow, decision):
    Sitting(willow.priya, decision).say(*FAR[:-1], "not_safe").confirm()
    assert "not_told" in entry().flags
    said = body_of(entry())["advice"]
    assert said["say_person"] == ""
    assert said["untold"].startswith("Say nothing to the person for now")
    page = words(logged_in(willow.amira).get(f"/decisions/{decision.pk}/"))
    assert "Say nothing to the person for now" in page
    assert "To the person it is about: </p>" not in page


def test_the_worker_is_told_without_a_word_about_anybody_and_reads_the_answer(willow, decision):
    Sitting(willow.priya, decision).say(*KEPT).confirm()
    message = Message.objects.get(template="weighed")
    assert (message.to, message.reference) == (willow.amira, decision.reference)
    assert message.path == reverse("wizard:decision", args=[decision.pk])
    browser = logged_in(willow.amira)
    assert f"Priya Nair looked at your decision {decision.reference}" in words(browser.get("/"))
    assert "The Guardian’s answer: Do not share" in words(browser.get("/decisions/"))
    page = words(browser.get(f"/decisions/{decision.pk}/"))
    for text in ("Priya Nair weighed what you asked", "Do not share: nobody could be harmed", WORDS):
        assert text in page, text
    assert "Priya Nair weighed what you asked" in words(browser.get(f"/decisions/{decision.pk}/print/"))
    assert "looked at your decision" not in words(browser.get("/")), "it was read"
    assert logged_in(willow.ben).get(f"/decisions/{decision.pk}/").status_code == 404


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
    made = call.say("something_else").confirm().split("/")[2]
    assert standing(Entry.objects.get(pk=made)).state == State.WAITING
    catch_up(willow.organisation)
    assert Matter.objects.get(pk=made).state == State.WAITING


def test_the_same_form_gives_the_same_weighing_and_no_second_entry(willow, decision):
    event_id = uuid4()
    first = weigh(willow, decision, event_id=event_id)
    assert weigh(willow, decision, event_id=event_id) == first
    assert Entry.objects.filter(event=Event.DECISION_WEIGHED).count() == 1
    with pytest.raises(NotAllowed, match="used for something else"):
        weigh(willow, uuid4(), event_id=event_id)


def test_it_refuses_strangers_workers_and_managers(willow, alder, decision):
    for by in (willow.amira, willow.ruth, alder.priya):
        with pytest.raises(NotAllowed):
            weigh(willow, decision, by=by)
    assert not Weighing.objects.exists()


def test_it_refuses_what_does_not_ask(willow):
    with pytest.raises(NotAllowed, match="nothing to weigh"):
        weigh(willow, uuid4())


@pytest.mark.parametrize("deputy", [True, False])
def test_it_refuses_ones_own(willow, deputy, request):
    from tests.decisions.weighing.sitting import asked

    if deputy:
        request.getfixturevalue("owen")
    willow.ada()
    own = asked(willow.priya)
    with pytest.raises(NotAllowed) as refused:
        weigh(willow, own)
    assert ("Owen Price can." in refused.value.sentence) == deputy


def test_it_refuses_one_who_began_before_somebody_elses_was_kept(willow, decision, owen):
    weigh(willow, decision, by=owen)
    with pytest.raises(NotAllowed, match="while you did"):
        weigh(willow, decision)
    assert weigh(willow, decision, turn=1).turn == 2


def test_of_two_in_the_same_moment_one_is_kept(willow, decision, owen, monkeypatch):
    weigh(willow, decision, by=owen)
    monkeypatch.setattr(actions, "turns", lambda _: 0)
    with pytest.raises(NotAllowed, match="while you did"):
        weigh(willow, decision)
    assert Entry.objects.filter(event=Event.DECISION_WEIGHED).count() == 1


def test_where_nobody_knows_who_asked_nobody_is_told(willow, decision, monkeypatch):
    real = queries.asking(willow.organisation, decision.pk)
    nobody = type(real)(
        real.organisation, real.decision, real.home_id, real.door, None, real.key, entry=real.entry
    )
    monkeypatch.setattr(actions, "asking", lambda *_: nobody)
    assert weigh(willow, decision).worker_id is None
    assert not Message.objects.filter(template="weighed").exists()


def test_a_row_posted_under_a_known_id_adds_no_entry(willow, decision, monkeypatch):
    made = weigh(willow, decision)
    monkeypatch.setattr(actions, "tell", lambda *_, **__: (made, False))
    assert weigh(willow, decision, turn=1) == made
    assert Entry.objects.filter(event=Event.DECISION_WEIGHED).count() == 1


def test_it_cannot_be_changed_or_taken_away(willow, decision):
    weigh(willow, decision)
    for change in (Weighing.objects.all().delete, lambda: Weighing.objects.update(settled=False)):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_a_draft_is_finished_only_as_it_was_read_and_while_it_is_asked(willow, decision, monkeypatch):
    sitting = Sitting(willow.priya, decision).say(*KEPT[:3])
    draft = drafts.read(willow.priya, sitting.draft_id)
    with pytest.raises(NotAllowed, match="a question left"):
        drafts.finish(draft=draft, words=WORDS, by=willow.priya)
    sitting.say(KEPT[3])
    with pytest.raises(drafts.ChangedElsewhere):
        drafts.finish(draft=draft, words=WORDS, by=willow.priya)
    draft = drafts.read(willow.priya, sitting.draft_id)
    monkeypatch.setattr(drafts, "asking", lambda *_: None)
    with pytest.raises(NotAllowed, match="does not wait"):
        drafts.finish(draft=draft, words=WORDS, by=willow.priya)
    assert WeighingDraft.objects.count() == 1


def test_the_ends_that_wait_are_those_that_say_so():
    outcomes = library.current(library.WEIGH).outcomes
    begin = ("Find out first", "Not yet: choose", "Not yet: take out", "Not yours")
    assert {one.id for one in outcomes.values() if one.title.startswith(begin)} == told.UNSETTLED | {
        "settle_who_decides"
    }


def test_the_desk_tells_of_advice_that_was_given_besides(willow):
    willow.ada()
    found = thread(willow)
    advice.advise(thread=found, text="Wait", event_id=uuid4(), by=willow.priya)
    assert queries.asking(willow.organisation, found.decision) is not None
