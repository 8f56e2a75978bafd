"""Whatever is typed, posted or asked for: a sentence beside the field or a kind page, and nothing typed is lost."""

import re

import pytest
from django.test import Client

from decisions.wizard.models import Draft
from tests.decisions.wizard.call import SURGERY, Call, errors, items, logged_in, words

HIDDEN = "Remove hidden characters that change the direction of the text, then type it again"
UNPRINTED = "Remove characters that cannot be printed, then type it again"


@pytest.fixture
def typing(call, ada):
    """A call that stands at a page with free text."""
    call.say("yes")
    call.go_on()
    return call.say("WH-101")


@pytest.mark.parametrize(
    "text",
    [
        "🙂 She laughed",
        "Zoë O’Brien-Núñez",
        "薬をください",
        "<script>alert(1)</script>",
        "{{ 7|add:7 }}",
        "'; --",
    ],
)
def test_text_of_every_kind_is_kept_as_it_is(typing, text):
    typing.say(text, "999")
    html = typing.see("check").content.decode()
    assert "<script>alert" not in html
    assert re.sub(r"\s+", " ", text) in words(typing.see("check"))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a\x00b", UNPRINTED),
        ("a\x1bb", UNPRINTED),
        ("a\u202eb", HIDDEN),
        ("a\u2066b", HIDDEN),
        ("", "Enter what you shared to keep them safe"),
        (" \n ", "Enter what you shared to keep them safe"),
    ],
)
def test_text_that_cannot_be_kept_is_explained_beside_the_field(typing, text, sentence):
    response = typing.post(text)
    assert response.status_code == 200
    assert errors(response) == [("#answer", sentence)]
    assert typing.page == "danger_what"


def test_a_lone_surrogate_sent_as_bytes_is_met_kindly(typing):
    response = typing.browser.post(
        typing.at, b"answer=a%ED%A0%80b", content_type="application/x-www-form-urlencoded"
    )
    assert response.status_code in {200, 302}


def test_a_megabyte_is_refused_with_the_limit_and_kept(typing):
    text = "word " * 200_000
    response = typing.post(text)
    assert errors(response) == [
        ("#answer", f"Use 2000 characters or fewer. You have used {len(text.strip())}")
    ]
    assert text[:5000] in response.content.decode()


def test_more_than_any_form_holds_is_a_kind_page(typing):
    sent = b"answer=" + b"x" * 9_000_000
    response = typing.browser.post(typing.at, sent, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 400
    assert "<h1" in response.content.decode()


@pytest.mark.parametrize("answer", ["nonsense", "\x00", "yes ", ["no", "yes"], "🙂"])
def test_an_option_that_is_not_offered_is_explained(call, answer):
    response = call.post(answer)
    if answer == ["no", "yes"]:
        assert response.status_code == 302, "a browser sends the last of two radios"
        return
    assert errors(response) == [("#answer", "Select one of the answers on this page")]


def test_an_item_that_is_not_offered_is_explained(call, ada):
    call.say(*SURGERY, "WH-101", "look_after", "would_expect")
    assert errors(call.post(items("medicines", "nonsense")))


@pytest.mark.parametrize("number", ["\x00", "９９９ ０００ ００１８", "x" * 500, "999\u202e0000018"])
def test_a_number_of_strange_characters_is_met_kindly(call, ada, number):
    call.say(*SURGERY)
    assert call.post({"answer": "Ada", "knows": "yes", "nhs_number": number}).status_code in {200, 302}


@pytest.mark.parametrize("name", ["🙂", "%", "_", "\\", "'", "a" * 200, "İ", "WH-101\u0000"])
def test_a_name_of_strange_characters_is_met_kindly(call, ada, name):
    call.say(*SURGERY)
    response = call.post(name)
    assert response.status_code in {200, 302}
    if response.status_code == 302:
        assert call.see().status_code == 200


def test_a_missing_token_shows_what_was_typed_again(willow, typing):
    browser = logged_in(willow.amira, enforce_csrf_checks=True)
    response = browser.post(typing.at, {"answer": "Her insulin"})
    assert response.status_code == 403
    carried = re.search(r'name="carry" value="([^"]+)"', response.content.decode())[1]
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', response.content.decode())[1]
    back = browser.post("/carry-on/", {"carry": carried, "csrfmiddlewaretoken": token})
    assert back.headers["Location"] == typing.at
    shown = browser.get(typing.at)
    assert "Her insulin" in shown.content.decode()
    assert not errors(shown)
    assert "Her insulin" not in browser.get(typing.at).content.decode(), "it was not saved"


def test_a_lost_log_in_shows_what_was_typed_again(willow, typing):
    stranger = Client()
    response = stranger.post(typing.at, {"answer": "Her insulin"})
    assert response.status_code == 200
    carried = re.search(r'name="carry" value="([^"]+)"', response.content.decode())[1]
    willow.amira.set_password("a long enough password")
    willow.amira.save()
    form = {
        "login": willow.amira.email,
        "password": "a long enough password",
        "carry": carried,
        "next": typing.at,
    }
    assert stranger.post("/login/", form).headers["Location"] == typing.at
    assert "Her insulin" in stranger.get(typing.at).content.decode()


@pytest.mark.parametrize(
    "page", ["danger", "check", "depart", "safe", "nobody", "whose/new", "whose/choose", "danger/register"]
)
def test_without_a_log_in_every_page_asks_for_one(call, page):
    stranger = Client()
    assert stranger.get(call.url(page)).headers["Location"].startswith("/login/")
    assert stranger.post(call.url(page), {"answer": "no"}).status_code in {200, 302, 405}
    assert Draft.objects.get().version == 1


@pytest.mark.parametrize("page", ["who", "whose", "items", "channel", "danger_what"])
@pytest.mark.parametrize("method", ["put", "delete", "patch", "options"])
def test_other_methods_are_refused(call, page, method):
    assert getattr(call.browser, method)(call.url(page)).status_code in {200, 405}


@pytest.mark.parametrize(
    "address",
    [
        "/decide/x/danger/",
        "/decisions/x/",
        "/decide//danger/",
        "/decide/6f2d1c0e-2d0b-4c37-9a55-9b1f0f6c9a11/",
    ],
)
def test_an_address_that_means_nothing_is_not_found(call, address):
    assert call.browser.get(address).status_code == 404


def test_every_form_beside_the_questions_refuses_strange_text(call, willow, ada):
    willow.objection(ada)
    call.say(*SURGERY, "WH-101", "look_after", "would_expect")
    assert errors(call.post({"stands": "worker", "reason": "a\u202eb"})) == [("#reason", HIDDEN)]
    call.say({"stands": "worker", "reason": "She said so"}, items("medicines"), "private")
    assert errors(call.post({"decision": "depart", "reason": "\x00"}, "depart")) == [("#reason", UNPRINTED)]
    assert errors(call.post({"decision": "follow", "reason": "\x00"}, "depart")) == []


def test_a_second_draft_is_no_way_round_the_first(call, willow):
    other = Call(willow.amira).say("no")
    assert call.see("who").headers["Location"] == call.url("danger")
    assert other.page == "who"
