"""A view of a decision is kept once, with its reasons, and the worker is told what is for them."""

from __future__ import annotations

import random

import pytest
from django.db import transaction

from audit.ledger.events import Event
from audit.ledger.ids import new_id
from audit.ledger.models import Body, Entry
from audit.ledger.queries import body_of
from audit.oversight.concerns.models import Concern
from audit.oversight.desk.models import Matter, State
from audit.oversight.reading import catch_up
from audit.oversight.review import actions, queries
from audit.oversight.review.actions import After, AnotherLooked, Task, answer, judging, review
from audit.oversight.review.models import FollowUp, Review
from audit.oversight.review.standing import standing
from portal.errors import NotAllowed
from portal.models import Message
from tests.audit.oversight.desk_world import decided, reader, tomorrow, view


def test_a_view_is_an_entry_with_its_reasons_under_the_key_of_the_decision(willow):
    decision = decided(willow, "not_sure")
    given = view(
        decision, willow.priya, "yes_with_advice", "Call back next time", note="Seen with the manager"
    )
    entry = Entry.objects.get(pk=given.pk)
    assert (entry.event, entry.about_id, entry.outcome) == (
        Event.DECISION_REVIEWED, decision.pk, "yes_with_advice",
    )  # fmt: skip
    said = body_of(entry)
    assert (said["words"], said["note"]) == ("Call back next time", "Seen with the manager")
    assert Body.objects.get(pk=entry.pk).key_id == Body.objects.get(pk=decision.pk).key_id
    assert "Call back" not in bytes(entry.leaf).decode()
    assert Entry.objects.order_by("seq").last() == entry, "the entry comes last"


def test_the_worker_is_told_by_a_reference_only_where_words_are_for_them(willow):
    silent, spoken = decided(willow), decided(willow)
    view(silent, willow.priya, note="Only for the record")
    assert not Message.objects.exists()
    view(spoken, willow.priya, "yes", "Thank you for calling back")
    message = Message.objects.get()
    assert (message.to, message.template, message.reference) == (willow.amira, "reviewed", spoken.reference)
    (told,) = queries.for_worker(willow.amira, willow.organisation)
    assert (told.words, told.person, told.decision) == ("Thank you for calling back", "Priya Nair", spoken.pk)
    assert "record" not in str(queries.about_mine(willow.amira, silent.pk))


@pytest.mark.parametrize("finding", ["no", "yes_with_advice", "ask"])
def test_whoever_says_more_than_yes_says_it_to_the_worker(willow, finding):
    decision = decided(willow)
    with pytest.raises(NotAllowed) as refusal:
        review(
            decision=decision, finding=finding, words=" ", note="x", turn=0, event_id=new_id(), by=willow.priya
        )  # fmt: skip
    assert refusal.value.sentence == judging.NO_WORDS


def test_what_no_form_offers_is_refused(willow):
    with pytest.raises(NotAllowed, match="Select"):
        view(decided(willow), willow.priya, "perhaps", "words")


def test_nobody_gives_a_view_of_their_own_decision_and_no_worker_of_any(willow):
    own = decided(willow, by=willow.priya)
    with pytest.raises(NotAllowed, match="your own"):
        view(own, willow.priya)
    with pytest.raises(NotAllowed):
        view(own, willow.amira)
    assert not Review.objects.exists()


def test_one_view_is_enough_and_the_next_reader_hears_so(willow):
    decision, gwen = decided(willow, "late"), reader(willow)
    view(decision, willow.priya)
    for by in (gwen, willow.priya):
        with pytest.raises(NotAllowed) as refusal:
            view(decision, by)
        assert refusal.value.sentence == judging.DONE
    catch_up(willow.organisation)
    assert Matter.objects.get(pk=decision.pk).state == State.DONE


def test_the_same_form_sent_twice_gives_the_same_view(willow):
    decision, key = decided(willow), new_id()
    first = view(decision, willow.priya, event_id=key, after=After(Task("Call the surgery", tomorrow())))
    again = view(decision, willow.priya, event_id=key, turn=0)
    assert first == again
    assert Entry.objects.filter(event=Event.DECISION_REVIEWED).count() == FollowUp.objects.count() == 1
    with pytest.raises(NotAllowed) as refusal:
        view(decided(willow), willow.priya, event_id=key)
    assert refusal.value.sentence == judging.ANOTHER_FORM
    with pytest.raises(NotAllowed):
        view(decision, reader(willow), event_id=key)


def meanwhile(monkeypatch, happens):
    """Let something happen just after an action has looked where a decision stands."""

    def looked(decision):
        seen = standing(decision)
        monkeypatch.undo()
        happens()
        return seen

    monkeypatch.setattr(judging, "standing", looked)


def test_the_same_form_arriving_twice_at_once_is_kept_once(willow, monkeypatch):
    decision, key = decided(willow), new_id()
    meanwhile(monkeypatch, lambda: view(decision, willow.priya, "ask", "Who rang?", event_id=key))
    asked = view(decision, willow.priya, "ask", "Who rang?", event_id=key)
    given = {"review": asked, "text": "The surgery", "event_id": new_id(), "by": willow.amira}
    meanwhile(monkeypatch, lambda: answer(**given))
    answer(**given)
    assert Entry.objects.filter(about_id=decision.pk).count() == 2


def test_whoever_comes_between_the_looking_and_the_writing_is_first(willow, monkeypatch):
    decision, gwen = decided(willow), reader(willow)
    meanwhile(monkeypatch, lambda: view(decision, gwen))
    with pytest.raises(AnotherLooked, match="Gwen Price gave a view"), transaction.atomic():
        view(decision, willow.priya)


def test_who_was_slower_hears_who_was_quicker(willow):
    decision, gwen = decided(willow), reader(willow)
    view(decision, willow.priya, "ask", "Who rang?")
    with pytest.raises(AnotherLooked, match="Priya Nair gave a view"):
        view(decision, gwen, turn=0)


def test_a_question_waits_for_the_answer_and_then_for_a_view(willow):
    decision = decided(willow, "not_sure")
    asked = view(decision, willow.priya, "ask", "Who rang?")
    catch_up(willow.organisation)
    assert Matter.objects.get(pk=decision.pk).state == State.ASKED
    with pytest.raises(NotAllowed) as refusal:
        view(decision, reader(willow), "ask", "And when?")
    assert refusal.value.sentence == judging.WAITS
    key = new_id()
    given = answer(review=asked, text="The surgery", event_id=key, by=willow.amira)
    assert answer(review=asked, text="The surgery", event_id=key, by=willow.amira) == given
    assert Entry.objects.get(pk=given.pk).about_id == decision.pk
    assert set(Message.objects.values_list("to", "template")) == {
        (willow.amira.pk, "reviewed"), (willow.priya.pk, "answered"),
    }  # fmt: skip
    (told,) = queries.about_mine(willow.amira, decision.pk)
    assert (told.answer, told.waits) == ("The surgery", False)
    catch_up(willow.organisation)
    assert Matter.objects.get(pk=decision.pk).state == State.WAITING
    view(decision, willow.priya)
    catch_up(willow.organisation)
    assert Matter.objects.get(pk=decision.pk).state == State.DONE


def test_only_the_worker_answers_only_what_was_asked_and_only_once(willow):
    decision = decided(willow)
    asked = view(decision, willow.priya, "ask", "Who rang?")
    for by, words, sentence in (
        (willow.priya, "x", judging.NOT_ASKED),
        (willow.amira, " ", judging.NO_ANSWER),
    ):
        with pytest.raises(NotAllowed) as refusal:
            answer(review=asked, text=words, event_id=new_id(), by=by)
        assert refusal.value.sentence == sentence
    given = answer(review=asked, text="The surgery", event_id=new_id(), by=willow.amira)
    with pytest.raises(NotAllowed) as refusal, transaction.atomic():
        answer(review=asked, text="Her daughter", event_id=new_id(), by=willow.amira)
    assert refusal.value.sentence == judging.ANSWERED
    other = view(decided(willow), willow.priya, "ask", "When?")
    with pytest.raises(NotAllowed) as refusal:
        answer(review=other, text="At two", event_id=given.pk, by=willow.amira)
    assert refusal.value.sentence == judging.ANOTHER_FORM
    judged = view(decided(willow), willow.priya, "no", "Call back first")
    with pytest.raises(NotAllowed, match="no question"):
        answer(review=judged, text="But", event_id=new_id(), by=willow.amira)


def test_a_view_given_without_the_answer_makes_the_question_idle(willow):
    decision = decided(willow)
    asked = view(decision, willow.priya, "ask", "Who rang?")
    view(decision, willow.priya, "yes")
    assert not queries.said_to(willow.amira, asked.pk).waits
    with pytest.raises(NotAllowed) as refusal:
        answer(review=asked, text="The surgery", event_id=new_id(), by=willow.amira)
    assert refusal.value.sentence == judging.TOO_LATE


class TestPublicInterest:
    @pytest.fixture
    def decision(self, willow):
        return decided(willow, "public_interest")

    def test_two_who_agree_settle_it_and_neither_sees_the_other_first(self, willow, decision):
        gwen = reader(willow)
        first = view(decision, willow.priya, "yes", note="Right")
        now = standing(decision)
        assert (now.state, now.blind(gwen), now.blind(willow.priya)) == (State.SECOND, True, False)
        assert (now.seen_by(gwen), now.seen_by(willow.priya)) == ([], [first])
        with pytest.raises(NotAllowed) as refusal:
            view(decision, willow.priya)
        assert refusal.value.sentence == judging.YOURS
        second = view(decision, gwen, "yes_with_advice")
        now = standing(decision)
        assert (now.state, now.seen_by(gwen)) == (State.DONE, [first, second])

    def test_where_they_differ_one_more_view_settles_it_and_says_why(self, willow, decision):
        gwen = reader(willow)
        view(decision, willow.priya, "yes")
        view(decision, gwen, "no")
        assert standing(decision).state == State.DIFFERING
        for finding, sentence in (("yes", judging.SETTLE_WHY), ("ask", judging.SETTLE)):
            with pytest.raises(NotAllowed) as refusal:
                view(decision, willow.priya, finding)
            assert refusal.value.sentence == sentence
        view(decision, willow.priya, "no", note="Gwen is right: nobody was at risk any more")
        assert standing(decision).state == State.DONE

    def test_a_second_reader_who_asks_stays_blind_until_they_judge(self, willow, decision):
        gwen, ann = reader(willow), reader(willow, "Ann Other")
        view(decision, willow.priya, "yes")
        asked = view(decision, gwen, "ask", "Who was at risk?")
        now = standing(decision)
        assert (now.state, now.blind(gwen), now.blind(ann)) == (State.ASKED, True, True)
        answer(review=asked, text="A child", event_id=new_id(), by=willow.amira)
        assert standing(decision).state == State.SECOND
        with pytest.raises(NotAllowed):
            view(decision, willow.priya)
        view(decision, gwen, "no")
        assert standing(decision).state == State.DIFFERING


def test_what_the_desk_reads_from_the_log_is_what_the_views_say(willow):
    """However readers and workers take turns, the row of the list stands where the facts do."""
    chance, readers = random.Random(7), [willow.priya, reader(willow), reader(willow, "Ann Other")]
    decisions = [
        decided(willow, *flags) for flags in ([], ["public_interest"], ["late"], ["public_interest"])
    ]
    for _ in range(60):
        decision = chance.choice(decisions)
        try:
            if chance.random() < 0.2 and standing(decision).reviews:
                asked = standing(decision).reviews[-1]
                answer(review=asked, text="So", event_id=new_id(), by=willow.amira)
            else:
                finding = chance.choice(["yes", "no", "ask", "yes_with_advice"])
                view(decision, chance.choice(readers), finding, note=chance.choice(["", "Because"]))
        except NotAllowed:
            pass
        catch_up(willow.organisation)
        row, now = Matter.objects.get(pk=decision.pk), standing(decision)
        assert now.turn == 0 or (row.finding, row.first_by) == (now.finding, now.first_by)
        assert now.turn == 0 or row.state == now.state
    assert Matter.objects.filter(state=State.DONE).exists()


def test_a_task_is_asked_with_the_view_and_its_words_are_sealed(willow):
    decision = decided(willow)
    view(decision, willow.priya, after=After(Task("Tell the daughter", tomorrow())))
    (todo,) = queries.follow_ups_of(willow.amira, willow.organisation)
    assert (todo.text, todo.due_on, todo.person) == ("Tell the daughter", tomorrow(), "Priya Nair")
    assert Message.objects.get().to == willow.amira


def test_where_nobody_knows_who_decided_the_record_is_still_judged(willow):
    nobody = decided(willow, "late")
    willow.amira.delete()
    for given in ({"finding": "ask", "words": "Who?"}, {"after": After(Task("Do it", tomorrow()))}):
        with pytest.raises(NotAllowed) as refusal, transaction.atomic():
            view(nobody, willow.priya, **given)
        assert refusal.value.sentence == judging.NOBODY
    assert view(nobody, willow.priya, "no", " ").worker_id is None


def test_everything_that_can_be_done_is_named_in_one_place():
    assert set(actions.__all__) >= {"review", "answer", "ask_follow_up", "propose_example"}


def test_a_breach_is_reported_with_the_view_and_is_a_concern_of_its_own(willow):
    decision = decided(willow)
    view(decision, willow.priya, "no", "Call me", after=After(breach="It went to the wrong surgery"))
    concern = Concern.objects.get(decision=decision.pk)
    assert (concern.about, concern.raised_by) == ("breach", willow.priya)
    entry = Entry.objects.get(pk=concern.pk)
    assert body_of(entry)["text"] == "It went to the wrong surgery"
    assert Body.objects.get(pk=entry.pk).key_id == Body.objects.get(pk=decision.pk).key_id
