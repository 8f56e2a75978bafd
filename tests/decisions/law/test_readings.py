"""The page says who read which law on which day, whom it binds, and what nobody has read."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest

from decisions.engine.ruleset import Source
from decisions.law import register as the_register
from decisions.law.register import Row, register
from decisions.rulesets import library
from tests.decisions.wizard.call import logged_in, words

ACT = Source(
    "act",
    "Tea Act 2020",
    "Section 1",
    "2020",
    "in_force",
    "seen",
    read_by="Engineering",
    read_on="2026-11-30",
    read_where="The page itself",
    binds="Everyone.",
)
NEW = [each for name in library.names() for each in library.versions(name)[-1:]]


@pytest.fixture
def newest(monkeypatch):
    """Every set of questions is used in its newest version."""
    monkeypatch.setattr(the_register, "rules_for", lambda _organisation: NEW)


def row(source: Source = ACT, on: date = date(2026, 12, 1)) -> Row:
    return Row(source, source.status, "Read", "nothing yet", today=on)


def but(**changes):
    return row(Source(**{name: getattr(ACT, name) for name in ACT.__slots__} | changes))


def test_a_row_says_who_read_it_where_and_when():
    assert row().reading == "Read on 30 November 2026 by Engineering. Where: The page itself."
    assert but(trust="second_hand").reading == row().reading
    assert but(trust="unsure", read_by="", read_on="", read_where="").reading == "Nobody has read it."
    assert but(read_by="", read_on="", read_where="").reading == "Who read it was not written down."
    assert but(trust="booklet").reading == ""


def test_a_row_says_by_when_it_is_read_again_and_whether_that_is_past():
    assert row().again == "To be read again by 30 November 2027."
    assert row(on=date(2027, 11, 30)).again == "To be read again by 30 November 2027."
    assert row(on=date(2027, 12, 1)).again.endswith("That day is past.")
    assert but(read_on="").again == ""


def test_a_row_says_when_it_begins_and_ends():
    assert row().day == ""
    assert but(begins_on="2026-12-01").day == "It began on 1 December 2026."
    assert but(begins_on="2026-12-02").day == "It begins on 2 December 2026."
    assert but(superseded_on="2026-12-02").day == "It ends on 2 December 2026."
    assert but(status="superseded", superseded_on="2023-10-12").day == "It ended on 12 October 2023."


def test_the_page_marks_what_was_read_second_hand_and_whom_a_law_binds(willow, newest):
    said = words(logged_in(willow.amira).get("/law/"))
    assert "Read second-hand We read what someone else says of these, and not the text itself." in said
    assert "Binds: Registered medical practitioners in England." in said
    assert "Where: legislation.gov.uk, regulation 2. To be read again by 30 November 2027." in said
    assert "It ended on 12 October 2023." in said, "the Directions on sexual health"
    assert "Nobody has read it." in said


def test_a_bill_stands_apart_and_nobody_can_enter_its_day(willow, newest):
    found = register(willow.organisation)
    assert [each.source.id for each in found.bills] == ["health_bill"]
    priya = logged_in(willow.priya)
    page = priya.get("/law/")
    assert "Parliament has not made these into law. Nothing we ask rests on them. Health Bill 2026" in words(
        page
    )
    assert "/law/health_bill/began/" not in page.content.decode()
    assert priya.get("/law/health_bill/began/").status_code == 404


def test_the_page_counts_and_names_the_ends_that_rest_on_what_nobody_read(willow, newest, monkeypatch):
    page = words(logged_in(willow.amira).get("/law/"))
    found = register(willow.organisation)
    assert found.unread == [], "a check of the rules sees to that"
    assert f"{len(found.unread_law)} rest" in page
    assert all(each in page for each in found.unread_law)
    end = SimpleNamespace(title="You can share their {items}")
    monkeypatch.setattr(the_register, "unread_outcomes", lambda ruleset: [end] * (ruleset.name == "family"))
    page = words(logged_in(willow.amira).get("/law/"))
    assert "1 rests only on law or guidance that nobody has read." in page
    assert "A family member, friend or carer: You can share their information" in page
