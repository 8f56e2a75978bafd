"""Policies: what is adopted, what changed, who has read it, and that somebody looks at it every year."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from audit.assurance.plain_text import blocks
from audit.assurance.policies import actions, owed, queries, reminders
from audit.assurance.policies.differences import differences
from audit.assurance.policies.kinds import kinds
from audit.assurance.task import Status
from audit.ledger.events import Event
from audit.ledger.ids import new_id
from audit.ledger.models import Entry
from portal.days import a_year_after, london_day
from portal.errors import NotAllowed
from portal.models import Message
from portal.paper.blocks import Bullets, Heading, Paragraph
from tests.audit.assurance.adopting import DAY, TEXT, adopt, again, go_through, read, retire, stand
from tests.audit.assurance.learning import on, told


class TestAdopting:
    def test_a_version_is_adopted_and_the_next_takes_its_place(self, willow, ruth):
        first = adopt(willow, ruth)
        second = adopt(willow, willow.priya, TEXT + "\n- Check before you share.", policy=first, kind="own")
        (found,) = queries.policies(willow.organisation)
        assert (found.latest, found.latest.number, found.kind.code) == (second, 2, "confidentiality")
        bodies = told(Event.POLICY_ADOPTED)
        assert [each["number"] for each in bodies] == [1, 2]
        assert bodies[1]["reason"] == "A new line"
        leaves = [Entry.objects.get(pk=each.pk) for each in (first, second)]
        assert [each.outcome for each in leaves] == ["first", "changed"]
        assert leaves[1].about_id == first.pk

    def test_the_same_form_sent_twice_adopts_once(self, willow, ruth):
        key = new_id()
        first = adopt(willow, ruth, event_id=key)
        assert adopt(willow, ruth, event_id=key) == first
        for act in (again, retire):
            key = new_id()
            assert act(willow, ruth, first, event_id=key) == act(willow, ruth, first, event_id=key)
        key = new_id()
        assert go_through(willow, ruth, event_id=key) == go_through(willow, ruth, event_id=key)

    @pytest.mark.parametrize(
        ("given", "sentence"),
        [
            ({"name": " "}, actions.NO_NAME),
            ({"text": " "}, actions.NO_TEXT),
            ({"text": "a\n" * 2001 + "a"}, actions.TOO_MANY_LINES),
            ({"text": "a" * 50_001}, "Use 50000 characters or fewer"),
            ({"kind": "nothing"}, "Select one from the list"),
            ({"adopted_on": date(2999, 1, 1)}, "The date must be today or in the past"),
            ({"review_by": date(2020, 1, 1)}, actions.NO_REVIEW),
            ({"review_by": date(2999, 1, 1)}, actions.TOO_LATE),
        ],
    )
    def test_what_cannot_be_adopted_is_refused_with_a_reason(self, willow, ruth, given, sentence):
        with pytest.raises(NotAllowed) as refusal:
            adopt(willow, ruth, **given)
        assert refusal.value.sentence == sentence

    def test_a_version_changes_something_says_what_and_comes_after_the_last(self, willow, ruth):
        first = adopt(willow, ruth)
        for given, sentence in (
            ({"text": TEXT}, actions.NOTHING_NEW),
            ({"changed": " "}, actions.NO_CHANGE_SAID),
            ({"adopted_on": london_day() - DAY}, actions.TOO_EARLY),
        ):
            with pytest.raises(NotAllowed, match=sentence):
                adopt(willow, ruth, policy=first, **({"text": "New words"} | given))
        with pytest.raises(NotAllowed, match=actions.TAKEN):
            adopt(willow, ruth, name="CONFIDENTIALITY")

    def test_only_a_manager_or_the_guardian_of_the_place_keeps_policies(self, willow, ruth, make):
        alder, first = make("alder"), adopt(willow, ruth)
        for act in (adopt, go_through):
            with pytest.raises(NotAllowed):
                act(willow, willow.amira)
        for by in (willow.amira, alder.priya):
            for act in (again, retire):
                with pytest.raises(NotAllowed):
                    act(willow, by, first)
        with pytest.raises(NotAllowed, match=actions.ENDED):
            retire(alder, alder.priya, first)
        with pytest.raises(NotAllowed, match=actions.CHANGED):
            read(alder, alder.amira, first)
        assert queries.policies(alder.organisation) == []

    def test_the_text_is_sealed(self, willow, ruth):
        first = adopt(willow, ruth, "Zanzibar 🙂")
        assert "Zanzibar" not in str(vars(first))
        assert queries.policies(willow.organisation)[0].text_of(1) == "Zanzibar 🙂"


class TestTheYear:
    def test_a_look_without_a_change_counts_for_a_year_at_most(self, willow, ruth):
        first = adopt(willow, ruth, review_by=london_day() + 10 * DAY)
        assert stand(willow, london_day() + 11 * DAY)["policies.again"].status == Status.INCOMPLETE
        again(willow, ruth, first)
        assert stand(willow, london_day() + 11 * DAY)["policies.again"].status == Status.COMPLETED
        for given in ({"looked_at": ""}, {"review_by": london_day()}):
            with pytest.raises(NotAllowed):
                again(willow, ruth, first, **given)

    def test_a_policy_out_of_use_is_neither_read_nor_changed(self, willow, ruth):
        first = adopt(willow, ruth)
        with pytest.raises(NotAllowed, match=actions.NO_REASON):
            retire(willow, ruth, first, reason="")
        retire(willow, ruth, first)
        assert queries.unread(willow.organisation, willow.amira) == []
        for act in (again, retire):
            with pytest.raises(NotAllowed, match=actions.ENDED):
                act(willow, ruth, first)
        (ended,) = queries.policies(willow.organisation, ended=True)
        assert ended.ended_on == london_day()
        adopt(willow, ruth)

    def test_all_policies_and_registers_are_gone_through(self, willow, ruth):
        adopt(willow, ruth)
        assert stand(willow)["policies.compliance"].status == Status.INCOMPLETE
        review = go_through(willow, ruth)
        assert queries.found_in(review)[0]["title"] == "Confidentiality"
        tasks = stand(willow)
        assert tasks["policies.compliance"].status == Status.COMPLETED
        assert (
            stand(willow, a_year_after(london_day()) + DAY)["policies.compliance"].status == Status.INCOMPLETE
        )
        later = go_through(willow, ruth, "change")
        assert Entry.objects.get(pk=later.pk).outcome == "gone_through_to_change"
        with pytest.raises(NotAllowed, match=actions.NO_FINDING):
            go_through(willow, ruth, findings={})

    def test_the_tasks_say_what_is_missing(self, willow, ruth):
        tasks = stand(willow)
        assert tasks["policies.adopted"].note.startswith("Missing: Confidentiality, Information sharing")
        assert tasks["policies.read"].status == Status.CANNOT_START
        made = [adopt(willow, ruth, kind=each, name=each) for each in kinds() if kinds()[each].needed]
        assert stand(willow)["policies.adopted"].status == Status.COMPLETED
        assert stand(willow)["policies.read"].note == "0 of 18 readings are confirmed."
        for version in made:
            for by in (ruth, willow.amira, willow.priya):
                read(willow, by, version)
        assert stand(willow)["policies.read"].status == Status.COMPLETED
        assert (stand(willow)["policies.read"].note, stand(willow)["policies.again"].note) == ("", "")
        late = stand(willow, a_year_after(london_day()) + DAY)["policies.again"]
        assert late.note == "6 of 6 are overdue."

    def test_the_report_tells_how_policies_stand_and_names_nobody(self, willow, ruth):
        assert "Missing: Confidentiality" in owed.standing(willow.organisation, london_day()).says[1]
        read(willow, willow.amira, adopt(willow, ruth))
        go_through(willow, ruth)
        told = owed.standing(willow.organisation, a_year_after(london_day()) + DAY)
        assert told.rows[0][0] == "Confidentiality"
        assert told.rows[0][3].endswith("(overdue)")
        assert told.rows[0][4:] == ("1", "3")
        assert "Amira" not in str(told)


class TestReading:
    def test_each_reads_the_version_in_force_once(self, willow, ruth):
        first = adopt(willow, ruth)
        with pytest.raises(NotAllowed, match=actions.NOT_READ):
            read(willow, willow.amira, first, confirmed=False)
        done = read(willow, willow.amira, first)
        assert read(willow, willow.amira, first) == done
        assert queries.unread(willow.organisation, willow.amira) == []
        second = adopt(willow, ruth, "Other words", policy=first)
        assert queries.unread(willow.organisation, willow.amira) == [second]
        with pytest.raises(NotAllowed, match=actions.CHANGED):
            read(willow, ruth, first)
        assert len(told(Event.POLICY_ACKNOWLEDGED)) == 1

    def test_one_reminder_and_no_more_goes_to_whoever_has_not_read_it(self, willow, ruth):
        version = adopt(willow, ruth)
        read(willow, ruth, version)
        for days, sent in ((13, 0), (15, 2), (16, 0)):
            with on(london_day() + days * DAY):
                assert reminders.write_all(timezone.now()) == sent
        message = Message.objects.filter(template=reminders.TEMPLATE).first()
        assert message.path == f"/assurance/policies/{version.policy_id}/read/"


class TestPlainText:
    def test_marks_are_headings_and_lists_and_all_else_is_words(self):
        made = blocks("## Small\n# One\n## Two\nwords\nmore\n\nlast\n- a\n- b")
        assert made == (
            Heading("Small"),
            Heading("One"),
            Heading("Two", 3),
            Paragraph("words\nmore"),
            Paragraph("last"),
            Bullets(("a", "b")),
        )


class TestDifferences:
    def test_a_change_is_told_in_words_with_what_stands_around_it(self):
        before = "\n".join(f"line {n}" for n in range(20))
        lines = differences(before, before.replace("line 10", "line ten"))
        assert [(each.mark, each.words, each.left_out) for each in lines] == [
            ("", "", 8),
            ("", "line 8", 0),
            ("", "line 9", 0),
            ("Removed", "line 10", 0),
            ("Added", "line ten", 0),
            ("", "line 11", 0),
            ("", "line 12", 0),
            ("", "", 7),
        ]

    def test_a_line_next_to_the_change_is_shown_and_empty_ones_are_not_counted(self):
        marks = [(each.mark, each.words) for each in differences("a\n\nb", "a\n\nc\n\nd")]
        assert marks == [("", "a"), ("Removed", "b"), ("Added", "c"), ("Added", "d")]
        gap = differences("\n\n\n\n\nz", "\n\n\n\n\ny")
        assert [each.mark for each in gap] == ["Removed", "Added"]
