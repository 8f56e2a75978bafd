"""From which day a law and a new version of the rules count, on both sides of each boundary."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from types import SimpleNamespace

import pytest
import time_machine

from decisions.law import actions as law
from decisions.law import dated, register, replay, rules
from decisions.law import queries as law_queries
from decisions.law.register import NOT_YET, Law
from portal.days import LONDON
from tests.days import DAY, NOON, SUMMER, around_day, around_today, is_refused
from tests.decisions.law.rulebook import LAW
from tests.decisions.law.test_commencement import commence


def test_a_day_is_at_most_three_years_ahead(monkeypatch):
    waits(monkeypatch, "2000")

    def is_too_far(day):
        with time_machine.travel(NOON):
            return is_refused(lambda: law._waiting(None, "x", day))

    around_day(is_too_far, SUMMER + timedelta(days=3 * 366), before=False, on=False, after=True)


@pytest.mark.parametrize(
    ("made", "first"),
    [("2026-04-29", date(2026, 4, 29)), ("2026-04", date(2026, 4, 1)), ("2026", date(2026, 1, 1))],
)
def test_a_law_begins_on_the_day_it_was_made_or_later(monkeypatch, made, first):
    waits(monkeypatch, made)
    around_day(
        lambda day: is_refused(lambda: law._waiting(None, "x", day)),
        first,
        before=True,
        on=False,
        after=False,
    )


def waits(monkeypatch, made):
    sources = {"x": SimpleNamespace(date=made)}
    monkeypatch.setattr(law.queries, "sources", lambda _organisation: sources)
    monkeypatch.setattr(law.queries, "awaits_guardian", lambda _law: True)
    monkeypatch.setattr(law.queries, "entered", lambda _organisation, _source: None)


def test_rules_may_be_in_force_from_today():
    def is_past():
        return is_refused(lambda: law._may_sign({}, "guardian", SUMMER, None))

    around_today(is_past, SUMMER, before=False, on=False, after=True)


def test_rules_count_from_the_day_on_which_the_last_signed(monkeypatch):
    # Signed in the first minute of a day in London, which is the day before in UTC.
    late = datetime.combine(SUMMER, time(), LONDON)
    first = {"digest": "x", "from_day": SUMMER - 5 * DAY, "made_at": late - 5 * DAY}
    signed = [
        SimpleNamespace(capacity="guardian", **first),
        SimpleNamespace(capacity="second", **first | {"made_at": late}),
    ]
    monkeypatch.setattr(rules.SignOff.objects, "filter", lambda **_given: signed)
    assert rules.in_force_from(None) == {"x": SUMMER}


def test_a_new_version_is_used_from_its_day(monkeypatch):
    installed, newer = SimpleNamespace(version=1), SimpleNamespace(version=2, digest="x")
    monkeypatch.setattr(rules, "_newer", lambda _ruleset: [newer])
    around_day(
        lambda day: rules._newest(installed, {"x": SUMMER}, day).version,
        SUMMER,
        before=1,
        on=2,
        after=2,
    )


def test_a_law_with_a_day_begins_on_it(monkeypatch):
    monkeypatch.setattr(law_queries, "waits", lambda _ruleset, _walked: {"x"}, raising=False)
    monkeypatch.setattr(law_queries, "begun", lambda _organisation, _on: {})
    monkeypatch.setattr(law_queries, "first_day", lambda _source: SUMMER)
    ruleset = SimpleNamespace(sources={"x": None})

    def begun(day):
        return len(law_queries.law_for(SimpleNamespace(kind=""), ruleset, None, day).begun)

    around_day(begun, SUMMER, before=0, on=1, after=1)


def test_the_page_says_that_it_began_on_its_day_and_not_before(monkeypatch):
    monkeypatch.setattr(register.dated, "day_of", lambda _source, _entered: SUMMER)
    source = SimpleNamespace(superseded_on="")
    says = lambda today: register.Row.day.fget(SimpleNamespace(source=source, today=today))  # noqa: E731
    around_day(lambda today: says(today).split()[1], SUMMER, before="begins", on="began", after="began")


def test_the_day_by_which_it_must_be_read_again_is_past_after_it(monkeypatch):
    monkeypatch.setattr(register, "look_again", lambda _source: SUMMER.isoformat())

    def is_past(today):
        return "past" in register.Row.again.fget(SimpleNamespace(source=None, today=today))

    around_day(is_past, SUMMER, before=False, on=False, after=True)


def test_the_decisions_of_the_last_year_are_tried(monkeypatch):
    asked = []
    for module in (dated, replay):
        monkeypatch.setattr(
            module, "bodies", lambda _organisation, since, **_given: asked.append(since) or ()
        )
    with time_machine.travel(NOON, tick=False):
        dated.of_law(None, "x", SUMMER)
        replay.of_decisions(None, None, SimpleNamespace(name="x"))
    assert asked == [NOON - timedelta(days=365)] * 2


def test_a_decision_of_the_day_on_which_a_law_began_was_made_under_it(monkeypatch):
    entry = SimpleNamespace(reference="K7M-2QX9")
    monkeypatch.setattr(dated, "_ruleset", lambda _entry: "x")
    monkeypatch.setattr(dated, "decides", lambda _ruleset, _source: True)
    monkeypatch.setattr(dated, "_lines", lambda *_given: ["A duty"])

    def is_since(day):
        body = {"on": day.isoformat()}
        monkeypatch.setattr(dated, "bodies", lambda _organisation, _since: [(entry, body)])
        (changed,) = dated.of_law(SimpleNamespace(kind=""), "x", SUMMER).changed
        return changed.since

    around_day(is_since, SUMMER, before=False, on=True, after=True)


def test_a_law_that_began_within_the_last_year_is_shown_as_a_change(monkeypatch):
    monkeypatch.setattr(register.dated, "day_of", lambda _source, _entered: SUMMER)
    monkeypatch.setattr(register.dated, "decides", lambda _ruleset, _source: True)
    (source, *_others) = register.queries.gathered(rules.rules_for(None)).values()
    rulesets = rules.rules_for(None)

    def is_shown(today):
        return register._row(source, rulesets, {}, Law("", {}, today), None).changed_on is not None

    around_day(is_shown, SUMMER + timedelta(days=365), before=True, on=False, after=False)


@pytest.mark.django_db
@pytest.mark.usefixtures("autumn")
def test_a_law_that_the_guardian_entered_has_begun_from_its_day(rulebook, willow):
    rulebook.add_law()
    commence(willow, began_on=SUMMER)

    def has_begun(day):
        found = law_queries.begun(willow.organisation, day) != {}
        rows = {row.source.id: row.status for row in register.register(willow.organisation, day).waiting}
        assert (rows[LAW] != NOT_YET) == found
        return found

    around_day(has_begun, SUMMER, before=False, on=True, after=True)
