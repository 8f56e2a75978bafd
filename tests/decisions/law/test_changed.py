"""When the day of a law is known, the page says which decisions of last year it would change; no name is shown."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine

from audit.ledger.models import Entry
from audit.ledger.queries import body_of
from decisions.law import actions, dated
from decisions.rulesets import library
from portal.days import london_day
from portal.models import OrganisationKind
from tests.decisions.law.rulebook import DUTY, LAW
from tests.decisions.law.story import NAME, decided
from tests.decisions.wizard.call import logged_in, words

PAGE = f"/law/{LAW}/decisions/"


@pytest.fixture
def law(rulebook):
    """A duty of the commonest call rests on a law that has not begun."""
    rulebook.add_law()
    return rulebook


def commence(willow, day):
    return actions.commence(
        organisation=willow.organisation, source=LAW, began_on=day, read="The regulations", by=willow.priya
    )


def of_law(willow, day):
    return dated.of_law(willow.organisation, LAW, day)


def test_it_says_which_decisions_would_have_had_another_duty(law, willow, ada):
    shared = decided(willow, ada)
    decided(willow, ada, identity="alert")
    found = of_law(willow, london_day())
    assert (found.tried, found.unread, found.since) == (2, 0, 1)
    (one,) = found.changed
    assert (one.reference, one.made_on) == (shared.reference, london_day())
    assert one.lines == (f"It would also ask: {DUTY}",)
    assert "Ada" not in repr(found)


def test_what_was_made_before_the_day_was_right_on_its_day_and_is_told_apart(law, willow, ada):
    decided(willow, ada)
    found = of_law(willow, london_day() + timedelta(days=1))
    assert [each.since for each in found.changed] == [False]
    assert found.since == 0


def test_what_had_the_duty_already_is_not_changed(law, willow, ada):
    before = decided(willow, ada)
    commence(willow, london_day())
    decided(willow, ada)
    assert [each.reference for each in of_law(willow, london_day()).changed] == [before.reference]


def test_a_law_that_ends_asks_no_longer(law, willow, ada):
    law.date_law(status="superseded", superseded_on="2027-01-01", replaced_by="sharing_2024")
    decided(willow, ada)
    (one,) = of_law(willow, date(2027, 1, 1)).changed
    assert one.lines == (f"It would no longer ask: {DUTY}",)


def test_a_law_on_which_a_basis_rests_changes_the_basis(rulebook, willow, ada):
    rulebook.date_law(begins_on="2027-04-01")
    rulebook.rest_basis_on_law("care", otherwise="family")
    actions.describe(organisation=willow.organisation, kind=OrganisationKind.PRIVATE, by=willow.ruth)
    decision = decided(willow, ada)
    assert body_of(decision.entry)["advice"]["data_protection"]["id"] == "family"
    (one,) = of_law(willow, date(2027, 4, 1)).changed
    assert one.lines == (
        "Its basis in data protection law would be: Care and treatment, Article 6(1)(f), legitimate interests",
    )


def test_decisions_whose_rules_are_gone_are_counted(law, willow, ada):
    decided(willow, ada)
    law.date_law(begins_on="2026-11-01")  # another file, so another digest
    found = of_law(willow, date(2026, 11, 1))
    assert (found.tried, found.unread) == (0, 1)


def test_only_what_makes_a_duty_or_a_basis_can_change_a_decision(law):
    ruleset = library.current(f"{NAME}.1")
    assert dated.decides(ruleset, LAW)
    assert dated.decides(ruleset, "uk_gdpr")
    assert not dated.decides(ruleset, "sharing_2024")


def test_a_decision_of_which_the_kind_was_recorded_later_is_tried_with_it(law, willow, ada):
    law.bind_law("public")
    decided(willow, ada)
    assert of_law(willow, london_day()).changed == [], "whether it binds us is not known"
    actions.describe(organisation=willow.organisation, kind=OrganisationKind.PUBLIC, by=willow.ruth)
    assert len(of_law(willow, london_day()).changed) == 1


def test_decisions_of_before_last_year_are_left_alone(law, willow, ada):
    decided(willow, ada)
    with time_machine.travel(london_day() + timedelta(days=400)):
        assert of_law(willow, london_day()).tried == 0


def test_a_body_that_cannot_be_read_is_counted_and_the_others_are_tried(law, willow, ada, spoil):
    first, _ = decided(willow, ada), decided(willow, ada)
    spoil(first)
    found = of_law(willow, london_day())
    assert (found.tried, found.unread) == (1, 1)


# The page


def test_the_guardian_and_the_manager_see_it_once_a_day_is_known(law, willow, ada):
    shared = decided(willow, ada)
    priya = logged_in(willow.priya)
    assert PAGE not in priya.get("/law/").content.decode()
    assert priya.get(PAGE).status_code == 404
    commence(willow, london_day())
    assert PAGE in priya.get("/law/").content.decode()
    for by in (willow.priya, willow.ruth):
        said = words(logged_in(by).get(PAGE))
        assert shared.reference in said
        assert DUTY in said
        assert "1 would come out differently" in said
        assert "1 of them was made on that day or later." in said
        assert "Ada" not in said
    amira = logged_in(willow.amira)
    assert PAGE not in amira.get("/law/").content.decode()
    assert amira.get(PAGE).status_code == 403
    assert priya.get("/law/rule2a/decisions/").status_code == 404


def test_that_they_were_read_is_recorded_first(law, willow, ada):
    decided(willow, ada)
    commence(willow, london_day())
    logged_in(willow.priya).get(PAGE)
    entry = Entry.objects.filter(event="ruleset.compared").order_by("seq").last()
    kept = body_of(entry)
    assert (kept["what"], kept["with"]) == ("decisions of the last year", LAW)
    assert kept["day"] == london_day().isoformat()


def test_where_reading_cannot_be_recorded_nothing_is_shown(law, willow, ada, monkeypatch):
    decided(willow, ada)
    commence(willow, london_day())
    monkeypatch.setattr(dated, "record_read", lambda **_: 1 / 0)
    monkeypatch.setattr(dated, "of_law", lambda *_: pytest.fail("read before it was recorded"))
    with pytest.raises(ZeroDivisionError):
        logged_in(willow.priya).get(PAGE)


def test_a_day_by_itself_has_the_page_for_a_year(law, willow, ada):
    law.date_law(begins_on="2026-11-01")
    decided(willow, ada)
    priya = logged_in(willow.priya)
    assert PAGE in priya.get("/law/").content.decode()
    assert "The first day of this law is 1 November 2026." in words(priya.get(PAGE))
    with time_machine.travel("2027-11-20 12:00"):
        assert PAGE not in logged_in(willow.priya).get("/law/").content.decode()
