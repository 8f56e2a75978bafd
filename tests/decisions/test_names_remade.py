"""Names are folded anew: those already held are found meanwhile and afterwards, and a job that is stopped goes on."""

from __future__ import annotations

import pytest

from decisions.individuals import actions, queries, remaking
from decisions.individuals import index as people_index
from decisions.individuals.models import Individual, IndividualIndex
from decisions.individuals.tasks import remake_digests as remake_people
from decisions.recipients import index as recipient_index
from decisions.recipients import queries as recipients
from decisions.recipients.models import Recipient, RecipientIndex
from decisions.recipients.tasks import remake_digests as remake_recipients
from portal import jobs, names_before
from portal.names import EDITION
from tests.decisions.at_once import twice_at_once
from tests.decisions.world import World

Kind = IndividualIndex.Kind


@pytest.fixture
def unseen_kept(monkeypatch):
    """Let names be kept as they were before this edition: with what nobody can see."""
    monkeypatch.setattr("audit.typed.clean", str.strip)


def as_before(individual):
    """Put the digests of a name back to what the first edition made."""
    name = individual.details.name
    individual.index.filter(kind__in=[Kind.NAME, Kind.WORD]).delete()
    values = [
        (Kind.NAME, names_before.plain(name)),
        *((Kind.WORD, word) for word in names_before.words(name)),
    ]
    for kind, value in values:
        digest = people_index.digest(individual.organisation_id, kind, value)
        IndividualIndex.objects.create(
            individual=individual, organisation_id=individual.organisation_id, kind=kind, digest=digest
        )


def held(world, *people):
    made = [world.ada(name=name, reference=f"R-{n}", nhs_number="") for n, name in enumerate(people)]
    for each in made:
        as_before(each)
    return made


def found(world, text):
    return {each.details.reference for each in queries.find(membership=world.at(world.amira), text=text)}


@pytest.mark.django_db
class TestPeople:
    def test_everyone_found_before_is_found_while_it_runs_and_after(self, willow):
        held(willow, "Łukasz Małecki", "Mary O´Connor", "Ann Field", "Zoë O'Brien")
        typed = {"Łukasz Małecki": "R-0", "małecki": "R-0", "Mary": "R-1", "Ann Field": "R-2", "OBrien": "R-3",
                 "Mary O´Connor": "R-1", "Zoe": "R-3"}  # fmt: skip
        for some in (0, 1, 2, 1):
            if some:
                assert remaking.remake_some(some) == some
            assert all(found(willow, text) == {who} for text, who in typed.items())
        assert found(willow, "malecki") == {"R-0"}
        assert found(willow, "OConnor") == found(willow, "mary o connor") == {"R-1"}
        assert remaking.remake_some() == 0

    @pytest.mark.usefixtures("unseen_kept")
    def test_a_name_kept_with_what_nobody_sees_is_found_after_it(self, willow):
        (joan,) = held(willow, "Jo\u200dan Field")
        assert joan.details.name == "Jo\u200dan Field"
        assert found(willow, "Joan Field") == set()
        assert remake_people() == 1
        assert found(willow, "Joan Field") == found(willow, "joan") == {"R-0"}
        assert found(willow, "R-0") == {"R-0"}

    def test_one_put_right_is_found_by_the_new_name_alone(self, willow):
        (one,) = held(willow, "Łukasz Małecki")
        actions.correct_individual(
            individual=one, name="Đặng Văn", reference="R-0", reason="He told us", by=willow.amira
        )
        assert remake_people() == 0
        assert found(willow, "dang van") == {"R-0"}
        assert found(willow, "malecki") == set()

    def test_a_step_that_is_killed_changes_nothing_and_is_taken_up(self, willow, monkeypatch):
        held(willow, "Łukasz Małecki", "Mary O´Connor")
        before = set(IndividualIndex.objects.values_list("pk", flat=True))
        real, done = remaking.reindex_name, []

        def killed(individual, name):
            if done:
                raise RuntimeError("killed")
            done.append(name)
            real(individual, name)

        with monkeypatch.context() as patch:
            patch.setattr(remaking, "reindex_name", killed)
            with pytest.raises(RuntimeError):
                remake_people()
        assert set(IndividualIndex.objects.values_list("pk", flat=True)) == before
        assert remake_people() == 2
        assert remake_people() == 0
        assert set(IndividualIndex.objects.values_list("edition", flat=True)) == {EDITION}

    def test_a_job_lets_others_come_and_is_asked_for_again(self, willow, monkeypatch):
        held(willow, "Łukasz Małecki", "Mary O´Connor")
        monkeypatch.setattr("portal.jobs.REMAKES_FOR", 0)
        monkeypatch.setattr(remaking.remake_some, "__defaults__", (1,))
        assert [remake_people() for _ in range(3)] == [1, 1, 0]
        assert jobs.app.conf.beat_schedule["make names found again"]["schedule"] <= 60

    def test_nobody_is_found_by_a_name_that_nobody_can_read_any_more(self, willow, monkeypatch):
        (one,) = held(willow, "Łukasz Małecki")
        monkeypatch.setattr("audit.ledger.facts.keys._cipher", _destroyed)
        assert remake_people() == 1
        assert set(one.index.values_list("kind", flat=True)) == {Kind.REFERENCE}
        assert remake_people() == 0


def _destroyed(_key):
    from audit.ledger.errors import KeyDestroyed

    raise KeyDestroyed("the key was destroyed")


@pytest.mark.django_db
class TestRecipients:
    def one(self, world, name="Łukasz O´Hara"):
        made = world.surgery(kind="family", name=name, private=True)
        RecipientIndex.objects.filter(recipient=made).delete()
        for digest in recipient_index.digests(made.organisation_id, names_before.words(name)):
            RecipientIndex.objects.create(recipient=made, organisation_id=made.organisation_id, digest=digest)
        return made

    def test_a_private_recipient_is_found_while_it_runs_and_after(self, willow):
        made = self.one(willow)
        assert recipients.find(willow.organisation, "Łukasz") == [made]
        assert recipients.find(willow.organisation, "ohara") == []
        assert remake_recipients() == 1
        for typed in ("Łukasz", "lukasz", "ohara", "O'Hara", "o hara", "Lukasz O’Hara"):
            assert recipients.find(willow.organisation, typed) == [made], typed
        assert remake_recipients() == 0

    def test_an_organisation_is_found_however_its_name_is_typed(self, willow):
        made = willow.surgery(name="St Mary\u2019s Café Surgery")
        for typed in ("st marys", "St Mary's", "cafe", "CAFÉ surgery"):
            assert recipients.find(willow.organisation, typed) == [made], typed
        assert recipients.find(willow.organisation, "a b c d e f g h i") == []
        assert recipients.is_named(made, "St Marys Cafe")

    def test_nobody_is_found_by_a_name_that_nobody_can_read_any_more(self, willow, monkeypatch):
        self.one(willow)
        monkeypatch.setattr("audit.ledger.facts.keys._cipher", _destroyed)
        assert remake_recipients() == 1
        assert not RecipientIndex.objects.exists()
        assert Recipient.objects.count() == 1

    def test_a_job_lets_others_come(self, willow, monkeypatch):
        self.one(willow)
        self.one(willow, "Mary Ó Briain")
        monkeypatch.setattr("portal.jobs.REMAKES_FOR", 0)
        monkeypatch.setattr(recipient_index.remake_some.__wrapped__, "__defaults__", (1,))
        assert [remake_recipients() for _ in range(3)] == [1, 1, 0]


@pytest.mark.django_db(transaction=True)
def test_two_jobs_at_once_make_each_name_once():
    willow = World()
    held(willow, *(f"Łukasz {letter}" for letter in "ABCDEFGH"))
    twice_at_once(remake_people)
    for individual in Individual.objects.all():
        assert individual.index.filter(kind=Kind.NAME).count() == 1
    assert len(found(willow, "lukasz")) == 8
