"""What one organisation has written down is never read at another, and lists come whole and in their order."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from audit.ledger.ids import new_id
from decisions.individuals import actions, queries_asked
from decisions.individuals import queries as individuals
from decisions.seniors import queries as seniors
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


class TestHowLikeObjectionsWereTreated:
    @pytest.fixture
    def objected(self, willow, alder):
        """Two people object to one thing, one of them to another thing too; and someone elsewhere."""
        ada, zoe = add(willow), add(willow, name="Zoe Clay", reference="WH-7", nhs_number="")
        for person in (zoe, ada):
            willow.objection(person, items=["medicines"], event_id=new_id())
        willow.objection(ada, items=[], scope="family", event_id=new_id())
        alder.objection(add(alder), items=["medicines"], event_id=new_id())
        return ada, zoe

    def test_those_of_this_organisation_are_listed_in_plain_words_the_most_first(self, willow, objected):
        listed = [
            (each.scope, each.items, each.objections) for each in seniors.alike(willow.organisation, MAY)
        ]
        assert listed == [
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
