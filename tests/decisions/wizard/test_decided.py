"""The decision page: what to do, what to say, why; opened with an entry, by its maker alone."""

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest

from audit.ledger.errors import LedgerBusy
from audit.ledger.ids import new_id
from audit.ledger.models import Entry
from audit.ledger.queries import body_of
from decisions.wizard import actions
from decisions.wizard.models import Addendum, Decision, Disclosure
from decisions.wizard.views import decided
from portal.days import london_day
from portal.errors import NotAllowed
from tests.decisions.wizard.call import FAMILY, Call, errors, logged_in, surgery, title, words


@pytest.fixture
def made(willow, ada):
    call = surgery(willow.amira)
    call.confirm()
    return call


def page(call, name=""):
    return f"/decisions/{call.draft_id}/{name}"


def events(kind):
    return Entry.objects.filter(event=kind).count()


def test_it_says_what_to_do_what_to_say_why_and_what_happens_next(made):
    decision = Decision.objects.get()
    response = made.browser.get(page(made))
    said = words(response)
    for expected in (
        f"You can share their medicines and allergies Reference {decision.reference} – quote it if anyone asks",
        "What to do now Say only what you ticked.",
        "What to say To the health or care worker",
        "To the person it is about I told the health or care worker about your medicines and allergies",
        "Why It is for their own care",
        "A guide to confidentiality in health and social care, Rule 2, part A (2013)",
        "The eight Caldicott Principles, Principles 1 to 8 (8 December 2020)",
        "Your answers Is anyone in danger right now? No",
        "What happens next Nothing more for you. Priya Nair may look at this record.",
        "I have shared it Print",
        "Add something you forgot",
        "How did this work for you?",
    ):
        assert expected in said
    assert title(response) == f"Your decision {decision.reference} – Check before you share"
    assert "app-panel--blue" not in response.content.decode()
    assert re.search(r'data-copy="say-person"', response.content.decode())


def test_the_title_is_one_sentence_of_at_most_twelve_words(made):
    panel = re.search(r"<h1[^>]*>(.*?)</h1>", made.browser.get(page(made)).content.decode(), re.DOTALL)
    assert len(panel[1].split()) <= 12


def test_do_not_share_is_a_blue_panel_and_no_error(willow, ada):
    call = Call(willow.amira).say(*FAMILY, "WH-101", "asked", "not_asked")
    response = call.browser.get(call.confirm())
    assert "app-panel--blue" in response.content.decode()
    assert "Error" not in title(response)
    assert "I have shared it" not in words(response)
    assert "How much may the family member or friend know about how you are" in words(response)


@pytest.mark.parametrize(
    ("name", "event"), [("", "decision.opened"), ("flow/", "decision.opened"), ("print/", "decision.printed")]
)
def test_each_opening_leaves_an_entry_about_the_decision(made, name, event):
    before = events(event)
    assert made.browser.get(page(made, name)).status_code == 200
    assert events(event) == before + 1
    entry = Entry.objects.filter(event=event).latest("seq")
    assert str(entry.about_id) == made.draft_id
    assert body_of(entry)["actor"]["name"] == "Amira Khan"


@pytest.mark.parametrize("name", ["", "flow/", "print/"])
def test_what_cannot_be_recorded_is_not_shown(made, monkeypatch, name):
    def busy(**_):
        raise LedgerBusy

    monkeypatch.setattr(decided, "record_read", busy)
    response = made.browser.get(page(made, name))
    assert response.status_code == 503
    assert "medicines" not in response.content.decode()


@pytest.mark.parametrize("name", ["", "flow/", "print/", "add/", "shared/"])
def test_nobody_else_finds_it(made, willow, alder, name):
    for user in (willow.ben, willow.priya, willow.ruth, alder.amira, alder.priya):
        assert logged_in(user).get(page(made, name)).status_code == 404
    assert made.browser.get(f"/decisions/{uuid4()}/{name}").status_code == 404


def test_a_stranger_logs_in_first(made, client):
    assert client.get(page(made)).headers["Location"].startswith("/login/")


def test_the_page_is_the_same_later(made):
    assert words(made.browser.get(page(made))) == words(made.browser.get(page(made)))


def test_print_names_the_person_and_the_rules(made):
    said = words(made.browser.get(page(made, "print/")))
    assert "About Ada Bright (WH-101)." in said
    assert "version 2" in said


def test_something_forgotten_is_kept_beside_the_decision_once(made, ada):
    form = made.browser.get(page(made, "add/"))
    key = re.search(r'name="key" value="([^"]+)"', form.content.decode())[1]
    for _ in range(2):
        response = made.browser.post(
            page(made, "add/"), {"text": "She also asked about her diet", "key": key}
        )
        assert response.headers["Location"] == page(made)
    addendum = Addendum.objects.get()
    assert addendum.entry.event == "decision.added_to"
    assert str(addendum.entry.about_id) == made.draft_id
    assert addendum.entry.body.key_id == ada.key_id
    assert "She also asked about her diet" in words(made.browser.get(page(made)))


def test_adding_nothing_says_so(made):
    assert errors(made.browser.post(page(made, "add/"), {"text": ""})) == [
        ("#text", "Enter what you want to add")
    ]


def test_a_key_that_is_none_is_made_anew(made):
    for _ in range(2):
        made.browser.post(page(made, "add/"), {"text": "Again", "key": "nonsense"})
    assert Addendum.objects.count() == 2


def test_what_was_shared_with_whom_and_when_is_kept(made, ada):
    today = london_day()
    form = {
        "items": ["medicines"],
        "told": "Dr Shah",
        "on-day": today.day,
        "on-month": today.month,
        "on-year": today.year,
    }
    response = made.browser.post(
        page(made, "shared/"), form | {"note": "Not the allergies", "key": str(new_id())}
    )
    assert response.headers["Location"] == page(made)
    body = body_of(Disclosure.objects.get().entry)
    assert (body["items"], body["told"], body["on"], body["note"]) == (
        ["Medicines"],
        "Dr Shah",
        f"{today}",
        "Not the allergies",
    )
    assert "you told Dr Shah about Medicines" in words(made.browser.get(page(made)))


def test_sharing_is_not_in_the_future_and_only_what_was_ticked(made):
    later = london_day() + timedelta(days=1)
    form = {
        "items": ["medicines", "diagnosis"],
        "told": "",
        "on-day": later.day,
        "on-month": later.month,
        "on-year": later.year,
    }
    found = [sentence for _, sentence in errors(made.browser.post(page(made, "shared/"), form))]
    assert "Enter who you told" in found
    assert "The day you shared it must be today or in the past" in found
    assert "Select one of the answers on this page" in found
    assert not Disclosure.objects.exists()


def test_after_a_danger_what_was_shared_is_written(call, willow, ada):
    call.say("yes")
    call.go_on()
    call.say("WH-101", "Her insulin", "999").confirm()
    assert "What did you share?" in words(call.browser.get(page(call, "shared/")))
    today = london_day()
    form = {
        "what": "Her insulin dose",
        "told": "999",
        "on-day": today.day,
        "on-month": today.month,
        "on-year": today.year,
    }
    call.browser.post(page(call, "shared/"), form)
    assert body_of(Disclosure.objects.get().entry)["items"] == ["Her insulin dose"]


def test_only_the_maker_adds_and_a_key_serves_one_decision(made, willow):
    decision = Decision.objects.get()
    with pytest.raises(NotAllowed, match="Only the person who made it"):
        actions.add_to_decision(decision=decision, text="x", event_id=new_id(), by=willow.ben)
    with pytest.raises(NotAllowed, match="Only the person who made it"):
        actions.disclose(
            decision=decision,
            items=[],
            told="x",
            on=date(2026, 1, 1),
            note="",
            event_id=new_id(),
            by=willow.ben,
        )
    key = new_id()
    actions.add_to_decision(decision=decision, text="x", event_id=key, by=willow.amira)
    again = surgery(willow.amira)
    again.confirm()
    other = Decision.objects.get(pk=again.draft_id)
    with pytest.raises(NotAllowed, match="another decision"):
        actions.add_to_decision(decision=other, text="x", event_id=key, by=willow.amira)


def test_a_repeated_disclosure_is_one(made, willow):
    decision, key = Decision.objects.get(), new_id()
    words_ = {"items": ["Medicines"], "told": "Dr Shah", "on": date(2026, 1, 1), "note": ""}
    first = actions.disclose(decision=decision, **words_, event_id=key, by=willow.amira)
    assert actions.disclose(decision=decision, **words_, event_id=key, by=willow.amira) == first
    assert events("disclosure.made") == 1


@pytest.mark.parametrize("form", ["add", "shared"])
def test_a_form_with_the_key_of_something_else_is_told_kindly(made, ada, form):
    given = {"text": "More", "items": ["medicines"], "told": "Dr Elm", "note": "", "key": str(ada.pk)}
    given |= {"on-day": "1", "on-month": "5", "on-year": "2026"}
    response = made.browser.post(page(made, f"{form}/"), given)
    assert response.status_code == 503
    assert "This form was used on another page." in words(response)
