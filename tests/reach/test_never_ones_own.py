"""Nobody judges their own: a Guardian and a deputy do not find it in a list, and their counts leave it out."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from audit.ledger.ids import new_id
from audit.ledger.models import Entry
from audit.oversight import reading
from audit.oversight.advice.models import Said
from audit.oversight.desk import queries
from audit.oversight.desk.models import Matter
from audit.oversight.desk.queries import Filters
from audit.oversight.duty import digest
from portal.days import london_day
from portal.errors import NotAllowed
from portal.models import Membership, Message
from portal.roles import Role
from tests.audit.oversight.asking import ask, person
from tests.audit.oversight.concerned import concern_of
from tests.audit.oversight.lot_stage import judge
from tests.audit.reports.year import client_of, page_of, words_of
from tests.reach import addresses, guardians
from tests.reach.guardians import ACTIONS, JUDGED, REFUSALS, TASK
from tests.reach.never_own import (
    ELSEWHERE,
    FOR_ONE_WORKER,
    FORMS,
    GUARDIANS,
    LISTS,
    NOTHING_TO_JUDGE,
    PAGES,
    ROOMS,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def desk(undone_at_the_end):
    return guardians.desk()


def cases(table):
    """Return each row once for each of its readers, who look at their own and at the other's."""
    return [
        pytest.param(
            name.split()[0],
            row,
            *(pair := (one, next(each for each in row.readers if each != one))),
            id=f"{name} {row.own} {pair[0]}",
        )
        for name, rows in table.items()
        for row in rows
        for one in row.readers
    ]


def test_every_address_is_in_the_table_or_has_nothing_to_judge():
    there = addresses.under(*ROOMS) | {"portal:home GET"}
    rows = {*LISTS, *PAGES, *FORMS, *FOR_ONE_WORKER, *ELSEWHERE}
    assert addresses.uncovered(there, rows, NOTHING_TO_JUDGE) == set()
    assert addresses.gone(there, rows, NOTHING_TO_JUDGE) == set()


@pytest.mark.parametrize(("name", "row", "me", "other"), cases(LISTS))
def test_a_list_leaves_out_ones_own_and_holds_the_others(desk, name, row, me, other):
    page = client_of(desk.readers[me]).get(reverse(name, args=row.args)).content.decode()
    assert desk.address(row.leads_to, other, row.own) in page
    assert desk.address(row.leads_to, me, row.own) not in page


@pytest.mark.parametrize(("name", "row", "me", "other"), cases(PAGES))
def test_a_page_refuses_ones_own_and_offers_the_others(desk, name, row, me, other):
    client = client_of(desk.readers[me])
    own, theirs = (client.get(desk.address(name, each, row.own)) for each in (me, other))
    assert own.status_code == row.status
    assert row.refuses in words_of(own)
    assert theirs.status_code == 200
    assert row.refuses not in words_of(theirs)
    if row.offers:
        assert row.offers in theirs.content.decode()
        assert row.offers not in str(page_of(own).main)


@pytest.mark.parametrize(("name", "row", "me", "other"), cases(FORMS))
def test_a_form_refuses_ones_own_keeps_nothing_and_takes_the_others(desk, name, row, me, other):
    client, data = client_of(desk.readers[me]), row.data | {"key": str(new_id())}
    refused = client.post(desk.address(name, me, row.own), data)
    assert refused.status_code == row.status
    assert row.refuses in words_of(refused)
    assert not Entry.objects.filter(pk=data["key"]).exists()
    assert client.post(desk.address(name, other, row.own), data).status_code == 302


@pytest.mark.parametrize(("name", "own"), FOR_ONE_WORKER.items())
def test_what_is_for_one_worker_is_found_by_nobody_else(desk, name, own):
    address, _, method = name.partition(" ")
    found = {
        me: getattr(client_of(user), method.lower())(
            desk.address(address, "priya", own), {"text": "I did"}
        ).status_code
        for me, user in desk.readers.items()
    }
    assert found == {"priya": 302 if method == "POST" else 200, "owen": 404, "gwen": 404}


@pytest.mark.parametrize("own", ["done", "weighed"])
@pytest.mark.parametrize("me", GUARDIANS)
def test_what_others_think_of_ones_own_stands_only_on_ones_own_page(desk, me, own):
    (other,) = set(GUARDIANS) - {me}
    mine, theirs = (
        words_of(client_of(desk.readers[me]).get(desk.address("oversight:decision", whose, own)))
        for whose in (me, other)
    )
    assert JUDGED in theirs
    assert (TASK in theirs) == (own == "done")
    for each in (JUDGED, TASK, "looked at decision"):
        assert each not in mine


def head(client, address):
    """Return a page's words without its table, whose rows say how long each has waited."""
    page = page_of(client.get(address)).main
    for each in page.select("table"):
        each.decompose()
    return " ".join(page.get_text(" ", strip=True).split())


def counted(desk, name):
    """Return every count that a reader is given."""
    user = desk.readers[name]
    client = client_of(user)
    numbers = digest.numbers(desk.place.organisation, user, timezone.now())
    kept = ("decisions", "urgent", "oldest_days", "advice", "advice_urgent", "odd", "lot")
    pages = {each: head(client, reverse(each)) for each in ("oversight:list", "watching:lot")}
    desk_at_home = page_of(client.get(reverse("portal:home"))).main.find("a", href=reverse("oversight:list"))
    return {each: numbers[each] for each in kept} | pages | {"home": desk_at_home.parent.get_text()}


@pytest.fixture
def at_one_moment():
    """Let no minute go by: a page also says for how long the first has waited."""
    with time_machine.travel(timezone.now(), tick=False):
        yield


@pytest.mark.parametrize("me", GUARDIANS)
def test_counts_leave_out_ones_own(desk, at_one_moment, me):
    (other,) = set(GUARDIANS) - {me}
    mine, theirs = counted(desk, me), counted(desk, other)
    made = desk.more_of(me)
    reading.catch_up(desk.place.organisation)
    # As if it were the first in the log, and had waited longest.
    Matter.objects.filter(pk=made.pk).update(seq=-1, recorded_at=made.recorded_at - timedelta(days=100))
    assert counted(desk, me) == mine
    now = counted(desk, other)
    more = {
        "decisions": 1,
        "urgent": 1,
        "oldest_days": 100,
        "advice": 1,
        "advice_urgent": 1,
        "odd": 1,
        "lot": 0,
    }
    assert {each: now[each] - theirs[each] for each in more} == more
    assert now["oversight:list"] != theirs["oversight:list"]
    assert now["home"] != theirs["home"]


@pytest.mark.parametrize("me", GUARDIANS)
def test_of_four_drawn_by_lot_a_reader_who_made_one_has_three_left(desk, me):
    (other,) = set(GUARDIANS) - {me}
    user, client = desk.readers[me], client_of(desk.readers[me])
    assert "You can decide 3 again." in head(client, reverse("watching:lot"))

    def left():
        assert "3 decisions left in the random check" in head(client, reverse("oversight:list"))
        return digest.numbers(desk.place.organisation, user, timezone.now())["lot"]

    assert left() == 3
    judge(desk.place, Entry.objects.get(pk=desk.own[me]["drawn"]), by=desk.readers[other])
    assert left() == 3
    earlier = Matter.objects.filter(pk=desk.own[me]["done"])
    earlier.update(drawn=True, month=earlier.get().month - timedelta(days=1))
    assert left() == 3


@pytest.mark.parametrize("me", GUARDIANS)
def test_what_comes_next_is_never_ones_own(desk, me):
    user, place, met = desk.readers[me], -1, []
    while not met or met[-1] not in met[:-1]:
        found = queries.following(desk.place.organisation, viewer=user, filters=Filters(), place=place)
        place = found.place
        met.append(found.pk)
    assert len(met) > 3
    assert set(met).isdisjoint(desk.own[me].values())


@pytest.mark.parametrize("me", GUARDIANS)
def test_to_answer_ones_own_question_is_to_ask_on(desk, me):
    (other,) = set(GUARDIANS) - {me}
    client = client_of(desk.readers[me])
    for whose, advises in ((me, False), (other, True)):
        key = new_id()
        client.post(desk.address("advice:thread", whose, "thread"), {"key": key, "text": "Ask her first"})
        assert Said.objects.get(pk=key).is_advice is advises


def recipients(template):
    return set(Message.objects.filter(template=template).values_list("to", flat=True))


@pytest.mark.parametrize("me", GUARDIANS)
def test_whoever_asks_or_raises_something_gets_no_message_of_it(desk, me):
    user = desk.readers[me]
    for whom in ("guardian", "senior"):
        Message.objects.all().delete()
        ask(desk.place, by=user, whom=whom, urgent=True)
        assert recipients("advice_urgent") - {user.pk} == recipients("advice_urgent") != set()
    concern_of(desk.place, "breach", by=user)
    assert recipients("concern_raised") - {user.pk} == recipients("concern_raised") != set()


def test_what_the_only_guardian_on_duty_asks_or_raises_goes_to_the_deputy(desk):
    priya, owen = desk.readers["priya"], desk.readers["owen"]
    Membership.objects.filter(user=desk.readers["gwen"]).update(away_from=london_day())
    Message.objects.all().delete()
    ask(desk.place, by=priya, urgent=True)
    concern_of(desk.place, "breach", by=priya)
    assert recipients("advice_urgent") == recipients("concern_raised") == {owen.pk}


def test_a_guardian_who_is_alone_gets_no_message_of_their_own(desk):
    priya = desk.readers["priya"]
    others = [user for user in desk.readers.values() if user != priya]
    Membership.objects.filter(user__in=others).update(ended_on=london_day())
    Message.objects.all().delete()
    ask(desk.place, by=priya, urgent=True)
    concern_of(desk.place, "breach", by=priya)
    assert recipients("advice_urgent") | recipients("concern_raised") == set()


@pytest.mark.parametrize("me", GUARDIANS)
@pytest.mark.parametrize("action", ACTIONS)
def test_an_action_refuses_ones_own_whichever_page_it_comes_from(desk, action, me):
    (other,) = set(GUARDIANS) - {me}
    with pytest.raises(NotAllowed) as refusal, transaction.atomic():
        ACTIONS[action](desk, desk.own[me], desk.readers[me])
    assert refusal.value.sentence.startswith(REFUSALS)
    ACTIONS[action](desk, desk.own[other], desk.readers[me])


def test_a_manager_ends_anothers_access_and_never_the_last_of_their_own(desk):
    ruth, rob = (person(desk.place, name, Role.MANAGER) for name in ("ruth", "rob"))
    held = {each: Membership.objects.get(user=each).pk for each in (ruth, rob)}
    client, reason = client_of(ruth), {"reason": "They left", "key": str(new_id())}
    alone = "You would lock yourself out."
    assert alone in words_of(client.post(reverse("access:end", args=[held[ruth]]), reason))
    there = Membership.objects.filter(organisation=desk.place.organisation)
    listed = ",".join(str(each.pk) for each in there)
    chosen = {"listed": listed, "ended": [held[ruth]], "again_in": "3", "sure": "1"} | reason
    assert alone in words_of(client.post(reverse("access:review"), chosen))
    assert set(Membership.objects.filter(pk__in=held.values()).values_list("pk", flat=True)) == set(
        held.values()
    )
    assert client.post(reverse("access:end", args=[held[rob]]), reason).status_code == 302
