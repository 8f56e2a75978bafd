"""What one organisation has written down is never read at another, and lists come whole and in their order."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
import time_machine

from audit.ledger.ids import new_id
from decisions.individuals import actions, queries_asked
from decisions.individuals import queries as individuals
from decisions.practice import queries as practice
from decisions.practice.models import PracticeResult
from decisions.recipients import queries as recipients
from decisions.recipients.actions import raise_alert, read_alert
from decisions.rulesets import scenarios
from decisions.seniors import queries as seniors
from tests.decisions.recipients.test_papers import signed
from tests.decisions.world import MAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("autumn")]
DAY = timedelta(days=1)


def add(world, **changes):
    return world.ada(event_id=new_id(), **changes)


class TestIndividuals:
    @pytest.fixture
    def two(self, willow, alder):
        """Two people of one name at one home, and one of that name at another organisation."""
        add(alder)
        return [add(willow), add(willow, reference="WH-102", nhs_number="")]

    def test_each_is_found_by_their_own_id(self, willow, alder, two):
        for each in two:
            assert individuals.get(membership=willow.at(willow.amira), individual_id=each.pk) == each
            assert individuals.get(membership=alder.at(alder.amira), individual_id=each.pk) is None

    def test_an_nhs_number_alone_is_enough(self, willow, two):
        assert individuals.find(membership=willow.at(willow.amira), text="9990000018") == two[:1]

    def test_a_look_in_all_homes_finds_so_many_and_no_more(self, willow, two, monkeypatch):
        def found():
            return individuals.found_elsewhere(organisation=willow.organisation, text="Ada Bright")

        assert {each.pk for each in found()} == {each.pk for each in two}
        monkeypatch.setattr(individuals, "MOST", 1)
        assert len(found()) == 1

    def test_what_was_said_comes_in_the_order_of_its_days(self, willow, two):
        person = two[0]
        for day in (MAY + DAY, MAY):
            willow.consent(person, given_on=day, event_id=new_id())
            willow.objection(person, raised_on=day, event_id=new_id())
            willow.wishes(person, recorded_on=day, event_id=new_id())
        said = individuals.said_of(person)
        days = [MAY, MAY + DAY]
        assert [each.given_on for each in said.consents] == days
        assert [each.raised_on for each in said.objections] == days
        assert [each.recorded_on for each in said.wishes] == days

    def test_of_what_they_want_of_their_record_the_last_word_counts(self, willow, two):
        for choice, day in (("none", MAY + DAY), ("core", MAY), ("full", MAY)):
            actions.record_preference(individual=two[0], choice=choice, said_on=day, by=willow.amira)

        def on(day):
            return queries_asked.preference(two[0], day).choice

        assert (on(MAY), on(MAY + DAY)) == ("full", "none")
        assert queries_asked.preference(two[1], MAY) is None

    def test_what_is_private_and_what_carers_said_come_in_the_order_of_their_days(self, willow, two):
        wishes = willow.wishes(two[0])
        for day in (MAY + DAY, MAY):
            actions.mark_private(
                individual=two[0], items=["diagnosis"], says="Not the cook", marked_on=day, by=willow.amira
            )
            actions.ask_carer(wishes=wishes, agrees=True, said_on=day, by=willow.amira)
        found = queries_asked.private(two[0], MAY + DAY), queries_asked.carers(two[0], MAY + DAY)
        assert [each.marked_on for each in found[0]] == [MAY, MAY + DAY]
        assert [each.said_on for each in found[1]] == [MAY, MAY + DAY]


class TestRefusalsThatMayMakeCareImpossible:
    def refuse(self, world, person, day, *, at_risk=True):
        return actions.refuse_consent(
            individual=person,
            recipient_kind="care_worker",
            recipient_name="Elm Road Surgery",
            items=["medicines"],
            purpose="To look after her",
            care_at_risk=at_risk,
            asked_on=day,
            by=world.amira,
        )

    def take_back(self, world, person, day, *, at_risk=True):
        return actions.withdraw_consent(
            consent=world.consent(person, event_id=new_id()),
            reason="She said so",
            care_at_risk=at_risk,
            ended_on=day,
            by=world.amira,
        )

    def test_all_of_this_organisation_are_listed_those_without_a_look_first_then_the_latest(
        self, willow, alder
    ):
        ada, elsewhere = add(willow), add(alder)
        for make in (self.refuse, self.take_back):
            make(alder, elsewhere, MAY)
            make(willow, ada, MAY, at_risk=False)
        looked_at = self.refuse(willow, ada, MAY + 3 * DAY)
        earlier, later = self.refuse(willow, ada, MAY), self.take_back(willow, ada, MAY + DAY)
        latest = self.refuse(willow, ada, MAY + 2 * DAY)
        review = actions.review_refusal(no=looked_at, talked="Ada", outcome="Care goes on", by=willow.priya)
        found = queries_asked.to_review(willow.organisation)
        assert [each.no for each in found] == [latest, later, earlier, looked_at]
        assert [each.review for each in found] == [None, None, None, review]
        assert {each.individual for each in found} == {ada}


def practised(world, worker, story, *, right=True, day=22):
    with time_machine.travel(datetime(2026, 11, day, 12, tzinfo=UTC)):
        return PracticeResult.objects.create(
            id=new_id(), organisation=world.organisation, worker=worker, story=story, right=right
        )


class TestPractice:
    @pytest.fixture
    def results(self, willow, alder):
        """What Amira practised on four days of November, and a colleague and a worker elsewhere on the last of them."""
        practised(willow, willow.amira, "the-surgery", right=False, day=2)
        practised(willow, willow.amira, "the-daughter", day=3)
        practised(willow, willow.amira, "the-daughter", day=4)
        practised(willow, willow.amira, "the-police", right=False, day=5)
        practised(willow, willow.ben, "the-surgery", day=5)
        practised(alder, alder.amira, "the-surgery", day=5)

    def test_a_worker_reads_their_own_the_latest_first(self, willow, results, monkeypatch):
        monkeypatch.setattr(practice, "SHOWN", 3)
        here = {story.id: story for story in scenarios.everything()[:1]}
        told = practice.results_of(willow.amira, here)
        assert [each["right"] for each in told] == [False, True, True]
        assert {each["story"] for each in told} == {"A story that is not here any more"}
        assert {each["url_id"] for each in told} == {""}

    def test_a_story_that_is_there_is_named_and_can_be_tried_again(self, willow):
        story = scenarios.everything()[0]
        practised(willow, willow.amira, story.id)
        (told,) = practice.results_of(willow.amira, {story.id: story})
        assert (told["story"], told["url_id"]) == (story.story[0], story.id)

    def test_what_a_colleague_got_right_is_not_what_somebody_did(self, willow, results):
        assert practice.went_right(willow.amira) == {
            "the-surgery": False,
            "the-daughter": True,
            "the-police": False,
        }

    def test_stories_that_went_right_are_counted_once_for_each_worker_here(self, willow, results):
        days = date(2026, 11, 1), date(2026, 11, 30)
        assert practice.right_answers(willow.organisation, *days) == {
            willow.amira.pk: 1,
            willow.ben.pk: 1,
        }


class TestRecipients:
    @pytest.fixture
    def known(self, willow, alder):
        """Two surgeries, a private person and an organisation of another kind; and one surgery elsewhere."""
        recipient = {
            name: willow.surgery(name=name, kind=kind, private=private, event_id=new_id())
            for name, kind, private in (
                ("Northgate Surgery", "care_worker", False),
                ("Elm Road Surgery", "care_worker", False),
                ("Sarah Elm", "family", True),
                ("Elm Solicitors", "someone_else", False),
            )
        }
        return recipient | {"elsewhere": alder.surgery(event_id=new_id())}

    def test_organisations_of_a_kind_are_listed_by_name_and_private_persons_are_not(self, willow, known):
        listed = recipients.known(willow.organisation, "care_worker")
        assert [each.name for each in listed] == ["Elm Road Surgery", "Northgate Surgery"]

    def test_all_that_have_the_words_in_their_name_are_found_by_name(self, willow, known, monkeypatch):
        def found(text):
            return [each.name for each in recipients.find(willow.organisation, text)]

        assert found("elm") == ["Elm Road Surgery", "Elm Solicitors", "Sarah Elm"]
        assert found("sarah elm") == ["Sarah Elm"]
        assert found("elm northgate") == []
        monkeypatch.setattr(recipients, "MOST", 2)
        assert found("elm") == ["Elm Road Surgery", "Elm Solicitors"]

    def test_of_private_persons_only_those_of_that_name_take_a_place(self, willow, known, monkeypatch):
        willow.surgery(name="Sarah Ash", kind="family", private=True, event_id=new_id())
        monkeypatch.setattr(recipients, "MOST", 1)
        assert [each.name for each in recipients.find(willow.organisation, "ash")] == ["Sarah Ash"]
        assert [each.name for each in recipients.find(willow.organisation, "sarah")] == ["Sarah Elm"]

    def test_typed_words_may_name_several_in_the_order_in_which_they_became_known(self, willow, known):
        typed = "Elm Road and Northgate"
        named = [known["Northgate Surgery"], known["Elm Road Surgery"]]
        assert recipients.named(willow.organisation, typed)[:2] == named

    def test_each_is_found_by_its_own_id_and_only_here(self, willow, alder, known):
        *ours, theirs = known.values()
        for each in ours:
            assert recipients.get(willow.organisation, each.pk) == each
            assert recipients.get(alder.organisation, each.pk) is None
        assert recipients.get(willow.organisation, theirs.pk) is None

    def test_a_name_is_taken_by_another_of_its_kind_here(self, willow, alder, known):
        elm = known["Elm Road Surgery"]
        assert recipients.is_taken(willow.organisation, "care_worker", elm.name)
        assert not recipients.is_taken(willow.organisation, "care_worker", elm.name, but=elm.pk)
        assert not recipients.is_taken(willow.organisation, "someone_else", elm.name)
        assert not recipients.is_taken(alder.organisation, "care_worker", "Northgate Surgery")

    def test_warnings_are_this_organisations_the_oldest_first_and_read_by_each_for_themselves(
        self, willow, alder, known
    ):
        def warn(world, recipient, day):
            return raise_alert(
                recipient=recipient, reason="A list got out", starts_on=day, event_id=new_id(), by=world.priya
            )

        elm, north = known["Elm Road Surgery"], known["Northgate Surgery"]
        later, earlier = warn(willow, elm, MAY + DAY), warn(willow, north, MAY)
        theirs = warn(alder, known["elsewhere"], MAY)
        here, today = willow.organisation, MAY + 2 * DAY
        assert recipients.alerts_in_force(here, None, today) == [earlier, later]
        assert recipients.alerts_in_force(here, elm, today) == [later]
        assert recipients.alerts_in_force(here, None, MAY) == [earlier]
        assert [recipients.alert_of(here, each.pk, today) for each in (earlier, later, theirs)] == [
            earlier,
            later,
            None,
        ]
        read_alert(alert=earlier, by=willow.amira)
        assert recipients.unread(willow.amira, here, today) == [later]
        assert recipients.unread(willow.ben, here, today) == [earlier, later]
        read_alert(alert=earlier, by=willow.ben)
        read, unread = recipients.readers(earlier)
        assert [each.worker for each in read] == [willow.amira, willow.ben]
        assert unread == ["Priya Nair", "Ruth Bell"]

    def test_agreements_of_each_come_the_newest_first(self, willow, known):
        elm, north = known["Elm Road Surgery"], known["Northgate Surgery"]
        first, second = (signed(willow, elm, starts_on=MAY + n * DAY, event_id=new_id()) for n in range(2))
        other = signed(willow, north, event_id=new_id())
        assert recipients.agreements(elm) == [second, first]
        assert [recipients.agreement_of(elm, each.pk) for each in (first, second, other)] == [
            first,
            second,
            None,
        ]


class TestHowLikeObjectionsWereTreated:
    @pytest.fixture
    def objected(self, willow, alder):
        """Two people object to one thing, one of them to another thing too; and somebody elsewhere."""
        ada, zoe = add(willow), add(willow, name="Zoe Clay", reference="WH-7", nhs_number="")
        for person in (zoe, ada):
            willow.objection(person, items=["medicines"], event_id=new_id())
        willow.objection(ada, items=[], scope="family", event_id=new_id())
        alder.objection(add(alder), items=["medicines"], event_id=new_id())
        return ada, zoe

    def test_those_of_this_organisation_are_told_in_plain_words_most_first(self, willow, objected):
        told = [(each.scope, each.items, each.objections) for each in seniors.alike(willow.organisation, MAY)]
        assert told == [
            ("The people who look after them", "Medicines", 2),
            ("Their family, friends or carers", "Anything at all", 1),
        ]

    @pytest.mark.parametrize(
        ("scope", "doors"),
        [
            ("care_team", {"care-team"}),
            ("family", {"family"}),
            ("beyond_care", {"legal-power", "community"}),
            ("leaving_practice", {"legal-power", "community"}),
            ("onward_nhs", {"legal-power", "community"}),
        ],
    )
    def test_an_objection_is_about_the_decisions_of_whom_it_names(self, scope, doors):
        objection = SimpleNamespace(scope=scope, raised_on=MAY, ended_on=None)
        group = seniors.Alike(scope, "")
        decisions = [
            SimpleNamespace(
                made_at=datetime(2026, 11, day, 12, tzinfo=UTC),
                door=door,
                outcome_kind=kind,
                departed=False,
                reference=f"{door} {kind}",
            )
            for day, door in enumerate(("care-team", "family", "legal-power", "community"), 1)
            for kind in ("share", "do_not_share")
        ]
        seniors._count(group, objection, decisions)
        assert set(group.shared) == {f"{door} share" for door in doors}
        assert set(group.heard) == {f"{door} do_not_share" for door in doors}
