"""What to say on the telephone: the one who asks by name, and a sentence to go on with for each thing ticked."""

from __future__ import annotations

import re

from audit.ledger.queries import body_of
from decisions.wizard import body
from decisions.wizard.models import Decision
from tests.decisions.wizard.call import Call, items, words


def daughter(willow, *ticked):
    """The daughter asks, and Ada agreed."""
    call = Call(willow.amira).say("no", "family")
    return call.say("known_in_person", "WH-101", "asked", "agreed", items(*ticked), "private")


def test_each_ticked_item_begins_a_sentence_that_the_worker_ends(willow, ada):
    call = daughter(willow, "medicines", "allergies")
    response = call.browser.get(call.confirm())
    said = words(response)
    assert "About Ada Bright: They take … They are allergic to …" in said
    assert "Say what is true today where you see the dots. We do not keep it here." in said
    spoken = re.search(r'id="say-asker">(.*?)</div>', response.content.decode(), re.DOTALL)
    assert spoken
    assert spoken[1].index("They take …") < spoken[1].index("They are happy for you to know this")


def test_they_are_kept_in_the_record_as_they_were_shown(willow, ada):
    daughter(willow, "medicines", "recent_changes").confirm()
    kept = body_of(Decision.objects.get().entry)["advice"]
    assert kept["slots"] == ["They take …", "What has changed is …"]


def test_what_has_no_slot_leaves_no_gap(willow, ada):
    call = daughter(willow, "something_else")
    said = words(call.browser.get(call.confirm()))
    assert "…" not in said
    assert "where you see the dots" not in said


def test_where_nothing_is_shared_nothing_is_begun(willow, ada):
    call = Call(willow.amira).say("no", "family", "known_in_person", "WH-101", "asked", "not_asked")
    said = words(call.browser.get(call.confirm()))
    assert "…" not in said
    assert body_of(Decision.objects.get().entry)["advice"]["slots"] == []


def test_the_words_are_to_the_one_who_asks_by_the_name_the_worker_gave(willow, ada):
    call = Call(willow.amira).say("no", "family")
    call.say({"answer": "known_in_person", "also": "Sarah Bright"})
    call.say("WH-101", "asked", "agreed", items("medicines"), "private")
    said = words(call.browser.get(call.confirm()))
    assert "What to say To Sarah Bright About Ada Bright:" in said
    assert "I told Sarah Bright about your medicines." in said


def test_a_record_of_before_has_no_gaps_and_shows_the_general_words(willow, ada, monkeypatch):
    """A decision that was kept before there were gaps, or a name for the one who asks."""
    whole = body.body

    def as_before(*given, **more):
        kept = whole(*given, **more)
        for name in ("slots", "untold"):
            kept["advice"].pop(name)
        for name in ("called", "told"):
            kept["recipient"].pop(name)
        return kept

    monkeypatch.setattr(body, "body", as_before)
    call = daughter(willow, "medicines")
    said = words(call.browser.get(call.confirm()))
    assert "To the one who asks They are happy for you to know this" in said
    assert "To the person it is about I told" in said
    shared = call.browser.get(f"/decisions/{Decision.objects.get().pk}/shared/")
    assert shared.status_code == 200
