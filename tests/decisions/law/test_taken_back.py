"""Whoever signed new questions off can take it back until they are in force; then that text is never used."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from audit.ledger.queries import body_of
from decisions.law import actions, rules
from portal.days import london_day
from portal.errors import NotAllowed
from tests.decisions.law.story import both, sign, used
from tests.decisions.wizard.call import errors, logged_in, words

TOMORROW = london_day() + timedelta(days=1)


def back(signature, **changes):
    words = {"signature": signature, "reason": "The hint is wrong", "by": signature.signer}
    return actions.take_signature_back(**words | changes)


def test_a_version_whose_signature_was_taken_back_is_never_used(willow, second):
    guardian, other = both(willow, second, from_day=TOMORROW)
    end = back(guardian)
    assert used(willow, TOMORROW) == 1
    assert end.entry.event == "ruleset.taken_back"
    assert end.entry.about_id == guardian.pk
    assert body_of(end.entry)["reason"] == "The hint is wrong"
    assert str(end) == "end of care-team.2, guardian"
    for capacity in ("guardian", "second"):
        with pytest.raises(NotAllowed, match=actions.ENDED):
            sign(willow, second, capacity=capacity)
    with pytest.raises(NotAllowed, match=actions.ENDED):
        back(guardian)
    assert back(other), "the other may take theirs back too"
    assert rules.to_sign(willow.at(willow.priya)) == []


def test_the_same_form_twice_takes_it_back_once(willow, second):
    key = UUID(int=9)
    signature = sign(willow, second)
    assert back(signature, event_id=key) == back(signature, event_id=key)


def test_only_the_person_who_signed_takes_it_back_and_says_why(willow, second):
    signature = sign(willow, second)
    with pytest.raises(NotAllowed, match=actions.NOT_YOURS):
        back(signature, by=willow.ruth)
    with pytest.raises(NotAllowed, match=actions.WHY_SIGNATURE):
        back(signature, reason=" ")


def test_what_is_in_force_stays_in_force(willow, second):
    guardian, _ = both(willow, second)
    with pytest.raises(NotAllowed, match=actions.IN_FORCE):
        back(guardian)
    assert used(willow) == 2


def test_it_is_taken_back_on_the_page(willow, second):
    priya, ruth = logged_in(willow.priya), logged_in(willow.ruth)
    assert priya.get("/rules/care-team.2/back/").status_code == 404
    sign(willow, second, from_day=TOMORROW)
    assert "Take your signature back" in words(priya.get("/rules/care-team.2/"))
    assert "Take your signature back" not in words(ruth.get("/rules/care-team.2/"))
    assert words(priya.get("/rules/care-team.2/back/")).startswith("Take your signature back")
    assert errors(priya.post("/rules/care-team.2/back/", {})) == [("#reason", "Say why it is taken back")]
    assert (
        priya.post("/rules/care-team.2/back/", {"reason": "Wrong"}).headers["Location"]
        == "/rules/care-team.2/"
    )
    said = words(ruth.get("/rules/care-team.2/"))
    assert "taken back on" in said
    assert "this version will not be used" in said
    assert "Sign off as" not in said
    assert ruth.get("/rules/care-team.2/back/").status_code == 404
