"""Two people see to it that a training example names nobody."""

from __future__ import annotations

import pytest
from django.db import transaction

from audit.ledger.ids import new_id
from audit.ledger.models import Body, Entry
from audit.ledger.queries import body_of
from audit.oversight.review import queries
from audit.oversight.review.actions import check_example, examples, propose_example
from audit.oversight.review.models import Example
from audit.oversight.review.nameless import chosen, names_of, still_named, told, without_names
from portal.errors import NotAllowed
from tests.audit.oversight.desk_world import decided, reader, view

WORDS = {"title": "Somebody rings", "story": "They ask for tablets.", "why": "It is for their care."}


@pytest.fixture
def decision(willow, evidence):
    return decided(willow, body=evidence)


def proposed(place, decision, **given):
    return propose_example(
        **{"decision": decision, "sure": False, "event_id": new_id(), "by": place.priya} | WORDS | given
    )


def checked(example, by, **given):
    return check_example(
        **{"example": example, "joins": True, "note": "", "event_id": new_id(), "by": by} | given
    )


def test_it_joins_only_when_a_second_person_says_so(willow, decision):
    view(decision, willow.priya)
    example, gwen = proposed(willow, decision), reader(willow)
    assert queries.examples(willow.organisation) == []
    assert queries.unchecked(willow.organisation, viewer=gwen) == [example]
    assert queries.unchecked(willow.organisation, viewer=willow.priya) == []
    with pytest.raises(NotAllowed) as refusal:
        checked(example, willow.priya)
    assert refusal.value.sentence == examples.TWO_PEOPLE
    with pytest.raises(NotAllowed):
        checked(example, willow.amira)
    event_id = new_id()
    assert checked(example, gwen, event_id=event_id) == checked(example, gwen, event_id=event_id)
    with pytest.raises(NotAllowed) as refusal, transaction.atomic():
        checked(example, reader(willow, "Ann Other"))
    assert refusal.value.sentence == examples.CHECKED
    (story,) = queries.examples(willow.organisation)
    assert story == queries.example(willow.organisation, example.pk)
    assert story.title == "Somebody rings"


def test_whoever_says_no_says_what_is_to_be_changed_and_it_is_not_practised(willow, decision):
    view(decision, willow.priya)
    example, gwen = proposed(willow, decision), reader(willow)
    with pytest.raises(NotAllowed) as refusal:
        checked(example, gwen, joins=False)
    assert refusal.value.sentence == examples.WHY_NOT
    check = checked(example, gwen, joins=False, note="Leave the village out")
    assert body_of(Entry.objects.get(pk=check.pk))["note"] == "Leave the village out"
    assert queries.examples(willow.organisation) == []
    assert queries.unchecked(willow.organisation, viewer=gwen) == []
    assert queries.example(willow.organisation, example.pk) is None


def test_a_name_is_refused_unless_the_writer_is_sure_that_it_is_none(willow, decision):
    view(decision, willow.priya)
    with pytest.raises(examples.StillNamed) as refusal:
        proposed(willow, decision, story="Zebedee's niece asks about WH-101 and the elm.")
    assert refusal.value.words == ["Zebedee's", "WH-101", "elm"]
    assert proposed(willow, decision, story="They sat under an elm.", sure=True)


def test_it_is_kept_once_under_the_key_of_the_decision_and_says_no_reference(willow, decision):
    view(decision, willow.priya)
    event_id = new_id()
    first, again = (proposed(willow, decision, event_id=event_id) for _ in range(2))
    assert first == again
    assert Example.objects.count() == 1
    keys = {Body.objects.get(pk=each).key_id for each in (decision.pk, first.pk)}
    assert len(keys) == 1


@pytest.mark.parametrize("missing", list(WORDS))
def test_nothing_of_it_may_be_missing(willow, decision, missing):
    view(decision, willow.priya)
    with pytest.raises(NotAllowed):
        proposed(willow, decision, **{missing: " "})


def test_it_waits_until_everybody_has_given_their_view(willow, evidence):
    waiting = decided(willow, "public_interest", body=evidence)
    view(waiting, willow.priya)
    with pytest.raises(NotAllowed) as refusal:
        proposed(willow, waiting)
    assert refusal.value.sentence == examples.NOT_YET


def test_from_what_cannot_be_read_nothing_is_written(willow_kept, superuser, evidence):
    decision = decided(willow_kept, body=evidence)
    superuser.execute("ALTER TABLE audit_body DISABLE TRIGGER kept")
    superuser.execute("UPDATE audit_body SET sealed = sealed || 'x' WHERE entry_id = %s", [decision.pk])
    with pytest.raises(NotAllowed) as refusal:
        proposed(willow_kept, decision)
    assert refusal.value.sentence == examples.GONE


def test_only_what_was_chosen_from_a_list_is_left_of_a_case(evidence):
    evidence["answers"] = {
        "danger": "no", "agreement": "agreed", "agreement_also": "zebedee", "items": {"medicines": "For her leg"},
        "several": ["one_thing", "Another thing"], "odd": 5,
    }  # fmt: skip
    evidence["asked"].append(
        {"question": "several", "title": "Which?", "answer": ["One thing", "Another thing"]}
    )
    assert chosen(evidence) == {
        "danger": "no", "agreement": "agreed", "items": {"medicines": ""}, "several": ["one_thing"],
    }  # fmt: skip
    left = told(evidence)
    assert "Is anyone in danger right now? No" in left
    for typed in ("Zebedee", "breakfast", "moved away", "check a dose", "Elm"):
        assert typed not in left
    assert (chosen({}), told({})) == ({}, "")


def test_names_references_and_numbers_are_found_however_they_are_written(evidence):
    names = names_of(evidence)
    assert still_named("ZEBEDEE, canary’s, Wh-101", names) == ["ZEBEDEE", "canary’s", "Wh-101"]
    assert still_named("the file wh 101", names)
    assert still_named("Call 020 7946 0123 at 2 today", names) == ["020 7946 0123"]
    assert still_named("The surgery on a road", names) == []
    assert without_names("Zebedee rang 0161 496 0000", names) == "[left out] rang [left out]"
