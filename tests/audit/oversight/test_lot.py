"""The monthly lot: drawn so that anybody can draw it again, and decided again by somebody who does not know."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from uuid import uuid4

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from audit.ledger import keys
from audit.ledger.append import append
from audit.ledger.events import Event
from audit.ledger.models import Entry
from audit.ledger.queries import body_of, last_before
from audit.ledger.unnamed import Unnamed
from audit.oversight import reading
from audit.oversight.advice.models import Said, Thread
from audit.oversight.desk.models import Matter, State, Tally
from audit.oversight.review.actions import open_decision
from audit.oversight.tasks import draw_lots
from audit.oversight.watching import drawing, lots, unseen
from audit.oversight.watching.actions import draw_lot, judge_unseen, open_unseen
from audit.oversight.watching.models import Judged, Lot
from audit.oversight.watching.unseen import Standing
from portal.days import london_day
from portal.errors import NotAllowed
from portal.models import Membership, User
from portal.roles import Role
from tests.audit.door import made

THIS = london_day().replace(day=1)
LATER = datetime.combine(drawing.month_after(THIS), datetime.min.time(), UTC) + timedelta(days=2)


def decided(place, kind="share", **given):
    facets = {"home": place.home.pk, "door": "family", "outcome": "share", "flags": [f"decided.{kind}"]}
    return made(place, facets=facets, **given)


def draw(place):
    with time_machine.travel(LATER, tick=False):
        return draw_lot(organisation=place.organisation, month=THIS, by=Unnamed.PORTAL)


def month_ends_now(monkeypatch):
    """Let this month end at this moment, since nobody can set the ledger's clock."""
    time.sleep(0.002)
    real, now = drawing.begins, timezone.now()
    monkeypatch.setattr(drawing, "begins", lambda month: now if month > THIS else real(month))
    time.sleep(0.002)


def found(place, decision, viewer=None):
    return unseen.one(place.organisation, decision.pk, viewer or place.priya)


def judge(place, decision, kind="share", by=None, **given):
    lot, drawn = found(place, decision, by)
    words = given.pop("words", "She agreed to it")
    return judge_unseen(lot=lot, drawn=drawn, decided=kind, words=words, by=by or place.priya, **given)


# The arithmetic


@pytest.mark.parametrize(
    ("decisions", "drawn"),
    [(0, 0), (1, 1), (5, 5), (6, 5), (100, 5), (101, 6), (120, 6), (400, 20), (401, 20), (9_000, 20)],
)
def test_how_many_are_drawn(decisions, drawn):
    assert drawing.size_of(decisions) == drawn


@given(st.lists(st.uuids(), unique=True, max_size=40), st.binary(min_size=32, max_size=32), st.randoms())
def test_the_same_seed_draws_the_same_whatever_the_order(decisions, seed, chance):
    size = drawing.size_of(len(decisions))
    chosen = drawing.drawn(seed, decisions, size)
    mixed = chance.sample(decisions, len(decisions))
    assert drawing.drawn(seed, mixed, size) == chosen
    assert len(set(chosen)) == size
    others = set(decisions) - set(chosen)
    rank = {each: sha256(seed + each.bytes).digest() for each in decisions}
    assert all(rank[each] < rank[other] for each in chosen for other in others)


def test_months_turn_at_midnight_in_london():
    assert drawing.begins(date(2026, 7, 1)) == datetime(2026, 6, 30, 23, tzinfo=UTC)
    assert drawing.begins(date(2026, 12, 1)) == datetime(2026, 12, 1, tzinfo=UTC)
    assert drawing.month_after(date(2026, 12, 1)) == date(2027, 1, 1)
    assert drawing.month_before(date(2027, 1, 31)) == date(2026, 12, 1)


# Drawing from the log


def test_a_lot_says_how_it_was_drawn_and_can_be_drawn_again(willow, monkeypatch):
    made_here = [decided(willow) for _ in range(8)]
    month_ends_now(monkeypatch)
    lot = draw(willow)
    entry = Entry.objects.get(pk=lot.pk)
    body = body_of(entry)
    last = Entry.objects.filter(organisation=willow.organisation, seq__lt=entry.seq).latest("seq")
    seed = sha256(
        b"\x1f".join(
            [willow.organisation.log.origin.encode(), f"{THIS:%Y-%m}".encode(), bytes(last.leaf_hash)]
        )
    )
    assert (body["seed"], body["among"], body["last"], lot.size) == (seed.hexdigest(), 8, last.seq, 5)
    ranked = sorted(made_here, key=lambda each: sha256(seed.digest() + each.pk.bytes).digest())
    assert body["decisions"] == [str(each.pk) for each in ranked[:5]]
    assert body["actor"]["name"] == Unnamed.PORTAL.value
    decided(willow)
    assert lots.draw_again(lot), "what is written after the month changed it"


def test_a_lot_that_names_other_decisions_is_found_out(willow, monkeypatch):
    for _ in range(8):
        decided(willow)
    month_ends_now(monkeypatch)
    with monkeypatch.context() as patch:
        patch.setattr(drawing, "drawn", lambda _, decisions, size: list(decisions)[:size])
        lot = draw(willow)
    assert not lots.draw_again(lot)


def test_a_month_before_the_log_began_has_no_lot(willow):
    assert lots.draw(willow.organisation, drawing.month_before(THIS)) is None


def test_nothing_is_drawn_before_the_month_is_over_and_nothing_twice(willow):
    decided(willow)
    for moment in (timezone.now(), drawing.begins(drawing.month_after(THIS)) + timedelta(minutes=59)):
        with time_machine.travel(moment, tick=False), pytest.raises(NotAllowed):
            draw_lot(organisation=willow.organisation, month=THIS, by=Unnamed.PORTAL)
    draw(willow)
    entries = Entry.objects.count()
    with pytest.raises(NotAllowed, match="already"):
        draw(willow)
    assert Entry.objects.count() == entries


def test_the_clock_draws_each_month_once_however_late_it_comes_by(willow, make):
    alder = make("alder")
    decided(willow)
    assert draw_lots() == 0, "the log began this month"
    with time_machine.travel(LATER):
        assert draw_lots() == 2
        assert draw_lots() == 0
    with time_machine.travel(LATER + timedelta(days=80)):
        assert draw_lots() > 2, "what was missed is drawn late"
        assert draw_lots() == 0
    assert Lot.objects.get(organisation=willow.organisation, month=THIS).size == 1
    assert Lot.objects.get(organisation=alder.organisation, month=THIS).size == 0


def test_the_last_entry_before_a_moment_is_found(willow):
    entries = [Entry.objects.get(), *(decided(willow) for _ in range(6))]
    for each in entries:
        assert last_before(willow.organisation, each.recorded_at + timedelta(milliseconds=1)).recorded_at == (
            each.recorded_at
        )
    assert last_before(willow.organisation, entries[0].recorded_at) is None
    assert last_before(willow.organisation, timezone.now() + timedelta(days=1)) == entries[-1]


# Deciding again, unseen


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
