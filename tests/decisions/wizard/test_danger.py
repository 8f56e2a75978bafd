"""Danger first: advice at once, a reminder for a day, and a way to say that nobody was in danger."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from audit.ledger.models import Entry
from audit.ledger.queries import body_of
from decisions.wizard import actions, queries
from decisions.wizard.models import Decision, Draft, Reminder, ReminderEnd
from decisions.wizard.tasks import delete_old_drafts
from portal.errors import NotAllowed
from tests.decisions.wizard.call import Call, errors, logged_in, words


@pytest.fixture(params=["yes", "not_sure"])
def danger(call, request):
    return call.say(request.param)


def test_one_answer_leads_to_what_protects_now(danger):
    assert danger.page == "safe"
    html, said = danger.see().content.decode(), words(danger.see())
    assert "Keep them safe first" in said
    main = html[html.index("<main") :]
    assert main.index('href="tel:999"') == main.index('href="'), "999 is the first thing to tap"
    assert "even if they have not agreed" in said
    assert "Do not tell a caller where someone is" in said
    assert "reminder for you to record it within 24 hours" in said


def test_the_recipient_is_chosen_below_999(danger):
    danger.at = danger.url("danger_to")
    html = danger.see().content.decode().partition("<main")[2]
    assert html.index('href="tel:999"') < html.index("Who will you tell to keep them safe?")
    assert not re.search(r"<input[^>]* checked", html)


def test_the_advice_leaves_an_entry_and_a_reminder_for_24_hours(danger, willow):
    reminder = Reminder.objects.get()
    assert str(reminder.draft) == danger.draft_id
    assert timedelta(hours=23, minutes=59) < reminder.due_at - timezone.now() <= timedelta(hours=24)
    assert danger.draft().due_at == reminder.due_at
    assert reminder.entry.event == "danger.advised"
    assert body_of(reminder.entry)["draft"] == danger.draft_id
    assert list(queries.open_reminders(willow.amira)) == [reminder]


def test_answering_again_leaves_no_second_reminder(danger):
    for answer in ("yes", "not_sure", "yes"):
        danger.post(answer, "danger")
        assert danger.page == "safe"
    assert Reminder.objects.count() == Entry.objects.filter(event="danger.advised").count() == 1


def test_the_home_page_reminds_and_says_when_it_is_late(danger, willow):
    browser = danger.browser
    assert "Someone may be in danger" in words(browser.get("/"))
    with time_machine.travel(timezone.now() + timedelta(hours=25), tick=True):
        assert queries.unfinished(willow.amira)[0]["overdue"]
        assert "Overdue" in words(logged_in(willow.amira).get("/"))


def test_the_danger_path_records_what_was_shared_and_with_whom(danger, willow, ada):
    danger.go_on("emergency").say("WH-101", "I told the ambulance about her insulin", "The operator")
    assert danger.page == "check"
    response = danger.browser.get(danger.confirm())
    assert "app-panel--blue" not in response.content.decode()
    assert "Call 999" in words(response)
    decision = Decision.objects.get()
    assert decision.outcome == "danger_share"
    assert decision.individual == ada
    assert "urgent" in decision.entry.flags
    assert not queries.open_reminders(willow.amira).exists()
    kept = body_of(decision.entry)["recipient"]
    assert kept["asks"] == "Someone may be in danger"
    assert kept["who"] == kept["told"] == "999: The operator"
    assert "Share to keep someone safe" in words(danger.browser.get("/"))


@pytest.mark.parametrize(
    ("to", "named"),
    [
        ("emergency", "999"),
        ("police", "the police"),
        ("safeguarding", "the safeguarding team"),
        ("clinician", "the doctor, nurse or crew"),
    ],
)
def test_the_words_name_the_recipient(call, ada, to, named):
    call.say("yes").go_on(to).say("WH-101", "Her insulin", "Sam Hill")
    said = words(call.browser.get(call.confirm()))
    assert f"Tell only {named}." in said
    assert f"What to say To {named} I am telling you this to keep someone safe." in said


def test_a_caller_who_was_checked_is_named_as_the_worker_named_them(call, ada):
    call.say("yes").go_on("caller").say("professional", "WH-101", "Her insulin", "Dr Elm, Elm Road Surgery")
    said = words(call.browser.get(call.confirm()))
    assert "Tell only Dr Elm, Elm Road Surgery." in said
    assert body_of(Decision.objects.get().entry)["recipient"]["told"] == "Dr Elm, Elm Road Surgery"


@pytest.mark.parametrize("known", ["unchecked", "may_be_danger", "not_sure"])
@pytest.mark.parametrize("answer", ["yes", "not_sure"])
def test_a_caller_whom_nobody_checked_learns_nothing(call, ada, answer, known):
    """My wife is in danger, which home is she in?"""
    call.say(answer).go_on("caller").say(known, "WH-101")
    assert call.page == "check"
    response = call.browser.get(call.confirm())
    said = words(response)
    assert "Call 999 yourself, and tell the caller nothing" in said
    assert "app-panel--blue" in response.content.decode()
    assert '<a class="app-nowrap" href="tel:999">Call 999</a> now' in response.content.decode()
    assert "Do not say if the person lives here, where they are or how they are." in said
    assert "I cannot say who is here or where anyone is." in said
    assert "You can share" not in said
    decision = Decision.objects.get()
    assert decision.outcome_kind == "safeguard"
    kept = body_of(decision.entry)["recipient"]
    assert kept["told"] == ""
    assert kept["who"] == "a caller whom nobody has checked"
    shared = call.browser.get(f"/decisions/{decision.pk}/shared/").content.decode()
    assert "a caller whom" not in shared
    assert "Call for help, and tell the caller nothing" in words(call.browser.get("/"))


def test_who_only_wants_to_know_is_told_nothing_and_who_may_be_hurt_is_warned(call, willow, ada):
    call.say("yes").go_on("someone_else").say("no", "WH-101")
    assert "tell the caller nothing" in words(call.browser.get(call.confirm()))
    warned = Call(willow.amira).say("yes").go_on("someone_else")
    warned.say("may_be_hurt", "WH-101", "To stay away from the gate", "Jo Hart, next door")
    said = words(warned.browser.get(warned.confirm()))
    assert "Tell only Jo Hart, next door" in said
    assert "Say nothing about the person's health or where they are." in said


def test_nobody_in_danger_after_all_needs_a_reason_and_ends_the_reminder(danger, willow):
    danger.post("no", "danger")
    assert danger.page == "nobody"
    assert errors(danger.post({"reason": " "})) == [
        ("#reason", "Explain how you know that nobody is in danger, in a few words")
    ]
    danger.say({"reason": "She was asleep"})
    assert danger.page == "who"
    end = ReminderEnd.objects.get()
    assert end.entry.event == "danger.ended"
    assert end.entry.about_id == end.reminder_id
    assert body_of(end.entry)["reason"] == "She was asleep"
    assert danger.draft().due_at is None
    assert not queries.open_reminders(willow.amira).exists()


def test_the_end_can_be_reached_from_the_interruption(danger):
    assert f'href="{danger.url("nobody")}"' in danger.see("safe").content.decode()


def test_without_danger_these_pages_lead_on(call):
    for page in ("safe", "nobody"):
        assert call.see(page).headers["Location"] == call.url("danger")
    call.say("no")
    for page in ("safe", "nobody"):
        assert call.see(page).headers["Location"] == call.url("who")


def test_actions_refuse_a_draft_that_is_gone_or_another_s(call, willow):
    draft = call.draft()
    with pytest.raises(NotAllowed):
        actions.advise_danger(draft=draft, answer="yes", by=willow.ben)
    with pytest.raises(NotAllowed, match="no reminder"):
        actions.end_danger(draft=draft, reason="Nobody", by=willow.amira)
    Draft.objects.filter(pk=draft.pk).delete()
    for refused in (
        lambda: actions.advise_danger(draft=draft, answer="yes", by=willow.amira),
        lambda: actions.end_danger(draft=draft, reason="Nobody", by=willow.amira),
    ):
        with pytest.raises(NotAllowed, match="recorded already"):
            refused()


def test_old_drafts_go_after_seven_days_but_not_one_that_records_a_danger(call, willow):
    dangerous = Call(willow.amira).say("yes")
    fresh = Call(willow.amira)
    week = timezone.now() - timedelta(days=7, minutes=1)
    for each in (call, dangerous):
        draft = each.draft()
        type(draft).objects.filter(pk=draft.pk).update(updated_at=week)
    assert delete_old_drafts() == 1
    assert delete_old_drafts() == 0
    assert call.see().status_code == 404
    assert dangerous.see("safe").status_code == 200
    assert fresh.see().status_code == 200
