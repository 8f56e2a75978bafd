"""A law that was made asks nothing of anybody until the Guardian says the day on which it began."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine

from audit.ledger.models import Entry
from audit.ledger.queries import body_of
from decisions.engine.walk import Walk
from decisions.law import actions, queries
from decisions.law.models import Commencement
from decisions.law.register import register
from decisions.law.standing import waits
from portal.days import london_day
from portal.errors import NotAllowed
from tests.decisions.law.rulebook import DUTY, LAW
from tests.decisions.law.story import decided
from tests.decisions.wizard.call import errors, logged_in, words

READ = "The commencement regulations, read on the government's page"


@pytest.fixture
def law(rulebook):
    """A duty of the commonest call rests on a law that has not begun."""
    rulebook.add_law()
    return rulebook


def commence(willow, **changes):
    words = {"source": LAW, "began_on": london_day(), "read": READ, "by": willow.priya}
    return actions.commence(organisation=willow.organisation, **words | changes)


def duties(decision):
    return [each["text"] for each in body_of(decision.entry)["advice"]["duties"]]


def test_a_law_that_has_not_begun_makes_no_duty_and_the_entry_says_that_it_slept(law, willow, ada):
    decision = decided(willow, ada)
    assert DUTY not in duties(decision)
    assert body_of(decision.entry)["law"]["dormant"] == [{"duty": "write_why", "source": LAW}]
    assert "child_law" not in (decision.entry.flags or [])


def test_from_the_day_it_began_it_is_a_duty_and_the_entry_says_since_when(law, willow, ada):
    commence(willow)
    decision = decided(willow, ada)
    assert DUTY in duties(decision)
    told = body_of(decision.entry)["law"]
    assert told["begun"] == [{"source": LAW, "day": f"{london_day():%Y-%m-%d}"}]
    assert told["dormant"] == []
    assert decision.entry.flags == ["child_law", "decided.share", "took.under_2"]


def test_a_day_to_come_wakes_the_law_on_that_day_and_not_before(law, willow, ada):
    with time_machine.travel("2026-11-22 12:00"):
        commence(willow, began_on=date(2027, 4, 1))
        assert queries.begun(willow.organisation, date(2027, 3, 31)) == {}
        assert queries.begun(willow.organisation, date(2027, 4, 1)) == {LAW: date(2027, 4, 1)}
        assert DUTY not in duties(decided(willow, ada))
        row = next(row for row in register(willow.organisation).waiting if row.source.id == LAW)
        assert row.is_dormant
        assert row.commencement
    with time_machine.travel("2027-04-01 00:30"):
        assert DUTY in duties(decided(willow, ada))


def test_taking_it_back_is_a_second_entry_and_the_law_sleeps_again(law, willow, ada):
    begun = commence(willow)
    before = decided(willow, ada)
    end = actions.take_back(commencement=begun, reason="It was the wrong Act", by=willow.priya)
    assert DUTY not in duties(decided(willow, ada))
    assert DUTY in duties(before), "what was decided meanwhile stays as it was"
    assert end.entry.event == "law.taken_back"
    assert end.entry.about_id == begun.pk
    assert body_of(end.entry)["reason"] == "It was the wrong Act"
    assert begun.entry.event == "law.commenced"
    assert body_of(begun.entry)["read"] == READ
    assert Commencement.objects.get().words == {"read": READ}
    again = commence(willow)
    assert again != begun
    assert DUTY in duties(decided(willow, ada)), "and it can be entered again"


def test_a_day_is_entered_for_one_law_and_by_one_organisation(willow, alder):
    ours = commence(willow)
    assert queries.entered(willow.organisation, LAW) == ours
    assert queries.entered(willow.organisation, "another_law") is None
    assert queries.entered(alder.organisation, LAW) is None
    assert queries.begun(alder.organisation, london_day()) == {}
    assert queries.commencements(alder.organisation) == []
    theirs = commence(alder, began_on=london_day() - timedelta(days=1))
    assert queries.commencements(willow.organisation) == [ours]
    assert queries.commencements(alder.organisation) == [theirs]


def test_a_day_reads_as_its_source_and_its_date(willow):
    begun = commence(willow, began_on=date(2026, 5, 1))
    assert str(begun) == f"{LAW} from 2026-05-01"
    end = actions.take_back(commencement=begun, reason="Wrong", by=willow.priya)
    assert str(end) == f"end of {begun.pk}"


def test_a_walk_without_an_end_waits_for_its_duties_only(law):
    ruleset = law.ruleset("care-team.1")
    assert waits(ruleset, Walk(None, duties=("write_why",))) == {LAW}
    assert waits(ruleset, Walk(None)) == set()


def test_it_is_one_organisations_day_and_no_others(law, willow, alder):
    commence(willow)
    assert queries.begun(alder.organisation, london_day()) == {}
    assert commence(alder).organisation == alder.organisation


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"source": "rule2a"}, actions.NO_SUCH_LAW),
        ({"source": "nothing"}, actions.NO_SUCH_LAW),
        ({"read": "  "}, actions.WHERE),
        ({"began_on": date(2026, 4, 28)}, actions.TOO_EARLY),
        ({"began_on": london_day() + timedelta(days=2000)}, actions.TOO_FAR),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(willow, changes, says):
    entries = Entry.objects.count()
    with pytest.raises(NotAllowed, match=f"^{says}$"):
        commence(willow, **changes)
    assert Entry.objects.count() == entries


def test_only_the_guardian_says_when_a_law_began(willow, alder):
    for by in (willow.amira, willow.ruth, alder.priya):
        with pytest.raises(NotAllowed):
            commence(willow, by=by)
    begun = commence(willow)
    for by in (willow.amira, willow.ruth, alder.priya):
        with pytest.raises(NotAllowed):
            actions.take_back(commencement=begun, reason="No", by=by)


def test_a_day_is_entered_once_and_taken_back_once(willow):
    key = Entry.objects.first().pk.__class__(int=7)
    first = commence(willow, event_id=key)
    assert commence(willow, event_id=key) == first, "the same form twice is one day"
    with pytest.raises(NotAllowed, match=f"^{actions.ENTERED}$"):
        commence(willow)
    end = actions.take_back(
        commencement=first, reason="Wrong", event_id=(other := key.__class__(int=8)), by=willow.priya
    )
    assert actions.take_back(commencement=first, reason="Wrong", event_id=other, by=willow.priya) == end
    with pytest.raises(NotAllowed, match=f"^{actions.TAKEN_BACK}$"):
        actions.take_back(commencement=first, reason="Wrong", by=willow.priya)
    with pytest.raises(NotAllowed, match=f"^{actions.WHY}$"):
        actions.take_back(commencement=first, reason=" ", by=willow.priya)


# The page


def test_everyone_can_read_the_law_and_nobody_unknown(willow, client):
    assert client.get("/law/").status_code == 302
    said = words(logged_in(willow.amira).get("/law/"))
    assert "Children's Wellbeing and Schools Act 2026" in said
    assert "Not in force yet" in said
    assert "Not checked yet" in said
    assert "Data Protection Act 1984" in said
    assert "The seven principles of 2013" in said
    assert "The eight principles of 2020" in said
    assert "Enter the day" not in said


def test_the_guardian_enters_a_day_and_takes_it_back_on_the_page(law, willow):
    browser = logged_in(willow.priya)
    assert "When it begins, we will also ask this: " + DUTY in words(browser.get("/law/"))
    form = browser.get(f"/law/{LAW}/began/")
    assert DUTY in words(form)
    day = {"began_on-day": "1", "began_on-month": "5", "began_on-year": "2026"}
    assert browser.post(f"/law/{LAW}/began/", day | {"read": READ}).headers["Location"] == f"/law/#{LAW}"
    said = words(browser.get("/law/"))
    assert "It came into force on 1 May 2026" in said
    assert READ in said
    assert words(browser.get(f"/law/{LAW}/back/")).startswith("Take this day back")
    assert browser.post(f"/law/{LAW}/back/", {"reason": "Wrong"}).status_code == 302
    assert "It came into force" not in words(browser.get("/law/"))


def test_a_day_before_the_law_was_made_is_said_beside_the_field(willow):
    day = {"began_on-day": "1", "began_on-month": "5", "began_on-year": "2020"}
    response = logged_in(willow.priya).post(f"/law/{LAW}/began/", day | {"read": READ})
    assert errors(response) == [("#began_on-day", actions.TOO_EARLY)]
    assert errors(logged_in(willow.priya).post(f"/law/{LAW}/began/", {}))


def test_the_pages_are_the_guardians_alone_and_know_only_laws_that_wait(willow):
    assert logged_in(willow.ruth).get(f"/law/{LAW}/began/").status_code == 403
    assert logged_in(willow.amira).get(f"/law/{LAW}/back/").status_code == 403
    priya = logged_in(willow.priya)
    assert priya.get("/law/rule2a/began/").status_code == 404
    assert priya.get(f"/law/{LAW}/back/").status_code == 404
    assert (
        errors(priya.post(f"/law/{LAW}/began/", {"read": READ}))[0][1] == "Enter the day it came into force"
    )


def test_somebody_without_a_place_reads_the_law_as_it_was_written(db):
    from portal.models import User

    new = User.objects.create_user("new@example.com", full_name="New Person")
    assert "The law we follow" in words(logged_in(new).get("/law/"))
