"""Who answers for what is written down, confirmed each year and ended; conflicts are warned of and never hidden."""

from __future__ import annotations

from threading import Thread

import pytest
from django.db import connection, connections
from django.db.utils import DatabaseError

from audit.assurance.appointments import actions, owed, queries
from audit.assurance.appointments.models import Appointment, AppointmentEnd
from audit.assurance.appointments.posts import Post
from audit.assurance.task import Status
from audit.ledger.events import Event
from audit.ledger.ids import new_id
from audit.ledger.models import Entry
from portal.days import a_year_after, day_in_words, london_day
from portal.errors import NotAllowed
from portal.models import Membership
from tests.audit.assurance.appointing import BOARD, DAY, appoint, body_of, confirm, end, names, refused
from tests.audit.assurance.learning import client_of, words
from tests.audit.assurance.registering import answers_of, enter
from tests.audit.assurance.registering import end as close
from tests.audit.conftest import make_place


class TestKept:
    def test_an_appointment_stands_with_who_decided_it_and_is_looked_at_again_in_a_year(self, willow):
        began = london_day() - 40 * DAY
        fact = appoint(willow, "guardian", willow.priya, phone="020 7946 0000", since=began)
        (one,) = queries.held(willow.organisation)
        assert (one.name, one.phone, one.evidence) == (willow.priya.full_name, "020 7946 0000", BOARD)
        assert (fact.since, fact.review_on) == (began, a_year_after(london_day()))
        body = body_of(fact)
        assert body["person"] == str(willow.priya.pk)
        assert body["evidence"] == BOARD
        assert Entry.objects.get(pk=fact.pk).event == Event.APPOINTMENT_MADE

    def test_somebody_from_outside_is_kept_by_name_and_the_name_is_in_no_column(self, willow):
        fact = appoint(willow, "dpo", name=" Noor Haddad ")
        assert names(willow) == {("dpo", "Noor Haddad")}
        assert "person" not in body_of(fact)
        with connection.cursor() as cursor:
            cursor.execute("SELECT a::text FROM public.audit_appointment a")
            assert "Noor" not in str(cursor.fetchall())

    def test_confirming_keeps_the_first_day_and_takes_the_place_of_what_stood(self, willow):
        first = appoint(willow, "siro", name="Sam Oyelaran", since=london_day() - 500 * DAY)
        again = confirm(willow, first, phone="020 7946 0011")
        (one,) = queries.held(willow.organisation)
        assert one.appointment == again
        assert (again.since, again.renews) == (first.since, first)
        assert body_of(again)["says"].startswith("Sam Oyelaran is confirmed as Senior information risk owner")

    def test_ending_it_leaves_the_post_free_and_the_story_whole(self, willow):
        first = appoint(willow, "siro", name="Sam Oyelaran")
        ended = end(willow, first)
        assert names(willow) == set()
        appoint(willow, "siro", name="Kit Marlow")
        said = [each.body["says"].split(",")[0] for each in queries.story(willow.organisation)]
        assert said == [
            "Kit Marlow is appointed as Senior information risk owner",
            "Sam Oyelaran is no longer Senior information risk owner",
            "Sam Oyelaran is appointed as Senior information risk owner",
        ]
        assert ended.ended_on == london_day()

    def test_the_same_form_sent_twice_is_one_appointment_one_confirmation_and_one_end(self, willow):
        keys = [new_id() for _ in range(3)]
        first = [appoint(willow, "dpo", name="Noor Haddad", event_id=keys[0]) for _ in range(2)]
        again = [confirm(willow, first[0], event_id=keys[1]) for _ in range(2)]
        ended = [end(willow, again[0], event_id=keys[2]) for _ in range(2)]
        assert (len({*first}), len({*again}), len({*ended})) == (1, 1, 1)
        assert (Appointment.objects.count(), AppointmentEnd.objects.count()) == (2, 1)

    def test_nobody_can_change_or_delete_what_stands_there(self, willow):
        fact = appoint(willow, "dpo", name="Noor Haddad")
        with pytest.raises(DatabaseError):
            Appointment.objects.filter(pk=fact.pk).update(post="siro")

    def test_an_appointment_gives_no_role_and_ending_one_takes_none(self, willow):
        before = list(Membership.objects.values("user", "role"))
        end(willow, appoint(willow, "guardian", willow.amira))
        assert list(Membership.objects.values("user", "role")) == before


class TestRefused:
    def test_a_post_has_one_holder_but_there_may_be_several_deputies(self, willow):
        appoint(willow, "guardian", willow.priya)
        refused(actions.HELD, appoint, willow, "guardian", name="Kit Marlow")
        refused(actions.SAME, appoint, willow, "guardian", willow.priya)
        appoint(willow, "deputy", name="Kit Marlow")
        appoint(willow, "deputy", name="Sam Oyelaran")
        refused(actions.SAME, appoint, willow, "deputy", name="kit  marlow")

    def test_what_is_missing_or_wrong_is_said(self, willow):
        refused(actions.NO_NAME, appoint, willow, "dpo")
        refused(actions.NO_EVIDENCE, appoint, willow, "dpo", name="Noor", evidence=" ")
        refused(actions.BAD_PHONE, appoint, willow, "dpo", name="Noor", phone="ring me")
        refused("Select one from the list", appoint, willow, "king", name="Noor")
        tomorrow = london_day() + DAY
        refused("The date must be today or in the past", appoint, willow, "dpo", name="Noor", since=tomorrow)

    def test_it_cannot_end_before_it_began_or_without_a_reason(self, willow):
        fact = appoint(willow, "dpo", name="Noor Haddad")
        early = london_day() - DAY
        refused("This cannot end before it began", end, willow, fact, ended_on=early)
        refused(actions.NO_WHY, end, willow, fact, reason="")

    def test_what_does_not_stand_any_more_can_be_neither_confirmed_nor_ended(self, willow):
        fact = appoint(willow, "dpo", name="Noor Haddad")
        confirm(willow, fact)
        refused(actions.GONE, confirm, willow, fact)
        refused(actions.GONE, end, willow, fact)

    def test_a_care_worker_and_somebody_from_elsewhere_may_not(self, willow):
        alder = make_place("alder")
        fact = appoint(willow, "dpo", name="Noor Haddad")
        for by in (willow.amira, alder.priya):
            with pytest.raises(NotAllowed):
                appoint(willow, "siro", name="Kit Marlow", by=by)
            with pytest.raises(NotAllowed):
                confirm(willow, fact, by=by)
            with pytest.raises(NotAllowed):
                end(willow, fact, by=by)
        refused(actions.STRANGER, appoint, willow, "siro", alder.priya)


class TestConflicts:
    def test_a_guardian_who_is_also_the_risk_owner_needs_a_written_reason(self, willow):
        appoint(willow, "guardian", willow.priya)
        refused(actions.NO_REASON, appoint, willow, "siro", willow.priya)
        fact = appoint(
            willow, "siro", willow.priya, reason="We are four people. The owner looks at it monthly."
        )
        body = body_of(fact)
        assert body["reason"].startswith("We are four people.")
        assert "should not also be" in body["conflicts"][0]["says"]
        assert "2021" in body["conflicts"][0]["source"]
        assert Entry.objects.get(pk=fact.pk).flags == ["conflict.guardian_siro"]

    def test_the_same_name_without_a_log_in_is_taken_for_the_same_person(self, willow):
        appoint(willow, "siro", willow.priya)
        refused(actions.NO_REASON, appoint, willow, "guardian", name=willow.priya.full_name.upper())

    @pytest.mark.parametrize(
        ("post", "code"),
        [("guardian", "guardian_manager"), ("deputy", "deputy_manager"), ("dpo", "dpo_manager")],
    )
    def test_a_manager_would_judge_their_own_staff(self, willow, ruth, post, code):
        met = queries.meeting(willow.organisation, post, ruth, "")
        assert [each.code for each in met] == [code]
        assert all(each.standing.endswith("not checked yet") for each in met)

    def test_a_manager_may_be_the_risk_owner(self, willow, ruth):
        assert queries.meeting(willow.organisation, "siro", ruth, "") == []

    def test_it_stands_on_the_page_with_where_it_is_from_for_as_long_as_it_stands(self, willow, ruth):
        appoint(willow, "guardian", willow.priya)
        both = appoint(willow, "dpo", willow.priya, reason="She writes down what she does as which.")
        shown = words(client_of(ruth).get("/assurance/appointments/"))
        assert shown.count("may also be the data protection officer. Take care") == 2
        assert "guidance about the appointment of Caldicott Guardians, 2021" in shown
        assert "not checked yet" in shown
        end(willow, both)
        shown = words(client_of(ruth).get("/assurance/appointments/"))
        assert "Roles that may conflict" not in shown


class TestOwed:
    def test_an_empty_post_is_to_do_a_filled_one_done_and_a_late_one_to_do_again(self, willow):
        fact = appoint(willow, "guardian", willow.priya)

        def of(day):
            return {each.id: each.status for each in owed.tasks(willow.organisation, day)}

        today = london_day()
        assert of(today)["appointments.guardian"] == Status.COMPLETED
        assert of(today)["appointments.siro"] == Status.INCOMPLETE
        assert of(fact.review_on)["appointments.guardian"] == Status.COMPLETED
        assert of(fact.review_on + DAY)["appointments.guardian"] == Status.INCOMPLETE

    @pytest.mark.parametrize(
        ("phone", "status", "note"),
        [
            ("", Status.INCOMPLETE, "There is no number for the Caldicott Guardian yet."),
            ("020 7946 0000", Status.COMPLETED, ""),
        ],
    )
    def test_the_number_that_staff_call_is_to_do_until_it_is_written_down(self, willow, phone, status, note):
        willow.organisation.guardian_phone = phone
        tasks = {each.id: each for each in owed.tasks(willow.organisation, london_day())}
        assert (tasks["appointments.contact"].status, tasks["appointments.contact"].note) == (status, note)

    def test_where_no_officer_is_needed_the_post_is_done_once_that_is_written_down_until_its_day(
        self, willow, ruth
    ):
        held = enter(willow, ruth, "no_officer")

        def of(day):
            return {each.id: each for each in owed.tasks(willow.organisation, day)}["appointments.dpo"]

        assert of(held.due_on).status == Status.COMPLETED
        assert "none is needed" in of(held.due_on).note
        assert of(held.due_on + DAY).status == Status.INCOMPLETE
        assert of(held.due_on).due is None, "its register reminds of it, once"
        stands = owed.standing(willow.organisation, london_day())
        assert "No data protection officer is needed, as was written down." in stands.says
        assert (Post.DPO.label, "Not needed", day_in_words(held.due_on)) in stands.rows
        shown = words(client_of(ruth).get("/assurance/appointments/"))
        assert f"To be looked at again by {day_in_words(held.due_on)}." in shown
        close(held, ruth)
        assert of(held.due_on).status == Status.INCOMPLETE
        assert "Write down why none is needed" in words(client_of(ruth).get("/assurance/appointments/"))

    @pytest.mark.parametrize("asked", ["public", "health", "watching"])
    def test_whoever_must_have_an_officer_cannot_write_down_that_they_need_none(self, willow, ruth, asked):
        given = answers_of("no_officer") | {asked: "yes"}
        with pytest.raises(NotAllowed, match="the law asks for a data protection officer"):
            enter(willow, ruth, "no_officer", answers=given)

    def test_the_report_tells_how_posts_stand_and_names_nobody(self, willow):
        appoint(willow, "guardian", willow.priya)
        appoint(willow, "siro", willow.priya, reason="We are four people.")
        stands = owed.standing(willow.organisation, london_day())
        assert stands.says[0] == "2 of 4 posts are filled."
        assert stands.says[1].endswith(": 1.")
        until = queries.held(willow.organisation)[0].appointment.review_on
        held = [(day_in_words(london_day()), day_in_words(until))]
        free = [("Nobody is appointed", "–")]
        assert [
            row[1:] for row in owed.standing(willow.organisation, until).rows
        ] == held + free + held + free
        late = owed.standing(willow.organisation, until + DAY).rows
        assert [row[2].endswith("(late)") for row in late] == [True, False, True, False]
        assert len(stands.rows) == len(Post)
        assert willow.priya.full_name not in str(stands)


def test_two_who_fill_a_post_at_once_fill_it_once(willow_kept):
    refusals = []

    def fill(name):
        try:
            appoint(willow_kept, "dpo", name=name)
        except NotAllowed as refusal:
            refusals.append(refusal.sentence)
        finally:
            connections.close_all()

    threads = [Thread(target=fill, args=(name,)) for name in ("Noor Haddad", "Kit Marlow")]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert refusals == [actions.HELD]
    assert len(queries.held(willow_kept.organisation)) == 1
