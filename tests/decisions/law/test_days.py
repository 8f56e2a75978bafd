"""A law whose file names its day begins and ends by itself; the day before nothing is asked, and a law asks only whom it binds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
import time_machine

from audit.ledger.queries import body_of
from decisions.engine.ruleset import Duty
from decisions.law import actions, queries
from decisions.law.register import register
from decisions.law.standing import (
    NO_KIND,
    Law,
    dormant_duties,
    in_data_protection_law,
    lawful_basis,
    live_duties,
)
from decisions.rulesets import library
from portal.errors import NotAllowed
from portal.models import OrganisationKind
from tests.decisions.law.rulebook import DUTY, LAW
from tests.decisions.law.story import decided
from tests.decisions.wizard.call import logged_in, words

RECOGNISED = "6(1)(ea)"
CHILD = library.versions("child-at-risk")[-1]


def duties(decision):
    return [each["text"] for each in body_of(decision.entry)["advice"]["duties"]]


@pytest.mark.parametrize(
    ("moment", "asked"),
    [
        ("2027-03-31 12:00+00:00", False),
        ("2027-03-31 22:59+00:00", False),
        ("2027-03-31 23:30+00:00", True),
        ("2027-04-02 12:00+00:00", True),
    ],
)
def test_a_law_with_a_day_begins_by_itself_at_midnight_in_london(rulebook, willow, ada, moment, asked):
    rulebook.add_law()
    rulebook.date_law(begins_on="2027-04-01")
    with time_machine.travel(moment):
        decision = decided(willow, ada)
    assert (DUTY in duties(decision)) == asked
    kept = body_of(decision.entry)["law"]
    assert kept["begun"] == ([{"source": LAW, "day": "2027-04-01"}] if asked else [])
    assert bool(kept["dormant"]) != asked


@pytest.mark.parametrize("status", ["in_force", "superseded"])
@pytest.mark.parametrize("day", ["2027-03-31", "2027-04-01", "2027-04-02"])
def test_a_law_with_an_end_ends_by_itself(rulebook, willow, ada, day, status):
    rulebook.add_law()
    rulebook.date_law(status=status, superseded_on="2027-04-01")
    with time_machine.travel(f"{day} 12:00"):
        assert (DUTY in duties(decided(willow, ada))) == (day < "2027-04-01")


def test_by_regulations_still_waits_for_the_guardian(rulebook, willow, ada):
    rulebook.add_law()
    with time_machine.travel("2030-01-01 12:00"):
        assert DUTY not in duties(decided(willow, ada))


def test_nobody_enters_a_day_for_a_law_that_has_one(rulebook, willow):
    rulebook.date_law(begins_on="2027-04-01")
    with pytest.raises(NotAllowed, match=actions.NO_SUCH_LAW):
        actions.commence(
            organisation=willow.organisation,
            source=LAW,
            began_on=date(2027, 1, 1),
            read="There",
            by=willow.priya,
        )
    priya = logged_in(willow.priya)
    assert priya.get(f"/law/{LAW}/began/").status_code == 404
    said = words(priya.get("/law/"))
    assert "It begins on 1 April 2027." in said
    assert f"/law/{LAW}/began/" not in priya.get("/law/").content.decode()


@pytest.mark.parametrize(("day", "dormant"), [("2027-03-31", True), ("2027-04-01", False)])
def test_the_page_says_on_each_day_whether_it_has_begun(rulebook, willow, day, dormant):
    rulebook.date_law(begins_on="2027-04-01")
    found = register(willow.organisation, date.fromisoformat(day))
    (row,) = [row for row in found.waiting if row.source.id == LAW]
    assert row.is_dormant == dormant
    assert row.day == ("It begins on 1 April 2027." if dormant else "It began on 1 April 2027.")


def test_what_an_older_version_in_use_still_waits_for_can_still_be_entered():
    old, new = (library.versions("child-at-risk")[at] for at in (0, -1))
    assert queries.gathered([old, new])[LAW] == new.sources[LAW], "while both wait, the later words are read"
    begun = replace(new, sources={**new.sources, LAW: replace(new.sources[LAW], begins_on="2027-04-01")})
    assert queries.gathered([old, begun])[LAW] == old.sources[LAW]


# The basis in data-protection law


@pytest.mark.parametrize("kind", ["contracted", "private"])
@pytest.mark.parametrize(
    ("day", "recognised"), [(date(2026, 2, 4), False), (date(2026, 2, 5), True), (date(2026, 2, 6), True)]
)
def test_no_advice_before_its_day_names_a_recognised_legitimate_interest(kind, day, recognised):
    for outcome in CHILD.outcomes.values():
        basis = CHILD.bases.get(outcome.basis or "")
        if basis is None or basis.lawful not in {"safeguarding", "vital", "crime"}:
            continue
        kept = in_data_protection_law(CHILD, outcome, Law(kind, {}, day))
        assert (RECOGNISED in kept["article_6"]) == recognised, outcome.id
        assert ("dua_legitimate" in kept["cites"]) == recognised
        assert recognised or "6(1)(f)" in kept["article_6"]


def test_without_a_day_the_basis_is_what_the_file_says():
    (outcome,) = [one for one in CHILD.outcomes.values() if one.id == "tell_children"]
    assert lawful_basis(CHILD, outcome).id == "safeguarding"
    assert lawful_basis(CHILD, outcome, Law("private")).id == "safeguarding"


def test_vital_interests_are_offered_only_where_the_person_cannot_consent():
    for each in CHILD.lawful_bases.values():
        for text in (each.public, each.contracted, each.private, each.article_9):
            if "vital interests" in text:
                assert "cannot consent" in text, each.id


# Whom it binds

KINDS = OrganisationKind


@pytest.mark.parametrize(
    ("kind", "asked"), [(KINDS.PUBLIC, True), (KINDS.CONTRACTED, True), (KINDS.PRIVATE, False), ("", False)]
)
def test_a_law_that_binds_some_bodies_asks_no_other(rulebook, willow, ada, kind, asked):
    rulebook.add_law()
    rulebook.bind_law("public", "contracted")
    rulebook.date_law(begins_on="2026-11-01")
    if kind:
        actions.describe(organisation=willow.organisation, kind=kind, by=willow.ruth)
    decision = decided(willow, ada)
    assert (DUTY in duties(decision)) == asked
    assert ("child_law" in (decision.entry.flags or [])) == asked
    said = " ".join(duties(decision))
    assert ("record what kind of organisation we are" in said) == (kind == "")
    law_page = words(logged_in(willow.amira).get("/law/"))
    assert ("Nobody has recorded that, so nobody is asked to follow it yet." in law_page) == (kind == "")


def test_while_it_sleeps_nobody_is_asked_to_record_the_kind(rulebook, willow, ada):
    rulebook.add_law()
    rulebook.bind_law("public")
    assert "record what kind" not in " ".join(duties(decided(willow, ada)))


def test_two_laws_that_need_the_kind_are_asked_about_once():
    act = replace(CHILD.sources[LAW], status="in_force")
    other = replace(act, id="other", title="Another Act")
    more = {"one": Duty("one", "One.", law=LAW), "two": Duty("two", "Two.", law="other")}
    ruleset = replace(CHILD, sources={**CHILD.sources, LAW: act, "other": other}, duties=more)
    (asked,) = live_duties(ruleset, ["one", "two"], Law())
    assert asked.id == NO_KIND
    assert "Children's Wellbeing and Schools Act 2026 and Another Act." in asked.text
    assert [each.id for each in dormant_duties(ruleset, ["one", "two"], Law())] == ["one", "two"]
    assert [each.id for each in live_duties(ruleset, ["one", "two"], Law("public"))] == ["one", "two"]
