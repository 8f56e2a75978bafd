"""What was weighed is told of its own decision, to the worker who asked, the latest first."""

from __future__ import annotations

from datetime import timedelta

from audit.oversight.weighing import queries
from audit.oversight.weighing.models import Weighing
from tests.decisions.weighing.sitting import asked
from tests.decisions.weighing.test_actions import weigh
from tests.decisions.weighing.test_desk import thread

MOMENT = timedelta(microseconds=1)


def heard(place, worker, since):
    return [each.decision for each in queries.heard(worker, place.organisation, since)]


def test_each_decision_has_its_own_weighings_the_first_first(willow, decision):
    other = asked(willow.amira)
    weigh(willow, decision, settled=False)
    weigh(willow, other)
    last = weigh(willow, decision, turn=1)
    assert [each.fact.turn for each in queries.weighings(decision.pk)] == [1, 2]
    assert [each.fact.decision for each in queries.weighings(other.pk)] == [other.pk]
    assert queries.answered(willow.amira, [decision.pk]) == {decision.pk: last}
    assert queries.answered(willow.ben, [decision.pk]) == {}


def test_a_worker_hears_of_their_own_decisions_here_since_a_moment_the_latest_first(willow, alder, decision):
    other = asked(willow.amira)
    first, second = weigh(willow, decision), weigh(willow, other)
    assert heard(willow, willow.amira, first.made_at - MOMENT) == [other.pk, decision.pk]
    assert heard(willow, willow.amira, first.made_at) == [other.pk]
    assert heard(willow, willow.amira, second.made_at) == []
    assert heard(willow, willow.ben, first.made_at - MOMENT) == []
    assert heard(alder, willow.amira, first.made_at - MOMENT) == []
    assert Weighing.objects.count() == 2


def test_what_is_put_to_the_guardian_here_is_not_found_elsewhere(willow, alder, decision):
    assert queries.asking(willow.organisation, decision.pk).door == decision.door
    assert queries.asking(alder.organisation, decision.pk) is None


def test_a_question_on_the_way_is_found_here_and_its_answer_is_no_news_of_a_decision(willow, alder):
    willow.ada()
    found = thread(willow)
    assert queries.asking(willow.organisation, found.decision).thread == found
    assert queries.asking(alder.organisation, found.decision) is None
    made = weigh(willow, found.decision)
    assert heard(willow, willow.amira, made.made_at - MOMENT) == []
