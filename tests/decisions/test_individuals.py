"""The register of individuals: who may find whom, and what is kept of them."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from uuid import uuid4

import pytest
from django.db import connection

from audit.ledger.errors import KeyDestroyed
from audit.ledger.models import Entry, Key
from audit.ledger.queries import body_of
from decisions.individuals import actions
from decisions.individuals.models import BestInterests, Individual, IndividualIndex
from decisions.individuals.queries import find, get
from portal.errors import NotAllowed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("autumn")]


class TestFinding:
    @pytest.mark.parametrize(
        "text",
        [
            "Ada Bright",
            "ada  bright",
            "Mrs Ada Bright",
            "Bright",
            "ADA",
            "WH-101",
            "wh 101",
            "WH101",
            "999-000-0018",
        ],
    )
    def test_a_worker_finds_a_person_by_what_they_know(self, willow, text):
        person = willow.ada()
        found = find(membership=willow.at(willow.amira), text=text)
        assert [each.id for each in found] == [person.id]
        assert found[0].details.name == "Ada Bright"
        assert found[0].details.nhs_number == "9990000018"

    @pytest.mark.parametrize(
        "text", ["", "  ", "!!", "Ada Smith", "WH-1", "A B C D E F G H I J", "999 000 0026"]
    )
    def test_other_words_find_nobody(self, willow, text):
        willow.ada()
        assert find(membership=willow.at(willow.amira), text=text) == []

    def test_whole_names_come_first(self, willow):
        willow.ada(name="Ada Bright Ashe", reference="WH-1", nhs_number="")
        willow.ada()
        found = find(membership=willow.at(willow.amira), text="ada bright")
        assert [each.details.name for each in found] == ["Ada Bright", "Ada Bright Ashe"]

    def test_an_nhs_number_shuts_out_whoever_has_another(self, willow):
        willow.ada()
        unknown = willow.ada(reference="WH-2", nhs_number="")
        found = find(membership=willow.at(willow.amira), text="Ada Bright", nhs_number="999 000 0026")
        assert [each.id for each in found] == [unknown.id]

    def test_another_homes_worker_cannot_find_her_and_the_guardian_can(self, willow):
        person = willow.ada()
        assert find(membership=willow.at(willow.ben), text="Ada Bright") == []
        assert get(membership=willow.at(willow.ben), individual_id=person.id) is None
        for who in (willow.priya, willow.ruth):
            assert find(membership=willow.at(who), text="Ada Bright") == [person]
            assert get(membership=willow.at(who), individual_id=person.id) == person

    def test_another_organisation_cannot_find_her_by_any_word(self, willow, alder):
        person = willow.ada()
        for text in ("Ada Bright", "WH-101", "9990000018"):
            assert find(membership=alder.at(alder.amira), text=text) == []
        assert get(membership=alder.at(alder.priya), individual_id=person.id) is None

    def test_what_is_no_id_is_nobodys(self, willow):
        assert get(membership=willow.at(willow.amira), individual_id="Ada' OR 1=1") is None

    def test_accents_and_apostrophes_do_not_matter(self, willow):
        person = willow.ada(name="Zoë O\u2019Brien-Hall")
        for text in ("zoe obrien hall", "Zoë O'Brien", "hall"):
            assert find(membership=willow.at(willow.amira), text=text) == [person]

    def test_a_name_in_any_script_or_none_is_found(self, willow):
        names = ["李小龍", "Ἀδα", "★"]
        people = [
            willow.ada(name=name, reference=f"X{place}", nhs_number="") for place, name in enumerate(names)
        ]
        for name, person in zip(names[:2], people, strict=False):
            assert find(membership=willow.at(willow.amira), text=name) == [person]
        assert find(membership=willow.at(willow.amira), text="X2") == [people[2]]

    def test_only_twenty_are_shown(self, willow):
        for place in range(22):
            willow.ada(reference=f"WH-{place}", nhs_number="")
        assert len(find(membership=willow.at(willow.amira), text="Bright")) == 20


class TestAdding:
    def test_no_word_of_hers_stands_in_clear_in_any_table(self, willow):
        person = willow.ada(name="Canarina Quaver", reference="ZZTOP-77", date_of_birth=date(1931, 2, 3))
        willow.consent(person, recipient_name="Canarina Surgery", purpose="Canarina purpose")
        willow.objection(person, items={"something_else": "canarina diet"}, to_whom="my canarina GP")
        actions.record_wishes(
            individual=person,
            name="Canarina Two",
            relation="canarina daughter",
            items=["contacts"],
            circumstances="canarina circumstances",
            by=willow.amira,
        )
        actions.record_capacity(
            individual=person,
            question="canarina question",
            has_capacity=False,
            recipient_kind="family",
            best_interests=BestInterests("canarina found", ["contacts"], "canarina cousin"),
            by=willow.amira,
        )
        dump = _everything_stored().lower()
        for word in ("canarina", "quaver", "zztop", "9990000018", "999 000 0018", "1931-02-03"):
            assert word not in dump
            assert word.encode().hex() not in dump
        assert str(person.id) in dump

    def test_what_a_log_or_a_traceback_prints_of_her_names_nobody(self, willow):
        person = willow.ada()
        given, raised, wish = willow.consent(person), willow.objection(person), willow.wishes(person)
        taken = actions.withdraw_consent(consent=given, reason="Ada said so", by=willow.amira)
        over = actions.end_objection(objection=raised, reason="Ada said so", by=willow.amira)
        gone = actions.end_wishes(wishes=wish, reason="Ada said so", by=willow.amira)
        for fact in (person, given, raised, wish, taken, over, gone, *person.index.all()):
            assert "Ada" not in f"{fact} {fact!r}"

    def test_her_details_die_with_her_key(self, willow):
        person = willow.ada()
        key = Key.objects.get(pk=person.key_id)
        assert key.pk != willow.organisation.pk
        key.wrapped = None
        person = Individual.objects.get(pk=person.pk)
        person.key = key
        with pytest.raises(KeyDestroyed):
            _ = person.details

    def test_the_entry_is_hers_and_sealed_under_her_key(self, willow):
        person = willow.ada()
        entry = Entry.objects.get(pk=person.id)
        assert (entry.event, entry.home_id) == ("individual.added", willow.house.pk)
        assert entry.body.key_id == person.key_id
        assert body_of(entry)["individual"]["reference"] == "WH-101"
        assert "Amira Khan added Ada Bright (WH-101)" in body_of(entry)["says"]

    def test_the_same_form_twice_is_one_person(self, willow):
        event_id = uuid4()
        first, second = (willow.ada(event_id=event_id) for _ in range(2))
        assert first == second
        assert Entry.objects.filter(event="individual.added").count() == 1

    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            ({"name": " "}, "Enter the person's full name"),
            ({"name": "A\u202eda"}, "hidden characters"),
            ({"name": "A\x00da"}, "cannot be printed"),
            ({"name": "A" * 201}, "200 characters or fewer"),
            ({"reference": ""}, "Enter the reference"),
            ({"reference": "--"}, "Enter the reference you use at work"),
            ({"reference": "(★)"}, "letters or numbers"),
            ({"nhs_number": "999 000 0019"}, "One of its digits is not right"),
            ({"nhs_number": "QQ 12 34 56 C"}, "National Insurance number"),
            ({"date_of_birth": date(2026, 11, 23)}, "today or in the past"),
        ],
    )
    def test_what_cannot_be_kept_is_refused_with_a_sentence(self, willow, changes, sentence):
        with pytest.raises(NotAllowed, match=sentence):
            willow.ada(**changes)
        assert not Individual.objects.exists()
        assert not IndividualIndex.objects.exists()

    @pytest.mark.parametrize("changes", [{"reference": "wh101", "nhs_number": ""}, {"reference": "WH-2"}])
    def test_a_reference_or_number_is_used_once_in_an_organisation(self, willow, alder, changes):
        willow.ada()
        with pytest.raises(NotAllowed, match="in use already"):
            willow.ada(**changes)
        alder.ada()
        assert Individual.objects.count() == 2

    def test_strangers_and_other_homes_workers_add_nobody(self, willow, alder):
        for by in (alder.amira, willow.ben):
            with pytest.raises(NotAllowed, match="do not work there"):
                willow.ada(by=by)
        with pytest.raises(NotAllowed):
            willow.ada(home=alder.house)


class TestAtOnce:
    """The same thing posted by many at once is one thing."""

    def at_once(self, times, work):
        def one(place):
            try:
                return work(place)
            except NotAllowed as refusal:
                return refusal.sentence
            finally:
                connection.close()

        with ThreadPoolExecutor(times) as pool:
            return list(pool.map(one, range(times)))

    def test_one_form_posted_by_eight_is_one_person(self, transactional_db, willow):
        event_id = uuid4()
        found = self.at_once(8, lambda _: willow.ada(event_id=event_id).pk)
        assert set(found) == {event_id}
        assert Entry.objects.filter(event="individual.added").count() == 1
        assert Key.objects.count() == 2

    def test_a_consent_taken_back_by_eight_is_taken_back_once(self, transactional_db, willow):
        given = willow.consent(willow.ada())
        found = self.at_once(
            8,
            lambda _: actions.withdraw_consent(consent=given, reason="", by=willow.amira).__class__.__name__,
        )
        assert sorted(found) == ["ConsentWithdrawal"] + ["This was taken back already."] * 7
        assert Entry.objects.filter(event="consent.withdrawn").count() == 1


def _everything_stored():
    """Return every row of every table as text, the sealed bytes in hex."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        rows = []
        for table in tables:
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            rows += [row[0] for row in cursor.fetchall()]
    return "\n".join(rows)
