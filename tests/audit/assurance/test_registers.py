"""What must be looked at each year is written down with its entry, looked at again, and ended with a reason."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine

from audit.assurance.registers import actions, owed, queries
from audit.assurance.registers.answers import OLDEST
from audit.assurance.registers.kinds import by_code, kinds
from audit.assurance.registers.models import RegisterEntry, RegisterStep
from audit.assurance.task import Status
from audit.ledger.errors import IdTaken
from audit.ledger.events import Event
from audit.ledger.ids import new_id
from audit.ledger.models import Entry
from portal.days import a_year_after, london_day
from portal.errors import NotAllowed
from portal.models import Membership
from portal.standing import NOT_YOURS, STRANGER
from tests.audit.assurance.registering import FLOW, PDF, answers_of, end, enter, file_it, look, told

DAY = timedelta(days=1)
CODES = [each.code for each in kinds()]


def count_of(place, code, day=None):
    return next(
        each for each in owed.counts(place.organisation, day or london_day()) if each.kind.code == code
    )


class TestTheRegisters:
    def test_each_says_what_it_is_for_and_where_that_stands(self):
        for each in kinds():
            assert each.purpose.endswith(".")
            assert each.source
            assert each.asks[0].name == "name"

    def test_what_is_refused_or_left_to_do_speaks_of_answers_that_there_are(self):
        for each in kinds():
            options = {ask.name: set(ask.options) for ask in each.asks}
            for clash in (*each.never, *each.needs):
                assert all(answers <= options[name] for name, answers in clash.when.items())
                assert not clash.beside or clash.beside in options

    @pytest.mark.parametrize("code", CODES)
    def test_an_entry_of_each_can_be_written_down_and_leaves_its_entry(self, willow, ruth, code):
        held = enter(willow, ruth, code)
        entry = Entry.objects.get(event=Event.REGISTER_ENTERED)
        assert entry.pk == held.pk
        assert f"register.{code}" in entry.flags
        (body,) = told(Event.REGISTER_ENTERED)
        assert body["register"] == code
        assert body["owner"]["name"] == "Ruth"
        assert len(body["said"]) == len(by_code()[code].asks)


class TestEntering:
    def test_its_words_are_sealed_and_its_columns_hold_none(self, willow, ruth):
        held = RegisterEntry.objects.get(pk=enter(willow, ruth).pk)
        assert held.answers == FLOW
        assert b"Northgate" not in bytes(held.sealed)

    def test_the_same_form_sent_twice_is_kept_once(self, willow, ruth):
        key = new_id()
        assert enter(willow, ruth, event_id=key) == enter(willow, ruth, event_id=key)
        assert RegisterEntry.objects.count() == RegisterStep.objects.count() == 1

    def test_the_key_of_a_form_of_another_organisation_or_of_another_thing_is_refused(
        self, willow, make, ruth
    ):
        alder, key = make("alder"), new_id()
        enter(alder, alder.priya, event_id=key)
        with pytest.raises(IdTaken):
            enter(willow, ruth, event_id=key)
        held = enter(willow, ruth)
        other = enter(willow, ruth)
        evidence = file_it(held, ruth)
        with pytest.raises(IdTaken):
            look(other, ruth, event_id=evidence.pk)
        with pytest.raises(IdTaken):
            file_it(other, ruth, event_id=evidence.pk)

    def test_a_flow_that_is_regular_never_rests_on_the_public_interest(self, willow, ruth):
        with pytest.raises(NotAllowed, match="regularly cannot rest on the public interest"):
            enter(willow, ruth, answers=FLOW | {"basis": "public_interest"})
        enter(willow, ruth, answers=FLOW | {"basis": "public_interest", "often": "once"})

    @pytest.mark.parametrize("more", [{"volume": "many"}, {"sensitive": "yes"}])
    def test_a_flow_about_many_or_that_could_hurt_needs_an_agreement(self, willow, ruth, more):
        held = enter(willow, ruth, answers=FLOW | more | {"agreement": "no"})
        assert len(held.needs) == held.lacks == 1
        assert "Sign a sharing agreement" in held.needs[0]
        assert "needs.more" in Entry.objects.get(pk=held.pk).flags
        assert not enter(willow, ruth, answers=FLOW | more).needs

    @pytest.mark.parametrize(
        ("given", "sentence"),
        [
            ({"name": ""}, "Enter what information it is"),
            ({"basis": ""}, "Select why it may be shared"),
            ({"basis": "because"}, "Select one from the list"),
            ({"why": "x" * 2001}, "Use 2000 characters or fewer"),
            ({"name": "x" * 1_000_000}, "Use 200 characters or fewer"),
        ],
    )
    def test_an_answer_that_is_missing_or_wrong_is_refused_with_a_sentence(
        self, willow, ruth, given, sentence
    ):
        with pytest.raises(NotAllowed, match=sentence):
            enter(willow, ruth, answers=FLOW | given)

    def test_it_may_be_overdue_already_but_due_in_a_year_at_most(self, willow, ruth):
        today = london_day()
        assert enter(willow, ruth, due_on=today - DAY).is_due(today)
        with pytest.raises(NotAllowed, match="once a year"):
            enter(willow, ruth, due_on=a_year_after(today) + DAY)
        with pytest.raises(NotAllowed, match="Check the year"):
            enter(willow, ruth, due_on=today - OLDEST - DAY)
        with pytest.raises(NotAllowed, match="Enter the day"):
            actions.enter(
                organisation=willow.organisation,
                kind=by_code()["data_flows"],
                answers=FLOW,
                owner=ruth,
                due_on=None,
                event_id=new_id(),
                by=ruth,
            )

    def test_only_who_keeps_the_registers_writes_and_only_for_a_colleague(self, willow, ruth, make):
        with pytest.raises(NotAllowed, match=NOT_YOURS):
            enter(willow, willow.amira)
        stranger = make("alder").priya
        with pytest.raises(NotAllowed, match=STRANGER):
            enter(willow, stranger)
        with pytest.raises(NotAllowed, match="who works here"):
            enter(willow, ruth, owner=stranger)
        Membership.objects.filter(user=willow.amira).update(ended_on=london_day())
        with pytest.raises(NotAllowed, match="who works here"):
            enter(willow, ruth, owner=willow.amira)


class TestLookingAgain:
    def test_what_is_still_right_is_due_a_year_later(self, willow, ruth):
        held = enter(willow, ruth, due_on=london_day() - DAY)
        look(held, ruth)
        again = RegisterEntry.objects.get()
        assert again.due_on == a_year_after(london_day())
        assert again.answers == FLOW
        (body,) = told(Event.REGISTER_REVIEWED)
        assert (body["what"], body["note"]) == ("right", "Asked the pharmacy")

    def test_a_year_from_29_february_ends_on_28_february(self, willow, ruth):
        with time_machine.travel("2028-02-29 12:00Z", tick=False):
            held = enter(willow, ruth)
            assert look(held, ruth).due_on == date(2029, 2, 28)

    def test_what_changed_is_kept_with_what_it_was(self, willow, ruth):
        held = enter(willow, ruth, answers=FLOW | {"volume": "many", "agreement": "no"})
        now = FLOW | {"volume": "many", "to": "Elm Road Pharmacy 💊"}
        look(held, ruth, now)
        again = RegisterEntry.objects.get()
        assert again.answers == now
        assert again.lacks == 0
        (body,) = told(Event.REGISTER_REVIEWED)
        assert body["what"] == "changed"
        was, is_now = ({each["name"]: each["value"] for each in body[key]} for key in ("before", "said"))
        assert {name for name in was if was[name] != is_now[name]} == {"to", "agreement"}

    def test_answers_that_stayed_the_same_are_no_change(self, willow, ruth):
        look(enter(willow, ruth), ruth, FLOW)
        assert "did.right" in Entry.objects.get(event=Event.REGISTER_REVIEWED).flags

    def test_who_looks_after_it_does_it_without_keeping_the_registers(self, willow, ruth):
        held = enter(willow, ruth, owner=willow.amira)
        look(held, willow.amira)
        with pytest.raises(NotAllowed, match=NOT_YOURS):
            look(held, willow.amira, owner=ruth)
        with pytest.raises(NotAllowed, match=NOT_YOURS):
            end(held, willow.amira)
        with pytest.raises(NotAllowed, match=NOT_YOURS):
            look(enter(willow, ruth), willow.amira)
        assert look(held, ruth, owner=ruth).owner == ruth
        with pytest.raises(NotAllowed, match=NOT_YOURS):
            look(held, willow.amira)

    def test_the_same_form_sent_twice_is_kept_once(self, willow, ruth):
        held, key = enter(willow, ruth), new_id()
        assert look(held, ruth, event_id=key) == look(held, ruth, event_id=key)
        assert Entry.objects.filter(event=Event.REGISTER_REVIEWED).count() == 1


class TestEnding:
    def test_it_is_ended_once_with_a_reason_and_stays(self, willow, ruth):
        held, key = enter(willow, ruth), new_id()
        assert end(held, ruth, event_id=key) == end(held, ruth, event_id=key)
        (body,) = told(Event.REGISTER_ENDED)
        assert body["reason"] == "They closed"
        assert RegisterEntry.objects.get().ended_on == london_day()
        assert not queries.page(willow.organisation, held.register).entries
        assert queries.page(willow.organisation, held.register, ended=True).entries

    def test_without_a_reason_it_is_not_ended(self, willow, ruth):
        with pytest.raises(NotAllowed, match="Enter why it ends"):
            end(enter(willow, ruth), ruth, reason=" ")

    def test_what_was_ended_is_not_looked_at_again_nor_given_a_file(self, willow, ruth):
        held = enter(willow, ruth)
        end(held, ruth)
        for act in (look, end, file_it):
            with pytest.raises(NotAllowed, match="was ended"):
                act(held, ruth)


class TestWhatIsOwed:
    def test_a_register_without_entries_is_incomplete_and_says_where_to_say_that_there_are_none(
        self, willow, ruth
    ):
        found = {each.id: each for each in owed.tasks(willow.organisation, london_day())}
        assert len(found) == len(CODES)
        assert found["register.assets"].status == Status.INCOMPLETE
        assert found["register.assets"].note == "Nothing is written down yet"
        assert found["register.paper"].status == Status.INCOMPLETE
        assert "say so in the yearly look" in found["register.paper"].note
        assert found["register.paper"].topic == "paper_off_site"

    def test_what_was_not_looked_at_for_a_year_is_said(self, willow, ruth):
        today = london_day()
        enter(willow, ruth, due_on=today)
        enter(willow, ruth, due_on=today - DAY)
        enter(willow, ruth, answers=FLOW | {"volume": "many", "agreement": "no"})
        count = count_of(willow, "data_flows")
        assert count.status == Status.INCOMPLETE
        assert count.note == "1 of 3 must be looked at again, 1 of 3 with something still to do"
        (task,) = (each for each in owed.tasks(willow.organisation, today) if each.topic == "data_flows")
        assert (task.due, task.owners) == (today - DAY, (ruth.pk,))
        assert count_of(willow, "data_flows", today + DAY).overdue == 2

    def test_it_is_completed_when_all_were_looked_at(self, willow, ruth):
        enter(willow, ruth, "assets", answers=answers_of("assets"))
        assert count_of(willow, "assets").status == Status.COMPLETED
        assert count_of(willow, "assets").note == "1 written down and in date"

    def test_the_annual_report_tells_how_the_registers_stand(self, willow, ruth):
        enter(willow, ruth, due_on=london_day() - DAY)
        told_of = owed.standing(willow.organisation, london_day())
        assert told_of.says == ("The yearly registers hold 1 entry.", "1 entry must be looked at again.")
        assert len(told_of.rows) == len(CODES)
        look(queries.entry_of(willow.organisation, RegisterEntry.objects.get().pk), ruth)
        enter(willow, ruth)
        told_of = owed.standing(willow.organisation, london_day())
        assert told_of.says == (
            "The yearly registers hold 2 entries.",
            "None is overdue to be looked at again.",
        )

    def test_the_pack_gets_the_words_and_files_of_a_topic(self, willow, ruth):
        held = enter(willow, ruth)
        evidence = file_it(held, ruth)
        end(enter(willow, ruth), ruth)
        (proof,) = queries.evidence(willow.organisation)
        assert (proof.topic, proof.duty) == ("data_flows", "")
        assert ("Where does it go?", "Northgate Pharmacy") in proof.said
        assert proof.files[0].name == f"evidence-{evidence.reference}.pdf"
        assert proof.files[0].data == PDF

    def test_everyone_who_looks_after_an_entry_is_named_with_the_first_of_theirs(self, willow, ruth):
        soon = enter(willow, ruth, owner=willow.amira, due_on=london_day() + DAY)
        enter(willow, ruth, owner=willow.amira, due_on=london_day() + 2 * DAY)
        late = enter(willow, ruth, due_on=london_day() - DAY)
        (task,) = (each for each in owed.tasks(willow.organisation, london_day()) if each.owners)
        assert task.owners == (ruth.pk, willow.amira.pk)
        assert [(due.day, due.owner) for due in task.dues] == [
            (late.due_on, ruth.pk),
            (soon.due_on, willow.amira.pk),
        ]
        assert task.dues[1].url.endswith(f"{soon.pk}/")

    def test_a_long_register_is_read_page_by_page(self, willow, ruth):
        made = {enter(willow, ruth, due_on=london_day() + n // 2 * DAY).pk for n in range(5)}
        seen, after = [], None
        while page := queries.page(willow.organisation, by_code()["data_flows"], after=after, size=2):
            seen += [each.pk for each in page.entries]
            after = page.after
            if after is None:
                break
        assert len(seen) == len(made)
        assert set(seen) == made
