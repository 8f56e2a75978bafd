"""Advice in the middle of a decision: asked, answered by whoever may, and never lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection, transaction

from audit.ledger import keys
from audit.ledger.errors import IdTaken
from audit.ledger.ids import new_id
from audit.ledger.models import Body
from audit.ledger.queries import body_of
from audit.oversight.advice import actions, queries
from audit.oversight.advice.models import Said, Thread, Whom
from audit.oversight.review.models import FollowUp
from portal.days import day_in_words, london_day
from portal.errors import NotAllowed
from portal.models import Message
from portal.roles import PERMISSIONS, Role
from tests.audit.oversight.asking import (
    FACTS,
    advise,
    ask,
    client_of,
    entries,
    more,
    page,
    person,
    said,
    url_of,
)


@pytest.fixture
def ben(willow):
    return person(willow, "ben", Role.MANAGER)


def test_a_question_and_its_advice_are_entries_about_the_decision_to_come(willow):
    thread = ask(willow, urgent=True, asked=FACTS)
    advise(willow, thread)
    asked, given = entries("advice.asked") + entries("advice.given")
    assert (asked.about_id, asked.home_id, asked.door) == (thread.decision, willow.home.pk, "family")
    assert asked.flags == ["urgent", "whom.guardian"]
    assert given.about_id == thread.decision
    told = body_of(asked)
    assert (told["title"], told["text"], told["whom"]) == (
        "Does the person know?", "May I tell her son?", "guardian",
    )  # fmt: skip
    assert told["asked"] == FACTS
    assert (body_of(given)["text"], body_of(given)["to"]["name"]) == ("Ask her first", "Amira Khan")


def test_all_that_is_said_of_a_decision_reads_in_its_order_with_who_and_when(willow, ben):
    thread = ask(willow)
    ask(willow, "And what of her sister?", whom="senior", decision=thread.decision)
    advise(willow, thread)
    lines = queries.thread_of(thread.decision)
    assert [(line.person, line.role, line.is_advice, line.text) for line in lines] == [
        ("Amira Khan", "Care worker", False, "May I tell her son?"),
        ("Amira Khan", "Care worker", False, "And what of her sister?"),
        ("Priya Nair", "Caldicott Guardian", True, "Ask her first"),
    ]
    assert queries.thread_of(uuid4()) == []


def test_a_draft_has_one_thread_with_each_of_those_it_asks(willow):
    thread = ask(willow)
    assert more(willow, thread).pk == thread.pk
    assert ask(willow, whom="senior", decision=thread.decision).pk != thread.pk
    assert said(thread) == [(False, "May I tell her son?"), (False, "He is at the door")]


def test_whoever_disposes_of_the_person_disposes_of_what_was_asked_and_advised_about_them(willow):
    key = keys.new_key(willow.organisation)
    thread = ask(willow, key=key)
    more(willow, thread)
    advise(willow, thread)
    assert set(Body.objects.filter(key=key).values_list("entry_id", flat=True)) == set(
        Said.objects.values_list("pk", flat=True)
    )


def test_without_a_known_person_it_is_sealed_by_the_organisation(willow):
    ask(willow)
    assert Body.objects.get(entry__event="advice.asked").key_id == willow.organisation.pk


def test_what_was_disposed_of_says_so_and_hides_nothing_else(willow, monkeypatch):
    thread = ask(willow, key=keys.new_key(willow.organisation))
    advise(willow, thread, text="Yes")
    monkeypatch.setattr(keys, "_cipher", _destroyed)
    lines = queries.lines(thread)
    assert [line.text for line in lines] == ["", ""]
    assert all("destroyed" in line.problem for line in lines)


def _destroyed(_key):
    raise keys.KeyDestroyed("the key was destroyed")


@pytest.mark.parametrize("text", ["", "   ", "x" * 2001, "back\u202ewards"])
def test_what_cannot_be_kept_is_refused_with_a_sentence(willow, text):
    with pytest.raises(NotAllowed) as refusal:
        ask(willow, text)
    assert refusal.value.sentence
    thread = ask(willow)
    with pytest.raises(NotAllowed):
        advise(willow, thread, text)


def test_the_same_form_twice_is_one_entry(willow):
    key, form, decision = keys.new_key(willow.organisation), new_id(), uuid4()
    threads = [ask(willow, urgent=True, event_id=form, decision=decision, key=key) for _ in range(2)]
    assert threads[0].pk == threads[1].pk
    answer = new_id()
    for _ in range(2):
        actions.advise(thread=threads[0], text="Yes", event_id=answer, by=willow.priya)
    assert (len(entries("advice.asked")), len(entries("advice.given"))) == (1, 1)
    assert Message.objects.filter(template="advice_urgent").count() == 1
    assert Message.objects.filter(template="advice_given").count() == 1


def test_the_key_of_one_form_is_no_key_of_another(willow):
    thread, other = ask(willow), ask(willow)
    with pytest.raises(IdTaken), transaction.atomic():
        more(willow, other, event_id=thread.pk)
    with pytest.raises(IdTaken), transaction.atomic():
        actions.advise(thread=thread, text="Yes", event_id=thread.pk, by=willow.priya)


def test_what_must_be_done_first_is_followed_until_it_is_done(willow):
    key = keys.new_key(willow.organisation)
    thread = ask(willow, key=key)
    form, day = new_id(), london_day() + timedelta(days=3)
    given = {"thread": thread, "text": "Yes", "condition": "Call him back", "due_on": day}
    for _ in range(2):
        actions.advise(**given, event_id=form, by=willow.priya)
    follow_up = FollowUp.objects.get()
    assert (follow_up.decision, follow_up.worker, follow_up.due_on) == (thread.decision, willow.amira, day)
    assert Body.objects.get(entry__event="follow_up.asked").key == key
    assert said(thread)[-1] == (True, f"Yes\n\nBy {day_in_words(day)}: Call him back")


def test_half_a_condition_and_a_day_that_is_over_are_refused_and_nothing_is_sent(willow):
    thread = ask(willow)
    for condition, day in (
        ("Call him", None),
        ("", london_day()),
        ("Call him", london_day() - timedelta(days=1)),
    ):
        with pytest.raises(NotAllowed), transaction.atomic():
            advise(willow, thread, condition=condition, due_on=day)
    assert len(said(thread)) == 1
    assert not FollowUp.objects.exists()


# Who may ask and who may answer


@pytest.mark.parametrize("whom", Whom)
@pytest.mark.parametrize("role", Role)
def test_only_those_who_are_asked_may_answer(willow, role, whom):
    other = person(willow, "other", role, willow.home)
    thread = ask(willow, whom=whom)
    may = role in PERMISSIONS[whom.permission]
    assert (queries.thread(willow.organisation, other, thread.pk) is not None) == may
    assert [each.pk for each in queries.waiting(willow.organisation, other).threads] == [thread.pk] * may
    if may:
        advise(willow, thread, by=other)
    else:
        with pytest.raises(NotAllowed):
            advise(willow, thread, by=other)
    assert len(queries.lines(thread)) == 1 + may


def test_seniors_are_not_asked_to_answer_for_the_guardian():
    assert (Whom.GUARDIAN.permission, Whom.SENIOR.permission) == ("review", "advise")
    assert Role.WORKER not in PERMISSIONS["advise"] | PERMISSIONS["review"]


def test_nobody_advises_themselves(willow):
    thread = ask(willow, by=willow.priya, urgent=True)
    with pytest.raises(NotAllowed, match="somebody else"):
        advise(willow, thread)
    assert queries.waiting(willow.organisation, willow.priya).threads == []
    assert queries.ringing(willow.organisation, willow.priya) == 0


def test_only_the_person_who_asked_adds_to_it(willow):
    thread = ask(willow)
    with pytest.raises(NotAllowed, match="Only the person who asked"):
        more(willow, thread, by=willow.priya)
    with pytest.raises(NotAllowed):
        ask(willow, whom="vicar")


def test_another_organisation_finds_nothing(willow, make):
    alder = make("alder")
    thread = ask(willow)
    with pytest.raises(NotAllowed):
        actions.advise(thread=thread, text="Yes", event_id=new_id(), by=alder.priya)
    assert queries.thread(alder.organisation, alder.priya, thread.pk) is None
    assert queries.waiting(alder.organisation, alder.priya).threads == []
    page(client_of(alder.priya), url_of(thread), 404)


def at_once(*calls):
    def run(call):
        try:
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return [future.result() for future in [pool.submit(run, call) for call in calls]]


def test_two_who_advise_at_once_are_both_kept_and_nobody_waits(willow_kept):
    place = willow_kept
    ben = person(place, "ben", Role.MANAGER)
    thread = ask(place, whom="senior")
    at_once(
        lambda: advise(place, thread, "Yes", by=place.priya, seen=thread.pk),
        lambda: advise(place, thread, "No", by=ben, seen=thread.pk),
    )
    assert sorted(said(thread)) == [(False, "May I tell her son?"), (True, "No"), (True, "Yes")]
    assert Thread.objects.get(pk=thread.pk).waiting_since is None


def test_who_asks_twice_at_once_has_one_thread_with_both_questions(willow_kept):
    decision, form = uuid4(), new_id()
    threads = at_once(
        lambda: ask(willow_kept, "One", decision=decision),
        lambda: ask(willow_kept, "Two", decision=decision),
        lambda: ask(willow_kept, "Three", decision=decision, event_id=form),
        lambda: ask(willow_kept, "Three", decision=decision, event_id=form),
    )
    assert len({each.pk for each in threads}) == 1
    assert sorted(said(threads[0])) == [(False, "One"), (False, "Three"), (False, "Two")]


def test_a_question_asked_while_another_is_answered_goes_on_waiting(willow_kept):
    place = willow_kept
    thread = ask(place)
    at_once(lambda: advise(place, thread, seen=thread.pk), lambda: more(place, thread))
    assert Thread.objects.get(pk=thread.pk).waiting_since is not None
