"""What is kept of a weighing: the questions, both sides and the end; the worker hears of it, and the list lets it go."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from audit.ledger.events import Event
from audit.ledger.models import Body, Entry
from audit.ledger.queries import body_of
from audit.oversight.weighing import actions, queries
from audit.oversight.weighing.models import Weighing
from decisions.rulesets import library
from decisions.weighing import conclusion, drafts
from decisions.weighing.models import WeighingDraft
from portal.errors import NotAllowed
from portal.models import Message
from tests.decisions.weighing.sitting import FAR, GOOD, HARM, KEPT, WORDS, Sitting
from tests.decisions.wizard.call import logged_in, words

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


def test_it_refuses_ones_own(willow, deputy, guardians_own):
    with pytest.raises(NotAllowed) as refused:
        weigh(willow, guardians_own)
    assert ("Owen Price can." in refused.value.sentence) == deputy


def test_it_refuses_one_who_began_before_another_was_kept(willow, decision, owen):
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
    assert {one.id for one in outcomes.values() if one.title.startswith(begin)} == conclusion.UNSETTLED
