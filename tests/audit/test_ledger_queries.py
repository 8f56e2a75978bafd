"""What is asked of a log: one organisation's entries, of the kinds and between the places asked about, in their order."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import transaction

from audit.ledger import queries
from audit.ledger.append import append
from audit.ledger.events import Event
from audit.ledger.models import Entry

MADE, SEEN, READ = Event.DECISION_MADE, Event.DECISION_REVIEWED, Event.DECISION_OPENED


def add(place, event=MADE, **facets):
    with transaction.atomic():
        return append(
            event=event, organisation=place.organisation, body={"says": "x"}, facets=facets, by=place.amira
        )


@pytest.fixture
def log(willow, make):
    """Four decisions here at the places 1 to 4, three entries about the first and one about the second, and another log."""
    willow.alder = make("alder")
    for _ in range(6):
        add(willow.alder)
    willow.made = [add(willow, door=door) for door in ("family", "care-team", "family", "family")]
    first, second = willow.made[:2]
    willow.about = [add(willow, event, about=first.pk) for event in (SEEN, READ, SEEN)]
    willow.second = add(willow, SEEN, about=second.pk)
    add(willow.alder, door="family")
    return willow


def test_an_entry_is_found_by_its_id_kind_and_organisation(log):
    first = log.made[0]
    assert queries.find(log.organisation, first.pk, event=MADE) == first
    assert queries.find(log.organisation, first.pk, event=SEEN) is None
    assert queries.find(log.alder.organisation, first.pk, event=MADE) is None
    assert queries.find(log.organisation, uuid4(), event=MADE) is None


def test_a_page_holds_the_latest_of_a_kind_and_leads_to_those_just_older(log):
    one, two, three, four = log.made
    page = queries.page(log.organisation, event=MADE, size=2)
    assert (page.entries, page.older) == ([four, three], three.seq)
    page = queries.page(log.organisation, event=MADE, before=page.older, size=2)
    assert (page.entries, page.older) == ([two, one], None)
    page = queries.page(log.organisation, event=MADE, size=3)
    assert (page.entries, page.older) == ([four, three, two], two.seq)


def test_what_is_about_an_entry_comes_the_latest_first(log):
    first, (seen, read, again) = log.made[0], log.about
    add(log.alder, SEEN, about=first.pk)
    assert queries.about(first, events=[SEEN, READ]) == [again, read, seen]
    assert queries.about(first, events=[SEEN]) == [again, seen]
    assert queries.about(first, events=[SEEN, READ], size=2) == [again, read]
    assert queries.about(log.made[3], events=[SEEN]) == []


def test_what_is_about_any_of_some_comes_entry_by_entry_the_first_first(log):
    ids = [each.pk for each in log.made[:2]]
    by_entry = {ids[0]: [log.about[0], log.about[2]], ids[1]: [log.second]}
    expected = [entry for id_ in sorted(ids) for entry in by_entry[id_]]
    assert queries.about_any(ids, events=[SEEN]) == expected
    assert queries.about_any(ids[:1], events=[SEEN, READ]) == log.about


def test_entries_come_in_the_order_asked_for_and_only_this_logs(log):
    theirs = Entry.objects.filter(organisation=log.alder.organisation).first()
    ids = [log.made[2].pk, uuid4(), theirs.pk, log.made[0].pk]
    assert queries.in_order(log.organisation, ids) == [log.made[2], log.made[0]]
    assert queries.at(log.organisation, [log.made[2].seq, log.made[0].seq]) == [log.made[0], log.made[2]]


def test_since_a_moment_means_from_it_on(log):
    family = [each for each in log.made if each.door == "family"]
    moment = log.made[2].recorded_at
    later = [each for each in log.made if each.recorded_at >= moment]
    assert list(queries.since(log.organisation, moment, event=MADE)) == later
    begin = log.made[0].recorded_at
    assert list(queries.since(log.organisation, begin, event=MADE, door="family")) == family
    past = log.second.recorded_at + timedelta(milliseconds=1)
    assert list(queries.since(log.organisation, past, event=MADE)) == []


class TestReadingOn:
    def test_goes_from_place_to_place_and_knows_where_to_go_on(self, log):
        one, two, three, four = log.made
        found, on = queries.unread(log.organisation, one.seq, events=[MADE], size=2)
        assert (found, on) == ([one, two], three.seq)
        found, on = queries.unread(log.organisation, on, events=[MADE], size=2)
        assert (found, on) == ([three, four], log.second.seq + 1)
        assert queries.unread(log.organisation, on, events=[MADE], size=2) == ([], on)

    def test_looks_through_so_many_entries_at_once_and_goes_on_after_them(self, log, monkeypatch):
        monkeypatch.setattr(queries, "READ_AT_ONCE", 3)
        one, two, three, four = log.made
        found, on = queries.unread(log.organisation, one.seq, events=[MADE, SEEN], size=5)
        assert (found, on) == ([one, two, three], four.seq)
        found, on = queries.unread(log.organisation, on, events=[READ], size=5)
        assert (found, on) == ([log.about[1]], log.about[2].seq)

    def test_gives_leaves_from_a_place_on(self, log):
        leaves = [bytes(each.leaf) for each in log.made]
        assert queries.leaves(log.organisation, log.made[0].seq, size=3) == leaves[:3]
        assert queries.leaves(log.organisation, log.made[2].seq, size=2) == leaves[2:]
        assert queries.leaves(log.organisation, log.second.seq + 1, size=3) == []

    def test_gives_the_ids_after_one_place_and_up_to_another(self, log):
        one, two, three, _four = log.made
        between = queries.ids_between(log.organisation, event=MADE, after=one.seq, until=three.seq)
        assert between == [two.pk, three.pk]
        assert queries.ids_between(log.organisation, event=SEEN, after=-1, until=three.seq) == []


def test_the_last_before_a_moment_is_the_last_that_was_written_earlier(log):
    every = list(Entry.objects.filter(organisation=log.organisation).order_by("seq"))
    for moment in {each.recorded_at for each in every}:
        earlier = [each for each in every if each.recorded_at < moment]
        assert queries.last_before(log.organisation, moment) == (earlier[-1] if earlier else None)
    after = every[-1].recorded_at + timedelta(seconds=1)
    assert queries.last_before(log.organisation, after) == every[-1]
