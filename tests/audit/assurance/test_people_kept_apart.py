"""Who holds a post, learns or is on leave at one organisation does so there alone, and the latest word counts."""

from __future__ import annotations

from datetime import date

from audit.assurance.appointments import queries as appointments
from audit.assurance.training import queries as training
from audit.assurance.training.actions import review_needs
from audit.assurance.training.kinds import YEARLY
from audit.ledger.ids import new_id
from portal.days import london_day
from portal.models import Membership
from portal.roles import Role
from tests.audit.assurance.appointing import appoint, confirm
from tests.audit.assurance.appointing import end as end_appointment
from tests.audit.assurance.learning import DAY, add, declare, excuse, learn, on
from tests.audit.oversight.asking import person

MAY, JUNE = date(2026, 5, 4), date(2026, 6, 8)


class TestAppointments:
    def test_those_that_stand_are_this_organisations_post_by_post(self, willow, alder):
        appoint(alder, "siro", name="Noor Haddad")
        ended = appoint(willow, "siro", name="Kit Marlow")
        appoint(willow, "dpo", name="Sam Oyelaran")
        deputies = [appoint(willow, "deputy", name=each, since=MAY - n * DAY) for n, each in enumerate("ABC")]
        end_appointment(willow, ended)
        found = appointments.held(willow.organisation)
        assert [each.name for each in found] == ["C", "B", "A", "Sam Oyelaran"]
        assert appointments.held_one(willow.organisation, deputies[0].pk).name == "A"
        assert appointments.held_one(alder.organisation, deputies[0].pk) is None

    def test_the_story_tells_all_of_this_organisation_the_latest_first(self, willow, alder):
        appoint(alder, "siro", name="Noor Haddad")
        first = appoint(willow, "siro", name="Kit Marlow")
        ended = end_appointment(willow, first)
        last = appoint(willow, "siro", name="Sam Oyelaran")
        listed = [each.entry.pk for each in appointments.story(willow.organisation)]
        assert listed == [last.pk, ended.pk, first.pk]

    def test_a_long_story_is_told_from_its_end_and_another_organisations_takes_no_place_in_it(
        self, willow, alder, monkeypatch
    ):
        monkeypatch.setattr(appointments, "LONGEST_STORY", 2)

        def fill_and_free(place):
            begun = appoint(place, "siro", name="Kit Marlow")
            return [begun.pk, end_appointment(place, begun).pk]

        here, _elsewhere = ([fill_and_free(place) for _ in range(3)] for place in (willow, alder))
        assert [each.entry.pk for each in appointments.story(willow.organisation)] == here[-1][::-1]

    def test_candidates_are_those_of_this_organisation_who_do_more_than_care_by_name(
        self, willow, ruth, alder
    ):
        gone = person(willow, "gone", Role.MANAGER)
        gone.is_active = False
        gone.save()
        zoe, anna = person(willow, "zoe", Role.HQ_MANAGER), person(willow, "anna", Role.DEPUTY)
        assert appointments.candidates(willow.organisation) == [anna, willow.priya, ruth, zoe]

    def test_a_conflict_depends_on_the_role_held_here_and_now(self, willow, ruth, alder):
        Membership.objects.create(user=willow.amira, organisation=alder.organisation, role=Role.MANAGER)
        assert appointments.meeting(willow.organisation, "guardian", willow.amira, "") == []
        assert [
            each.code for each in appointments.meeting(alder.organisation, "guardian", willow.amira, "")
        ] == ["guardian_manager"]
        ruth.is_active = False
        ruth.save()
        assert appointments.meeting(willow.organisation, "guardian", ruth, "") == []

    def test_an_appointment_is_of_the_log_in_and_without_one_of_the_name(self, willow, ruth):
        namesake = person(willow, "namesake", Role.GUARDIAN)
        namesake.full_name = willow.priya.full_name
        namesake.save()
        appoint(willow, "siro", willow.priya)
        (held,) = appointments.held(willow.organisation)
        assert appointments.is_same(held, willow.priya, "")
        assert not appointments.is_same(held, namesake, "")
        assert appointments.is_same(held, None, "priya  NAIR")
        assert not appointments.is_same(held, None, "Priya")

    def test_who_is_appointed_and_who_logs_in_are_compared_here_alone(self, willow, alder):
        assert appointments.differences(willow.organisation, []) == [
            "Priya Nair logs in as Caldicott Guardian, but no appointment is written down."
        ]
        appoint(willow, "guardian", willow.priya)
        appoint(willow, "deputy", willow.amira)
        appoint(willow, "dpo", name="Noor Haddad")
        assert appointments.differences(willow.organisation, appointments.held(willow.organisation)) == [
            "Amira Khan is appointed as Deputy Caldicott Guardian but does not log in as one."
        ]
        willow.priya.is_active = False
        willow.priya.save()
        assert "Priya Nair" not in str(appointments.differences(willow.organisation, []))


class TestTraining:
    def test_what_was_learned_is_this_organisations_and_the_last_of_each_kind(self, settled, ruth, alder):
        learn(alder, alder.amira, done_on=JUNE)
        learn(settled, settled.amira, done_on=JUNE)
        learn(settled, settled.amira, done_on=MAY)
        learn(settled, settled.priya, done_on=MAY)
        everyone = {(settled.amira.pk, YEARLY): JUNE, (settled.priya.pk, YEARLY): MAY}
        assert training.done(settled.organisation) == everyone
        assert training.done(settled.organisation, [settled.priya]) == {(settled.priya.pk, YEARLY): MAY}
        story = training.history(settled.organisation, settled.amira)
        assert [day for _entry, _title, day, _note in story] == [JUNE, MAY]

    def test_a_declaration_is_each_persons_own_and_made_here(self, settled, alder):
        declare(settled, settled.amira)
        learn(settled, settled.priya)
        assert training.has_declared(settled.organisation, settled.amira)
        assert not training.has_declared(settled.organisation, settled.priya)
        assert not training.has_declared(alder.organisation, settled.amira)

    def test_the_leave_that_was_said_last_counts_and_each_persons_is_their_own(self, settled, ruth, alder):
        with on(MAY):
            excuse(settled, ruth, settled.amira, MAY, MAY + 100 * DAY)
            excuse(settled, ruth, settled.priya, MAY, MAY + 100 * DAY)
        with on(JUNE):
            excuse(settled, ruth, settled.amira, MAY, JUNE)
        assert training.excuses(settled.organisation, JUNE).keys() == {settled.amira.pk, settled.priya.pk}
        assert training.excuses(settled.organisation, JUNE + DAY).keys() == {settled.priya.pk}
        assert training.excuses(settled.organisation, JUNE, [settled.amira]).keys() == {settled.amira.pk}
        assert training.excuses(alder.organisation, JUNE) == {}

    def test_a_person_at_two_organisations_learns_for_each_of_them(self, settled, alder):
        Membership.objects.create(user=settled.amira, organisation=alder.organisation, role=Role.GUARDIAN)
        here = Membership.objects.get(user=settled.amira, organisation=settled.organisation)
        learn(alder, settled.amira)
        asked = [each.kind.code for each in training.own_duties(here, london_day())]
        assert "guardian" not in asked
        assert training.history(settled.organisation, settled.amira) == []
        assert len(training.history(alder.organisation, settled.amira)) == 1

    def test_what_each_role_must_learn_was_looked_through_here_and_last(self, settled, ruth, alder):
        for place, by, day in (
            (settled, ruth, JUNE),
            (settled, ruth, JUNE + DAY),
            (alder, None, JUNE + 2 * DAY),
        ):
            with on(day):
                review_needs(
                    organisation=place.organisation,
                    event_id=new_id(),
                    by=by or person(alder, "manager", Role.MANAGER),
                )
        assert training.last_needs_review(settled.organisation).reviewed_on == JUNE + DAY

    def test_a_requirement_is_this_organisations_and_its_own_stand_in_turn(self, settled, ruth, alder):
        first, second = add(settled, ruth, "Our phones"), add(settled, ruth, "Our doors")
        titles = [each.title for each in training.kinds_of(settled.organisation)]
        assert titles[-2:] == ["Our phones", "Our doors"]
        assert "Our phones" not in [each.title for each in training.kinds_of(alder.organisation)]
        assert training.requirement_of(settled.organisation, second.code) == second
        assert training.requirement_of(alder.organisation, first.code) is None

    def test_whoever_holds_a_post_holds_it_here_and_now(self, settled, alder):
        appoint(settled, "guardian", settled.priya, since=MAY)
        appoint(settled, "dpo", name="Noor Haddad")
        end_appointment(settled, appoint(settled, "siro", settled.amira))
        appoint(alder, "guardian", alder.priya)
        assert training.posts_of(settled.organisation) == {settled.priya.pk: {"guardian": MAY}}

    def test_a_post_that_was_confirmed_and_then_ended_is_held_no_more(self, settled):
        end_appointment(settled, confirm(settled, appoint(settled, "guardian", settled.priya, since=MAY)))
        assert training.posts_of(settled.organisation) == {}
