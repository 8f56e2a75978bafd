"""What a leaf adds, and how later leaves change it. Pure: no portal and no database."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.reports.counting import leaves
from audit.reports.counting.count import Count, needed
from audit.reports.counting.known import Concern, Decision, Question
from audit.reports.counting.memory import InMind
from audit.reports.counting.principles import behind, principles
from audit.reports.counting.sums import Sums, Thing, summed

START = datetime(2026, 5, 4, 9, tzinfo=UTC)
ONE, OTHER, HOME = str(UUID(int=1)), str(UUID(int=2)), str(UUID(int=7))


def leaf(event, *, after=timedelta(), id_=ONE, **facets):
    time = f"{START + after:%Y-%m-%dT%H:%M:%S}.000Z"
    return leaves.read(json.dumps({"event": event, "id": id_, "time": time, "facets": facets}))


def counted(*read):
    count = Count(InMind())
    for each in read:
        count.read(each)
    return summed(count.counts, date(2026, 1, 1), date(2027, 1, 1))


def decision(*flags, id_=ONE, **facets):
    return leaf("decision.made", id_=id_, home=HOME, door="family", flags=["decided.share", *flags], **facets)


def view(finding, days=1, about=ONE):
    return leaf("decision.reviewed", after=timedelta(days=days), id_=OTHER, about=about, outcome=finding)


def test_every_leaf_is_an_entry_of_its_kind():
    sums = counted(leaf("letter.given"), leaf("letter.given"), leaf("a.word.nobody.knows"))
    assert sums.of("event") == {"letter.given": 2, "a.word.nobody.knows": 1}


def test_a_decision_is_counted_by_subject_ground_time_rule_and_principle():
    sums = counted(decision("took.2_to_5", "late", outcome="x", basis="consent", rules=["2B", "2A", "9Z"]))
    assert sums.of("decision") == {"family x share": 1}
    assert sums.of("basis") == {"consent shared": 1}
    assert sums.of("took") == {"2_to_5 shared": 1}
    assert sums.of("mark") == {"late shared": 1}
    assert sums.of("rule") == {"2A shared": 1, "2B shared": 1, "9Z shared": 1}
    assert sums.count("principle", "2020 7") == sums.count("principle", "2013 7") == 1


def test_a_no_and_a_doubt_are_counted_by_what_became_of_them():
    sums = counted(decision("objection.overruled", "overruled", "unsure.agreement"))
    assert sums.of("objection") == {"overruled": 1}
    assert sums.of("overruled_about") == {"family": 1}
    assert sums.of("unsure") == {"agreement": 1}
    assert sums.of("mark") == {"overruled shared": 1}
    respected = counted(decision("objection.respected"))
    assert respected.of("objection") == {"respected": 1}
    assert respected.of("overruled_about") == respected.of("unsure") == {}


def test_what_an_old_leaf_does_not_say_is_not_known():
    sums = counted(leaf("decision.made"))
    assert sums.of("decision") == {"- - -": 1}
    assert sums.of("took") == {"- else": 1}
    assert sums.of("objection") == {}


@pytest.mark.parametrize(
    ("given_views", "stands"),
    [
        ([], "not_yet"),
        (["ask"], "asked"),
        (["ask", "yes"], "yes"),
        (["yes", "ask"], "yes"),
        (["yes", "no"], "no"),
        (["no", "yes_with_advice"], "yes_with_advice"),
    ],
)
def test_a_disclosure_without_consent_counts_once_under_the_view_that_stands(given_views, stands):
    made = decision("without_consent", "overruled", "overruled_must")
    sums = counted(made, *(view(each, days) for days, each in enumerate(given_views, 1)))
    assert sums.of("without_consent") == {stands: 1}
    assert sums.of("overruled") == {f"must {stands}": 1}
    assert sums.of("looked_at") == {stands: 1}
    assert sums.total("view") == len(given_views)


def test_a_view_counts_in_its_own_month_and_the_one_that_stands_in_the_decisions():
    count = Count(InMind())
    for each in (decision(), view("no", days=40)):
        count.read(each)
    found = {(thing.what, thing.key): thing.month for thing, number in count.counts.items() if number}
    assert found["looked_at", "no"] == date(2026, 5, 1)
    assert found["view", "no shared"] == found["wait", "31+"] == date(2026, 6, 1)
    assert ("looked_at", "not_yet") not in found


@pytest.mark.parametrize(
    ("above", "how"), [(["overruled_must"], "must"), (["overruled_may"], "may"), (["late"], "-")]
)
def test_what_was_set_above_a_no_is_counted_with_it(above, how):
    assert counted(decision("overruled", *above)).of("overruled") == {f"{how} not_yet": 1}


def test_how_long_a_decision_waited_is_counted_to_its_first_view_alone():
    views = [view("ask", 1), view("yes", 10), view("ask", 20), view("no", 40)]
    assert counted(decision(), *views).of("wait") == {"8-14": 1}


@pytest.mark.parametrize(
    ("event", "kind"),
    [
        ("decision.reviewed", "decision"),
        ("sample.judged", "decision"),
        ("concern.acted_on", "concern"),
        ("concern.closed", "concern"),
        ("advice.asked", "advice.senior"),
        ("advice.given", "advice.senior"),
    ],
)
def test_what_a_leaf_comes_back_to_is_asked_for_before_it_is_read(event, kind):
    assert list(needed(leaf(event, about=ONE, flags=["whom.senior"]))) == [(kind, ONE)]


def test_a_leaf_that_comes_back_to_nothing_asks_for_nothing():
    assert list(needed(decision())) == list(needed(leaf("letter.given", about=ONE))) == []


def test_a_view_of_something_that_is_not_in_the_log_counts_as_an_entry_alone():
    assert [what for what, _, _ in counted(view("yes"), view("yes", about="")).things()] == ["event"]


@pytest.mark.parametrize(
    ("minutes", "soon"), [(60, "hour"), (61, "day"), (1440, "day"), (4320, "days"), (4321, "longer")]
)
def test_advice_counts_by_how_long_the_first_question_waited(minutes, soon):
    ask = leaf("advice.asked", about=ONE, flags=["whom.guardian"])
    again = leaf("advice.asked", about=ONE, flags=["whom.guardian", "urgent"], after=timedelta(minutes=1))
    answer = leaf("advice.given", about=ONE, flags=["whom.guardian"], after=timedelta(minutes=minutes))
    assert counted(ask).of("advice") == {"guardian calm waiting": 1}
    assert counted(ask, again).of("advice") == {"guardian urgent waiting": 1}
    assert counted(ask, again, answer, answer).of("advice") == {f"guardian urgent {soon}": 1}


def test_a_senior_and_the_guardian_who_are_asked_the_same_are_two_questions():
    both = [leaf("advice.asked", about=ONE, flags=[whom]) for whom in ("whom.guardian", "whom.senior")]
    answer = leaf("advice.given", about=ONE, flags=["whom.senior"])
    assert counted(*both, answer).of("advice") == {"guardian calm waiting": 1, "senior calm hour": 1}


def step(what, *flags):
    return leaf("concern.acted_on", id_=OTHER, about=ONE, outcome=what, flags=flags)


@pytest.mark.parametrize(
    ("steps", "breach", "clock"),
    [
        ([], {"unjudged": 1}, {"regulator not_yet": 1}),
        ([step("no_breach")], {}, {}),
        (
            [step("breach", "breach", "severity.risk"), step("regulator", "severity.risk", "late")],
            {"risk": 1},
            {"regulator late": 1},
        ),
        (
            [step("breach", "severity.none"), step("not_reportable", "severity.none")],
            {"none": 1},
            {"regulator not_needed": 1},
        ),
        (
            [
                step("breach", "severity.none"),
                step("not_reportable", "severity.none"),
                step("breach", "severity.high"),
            ],
            {"high": 1},
            {"regulator not_yet": 1},
        ),
        (
            [step("breach", "severity.high"), step("regulator", "severity.high")],
            {"high": 1},
            {"regulator told": 1},
        ),
    ],
)
def test_a_breach_counts_as_it_is_judged_now_with_how_its_clock_was_kept(steps, breach, clock):
    sums = counted(leaf("concern.raised", outcome="breach"), *steps)
    assert sums.of("breach") == breach
    assert sums.of("clock") == clock


@pytest.mark.parametrize(
    ("steps", "judged"),
    [
        ([step("acknowledged")], {}),
        ([step("breach")], {"-": 1}),
        ([step("breach", "severity.risk"), step("breach", "severity.high")], {"risk": 1}),
        ([step("breach", "severity.risk"), step("closed", "severity.risk")], {"risk": 1}),
        (
            [step("breach", "severity.risk"), step("no_breach"), step("breach", "severity.high")],
            {"risk": 1, "high": 1},
        ),
    ],
)
def test_a_judgement_counts_once_until_it_is_taken_back(steps, judged):
    raised = leaf("concern.raised", outcome="worry", home=HOME)
    assert counted(raised, *steps).of("judged_breach") == judged


def test_a_complaint_counts_with_its_clock_and_whether_it_is_closed():
    raised = leaf("concern.raised", outcome="complaint")
    answered = step("acknowledged", "complaint", "in_time")
    closed = leaf("concern.closed", about=ONE, outcome="closed", flags=["complaint"])
    sums = counted(raised, answered, closed)
    assert sums.of("concern") == {"complaint closed": 1}
    assert sums.of("clock") == {"acknowledge in_time": 1}


def test_a_random_check_counts_in_the_month_of_its_decision():
    again = leaf("sample.judged", about=ONE, outcome="do_not_share", after=timedelta(days=35))
    assert counted(decision(), again).of("lot") == {"share do_not_share": 1}


DAYS = st.dates(date(2000, 1, 1), date(2170, 1, 1)).map(str)
CODES = st.text("abcdef_-. 0123456789", max_size=8)


@given(DAYS, st.lists(CODES, min_size=9, max_size=9), st.sampled_from([Decision, Concern, Question]))
def test_what_is_remembered_in_few_bytes_comes_back_as_it_was(day, codes, kind):
    many = len(kind.__dataclass_fields__) - 1
    known, mind = kind(day, *codes[:many]), InMind()
    mind.put("it", ONE, known.line())
    assert kind.of(mind.get("it", ONE)) == known
    assert mind.get("it", OTHER) == mind.get("other", ONE) == ""


def test_a_leaf_that_is_none_is_refused():
    for broken in (b"", b"{}", b"not a leaf", b'{"event": "x"}'):
        with pytest.raises((ValueError, KeyError)):
            leaves.read(broken)


def test_every_principle_has_rules_and_each_of_2013_a_successor():
    new, old = (principles()[year]["principle"] for year in ("2020", "2013"))
    assert [each["number"] for each in new] == list(range(1, 9))
    assert all(each["rules"] for each in new)
    assert {each["now"] for each in old} == set(range(1, 8))
    assert behind(("2A", "2C"))[-1].startswith("2013")
    assert behind(()) == behind(("9Z",)) == ()


def test_sums_add_up_over_months_and_homes():
    counts = {
        Thing("x", date(2026, 1, 1), HOME, "a b"): 2,
        Thing("x", date(2026, 2, 1), "", "a c"): 3,
        Thing("x", date(2027, 1, 1), HOME, "a b"): 9,
    }
    whole, home = (summed(counts, date(2026, 1, 1), date(2027, 1, 1), homes) for homes in (None, {HOME}))
    assert (whole.total("x"), home.total("x"), whole.total("y")) == (5, 2, 0)
    assert whole.by("x", 0) == {"a": 5}
    assert whole.by("x", 1) == {"b": 2, "c": 3}
    assert whole == Sums([("x", "a c", 3), ("x", "a b", 1), ("x", "a b", 1), ("z", "none", 0)])
    assert whole != home
