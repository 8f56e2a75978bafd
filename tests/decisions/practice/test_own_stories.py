"""A story from the organisation's own decisions: nobody is named in it, two people saw to that, and it is practised."""

from __future__ import annotations

import re
from uuid import UUID, uuid4

import pytest

from audit.ledger.models import Entry
from audit.oversight.review import queries
from audit.oversight.review.actions import check_example, propose_example, review
from audit.oversight.review.models import Example
from decisions.practice import own
from tests.decisions.practice.test_practice import Practice
from tests.decisions.wizard.call import Call, errors, items, logged_in, words

TOLD = {
    "title": "The surgery rings about somebody's tablets",
    "story": "A nurse rings. You know the number.",
    "why": "She would expect it.",
}


@pytest.fixture
def decision(willow):
    """Amira shared Ada Bright's medicines with the surgery."""
    willow.ada()
    call = Call(willow.amira).say("no", "care_worker", {"answer": "called_back", "also": "Elm Road Surgery"})
    call.say("WH-101", "look_after", "would_expect", items("medicines", reason="Ada is dizzy"), "private")
    return Entry.objects.get(pk=UUID(call.confirm().split("/")[2]))


def judged(willow, decision, finding="yes", words=""):
    given = {"finding": finding, "words": words, "note": "", "turn": 0, "event_id": uuid4()}
    return review(decision=decision, by=willow.priya, **given)


def story(willow, decision, **changes):
    made = propose_example(decision=decision, **TOLD | changes, sure=False, event_id=uuid4(), by=willow.priya)
    check_example(example=made, joins=True, note="", event_id=uuid4(), by=willow.ruth)
    return made


def test_the_beginning_holds_what_was_chosen_and_nothing_that_was_typed(willow, decision):
    judged(willow, decision)
    page = logged_in(willow.priya).get(f"/desk/review/{decision.pk}/example/")
    begun = re.search(r"<textarea[^>]*name=\"story\".*?</textarea>", page.content.decode(), re.DOTALL)[0]
    assert "Who is asking? Health or care worker looking after them" in begun
    assert "Medicines" in begun
    for typed in ("Ada", "Bright", "WH-101", "Elm Road", "dizzy", "Amira", "Priya"):
        assert typed not in begun, typed


def test_a_name_is_found_before_it_is_sent_to_be_checked(willow, decision):
    judged(willow, decision)
    browser, address = logged_in(willow.priya), f"/desk/review/{decision.pk}/example/"
    page = browser.post(address, TOLD | {"story": "Ada’s daughter rings 020 7946 0123.", "key": str(uuid4())})
    ((_, sentence),) = errors(page)
    assert sentence == "Take out what may say who it was: Ada’s, 020 7946 0123"
    assert "daughter rings" in page.content.decode(), "what was typed is lost"
    assert not Example.objects.exists()
    assert browser.post(address, TOLD | {"key": str(uuid4())}).status_code == 302
    assert Example.objects.count() == 1


def test_a_second_person_reads_it_and_then_it_is_practised(willow, decision):
    judged(willow, decision)
    made = propose_example(decision=decision, **TOLD, sure=False, event_id=uuid4(), by=willow.priya)
    worker, writer, manager = (logged_in(each) for each in (willow.amira, willow.priya, willow.ruth))
    assert TOLD["title"] not in words(worker.get("/practice/"))
    assert worker.get("/desk/review/examples/").status_code == 404
    assert worker.get(f"/desk/review/examples/{made.pk}/").status_code == 404
    assert TOLD["title"] in words(manager.get("/desk/review/examples/"))
    assert "somebody else checks it" in words(writer.get(f"/desk/review/examples/{made.pk}/"))
    address = f"/desk/review/examples/{made.pk}/"
    assert "found none" in words(manager.get(address))
    assert errors(manager.post(address, {"joins": "no", "key": str(uuid4())})) == [
        ("#note", "Write what is to be changed")
    ]
    assert manager.post(address, {"joins": "yes", "key": str(uuid4())}).status_code == 302
    assert "Ruth Bell checked it" in words(manager.get(address))
    assert "Nothing waits here" in words(manager.get("/desk/review/examples/"))
    listed = words(worker.get("/practice/"))
    assert "From your own organisation" in listed
    assert TOLD["title"] in listed
    practice = Practice(willow.amira, str(made.pk))
    end = practice.say(
        "no", "care_worker", {"answer": "called_back", "also": ""}, "Somebody", "look_after", "would_expect",
        items("medicines"), "private",
    )  # fmt: skip
    assert "Yes, that is right" in words(end)
    assert TOLD["why"] in words(end)
    assert TOLD["title"] in words(worker.get("/practice/yours/"))


def test_an_entry_of_an_example_holds_codes_and_the_words_of_its_writer(willow, decision):
    judged(willow, decision)
    made = story(willow, decision)
    (told,) = queries.examples(willow.organisation)
    assert told.answers == {
        "danger": "no", "who": "care_worker", "identity": "called_back", "purpose": "look_after",
        "agreement": "would_expect", "items": {"medicines": ""}, "channel": "private",
    }  # fmt: skip
    assert (told.id, told.door, told.title) == (made.pk, "care-team", TOLD["title"])


def test_a_decision_that_is_not_to_be_copied_is_a_story_to_read(willow, decision):
    judged(willow, decision, "no", "Call back first")
    made = story(willow, decision)
    browser = logged_in(willow.amira)
    assert TOLD["title"] in words(browser.get("/practice/"))
    page = browser.get(f"/practice/story/{made.pk}/")
    assert TOLD["why"] in words(page)
    assert ">Start<" not in page.content.decode()
    assert browser.post(f"/practice/story/{made.pk}/").status_code == 404


def test_a_story_is_only_read_once_the_questions_lead_elsewhere(willow, decision, monkeypatch):
    judged(willow, decision)
    story(willow, decision)
    (found,) = own.own_stories(willow.organisation)
    assert found.scenario is not None
    monkeypatch.setattr("decisions.practice.own.NOTED", frozenset())
    told = queries.examples(willow.organisation)[0]
    monkeypatch.setattr("audit.oversight.review.queries.examples", lambda _: [_other(told)])
    (found,) = own.own_stories(willow.organisation)
    assert found.scenario is None


def _other(told):
    return type(told)(**{name: getattr(told, name) for name in told.__slots__} | {"outcome": "gone"})


def test_another_organisation_never_sees_it(willow, alder, decision):
    judged(willow, decision)
    made = story(willow, decision)
    browser = logged_in(alder.amira)
    assert TOLD["title"] not in words(browser.get("/practice/"))
    assert browser.get(f"/practice/story/{made.pk}/").status_code == 404
    assert logged_in(alder.ruth).get(f"/desk/review/examples/{made.pk}/").status_code == 404
    assert logged_in(alder.priya).get(f"/desk/review/{decision.pk}/example/").status_code == 404
