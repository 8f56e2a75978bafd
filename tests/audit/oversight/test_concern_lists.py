"""What is open is listed by its clocks, the clocks remind and are counted, and whoever raised it sees how far it is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from audit.ledger.models import Entry
from audit.ledger.unnamed import Unnamed
from audit.oversight.concerns import actions, queries, reminders
from audit.oversight.concerns.models import About
from portal.models import Membership, Message, User
from portal.roles import Role
from tests.audit.oversight.concerned import NOW, concern_of, offered, take


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel(NOW, tick=False):
        yield


def test_the_list_shows_what_runs_out_first_and_pages_hold_each_once(willow):
    none = [concern_of(willow) for _ in range(2)]
    complaint = concern_of(willow, About.COMPLAINT)
    breaches = [concern_of(willow, About.BREACH) for _ in range(2)]
    found, after = [], None
    while True:
        page = queries.open_ones(willow.organisation, after=after, size=2)
        found += [each.pk for each in page.concerns]
        if (after := page.after) is None:
            break
    assert found == [*sorted(each.pk for each in breaches), complaint.pk, *sorted(each.pk for each in none)]
    summary = queries.summary(willow.organisation)
    assert (summary.open, summary.capped) == (5, False)
    assert summary.in_words(NOW) == "Tell the regulator: 3 days left"


def test_the_closed_list_shows_the_latest_first(willow):
    assert queries.summary(willow.organisation).in_words(NOW) == ""
    closed = []
    for hour in range(3):
        with time_machine.travel(NOW + timedelta(hours=hour), tick=False):
            concern = take(willow, concern_of(willow), "no_breach")
            closed.insert(0, actions.close(concern=concern, summary="x", by=willow.priya).pk)
    first = queries.closed_ones(willow.organisation, size=2)
    rest = queries.closed_ones(willow.organisation, after=first.after, size=2)
    assert [each.pk for each in [*first.concerns, *rest.concerns]] == closed
    assert rest.after is None
    assert not queries.open_ones(willow.organisation).concerns


def test_a_stranger_finds_nothing(willow, make):
    concern = concern_of(willow)
    alder = make("alder")
    assert queries.concern_of(alder.organisation, concern.pk) is None
    assert queries.open_ones(alder.organisation).concerns == []
    assert queries.mine(alder.amira) == ([], None)


def test_whoever_raised_it_sees_how_far_it_is_and_what_was_answered_and_no_more(willow):
    older = concern_of(willow)
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        concern = concern_of(willow)
        concern_of(willow, by=Unnamed.NOT_GIVEN)
        take(willow, concern, "noted", words="She may be the one")
        take(willow, concern, "answered", words="Thank you")
        (own,), after = queries.mine(willow.amira, size=1)
        ((last,), end) = queries.mine(willow.amira, after=after, size=1)
    assert (own.concern.pk, own.looked_into, last.concern.pk, last.looked_into, end) == (
        concern.pk,
        True,
        older.pk,
        False,
        None,
    )
    assert "Thank you" in str(own.answers)
    assert "She may be the one" not in str(own.answers)
    assert "answered" not in {each.code for each in offered(concern_of(willow, by=Unnamed.NOT_GIVEN))}


def sent():
    return list(Message.objects.order_by("pk").values_list("template", flat=True))


@pytest.mark.parametrize(
    ("about", "due", "before"),
    [
        (About.BREACH, NOW + timedelta(hours=72), timedelta(hours=24)),
        (About.COMPLAINT, datetime(2026, 12, 23, 23, 59, 59, 999999, UTC), timedelta(days=7)),
    ],
)
def test_reminders_go_out_once_before_a_clock_runs_out_and_once_after(willow, about, due, before):
    concern = concern_of(willow, about, by=willow.priya)
    second = timedelta(seconds=1)
    for moment, expected in (
        (due - before - second, []),
        (due - before, ["concern_soon"]),
        (due, ["concern_soon"]),
        (due + second, ["concern_soon", "concern_over"]),
        (due + timedelta(days=9), ["concern_soon", "concern_over"]),
    ):
        reminders.remind_all(moment)
        reminders.remind_all(moment)
        assert sent() == expected
    message = Message.objects.latest("pk")
    assert str(concern.pk) in message.path
    assert message.reference == concern.reference


def test_a_clock_set_anew_reminds_anew_and_one_that_was_kept_is_silent(willow):
    concern = take(willow, concern_of(willow, About.BREACH, by=willow.priya), "breach")
    reminders.remind_all(NOW + timedelta(hours=60))
    take(willow, concern, "breach", aware=NOW - timedelta(hours=1))
    reminders.remind_all(NOW + timedelta(hours=60))
    assert sent() == ["concern_soon"] * 2
    take(willow, concern, "regulator")
    reminders.remind_all(NOW + timedelta(days=9))
    assert sent() == ["concern_soon"] * 2


def test_every_guardian_is_reminded_and_nobody_who_has_left(willow, make):
    other = make("alder").priya
    Membership.objects.create(user=other, organisation=willow.organisation, role=Role.GUARDIAN)
    willow.priya.is_active = False
    willow.priya.save()
    concern_of(willow)
    assert [each.to for each in Message.objects.all()] == [other]


def test_an_altered_entry_does_not_hide_the_others(willow):
    concern = take(willow, concern_of(willow), "noted")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("audit.ledger.keys.decrypt", lambda *_a, **_k: b"{}")
        told = queries.story(concern)
    assert [bool(each.error) for each in told] == [True, True]


def test_clocks_run_on_while_the_guardian_is_away_and_the_deputy_sees_and_is_reminded(willow):
    owen = User.objects.create_user("owen@willow.example", "pass-word-1", full_name="Owen Price")
    Membership.objects.create(user=owen, organisation=willow.organisation, role=Role.DEPUTY)
    concern = concern_of(willow, About.BREACH)
    before = concern.due_at
    willow.priya.memberships.update(away_from=NOW.date(), away_until=NOW.date() + timedelta(days=30))
    reminders.remind_all(NOW + timedelta(hours=73))
    concern.refresh_from_db()
    assert concern.due_at == before
    assert [each.to for each in Message.objects.filter(template="concern_over")] == [owen]
    actions.open_concern(concern=concern, by=owen)
    take(willow, concern, "noted")


def test_a_breach_is_urgent_mail_and_a_near_miss_is_not(willow):
    concern_of(willow, About.BREACH)
    concern_of(willow, About.NEAR_MISS)
    assert list(Message.objects.order_by("pk").values_list("urgent", flat=True)) == [True, False]


def test_whoever_raised_it_is_written_to_when_it_is_answered_and_when_it_is_closed(willow):
    for by in (willow.amira, Unnamed.NOT_GIVEN, willow.priya):
        concern = take(willow, concern_of(willow, by=by), "no_breach", "noted")
        if by == willow.amira:
            take(willow, concern, "answered")
        actions.close(concern=concern, summary="All well", by=willow.priya)
    told = Message.objects.filter(template="concern_answered")
    assert [(each.to, each.path) for each in told] == [(willow.amira, "/concerns/")] * 2


def test_the_leaf_of_a_step_says_whether_its_clock_was_kept(willow):
    """So that the year can be counted without opening anything."""

    def flags(concern, what):
        (entry,) = [each for each in Entry.objects.filter(about_id=concern.pk) if each.outcome == what]
        return set(entry.flags)

    kept, late = concern_of(willow, About.COMPLAINT), concern_of(willow, About.BREACH)
    take(willow, kept, "acknowledged")
    take(willow, late, "breach", aware=NOW - timedelta(days=5))
    take(willow, late, "regulator", delay="Nobody read the post")
    assert "in_time" in flags(kept, "acknowledged")
    assert "late" in flags(late, "regulator")
    assert not {"late", "in_time"} & flags(late, "breach")
