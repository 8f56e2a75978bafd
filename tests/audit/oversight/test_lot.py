"""The monthly lot: drawn so that nobody can know it before, and anybody can draw it again."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from audit.ledger.models import Entry
from audit.ledger.queries import body_of, last_before
from audit.ledger.unnamed import Unnamed
from audit.oversight.tasks import draw_lots
from audit.oversight.watching import drawing, lots
from audit.oversight.watching.actions import draw_lot
from audit.oversight.watching.models import Lot
from portal.errors import NotAllowed
from tests.audit.oversight.lot_stage import LATER, THIS, decided, draw, month_ends_now

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


def test_a_lot_whose_entry_was_tampered_with_is_found_out(willow_kept, superuser, client):
    decided(willow_kept)
    lot = draw(willow_kept)
    superuser.execute("ALTER TABLE audit_body DISABLE TRIGGER kept")
    superuser.execute("UPDATE audit_body SET sealed = sealed || 'x' WHERE entry_id = %s", [lot.pk])
    assert not lots.draw_again(lot)
    client.force_login(willow_kept.priya)
    text = client.get(reverse("watching:again"), {"month": f"{THIS:%Y-%m}"}).content.decode()
    assert "Not the same" in text
    assert client.get(reverse("watching:lot")).status_code == 200


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
