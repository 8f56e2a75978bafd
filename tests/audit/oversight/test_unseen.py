"""A drawn decision is decided again by somebody who does not know what was decided."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import transaction

from audit.ledger import keys
from audit.ledger.append import append
from audit.ledger.events import Event
from audit.ledger.models import Entry
from audit.ledger.queries import body_of
from audit.oversight import reading
from audit.oversight.advice.models import Said, Thread
from audit.oversight.desk.models import Matter, State, Tally
from audit.oversight.review.actions import open_decision
from audit.oversight.watching import unseen
from audit.oversight.watching.actions import judge_unseen, open_unseen
from audit.oversight.watching.models import Judged, Lot
from audit.oversight.watching.unseen import Standing
from portal.errors import NotAllowed
from portal.models import Membership, User
from portal.roles import Role
from tests.audit.oversight.lot_stage import decided, draw, found, judge


@pytest.fixture
def dan(willow):
    user = User.objects.create_user("dan@willow.example", "pass-word-1", full_name="Dan Foy")
    Membership.objects.create(user=user, organisation=willow.organisation, role=Role.GUARDIAN)
    return user


def test_what_she_would_have_decided_is_kept_and_told_beside_what_was(willow):
    decision = decided(willow)
    draw(willow)
    judged = judge(willow, decision, "do_not_share")
    entry = Entry.objects.get(pk=judged.pk)
    assert (entry.event, entry.about_id, entry.outcome) == ("sample.judged", decision.pk, "do_not_share")
    assert body_of(entry)["text"] == "She agreed to it"
    reading.catch_up(willow.organisation)
    assert Tally.objects.get(what="lot").key == "share do_not_share"
    assert Matter.objects.get(pk=decision.pk).state == State.WAITING


def test_where_both_decide_the_same_it_leaves_the_desk(willow):
    decision = decided(willow)
    draw(willow)
    judge(willow, decision)
    reading.catch_up(willow.organisation)
    assert Matter.objects.get(pk=decision.pk).state == State.DONE


def test_the_same_form_twice_is_kept_once_and_a_second_reader_hears_who_was_first(willow, dan):
    decision = decided(willow)
    draw(willow)
    key, before = uuid4(), found(willow, decision, dan)
    first = judge(willow, decision, event_id=key)
    entries = Entry.objects.count()
    assert judge(willow, decision, event_id=key) == first
    lot, drawn = before
    with pytest.raises(NotAllowed, match="already"):
        judge_unseen(lot=lot, drawn=drawn, decided="share", words="x", by=dan)
    with pytest.raises(NotAllowed, match="already"):
        open_unseen(lot=lot, drawn=found(willow, decision, dan)[1], by=dan)
    assert (Judged.objects.count(), Entry.objects.count()) == (1, entries)


def test_nobody_decides_their_own_again(willow, dan):
    decision = decided(willow, by=willow.priya)
    draw(willow)
    lot, drawn = found(willow, decision)
    assert drawn.standing == Standing.OWN
    for refused in (
        lambda: open_unseen(lot=lot, drawn=drawn, by=willow.priya),
        lambda: judge(willow, decision),
    ):
        with pytest.raises(NotAllowed, match="yourself"):
            refused()
    assert found(willow, decision, dan)[1].standing == Standing.OPEN


def test_who_has_opened_it_in_full_or_advised_knows_too_much(willow, dan):
    decision, advised = decided(willow), decided(willow)
    draw(willow)
    before = found(willow, decision)
    open_unseen(lot=before[0], drawn=before[1], by=willow.priya)
    assert found(willow, decision)[1].standing == Standing.OPEN, "the facts alone tell nothing"
    open_decision(organisation=willow.organisation, decision=decision, by=willow.priya)
    assert found(willow, decision)[1].standing == Standing.SEEN
    with pytest.raises(NotAllowed, match="know already"):
        judge_unseen(lot=before[0], drawn=before[1], decided="share", words="x", by=willow.priya)
    assert not Judged.objects.exists()
    _advise(willow, advised)
    assert found(willow, advised)[1].standing == Standing.SEEN
    assert found(willow, decision, dan)[1].standing == Standing.OPEN


def _advise(place, decision):
    thread = Thread.objects.create(
        id=uuid4(), organisation=place.organisation, decision=decision.pk, asker=place.amira, whom="guardian"
    )
    with transaction.atomic():
        said = Said(id=uuid4(), thread=thread, is_advice=True, person=place.priya)
        said.entry_id = said.id
        said.save(force_insert=True)
        append(
            event=Event.ADVICE_GIVEN,
            organisation=place.organisation,
            body={},
            event_id=said.id,
            by=place.priya,
        )


def test_what_is_gone_is_passed_over(willow_kept, superuser):
    key = keys.new_key(willow_kept.organisation)
    decision = decided(willow_kept, key=key)
    draw(willow_kept)
    superuser.execute("ALTER TABLE audit_key DISABLE TRIGGER kept")
    superuser.execute("UPDATE audit_key SET wrapped = NULL WHERE id = %s", [key.pk])
    keys._kept.clear()
    assert found(willow_kept, decision)[1].standing == Standing.GONE
    with pytest.raises(NotAllowed, match="gone"):
        judge(willow_kept, decision)


@pytest.mark.parametrize(("kind", "words"), [("share", " "), ("another_door", "x"), ("", "x")])
def test_a_decision_again_needs_a_kind_and_a_why(willow, kind, words):
    decision = decided(willow)
    draw(willow)
    with pytest.raises(NotAllowed):
        judge(willow, decision, kind, words=words)


def test_a_worker_decides_nothing_again(willow):
    decision = decided(willow)
    draw(willow)
    lot, drawn = found(willow, decision)
    for refused in (
        lambda: open_unseen(lot=lot, drawn=drawn, by=willow.amira),
        lambda: judge_unseen(lot=lot, drawn=drawn, decided="share", words="x", by=willow.amira),
    ):
        with pytest.raises(NotAllowed):
            refused()


def test_what_was_not_drawn_is_not_there(willow):
    decision = decided(willow)
    assert found(willow, decision) is None
    draw(willow)
    assert unseen.one(willow.organisation, uuid4(), willow.priya) is None
    assert [each.entry for each in unseen.all_of(Lot.objects.get(), willow.priya)] == [decision]
