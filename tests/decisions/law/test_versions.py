"""A new version of our questions is used once two people have signed it off, and only from its day."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
import time_machine

from audit.ledger.queries import body_of
from decisions.engine.walk import walk
from decisions.law import actions, rules
from decisions.law.models import SignOff
from decisions.rulesets import library
from decisions.wizard import actions as wizard
from decisions.wizard import drafts
from portal.days import london_day
from portal.errors import NotAllowed
from portal.roles import Role
from tests.decisions.law.rulebook import ASK
from tests.decisions.law.story import NAME, SURGERY, answer, begun, both, decided, sign, used
from tests.decisions.wizard.call import Call, words


def test_the_version_of_the_edition_is_in_force_by_installation(willow, rulebook):
    assert used(willow) == 1
    assert rules.current_for(None, NAME).version == 1
    waiting = [each.ruleset.version for each in rules.waiting_for(willow.organisation)]
    assert all(version > 1 for version in waiting), "what is installed first waits for nobody"


def test_a_version_is_used_once_both_have_signed(willow, alder, second):
    assert used(willow) == 1
    sign(willow, second)
    assert used(willow) == 1, "one signature is not enough"
    sign(willow, second, capacity="second")
    assert used(willow) == 2
    assert used(alder) == 1, "each organisation signs for itself"
    assert rules.current_for(None, NAME) == second, "nobody in particular has the newest"


def test_it_waits_for_its_day(willow, second):
    day = london_day() + timedelta(days=10)
    both(willow, second, from_day=day)
    assert used(willow, day - timedelta(days=1)) == 1
    assert used(willow, day) == 2


def test_it_is_never_in_force_before_the_second_signature(willow, second):
    with time_machine.travel("2026-11-22 12:00"):
        sign(willow, second, from_day=date(2026, 11, 25))
    with time_machine.travel("2026-12-01 12:00"):
        sign(willow, second, capacity="second")
        assert used(willow, date(2026, 11, 30)) == 1
        assert used(willow, date(2026, 12, 1)) == 2


def test_each_signature_is_an_entry_that_says_what_was_signed(willow, second):
    guardian, other = both(willow, second)
    for fact, capacity in ((guardian, "guardian"), (other, "second")):
        assert fact.entry.event == "ruleset.signed_off"
        assert fact.entry.ruleset == second.digest
        body = body_of(fact.entry)
        assert body["capacity"] == capacity
        assert body["ruleset"] == {
            "name": NAME,
            "version": 2,
            "title": second.title,
            "digest": second.digest,
        }
        assert body["from_day"] == f"{london_day():%Y-%m-%d}"
    assert body_of(other.entry)["actor"]["name"] == "Ruth Bell"
    assert str(guardian) == "care-team.2, guardian"


def test_the_same_form_twice_is_one_signature(willow, second):
    key = UUID(int=5)
    assert sign(willow, second, event_id=key) == sign(willow, second, event_id=key)
    assert SignOff.objects.count() == 1


def test_two_people_sign_each_once(willow, second):
    sign(willow, second)
    with pytest.raises(NotAllowed, match=actions.SIGNED):
        sign(willow, second)
    with pytest.raises(NotAllowed, match=actions.TWO_PEOPLE):
        sign(willow, second, capacity="second", by=willow.priya)
    deputy = willow.person("Dev Shah", Role.GUARDIAN)
    assert sign(willow, second, capacity="second", by=deputy)
    assert used(willow) == 2, "a deputy may be the second person"


def test_the_second_person_may_sign_first_and_then_names_the_day(willow, second):
    day = london_day() + timedelta(days=3)
    sign(willow, second, capacity="second", from_day=day)
    assert sign(willow, second).from_day == day


def test_only_the_guardian_signs_as_guardian_and_no_care_worker_signs(willow, alder, second):
    for capacity, by in [("guardian", willow.ruth), ("guardian", alder.priya), ("second", willow.amira)]:
        with pytest.raises(NotAllowed):
            sign(willow, second, capacity=capacity, by=by)


def test_a_day_gone_by_is_refused(willow, second):
    with pytest.raises(NotAllowed, match=actions.DAY_PAST):
        sign(willow, second, from_day=london_day() - timedelta(days=1))
    with pytest.raises(NotAllowed, match=actions.DAY_PAST):
        actions.sign_off(
            organisation=willow.organisation, ruleset=second, capacity="guardian", by=willow.priya
        )


def test_what_has_faults_or_does_not_wait_cannot_be_signed(willow, rulebook, second):
    with pytest.raises(NotAllowed, match=actions.NOT_WAITING):
        sign(willow, library.current(f"{NAME}.1"))
    path = rulebook.folder / "family.2.toml"
    path.write_text(
        (rulebook.folder / "family.1.toml").read_text().replace('first = "danger"', 'first = "nowhere"')
    )
    with pytest.raises(NotAllowed, match=actions.UNFIT):
        sign(willow, library.draft(path))


# Drafts and decisions


def test_a_draft_is_finished_under_the_versions_it_began_with_also_at_doors_it_comes_to_later(
    willow, ada, second
):
    early = begun(willow)
    both(willow, second)
    decision = wizard.record_decision(draft=answer(early, SURGERY, ada), by=willow.amira)
    assert (decision.ruleset, decision.outcome) == ("care-team.1", "share")
    late = decided(willow, ada)
    assert (late.ruleset, late.outcome) == ("care-team.2", ASK)
    assert late.entry.ruleset == second.digest


def test_a_draft_that_knows_the_new_version_keeps_it_across_doors(willow, ada, second):
    both(willow, second)
    draft = begun(willow)
    journey = drafts.journey_of(draft)
    for who in ("family", "care_worker"):
        for question, given in (("danger", "no"), ("who", who)):
            journey.answer(question, given)
    assert journey.ruleset.key == "care-team.2"
    assert journey.state.versions == {NAME: 2}


def test_old_decisions_always_come_to_the_same_under_the_rules_of_their_day(willow, ada, second):
    made = [
        decided(willow, ada),
        decided(willow, ada, identity="alert"),
        decided(willow, ada, purpose="not_sure"),
    ]
    both(willow, second)
    made.append(decided(willow, ada))
    for decision in made:
        ruleset = library.by_digest(decision.entry.ruleset)
        came = walk(ruleset, body_of(decision.entry)["answers"]).outcome
        assert came.id == decision.outcome == decision.entry.outcome
        assert ruleset.key == decision.ruleset
    assert {decision.ruleset for decision in made} == {"care-team.1", "care-team.2"}


def test_where_a_version_is_gone_the_worker_is_restarted_kindly(willow, ada, rulebook):
    call = Call(willow.amira).say("no", "care_worker", "called_back")
    rulebook.second(NAME)
    rulebook.lose(f"{NAME}.1")
    restarted = call.url("restarted")
    assert "Not finished (1)" in words(call.browser.get("/"))
    for response in (
        call.see(),
        call.browser.post(call.at, {"answer": "WH-101"}),
        call.browser.get(call.url("check")),
    ):
        assert call.follow(response) == restarted
    said = words(call.see("restarted"))
    assert "Our questions have changed" in said
    assert "Have you checked it is really them?" in said
    assert call.follow(call.browser.post(restarted)) == call.url("whose")
    assert drafts.journey_of(call.draft()).ruleset.key == "care-team.2"


def test_nothing_that_fits_means_to_begin_again(willow, rulebook):
    call = Call(willow.amira)
    rulebook.second("care-team")
    call.draft().__class__.objects.update(ruleset="0" * 64)
    assert "you begin again" in words(call.see("restarted"))


def test_a_door_whose_version_is_gone_before_it_was_reached_restarts_too(willow, ada, rulebook):
    both(willow, rulebook.second(NAME))
    call = Call(willow.amira).say("no")
    rulebook.lose(f"{NAME}.2")
    assert call.follow(call.post("care_worker")) == call.url("restarted")
    assert "Our questions have changed" in words(call.see("restarted"))
    assert call.follow(call.browser.post(call.url("restarted"))) == call.url("who")
    call.post("care_worker", "who")
    assert drafts.journey_of(call.draft()).ruleset.key == "care-team.1"
