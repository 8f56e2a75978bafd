"""Which no was overruled: the one that was said last, and no earlier one of the same person."""

from __future__ import annotations

import pytest

from decisions.rulesets import library
from tests.decisions.wizard.test_flags import ALL, marked

EARLIER = {"family_agreement": "said_no"}
DEPARTED = {"decision": "share", "reason": "She must know"}


def family(story):
    """Return the answers of a story in which the person said no before anyone asked what exactly they refuse."""
    found = next(one for one in ALL if one.id == story)
    assert found.facts | EARLIER == found.facts
    return found.facts


@pytest.mark.parametrize(
    ("story", "last", "became"),
    [
        ("kind-neighbour-at-the-gate", "everything", "overruled"),
        ("not-about-my-chest", "some_items", "narrowed"),
    ],
)
def test_to_share_against_the_advice_overrules_the_no_that_was_said_last(story, last, became):
    facts = family(story)
    assert facts["objection"] == last
    found = marked(library.current("family"), facts, departure=DEPARTED)
    assert {"without_consent", f"objection.{became}"} <= found
    assert ("overruled" in found) == (became == "overruled")


def test_where_only_the_rest_is_shared_that_the_last_no_left_the_earlier_one_is_not_settled():
    facts = family("in-hospital-but-not-why")
    assert "objection.narrowed" in marked(library.current("family"), facts)
