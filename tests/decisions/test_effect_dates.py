"""When what was said takes effect and when it ends: to the day, as London counts it, and to the last moment."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from threading import Barrier, Event

import pytest
from django.db import connection, transaction

from audit.ledger.models import Entry
from audit.ledger.queries import body_of
from decisions.individuals import actions
from decisions.individuals.models import Consent, ConsentWithdrawal, Objection, ObjectionEnd
from decisions.individuals.queries import Said, standing
from decisions.wizard.actions import LookAgain, RegistersMoved, record_decision
from decisions.wizard.models import Decision
from portal.days import a_year_after, london_day, stands
from portal.errors import NotAllowed
from tests.decisions.wizard.call import FAMILY, Call, items


def at(*moment: int) -> datetime:
    return datetime(*moment, tzinfo=UTC)


# What is said, from when until when and since when it was taken back; a moment; and whether it stands then.
TABLE = [
    ("the moment before its first day", (date(2026, 1, 5), None, None), at(2026, 1, 4, 23, 59, 59), False),
    ("the first moment of its first day", (date(2026, 1, 5), None, None), at(2026, 1, 5), True),
    ("the first moment of a summer day", (date(2026, 6, 5), None, None), at(2026, 6, 4, 23), True),
    ("the moment before a summer day", (date(2026, 6, 5), None, None), at(2026, 6, 4, 22, 59, 59), False),
    ("the last moment, winter", (date(2026, 1, 1), date(2026, 1, 9), None), at(2026, 1, 9, 23, 59, 59), True),
    ("just past the last, winter", (date(2026, 1, 1), date(2026, 1, 9), None), at(2026, 1, 10), False),
    ("the last moment, summer", (date(2026, 6, 1), date(2026, 6, 9), None), at(2026, 6, 9, 22, 59, 59), True),
    ("just past the last, summer", (date(2026, 6, 1), date(2026, 6, 9), None), at(2026, 6, 9, 23), False),
    ("one day only", (date(2026, 6, 1), date(2026, 6, 1), None), at(2026, 6, 1, 12), True),
    ("a leap day, its last", (date(2028, 2, 1), date(2028, 2, 29), None), at(2028, 2, 29, 23, 59, 59), True),
    ("the day after it", (date(2028, 2, 1), date(2028, 2, 29), None), at(2028, 3, 1), False),
    ("begun on a leap day", (date(2028, 2, 29), None, None), at(2028, 2, 29), True),
    ("taken back on a leap day", (date(2028, 2, 1), None, date(2028, 2, 29)), at(2028, 2, 29), False),
    ("clocks go forward", (date(2026, 3, 1), date(2026, 3, 29), None), at(2026, 3, 29, 22, 59, 59), True),
    ("and the day is 23 hours", (date(2026, 3, 1), date(2026, 3, 29), None), at(2026, 3, 29, 23), False),
    ("it begins the day before", (date(2026, 3, 29), None, None), at(2026, 3, 28, 23, 59, 59), False),
    ("the hour that is not there", (date(2026, 3, 29), None, None), at(2026, 3, 29, 1), True),
    ("clocks go back", (date(2026, 10, 1), date(2026, 10, 25), None), at(2026, 10, 25, 23, 59, 59), True),
    ("and the day is 25 hours", (date(2026, 10, 1), date(2026, 10, 25), None), at(2026, 10, 26), False),
    ("it begins in summer time", (date(2026, 10, 25), None, None), at(2026, 10, 24, 23), True),
    ("the hour that comes twice", (date(2026, 10, 25), None, None), at(2026, 10, 25, 1, 30), True),
    ("the day before it was taken back", (date(2026, 6, 1), None, date(2026, 6, 5)), at(2026, 6, 4, 22, 59), True),
    ("the day it was taken back", (date(2026, 6, 1), None, date(2026, 6, 5)), at(2026, 6, 4, 23), False),
    ("taken back as soon as given", (date(2026, 6, 1), None, date(2026, 6, 1)), at(2026, 6, 1, 12), False),
    ("taken back after it ran out", (date(2026, 6, 1), date(2026, 6, 3), date(2026, 6, 9)), at(2026, 6, 5), False),
]  # fmt: skip


@pytest.mark.parametrize(
    ("days", "moment", "expected"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE]
)
class TestEachFactKeepsTheSameDays:
    def test_by_the_days_alone(self, days, moment, expected):
        since, until, ended = days
        assert stands(london_day(moment), since=since, until=until, ended=ended) == expected

    def test_as_what_stands_about_a_person(self, days, moment, expected):
        """An agreement, and where nothing is said of a last day an objection too, through what pages ask."""
        since, until, ended = days
        consent = Consent(
            recipient_kind="family", items=["contacts"], given_on=since, ends_on=until or date.max
        )
        objection = Objection(scope="beyond_care", items=[], raised_on=since)
        if ended:
            consent.withdrawal = ConsentWithdrawal(ended_on=ended)
            objection.end = ObjectionEnd(ended_on=ended)
        said = Said((consent,), (objection,) if until is None else (), (), ())
        found = standing(said, london_day(moment))
        assert bool(found.consents) == expected
        assert bool(found.objections) == (expected and until is None)


@pytest.mark.parametrize(
    ("given", "last"),
    [
        (date(2028, 2, 29), date(2029, 2, 28)),
        (date(2027, 3, 1), date(2028, 3, 1)),
        (date(2027, 2, 28), date(2028, 2, 28)),
        (date(2026, 12, 31), date(2027, 12, 31)),
    ],
)
def test_a_year_given_on_any_day_has_a_last_day(given, last):
    assert a_year_after(given) == last


class TestTheSameMinute:
    """A wish is taken back while a decision that rests on it is confirmed: one of them is first, and the ledger says."""

    ANSWERS = (*FAMILY, "WH-101", "asked", "recorded", items("medicines"), "private")

    def _both(self, willow, call, wishes):
        """Confirm the decision and take the wish back at once, in two transactions; return what came of each."""
        together = Barrier(2, timeout=20)

        def one(work):
            try:
                together.wait()
                return work()
            except (NotAllowed, LookAgain, RegistersMoved) as refusal:
                return refusal
            finally:
                connection.close()

        draft = call.draft()
        with ThreadPoolExecutor(2) as pool:
            decided = pool.submit(one, lambda: record_decision(draft=draft, by=willow.amira))
            taken = pool.submit(
                one, lambda: actions.end_wishes(wishes=wishes, reason="She said so", by=willow.priya)
            )
            return decided.result(), taken.result()

    @pytest.mark.usefixtures("autumn")
    def test_whoever_is_first_wins_and_the_order_is_kept(self, transactional_db, willow):
        wishes = willow.wishes(willow.ada())
        call = Call(willow.amira).say(*self.ANSWERS)
        assert call.page == "check"
        decided, taken = self._both(willow, call, wishes)
        back = Entry.objects.get(event="wishes.ended")
        assert taken.pk == back.pk, "a person can always take back what they said"
        if isinstance(decided, Decision):
            made = Entry.objects.get(event="decision.made")
            assert made.seq < back.seq, "it rested on a wish that was gone"
            rows = {row["question"]: row for row in body_of(made)["asked"]}
            assert "Sarah Bright" in " ".join(rows["family_agreement"]["register"])
        else:
            assert not Decision.objects.exists()
            assert not Entry.objects.filter(event="decision.made").exists()
            assert call.draft(), "what was typed is not lost"

    @pytest.mark.usefixtures("autumn")
    def test_a_decision_that_waited_for_the_ledger_looks_again(self, transactional_db, willow):
        """The registers are read, then the ledger is busy with the very word that takes the wish back."""
        wishes = willow.wishes(willow.ada())
        draft = Call(willow.amira).say(*self.ANSWERS).draft()
        written = Event()

        def take_back():
            try:
                with transaction.atomic():
                    actions.end_wishes(wishes=wishes, reason="She said so", by=willow.priya)
                    written.set()
                    time.sleep(1)
            finally:
                connection.close()

        with ThreadPoolExecutor(1) as pool:
            taken = pool.submit(take_back)
            assert written.wait(20)
            with pytest.raises(RegistersMoved):
                record_decision(draft=draft, by=willow.amira)
            taken.result()
        assert not Decision.objects.exists()

    @pytest.mark.usefixtures("autumn")
    def test_once_it_is_taken_back_the_decision_is_not_recorded(self, transactional_db, willow):
        wishes = willow.wishes(willow.ada())
        call = Call(willow.amira).say(*self.ANSWERS)
        draft = call.draft()
        actions.end_wishes(wishes=wishes, reason="She said so", by=willow.priya)
        with pytest.raises((LookAgain, RegistersMoved)):
            record_decision(draft=draft, by=willow.amira)
        assert not Decision.objects.exists()

    @pytest.mark.usefixtures("autumn")
    def test_taken_back_a_moment_later_the_decision_stands_as_it_was(self, transactional_db, willow):
        wishes = willow.wishes(willow.ada())
        call = Call(willow.amira).say(*self.ANSWERS)
        record_decision(draft=call.draft(), by=willow.amira)
        actions.end_wishes(wishes=wishes, reason="She said so", by=willow.priya)
        order = list(Entry.objects.filter(event__in=["decision.made", "wishes.ended"]).order_by("seq"))
        assert [entry.event for entry in order] == ["decision.made", "wishes.ended"]
