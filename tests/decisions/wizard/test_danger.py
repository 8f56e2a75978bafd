"""Danger first: advice at once, a reminder for a day, and a way to say that nobody was in danger."""

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
    said = words(danger.see())
    assert "Keep them safe first" in said
    assert "Call 999" in said
    assert "even if they have not agreed" in said
    assert "I have dealt with it – continue" in said


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
    danger.at = danger.url("danger_whose")
    danger.say("WH-101", "I told the ambulance about her insulin", "999")
    assert danger.page == "check"
    response = danger.browser.get(danger.confirm())
    assert "app-panel--blue" not in response.content.decode()
    assert "Call 999" in words(response)
    decision = Decision.objects.get()
    assert decision.outcome == "danger_share"
    assert decision.individual == ada
    assert "urgent" in decision.entry.flags
    assert not queries.open_reminders(willow.amira).exists()


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
