"""What stands about a person on a day: consents, objections, wishes and capacity, and how they end."""

from datetime import UTC, date, datetime
from uuid import uuid4

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction

from audit.ledger.facts import Fact, store
from audit.ledger.models import Entry
from audit.ledger.queries import body_of
from decisions import models as registers
from decisions.individuals import actions
from decisions.individuals.models import BestInterests, Consent, Objection
from decisions.individuals.queries import in_force
from decisions.vocabulary import RecipientKind
from portal.days import a_year_after, london_day, stands
from portal.errors import NotAllowed
from tests.decisions.world import MAY

FAMILY, CARE, POLICE = RecipientKind.FAMILY, RecipientKind.CARE_WORKER, RecipientKind.POLICE
LAST = date(2026, 5, 14)


def says(fact):
    return body_of(Entry.objects.get(pk=fact.pk))["says"]


class TestDays:
    """Days are London's, summer and winter."""

    @pytest.mark.parametrize(
        ("moment", "day"),
        [
            (datetime(2026, 5, 14, 22, 59, 59, tzinfo=UTC), date(2026, 5, 14)),
            (datetime(2026, 5, 14, 23, 0, 0, tzinfo=UTC), date(2026, 5, 15)),
            (datetime(2026, 12, 31, 23, 59, 59, tzinfo=UTC), date(2026, 12, 31)),
            (datetime(2026, 3, 29, 0, 59, 59, tzinfo=UTC), date(2026, 3, 29)),
            (datetime(2026, 3, 29, 23, 0, 0, tzinfo=UTC), date(2026, 3, 30)),
            (datetime(2026, 10, 24, 23, 0, 0, tzinfo=UTC), date(2026, 10, 25)),
            (datetime(2026, 10, 25, 23, 0, 0, tzinfo=UTC), date(2026, 10, 25)),
            (datetime(2026, 10, 26, 0, 0, 0, tzinfo=UTC), date(2026, 10, 26)),
        ],
    )
    def test_a_day_ends_at_midnight_in_london(self, moment, day):
        assert london_day(moment) == day

    def test_until_14_may_runs_to_the_end_of_that_day(self):
        last_second = london_day(datetime(2026, 5, 14, 22, 59, 59, tzinfo=UTC))
        next_second = london_day(datetime(2026, 5, 14, 23, 0, 0, tzinfo=UTC))
        assert stands(last_second, since=MAY, until=LAST)
        assert not stands(next_second, since=MAY, until=LAST)

    @pytest.mark.parametrize(
        ("day", "later"),
        [
            (date(2028, 2, 29), date(2029, 2, 28)),
            (date(2027, 2, 28), date(2028, 2, 28)),
            (MAY, date(2027, 5, 3)),
        ],
    )
    def test_a_year_is_a_year_and_from_a_leap_day_it_ends_on_28_february(self, day, later):
        assert a_year_after(day) == later


@pytest.mark.django_db
@pytest.mark.usefixtures("autumn")
class TestConsent:
    def test_what_was_agreed_is_said_in_a_sentence(self, willow):
        assert says(willow.consent(willow.ada())) == (
            "Ada Bright agreed on 3 May 2026 that we may tell Elm Road Surgery about: medicines and allergies. "
            "What for: To look after her. This lasts until the end of 3 May 2027."
        )

    def test_it_stands_to_the_end_of_its_last_day(self, willow):
        person = willow.ada()
        given = willow.consent(person, ends_on=LAST)
        assert in_force(person, date(2026, 5, 2)) == in_force(willow.ada(reference="2", nhs_number=""), MAY)
        assert in_force(person, MAY).consents == (given,)
        assert in_force(person, LAST).consents == (given,)
        after = in_force(person, date(2026, 5, 15))
        assert (after.consents, after.expired, after.taken_back) == ((), (given,), ())

    def test_taken_back_it_supports_nothing_from_that_day(self, willow):
        person = willow.ada()
        given = willow.consent(person)
        taken = actions.withdraw_consent(consent=given, reason="", ended_on=date(2026, 6, 5), by=willow.amira)
        assert "took back on 5 June 2026 what they agreed to on 3 May 2026" in says(taken)
        assert in_force(person, date(2026, 6, 4)).agreed(CARE) == {"medicines", "allergies"}
        assert in_force(person, date(2026, 6, 5)).agreed(CARE) == set()
        again = willow.consent(person, given_on=date(2026, 6, 5))
        assert in_force(person, date(2026, 6, 5)).consents == (again,)

    def test_an_objection_beats_it_item_by_item(self, willow):
        person = willow.ada()
        given = willow.consent(person)
        willow.objection(person, items=["allergies"])
        standing = in_force(person, MAY)
        assert standing.consents_for(CARE) == (given,)
        assert standing.agreed(CARE) == {"medicines"}
        willow.objection(person, items=["medicines"])
        assert in_force(person, MAY).consents_for(CARE) == ()
        assert in_force(person, MAY).agreed(CARE) == set()

    def test_an_objection_to_everything_beats_it_whole_and_only_where_it_speaks(self, willow):
        person = willow.ada()
        willow.consent(person)
        willow.consent(person, recipient_kind="family", items=["contacts"])
        willow.objection(person, items=[])
        standing = in_force(person, MAY)
        assert standing.refuses_all(CARE)
        assert standing.agreed(CARE) == set()
        assert standing.agreed(FAMILY) == {"contacts"}
        assert not standing.refuses_all(POLICE)
        assert standing.objections_to(RecipientKind.THEMSELF) == ()


@pytest.mark.django_db
@pytest.mark.usefixtures("autumn")
class TestOthers:
    def test_an_objection_is_said_in_their_words_and_ends(self, willow):
        person = willow.ada()
        raised = willow.objection(person, items={"something_else": "my diet"})
        assert says(raised) == "Ada Bright said on 3 May 2026: do not tell my GP about: my diet."
        end = actions.end_objection(objection=raised, reason="She said so", ended_on=LAST, by=willow.amira)
        assert says(end).startswith("Since 14 May 2026 this stands no more: Ada Bright said")
        assert in_force(person, date(2026, 5, 13)).refused(CARE) == {"something_else"}
        assert in_force(person, LAST).objections == ()

    def test_an_objection_to_everything_and_everyone_close(self, willow):
        raised = willow.objection(willow.ada(), items=[], scope="family", to_whom="")
        assert says(raised) == (
            "Ada Bright said on 3 May 2026: do not tell my family, friends or carers anything about me."
        )

    def test_wishes_reach_as_far_as_they_say_and_no_further_than_an_objection(self, willow):
        person = willow.ada()
        wish = willow.wishes(person, ends_on=LAST)
        assert says(wish) == (
            "Ada Bright said on 3 May 2026 that we may tell Sarah Bright (her daughter) about: medicines and "
            "recent changes. When she goes into hospital. This lasts until the end of 14 May 2026."
        )
        assert in_force(person, LAST).wished() == {"medicines", "recent_changes"}
        assert in_force(person, date(2026, 5, 15)).wished() == set()
        willow.objection(person, scope="family", items=["medicines"])
        assert in_force(person, LAST).wished() == {"recent_changes"}
        willow.objection(person, scope="family", items=[])
        assert in_force(person, LAST).wished() == set()

    def test_wishes_end_when_taken_back(self, willow):
        person = willow.ada()
        wish = willow.wishes(person, circumstances="")
        assert says(wish).endswith("medicines and recent changes.")
        end = actions.end_wishes(wishes=wish, reason="", event_id=(event_id := uuid4()), by=willow.amira)
        assert end == actions.end_wishes(wishes=wish, reason="", event_id=event_id, by=willow.amira)
        assert in_force(person, date(2026, 11, 21)).wishes == (wish,)
        assert in_force(person, date(2026, 11, 22)).wishes == ()

    def test_the_newest_capacity_record_of_a_decision_stands(self, willow):
        person = willow.ada()
        willow.capacity(person)
        newer = willow.capacity(person, has_capacity=True, assessed_on=date(2026, 6, 1))
        other = willow.capacity(person, recipient_kind="care_worker", review_on=LAST)
        assert in_force(person, MAY).capacity_for(FAMILY).has_capacity is False
        assert in_force(person, date(2026, 6, 1)).capacity_for(FAMILY) == newer
        assert in_force(person, LAST).capacity_for(CARE) == other
        assert in_force(person, date(2026, 5, 15)).capacity_for(CARE) is None
        assert "Ada Bright can make this decision for themself" in says(newer)
        assert says(other).endswith("Nobody has recorded yet what is in their best interests.")

    def test_best_interests_say_what_was_found_and_who_was_asked(self, willow):
        best = BestInterests("Let her daughter know", ["medicines"], "Her GP")
        said = says(willow.capacity(willow.ada(), best_interests=best))
        assert said.endswith(
            "In their best interests: Let her daughter know. Items: medicines. We asked: Her GP."
        )


@pytest.mark.django_db
@pytest.mark.usefixtures("autumn")
class TestRefusals:
    @pytest.mark.parametrize(
        ("record", "changes", "sentence"),
        [
            ("consent", {"items": []}, "Select at least one"),
            ("consent", {"items": ["shoe_size"]}, "from the list"),
            ("consent", {"items": ["something_else"]}, "Say what the something else is"),
            ("consent", {"items": {"something_else": " "}}, "Say what the something else is"),
            ("consent", {"purpose": ""}, "what the information is for"),
            ("consent", {"ends_on": date(2026, 5, 2)}, "must not be before"),
            ("consent", {"given_on": date(2026, 11, 23)}, "today or in the past"),
            ("wishes", {"name": ""}, "name of the person"),
            ("wishes", {"relation": ""}, "who this person is"),
            ("wishes", {"ends_on": date(2026, 5, 2)}, "must not be before"),
            ("capacity", {"question": ""}, "which decision"),
            ("capacity", {"best_interests": BestInterests("")}, "best for them"),
            ("capacity", {"review_on": date(2026, 5, 2)}, "must not be before"),
        ],
    )
    def test_what_cannot_be_kept_is_refused_with_a_sentence(self, willow, record, changes, sentence):
        with pytest.raises(NotAllowed, match=sentence):
            getattr(willow, record)(willow.ada(), **changes)
        assert Entry.objects.filter(event__startswith=record).count() == 0

    @pytest.mark.parametrize(
        ("record", "end"),
        [("consent", "withdraw_consent"), ("objection", "end_objection"), ("wishes", "end_wishes")],
    )
    def test_a_thing_ends_once_and_not_before_it_began(self, willow, record, end):
        fact = getattr(willow, record)(willow.ada())
        finish = getattr(actions, end)
        given = {record: fact, "reason": "She said so", "by": willow.amira}
        with pytest.raises(NotAllowed, match="cannot end before it began"):
            finish(**given, ended_on=date(2026, 5, 2))
        event_id = uuid4()
        assert finish(**given, event_id=event_id) == finish(**given, event_id=event_id)
        with pytest.raises(NotAllowed, match="taken back already"):
            finish(**given)

    @pytest.mark.parametrize("record", ["consent", "objection", "wishes", "capacity"])
    def test_the_same_form_twice_is_one_fact_and_strangers_record_none(self, willow, alder, record):
        person, event_id = willow.ada(), uuid4()
        make = getattr(willow, record)
        assert make(person, event_id=event_id) == make(person, event_id=event_id)
        assert Entry.objects.filter(pk=event_id).count() == 1
        for by in (alder.priya, willow.ben):
            with pytest.raises(NotAllowed, match="do not work there"):
                make(person, by=by)


FACTS = [model for model in vars(registers).values() if isinstance(model, type) and issubclass(model, Fact)]


class TestTheDatabaseRefuses:
    def test_a_fact_without_its_entry(self, transactional_db, willow):
        person = willow.ada()
        event_id = uuid4()
        with pytest.raises(IntegrityError, match="entry"), transaction.atomic():
            Consent.objects.create(
                id=event_id,
                entry_id=event_id,
                individual=person,
                recipient_kind="family",
                items=["contacts"],
                given_on=MAY,
                ends_on=LAST,
                sealed=b"",
            )

    @pytest.mark.django_db
    def test_a_fact_about_nobody(self, willow):
        key = willow.ada().key
        with pytest.raises(IntegrityError, match="individual_id"):
            store(Objection(id=uuid4(), scope="family", items=[], raised_on=MAY), words={}, key=key)

    @pytest.mark.django_db
    def test_a_fact_under_another_facts_entry(self, willow):
        person = willow.ada()
        given = willow.consent(person)
        with pytest.raises(IntegrityError, match="is_its_entry"), transaction.atomic():
            Consent.objects.create(
                id=uuid4(),
                entry_id=person.entry_id,
                individual=person,
                recipient_kind="family",
                items=["contacts"],
                given_on=MAY,
                ends_on=given.ends_on,
                sealed=b"",
            )

    @pytest.mark.django_db
    @pytest.mark.parametrize("model", FACTS, ids=lambda model: model.__name__)
    def test_the_portal_may_add_and_read_facts_and_nothing_more(self, model):
        table = model._meta.db_table
        with connection.cursor() as cursor:
            for right, has in [("SELECT", True), ("INSERT", True), ("UPDATE", False), ("DELETE", False)]:
                cursor.execute("SELECT has_table_privilege(%s, %s)", [table, right])
                assert cursor.fetchone() == (has,)

    def test_the_owner_cannot_change_a_fact_even_as_a_replica(self, willow, superuser):
        superuser.execute("SET session_replication_role = replica")
        assert len(FACTS) >= 11
        for model in FACTS:
            table = model._meta.db_table
            for sentence in (
                f"UPDATE {table} SET id = id",
                f"DELETE FROM {table}",
                f"TRUNCATE {table} CASCADE",
            ):
                with pytest.raises(psycopg.Error, match="what is written here stays"):
                    superuser.execute(sentence)
