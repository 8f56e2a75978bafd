"""Somebody whose access ended finds nothing of what they did there, and all of it stays as it was."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse

from audit.assurance.access.actions import end_access
from audit.ledger.models import Entry
from audit.oversight.concerns.actions import raise_concern
from audit.oversight.review import actions as review
from audit.oversight.review.actions import After, Task
from audit.oversight.review.models import FollowUp, Review
from decisions.wizard.models import Decision
from portal.days import london_day
from tests.decisions.wizard.call import Call, surgery, words


@pytest.fixture
def left(willow, ada) -> Call:
    """Amira decided, was asked something by Priya, raised a concern, began another call, and left."""
    call = surgery(willow.amira)
    call.at = call.confirm()
    entry = Entry.objects.get(pk=Decision.objects.get().entry_id)
    said = {"words": "Well done", "note": "", "turn": 0, "event_id": uuid4()}
    after = After(task=Task("Tell her", london_day()))
    review.review(decision=entry, finding="yes_with_advice", after=after, by=willow.priya, **said)
    raise_concern(organisation=willow.organisation, about="rules", text="A door stood open", by=willow.amira)
    Call(willow.amira, call.browser)
    membership = willow.at(willow.amira)
    end_access(membership=membership, reason="She moved away", event_id=uuid4(), by=willow.ruth)
    return call


def test_nothing_of_it_is_theirs_to_read(left):
    get = left.browser.get
    pages = [left.at, f"{left.at}print/", f"{left.at}flow/"]
    pages += [reverse("review:to_do", args=[FollowUp.objects.get().pk])]
    pages += [reverse("review:said", args=[Review.objects.get().pk])]
    pages += [reverse("letters:form", args=[Decision.objects.get().pk])]
    assert {path: get(path).status_code for path in pages} == dict.fromkeys(pages, 404)
    assert Decision.objects.get().reference not in words(get("/decisions/"))
    assert "There are none here." in words(get(reverse("raising:mine")))
    assert "Ada" not in words(get("/"))


def test_all_of_it_stays_as_it_was(left):
    assert Decision.objects.get().worker == left.user
    assert Entry.objects.filter(event="decision.made").count() == 1
