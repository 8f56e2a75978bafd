"""Looking into a look that seems odd: recorded first, judged once, and never one's own."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from audit.ledger import keys
from audit.ledger.errors import LedgerBusy
from audit.ledger.events import Event
from audit.ledger.models import Body, Entry
from audit.ledger.queries import body_of
from audit.oversight import reading
from audit.oversight.concerns.models import Concern
from audit.oversight.watching import actions, queries
from audit.oversight.watching.models import Look, LookJudged
from portal.errors import NotAllowed
from tests.audit.door import made
from tests.audit.oversight.look_stage import listed, look


def page_of(client, look_id, status=200):
    response = client.get(reverse("watching:look", args=[look_id]))
    assert response.status_code == status
    return response.content.decode()


@pytest.fixture
def priya(client, willow):
    client.force_login(willow.priya)
    return client


def test_the_list_says_when_and_why_and_names_nobody(priya, willow):
    look(willow, "own_surname", whom=uuid4())
    before = Entry.objects.count()
    text = priya.get(reverse("watching:index")).content.decode()
    for expected in ("Same surname", "Willow House", "We keep no home addresses"):
        assert expected in text
    for name in ("Zebedee", "Amira"):
        assert name not in text
    assert Entry.objects.count() == before


def test_the_list_has_pages(willow):
    now = datetime(2026, 5, 1, tzinfo=UTC)
    Look.objects.bulk_create(
        Look(
            id=uuid4(), organisation=willow.organisation, seq=1000 + number, at=now, worker_id=uuid4(),
            individual_id=uuid4(), odd=["no_tie"],
        )
        for number in range(5)
    )  # fmt: skip

    def seqs(**place):
        page = queries.page(willow.organisation, viewer=willow.priya, size=2, **place)
        return [each.seq for each in page.looks], page.after, page.before

    assert seqs() == ([1000, 1001], 1001, None)
    assert seqs(after=1001) == ([1002, 1003], 1003, 1002)
    assert seqs(after=1003) == ([1004], None, 1004)
    assert seqs(before=1004) == ([1002, 1003], 1003, 1002)
    assert seqs(before=1002) == ([1000, 1001], 1001, None)


def test_what_went_with_a_look_is_its_workers_alone(willow):
    seen = look(willow, "no_tie", whom=uuid4())
    look(willow, "no_tie", who=willow.priya, whom=uuid4())
    made(willow, by=willow.priya)
    decision = made(willow)
    listed(willow)
    around = queries.around(Look.objects.get(pk=seen.pk))
    assert [each.entry.pk for each in around.looks] == [seen.pk]
    assert [each.pk for each in around.decisions] == [decision.pk]


def test_opening_one_is_recorded_first_and_shows_who_looked_at_whom_and_what_came_after(priya, willow):
    whom = uuid4()
    odd_look = look(willow, "no_tie", whom=whom)
    decision = made(
        willow,
        body={"individual": {"id": str(whom)}, "decided": "share"},
        facets={"home": willow.home.pk, "door": "family"},
    )
    listed(willow)
    text = page_of(priya, odd_look.pk)
    for expected in (
        "Amira Khan",
        "Zebedee Canary",
        decision.reference,
        "This person",
        "Ask Amira Khan first",
    ):
        assert expected in text
    opened = Entry.objects.get(event=Event.LOOK_OPENED)
    assert (opened.about_id, body_of(opened)["actor"]["name"]) == (odd_look.pk, "Priya Nair")


def test_where_opening_cannot_be_recorded_nothing_is_shown(priya, willow, monkeypatch):
    odd_look = look(willow, "no_tie", whom=uuid4())
    listed(willow)

    def busy(**_):
        raise LedgerBusy

    monkeypatch.setattr(actions, "append", busy)
    assert "Zebedee" not in page_of(priya, odd_look.pk, 503)


def test_an_explained_look_leaves_the_list_and_its_words_go_with_the_persons_key(priya, willow):
    key = keys.new_key(willow.organisation)
    odd_look = look(willow, "no_tie", whom=uuid4(), key=key)
    listed(willow)
    sent = {"finding": "explained", "words": "She covered a night shift", "key": uuid4()}
    for _ in range(2):
        assert priya.post(reverse("watching:look", args=[odd_look.pk]), sent).status_code == 302
    entry = Entry.objects.get(event=Event.LOOK_JUDGED)
    assert (entry.about_id, entry.outcome, body_of(entry)["text"]) == (
        odd_look.pk,
        "explained",
        sent["words"],
    )
    assert Body.objects.get(pk=entry.pk).key == key
    assert listed(willow) == []
    assert sent["words"] in page_of(priya, odd_look.pk)


def test_a_concern_is_raised_with_what_she_wrote(priya, willow):
    odd_look = look(willow, "own_surname", whom=uuid4())
    listed(willow)
    sent = {"finding": "concern", "words": "He could not say why he looked", "key": uuid4()}
    for _ in range(2):
        priya.post(reverse("watching:look", args=[odd_look.pk]), sent)
    concern = Concern.objects.get()
    assert (concern.about, concern.home_id) == ("misuse", willow.home.pk)
    judged = Entry.objects.get(event=Event.LOOK_JUDGED)
    assert (judged.outcome, body_of(judged)["concern"]) == ("concern", str(concern.pk))
    assert sent["words"] in str(body_of(Entry.objects.get(pk=concern.pk)))


def test_a_concern_that_cannot_be_raised_leaves_the_look_waiting(willow, monkeypatch):
    odd_look = look(willow, "own_surname", whom=uuid4())
    reading.catch_up(willow.organisation)

    def refused(**_):
        raise NotAllowed("no")

    monkeypatch.setattr(actions, "raise_concern", refused)
    with pytest.raises(NotAllowed):
        actions.raise_from_look(look=Look.objects.get(), words="x", by=willow.priya)
    assert not LookJudged.objects.exists()
    assert listed(willow) == [(odd_look.pk, ["own_surname"])]


@pytest.mark.parametrize("judge", [actions.explain_look, actions.raise_from_look])
def test_a_look_is_judged_once_by_a_reader_and_never_by_whoever_looked(willow, judge):
    own, other = look(willow, "no_tie", whom=uuid4(), who=willow.priya), look(willow, "no_tie", whom=uuid4())
    assert listed(willow) == [(other.pk, ["no_tie"])]
    looked = Look.objects.get(pk=own.pk)
    with pytest.raises(NotAllowed, match="yourself"):
        judge(look=looked, words="x", by=willow.priya)
    with pytest.raises(NotAllowed, match="yourself"):
        actions.open_look(organisation=willow.organisation, look=looked, by=willow.priya)
    with pytest.raises(NotAllowed):
        judge(look=looked, words="x", by=willow.amira)
    looked = Look.objects.get(pk=other.pk)
    with pytest.raises(NotAllowed, match="Enter what"):
        judge(look=looked, words=" ", by=willow.priya)
    judge(look=looked, words="x", by=willow.priya)
    with pytest.raises(NotAllowed, match="already"):
        judge(look=looked, words="y", by=willow.priya)
    assert LookJudged.objects.count() == 1


def test_who_comes_second_reads_so_and_loses_nothing(priya, willow):
    odd_look = look(willow, "no_tie", whom=uuid4())
    reading.catch_up(willow.organisation)
    actions.explain_look(look=Look.objects.get(), words="She was asked to", by=willow.priya)
    sent = {"finding": "concern", "words": "My own words", "key": uuid4()}
    text = priya.post(reverse("watching:look", args=[odd_look.pk]), sent).content.decode()
    for expected in ("already", "My own words", "She was asked to"):
        assert expected in text


def test_an_ordinary_look_a_strangers_and_a_worker_find_no_page(priya, client, willow, make):
    ordinary, odd_look = look(willow, whom=uuid4()), look(willow, "no_tie", whom=uuid4())
    listed(willow)
    page_of(priya, ordinary.pk, 404)
    alder = make("alder")
    for stranger in (alder.priya, willow.amira):
        client.force_login(stranger)
        page_of(client, odd_look.pk, 404)
    for name in ("index", "unsure", "alike", "lot", "again"):
        assert client.get(reverse(f"watching:{name}")).status_code == 404


def test_a_page_asks_no_more_of_the_database_where_there_is_more(priya, willow, django_assert_num_queries):
    look(willow, "no_tie", whom=uuid4())
    page_of_list = reverse("watching:index")
    priya.get(page_of_list)
    with CaptureQueriesContext(connection) as few:
        priya.get(page_of_list)
    Look.objects.bulk_create(
        Look(
            id=uuid4(), organisation=willow.organisation, seq=1000 + number, at=timezone.now(), worker_id=uuid4(),
            odd=["no_tie"],
        )
        for number in range(60)
    )  # fmt: skip
    with django_assert_num_queries(len(few)):
        priya.get(page_of_list)
