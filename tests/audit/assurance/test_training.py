"""What people learn and declare is written down with its entry, and what each role must learn."""

from __future__ import annotations

from datetime import date

import pytest

from audit.assurance.appointments.actions import appoint
from audit.assurance.task import Status
from audit.assurance.training import actions, owed, queries
from audit.assurance.training.actions import learning, needs
from audit.assurance.training.kinds import DECLARATION, INDUCTION, YEARLY
from audit.ledger.events import Event
from audit.ledger.ids import new_id
from audit.ledger.models import Entry
from portal.days import london_day
from portal.errors import NotAllowed
from portal.models import Membership
from portal.roles import Role
from tests.audit.assurance.learning import (
    add,
    declare,
    end_kind,
    excuse,
    gate_of,
    held,
    learn,
    on,
    told,
)


class TestRecording:
    def test_a_worker_writes_down_their_own_with_its_entry(self, willow):
        learn(willow, willow.amira)
        (body,) = told(Event.TRAINING_RECORDED)
        assert body["person"]["name"] == "Amira Khan"
        assert body["note"] == "Certificate in the staff file"
        entry = Entry.objects.get(event=Event.TRAINING_RECORDED)
        assert entry.flags == ["training.yearly"]
        assert entry.outcome == "own"
        assert entry.home_id == willow.home.pk

    def test_a_manager_writes_down_many_at_once_and_each_has_an_entry(self, willow, ruth):
        learn(willow, ruth, who=[willow.amira, willow.priya, ruth])
        assert [each["person"]["name"] for each in told(Event.TRAINING_RECORDED)] == [
            "Amira Khan",
            "Priya Nair",
            "Ruth",
        ]
        assert set(Entry.objects.filter(event=Event.TRAINING_RECORDED).values_list("outcome", flat=True)) == {
            "by_manager"
        }

    def test_the_same_form_sent_twice_is_kept_once(self, willow, ruth):
        keys = [new_id() for _ in range(6)]
        day = london_day()
        for _ in range(2):
            learn(willow, ruth, who=[willow.amira, willow.priya], event_id=keys[0])
            learn(willow, willow.amira, event_id=keys[1])
            declare(willow, willow.amira, event_id=keys[2])
            excuse(willow, ruth, willow.amira, day, day, event_id=keys[3])
            gate_of(willow, ruth, event_id=keys[4])
            add(willow, ruth, event_id=keys[5])
        events = Entry.objects.values_list("event", flat=True)
        assert sorted(events) == sorted(
            [
                "log.opened",
                *(["training.recorded"] * 3),
                "declaration.made",
                "training.excused",
                "gate.set",
                "training.required",
            ]
        )

    @pytest.mark.parametrize(
        ("given", "sentence"),
        [
            ({"kind": "knitting"}, learning.NO_KIND),
            ({"kind": DECLARATION}, learning.NO_KIND),
            ({"note": " "}, learning.NO_NOTE),
            ({"done_on": date(2090, 1, 1)}, "The date must be today or in the past"),
        ],
    )
    def test_what_cannot_be_is_refused(self, willow, given, sentence):
        with pytest.raises(NotAllowed) as refusal:
            learn(willow, willow.amira, **given)
        assert refusal.value.sentence == sentence
        assert not Entry.objects.filter(event=Event.TRAINING_RECORDED).exists()

    def test_nobody_writes_it_down_for_others_but_who_keeps_it(self, willow, ruth, make):
        alder = make("alder")
        for by, who, sentence in [
            (willow.amira, [willow.priya], "role"),
            (ruth, [alder.amira], "no longer on your list"),
            (ruth, [], "no longer|Select who"),
        ]:
            with pytest.raises(NotAllowed, match=sentence):
                actions.record(
                    organisation=willow.organisation,
                    kind=YEARLY,
                    who=[each.pk for each in who],
                    done_on=london_day(),
                    note="x",
                    event_id=new_id(),
                    by=by,
                )

    def test_a_declaration_keeps_the_words_and_says_whether_it_is_the_first(self, willow):
        with on(date(2026, 5, 3)):
            declare(willow, willow.amira)
        with on(date(2027, 5, 3)):
            declare(willow, willow.amira)
        assert list(
            Entry.objects.filter(event=Event.DECLARATION_MADE)
            .order_by("seq")
            .values_list("outcome", flat=True)
        ) == ["induction", "yearly"]
        body = told(Event.DECLARATION_MADE)[0]
        assert any("after I have left" in each for each in body["promises"])
        assert any("outside work" in each for each in body["promises"])

    def test_a_declaration_is_made_by_saying_so(self, willow):
        with pytest.raises(NotAllowed, match="Tick that you keep to this"):
            declare(willow, willow.amira, promised=False)


class TestWhatEachRoleMustLearn:
    def test_a_guardian_learns_more_than_a_worker(self, settled):
        def codes(user):
            return {each.kind.code for each in queries.own_duties(held(user), london_day())}

        assert codes(settled.amira) == {"induction", "yearly", "declaration"}
        assert "guardian" in codes(settled.priya)

    def test_a_post_brings_training_of_its_own_from_the_day_of_the_appointment(self, settled, ruth):
        with on(date(2026, 5, 1)):
            appoint(
                organisation=settled.organisation,
                post="siro",
                person=settled.amira,
                evidence="The board decided it",
                event_id=new_id(),
                by=ruth,
            )
        duties = queries.own_duties(held(settled.amira), date(2026, 5, 2))
        assert {each.kind.code: each.due_on for each in duties}["risk"] == date(2026, 5, 29)
        risk = next(each for each in queries.kinds_of(settled.organisation) if each.code == "risk")
        assert risk.whose == "Manager, Head office manager, Senior information risk owner"
        (found,) = [
            each
            for each in queries.progress(settled.organisation, date(2026, 5, 2))
            if each.of("risk") and each.person.user == settled.amira
        ]
        assert not found.of("protection")

    def test_an_organisation_asks_for_something_of_its_own_until_it_ends_it(self, settled, ruth):
        with on(date(2026, 5, 1)):
            fact = add(settled, ruth, roles=["worker"], about="Which apps we use")
            (own,) = [each for each in queries.kinds_of(settled.organisation) if each.own]
            assert (own.title, own.says, own.whose) == ("Our phones", "Which apps we use", "Care worker")
            duties = queries.own_duties(held(settled.amira), london_day())
            assert next(each for each in duties if each.kind.own).due_on == date(2026, 5, 29)
            learn(settled, settled.amira, kind=fact.code)
            key = new_id()
            for _ in range(2):
                end_kind(settled, ruth, fact.code, event_id=key)
        assert not any(each.own for each in queries.kinds_of(settled.organisation))
        assert [
            each.outcome for each in Entry.objects.filter(event=Event.TRAINING_REQUIRED).order_by("seq")
        ] == [
            "asked",
            "ended",
        ]
        assert queries.history(settled.organisation, settled.amira)[0][1] == "Our phones"
        with pytest.raises(NotAllowed, match="no longer asked for"):
            end_kind(settled, ruth, fact.code)

    def test_the_same_thing_is_not_asked_for_twice(self, willow, ruth):
        add(willow, ruth)
        for title, sentence in [
            ("our PHONES", needs.TAKEN),
            ("Induction", needs.TAKEN),
            ("", needs.NO_TITLE),
        ]:
            with pytest.raises(NotAllowed) as refusal:
                add(willow, ruth, title)
            assert refusal.value.sentence == sentence

    def test_thirty_things_of_their_own_are_enough(self, willow, ruth, monkeypatch):
        monkeypatch.setattr(needs, "MOST", 1)
        add(willow, ruth)
        with pytest.raises(NotAllowed) as refusal:
            add(willow, ruth, "Our doors")
        assert refusal.value.sentence == needs.FULL

    def test_that_somebody_looked_through_it_is_kept_with_what_they_saw(self, willow, ruth):
        key = new_id()
        for _ in range(2):
            actions.review_needs(organisation=willow.organisation, event_id=key, by=ruth)
        (body,) = told(Event.TRAINING_REQUIRED)
        assert {"code": "induction", "title": "Induction", "who": "Everyone", "how_often": "Once"} in body[
            "listed"
        ]


class TestWhatIsStillToDo:
    def found(self, place):
        return {each.id: each for each in owed.tasks(place.organisation, london_day())}

    def test_everything_is_open_until_it_is_done(self, settled, ruth):
        before = self.found(settled)
        assert {each.status for each in before.values()} == {Status.INCOMPLETE}
        assert {each.topic for each in before.values()} == {
            "induction",
            "training_needs",
            "training_95",
            "specialist_training",
        }
        assert before["training.induction"].note == "3 people have not done this."
        assert before["training.specialists"].note == "2 of 2 not done."
        everyone = [settled.amira, settled.priya, ruth]
        learn(settled, ruth, kind=INDUCTION, who=everyone[:2])
        assert self.found(settled)["training.induction"].note == "1 person has not done this."
        for kind in (INDUCTION, YEARLY):
            learn(settled, ruth, kind=kind, who=everyone)
        learn(settled, ruth, kind="guardian", who=[settled.priya])
        learn(settled, ruth, kind="risk", who=[ruth, settled.priya])
        for each in everyone:
            declare(settled, each)
        actions.review_needs(organisation=settled.organisation, event_id=new_id(), by=ruth)
        found = self.found(settled)
        assert {each.status for each in found.values()} == {Status.COMPLETED}
        assert found["training.specialists"].note == ""

    def test_what_cannot_start_says_why(self, settled):
        Membership.objects.exclude(user=settled.amira).update(role=Role.WORKER)
        Membership.objects.update(began_on=london_day())
        found = self.found(settled)
        assert found["training.specialists"].status == Status.CANNOT_START
        assert found["training.specialists"].note == "Nobody here has a role with training of its own yet."
        assert found["training.target"].status == Status.CANNOT_START
        assert found["training.induction"].note == "Nobody is counted yet."

    def test_whoever_got_a_story_right_is_counted_once(self, settled, monkeypatch):
        monkeypatch.setattr(queries, "practised", lambda *_: {settled.amira.pk: 2, settled.priya.pk: 0})
        says = owed.standing(settled.organisation, london_day()).says
        assert "Got a story right in practice within a year: 1 of 3." in says

    def test_how_it_stands_is_told_without_a_name(self, settled, ruth):
        learn(settled, settled.amira)
        excuse(settled, ruth, settled.priya, london_day(), london_day())
        told_now = owed.standing(settled.organisation, london_day())
        assert told_now.says[0] == "1 of 2 people are trained (50 %). The target of 95 % is not reached."
        assert "On long leave: 1." in told_now.says
        assert all(len(row) == len(told_now.columns) + 1 for row in told_now.rows)
        everything = " ".join([*told_now.says, *(cell for row in told_now.rows for cell in row)])
        assert "Amira" not in everything
        assert "Priya" not in everything
        gate_of(settled, ruth, days=1)
        settled.organisation.refresh_from_db()
        actions.review_needs(organisation=settled.organisation, event_id=new_id(), by=ruth)
        says = " ".join(owed.standing(settled.organisation, london_day()).says)
        assert "more than 1 day late" in says
        assert "looked through: on" in says
