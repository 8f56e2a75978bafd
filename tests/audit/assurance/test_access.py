"""Who can log in is looked at, and access that ends stops at once and takes nothing else with it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from audit.assurance.access import actions, owed, queries
from audit.assurance.people import people
from audit.assurance.task import Status
from audit.ledger.events import Event
from audit.ledger.ids import new_id
from audit.ledger.models import Entry
from decisions.recipients.queries import readers
from decisions.wizard import drafts
from decisions.wizard.models import Draft
from portal.days import LONDON, london_day
from portal.duty import on_duty
from portal.errors import NotAllowed
from portal.models import Membership, User
from portal.roles import Role, may
from tests.audit.assurance.learning import client_of, on, since, told, words
from tests.audit.oversight.asking import person

DAY = timedelta(days=1)


def held(user):
    return Membership.ever.select_related("organisation", "user", "home").get(user=user)


def end(user, by, **given):
    fields = {"reason": "They left", "event_id": new_id()} | given
    return actions.end_access(membership=held(user), by=by, **fields)


def review(place, by, ended=(), **given):
    everyone = [each.pk for p in people(place.organisation) for each in p.memberships]
    fields = {"listed": everyone, "reason": "They left" if ended else "", "again_in": 3, "event_id": new_id()}
    gone = [held(each).pk for each in ended]
    return actions.review_access(organisation=place.organisation, ended=gone, by=by, **fields | given)


class TestAccessThatEnds:
    def test_it_stops_at_once_even_for_somebody_who_is_logged_in(self, willow, ruth):
        amira = client_of(willow.amira)
        begun = amira.post("/decide/start/")["Location"]
        assert amira.get(begun).status_code == 200
        end(willow.amira, ruth)
        assert amira.get(begun).status_code == 404
        assert amira.post("/decide/start/").status_code == 403
        assert amira.get("/assurance/training/").status_code == 404
        said = words(amira.get("/"))
        assert "no place of work is linked" in said
        assert "Not finished" not in said
        assert not may(held(willow.amira), "decide")

    def test_drafts_stay_until_their_usual_day_and_a_danger_seven_days(self, willow, ruth):
        amira = client_of(willow.amira)
        amira.post("/decide/start/")
        amira.post("/decide/start/", {"danger": "yes"})
        end(willow.amira, ruth)
        assert Draft.objects.filter(worker=willow.amira).count() == 2
        now = datetime.now(LONDON)
        assert drafts.delete_old(now + 6 * DAY) == 0
        assert drafts.delete_old(now + 9 * DAY) == 2

    def test_a_danger_of_somebody_who_still_works_here_is_never_thrown_away(self, willow):
        client_of(willow.amira).post("/decide/start/", {"danger": "yes"})
        assert drafts.delete_old(datetime.now(LONDON) + 99 * DAY) == 0

    def test_it_keeps_who_why_and_since_when(self, willow, ruth):
        since(willow.amira, date(2024, 5, 3))
        end(willow.amira, ruth)
        (body,) = told(Event.ACCESS_ENDED)
        assert body["person"] == {"id": str(willow.amira.pk), "name": "Amira Khan", "role": "worker"}
        assert (body["reason"], body["began"]) == ("They left", "2024-05-03")
        entry = Entry.objects.get(event=Event.ACCESS_ENDED)
        assert (entry.home_id, entry.outcome) == (willow.home.pk, "worker")
        assert held(willow.amira).ended_on == london_day()

    def test_what_they_are_elsewhere_goes_on(self, willow, ruth, make):
        alder = make("alder")
        Membership.objects.create(
            user=willow.amira, organisation=alder.organisation, home=alder.home, role=Role.WORKER
        )
        here = Membership.objects.get(user=willow.amira, organisation=willow.organisation)
        actions.end_access(membership=here, reason="They left", event_id=new_id(), by=ruth)
        amira = client_of(willow.amira)
        assert amira.post("/decide/start/").status_code == 302
        assert User.objects.get(pk=willow.amira.pk).is_active
        assert Membership.objects.get(user=willow.amira).organisation == alder.organisation

    def test_they_can_be_added_again_and_begin_anew(self, willow, ruth):
        end(willow.amira, ruth)
        Membership.objects.create(
            user=willow.amira, organisation=willow.organisation, home=willow.home, role=Role.WORKER
        )
        assert client_of(willow.amira).post("/decide/start/").status_code == 302
        assert Membership.ever.filter(user=willow.amira).count() == 2

    def test_nobody_locks_themself_out(self, willow, ruth):
        with pytest.raises(NotAllowed) as refusal:
            end(ruth, ruth)
        assert refusal.value.sentence == actions.OWN
        other = Membership.objects.create(user=ruth, organisation=willow.organisation, role=Role.HQ_MANAGER)
        actions.end_access(membership=other, reason="Not needed", event_id=new_id(), by=ruth)
        assert Membership.objects.get(user=ruth).role == Role.MANAGER

    def test_there_is_always_a_guardian(self, willow, ruth):
        with pytest.raises(NotAllowed) as refusal:
            end(willow.priya, ruth)
        assert refusal.value.sentence == actions.ONLY_GUARDIAN
        with pytest.raises(NotAllowed):
            review(willow, ruth, [willow.priya])
        owen = person(willow, "owen", Role.GUARDIAN)
        end(willow.priya, ruth)
        assert on_duty(willow.organisation) == [owen]

    def test_two_managers_cannot_end_each_other(self, willow, ruth):
        mona = person(willow, "mona", Role.MANAGER)
        end(mona, ruth)
        with pytest.raises(NotAllowed):
            end(ruth, mona)

    def test_what_cannot_be_is_refused(self, willow, ruth, make):
        alder = make("alder")
        with pytest.raises(NotAllowed, match="Say why"):
            end(willow.amira, ruth, reason=" ")
        for by in (willow.amira, willow.priya, alder.priya):
            with pytest.raises(NotAllowed):
                end(willow.amira, by)
        key = new_id()
        end(willow.amira, ruth, event_id=key)
        assert end(willow.amira, ruth, event_id=key).pk == key
        with pytest.raises(NotAllowed) as refusal:
            end(willow.amira, ruth)
        assert refusal.value.sentence == actions.GONE
        assert Entry.objects.filter(event=Event.ACCESS_ENDED).count() == 1

    def test_who_left_is_asked_to_read_no_warning(self, willow, ruth):
        from decisions.recipients.actions import add_recipient, raise_alert

        recipient = add_recipient(
            organisation=willow.organisation, kind="care_worker", name="Elm Road", phone="", by=willow.priya
        )
        alert = raise_alert(recipient=recipient, reason="They lost a list", by=willow.priya)
        assert "Amira Khan" in readers(alert)[1]
        end(willow.amira, ruth)
        assert "Amira Khan" not in readers(alert)[1]


class TestTheReview:
    def test_everyone_is_kept_or_ended_and_counted(self, willow, ruth):
        found = review(willow, ruth, [willow.amira])
        assert (found.kept, found.ended) == (2, 1)
        (body,) = told(Event.ACCESS_REVIEWED)
        assert body["kept_people"] == sorted([str(willow.priya.pk), str(ruth.pk)])
        events = list(Entry.objects.order_by("seq").values_list("event", "outcome"))[-2:]
        assert events == [("access.ended", "worker"), ("access.reviewed", "some_ended")]
        assert review(willow, ruth, event_id=found.pk).pk == found.pk

    @pytest.mark.parametrize(
        ("day", "months", "last"),
        [
            (date(2023, 11, 30), 3, date(2024, 2, 29)),
            (date(2024, 2, 29), 12, date(2025, 2, 28)),
            (date(2026, 3, 29), 12, date(2027, 3, 29)),
            (date(2026, 7, 26), 3, date(2026, 10, 26)),
        ],
    )
    def test_it_counts_to_the_end_of_its_last_day(self, willow, ruth, day, months, last):
        def status():
            (task,) = owed.tasks(willow.organisation, london_day())
            return task.status, task.due

        with on(day):
            review(willow, ruth, again_in=months)
        with on(last, 23, 59):
            assert status() == (Status.COMPLETED, last)
        with on(last + DAY, 0, 0):
            assert status() == (Status.INCOMPLETE, last)

    def test_nobody_is_kept_unseen(self, willow, ruth):
        listed = [each.pk for p in people(willow.organisation) for each in p.memberships]
        person(willow, "nina", Role.WORKER, willow.home)
        for given in ({"listed": listed}, {"ended": [999_999]}):
            with pytest.raises(NotAllowed) as refusal:
                review(willow, ruth, **given) if "listed" in given else actions.review_access(
                    organisation=willow.organisation,
                    listed=[each.pk for p in people(willow.organisation) for each in p.memberships],
                    reason="x",
                    again_in=3,
                    event_id=new_id(),
                    by=ruth,
                    **given,
                )
            assert refusal.value.sentence == actions.CHANGED

    def test_it_says_why_and_when_again(self, willow, ruth):
        for given, sentence in [
            ({"ended": [willow.amira], "reason": ""}, actions.NO_REASON),
            ({"again_in": 7}, actions.NO_AGAIN),
        ]:
            with pytest.raises(NotAllowed) as refusal:
                review(willow, ruth, **given)
            assert refusal.value.sentence == sentence
        with pytest.raises(NotAllowed):
            review(willow, willow.priya)
        assert not Entry.objects.filter(event__startswith="access.").exists()

    def test_a_manager_of_one_home_goes_through_its_people_only(self, willow):
        mona = person(willow, "mona", Role.MANAGER, willow.home)
        own = [each.pk for p in people(willow.organisation, willow.home.pk) for each in p.memberships]
        found = review(willow, mona, listed=own)
        assert (found.home_id, found.kept) == (willow.home.pk, 2)
        assert queries.last_review(willow.organisation, willow.home.pk) == found
        assert queries.last_review(willow.organisation) is None
        with pytest.raises(NotAllowed) as refusal:
            end(willow.priya, mona)
        assert refusal.value.sentence == actions.GONE

    def test_the_last_time_is_the_latest_and_of_this_organisation(self, willow, ruth, make):
        with on(date(2026, 5, 4)):
            review(willow, ruth)
        with on(date(2026, 5, 11)):
            found = review(willow, ruth)
        assert queries.last_review(willow.organisation) == found
        assert queries.last_review(make("alder").organisation) is None


class TestWhoHasNotLoggedIn:
    @pytest.mark.parametrize("today", [date(2026, 5, 3), date(2026, 12, 24)])
    def test_90_days_are_days_of_london_also_over_a_change_of_clocks(self, willow, today):
        willow.amira.last_login = datetime.combine(today - 90 * DAY, datetime.min.time(), LONDON)
        willow.amira.save()
        found = next(each for each in people(willow.organisation) if each.user == willow.amira)
        assert queries.is_idle(found, today)
        assert not queries.is_idle(found, today - DAY)

    def test_whoever_never_logged_in_is_counted_from_their_first_day(self, willow):
        since(willow.amira, date(2026, 1, 1))
        found = next(each for each in people(willow.organisation) if each.user == willow.amira)
        assert not queries.is_idle(found, date(2026, 3, 31))
        assert queries.is_idle(found, date(2026, 4, 1))
        assert queries.idle([found], date(2026, 3, 31)) == []
        assert queries.idle([found], date(2026, 4, 1)) == [found]

    def test_nobody_of_another_organisation_is_looked_at_one_by_one(self, willow, make):
        there = Membership.objects.get(user=make("alder").amira)
        assert queries.member(willow.organisation, there.pk, None) is None
        assert queries.member(there.organisation, there.pk, None) == there
        there.user.is_active = False
        there.user.save()
        assert queries.member(there.organisation, there.pk, None) is None

    def test_it_is_said_as_a_sentence(self, willow):
        assert queries.idle_in_words(3) == "3 people have not logged in for 90 days."
        assert queries.idle_in_words(1) == "1 person has not logged in for 90 days."
        assert queries.idle_in_words(0) == "Everyone has logged in within the last 90 days."


def test_how_access_stands_is_told_without_a_name(willow, ruth):
    assert (
        owed.standing(willow.organisation, london_day()).says[-1] == "Nobody has gone through the list yet."
    )
    review(willow, ruth)
    says = owed.standing(willow.organisation, london_day()).says
    assert says[0] == "3 people can log in."
    assert says[-1].endswith("3 kept, 0 ended.")
    assert "Ruth" not in " ".join(says)


def test_where_one_person_can_log_in_the_report_does_not_call_them_people(willow):
    Membership.objects.exclude(user=willow.priya).update(ended_on=london_day())
    assert owed.standing(willow.organisation, london_day()).says[0] == "1 person can log in."
