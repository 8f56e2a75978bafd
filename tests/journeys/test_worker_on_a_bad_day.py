"""A care worker's journey when things go wrong: wrong buttons, two tabs, a lost log-in, no mouse, no answer."""

from __future__ import annotations

import re

import pytest
from django.contrib.sessions.models import Session

from decisions.demo_cast import PASSWORD
from decisions.wizard.models import Decision, Disclosure
from tests.journeys.conftest import DESK, Arrive
from tests.journeys.eye import axe_says
from tests.journeys.person import Person
from tests.journeys.short import DAUGHTER, SURGERY, begin, decide

AMIRA = "amira@willow.example"
CHECK = "Check your answers before you record this decision"
AGREEMENT = "Does the person know, and are they happy with it?"


def chosen(me: Person) -> str | None:
    """Return the value of the radio that is selected, or None."""
    marked = me.page.locator("main input[type=radio]:checked")
    return marked.get_attribute("value") if marked.count() else None


def log_in(me: Person) -> None:
    """Type the address and the password."""
    me.write("Email address", AMIRA)
    me.page.locator('input[name="password"]').fill(PASSWORD)
    me.press("Log in")


def test_back_and_forward_keep_answers_also_ahead(amira: Person) -> None:
    amira.open(begin(AMIRA, SURGERY[:5]))
    assert amira.heading == AGREEMENT
    amira.answer("They would expect it and have not objected")
    assert amira.heading == "What do they need to know?"
    amira.back()
    assert chosen(amira) == "would_expect"
    amira.follow("Back")
    assert amira.heading == "What do they need it for?"
    assert chosen(amira) == "look_after"
    # Continue unchanged: the answers ahead are still there.
    amira.press("Continue")
    assert chosen(amira) == "would_expect"
    amira.back()
    amira.forward()
    assert amira.heading == AGREEMENT
    assert chosen(amira) == "would_expect"


def test_changing_an_answer_asks_what_is_new_and_says_what_was_dropped(amira: Person) -> None:
    amira.open(begin(AMIRA, SURGERY))
    assert amira.heading == CHECK
    amira.follow(re.compile("^Change who is asking"))
    assert chosen(amira) == "care_worker"
    amira.answer("Family member, friend or unpaid carer")
    banner = amira.page.get_by_role("region", name="You changed an answer")
    assert "What do they need it for?" in banner.inner_text()
    assert amira.heading == "Why would you tell them?"
    amira.answer("They asked to be told about this person")
    amira.answer("Yes, they told me", question="Did the person agree")
    # Nothing else is new, so this leads straight back.
    assert amira.heading == CHECK
    assert "What do they need it for?" not in amira.rows()
    assert amira.rows()["What do they need to know?"].startswith("Medicines: To prescribe")
    amira.follow(re.compile("^Change how will you share it"))
    amira.press("Continue")
    assert amira.heading == CHECK


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_double_click_on_confirm_records_one_decision(arrive: Arrive, scripts: bool) -> None:
    me = arrive(AMIRA, scripts=scripts)
    me.open(begin(AMIRA, SURGERY))
    # The second click may break off the answer to the first.
    me.page.get_by_role("button", name="Confirm and save").dblclick(no_wait_after=True)
    me.page.wait_for_url("**/decisions/*/")
    assert me.heading == "You can share their medicines and allergies"
    assert Decision.objects.count() == 1


def test_two_tabs_and_the_back_button_after_recording(amira: Person) -> None:
    check = begin(AMIRA, SURGERY)
    amira.open(check)
    other = amira.another_tab()
    other.open(check)
    amira.press("Confirm and save")
    first, address = amira.heading, amira.path
    other.press("Confirm and save")
    assert (other.heading, other.path) == (first, address)
    assert Decision.objects.count() == 1
    # Back leads to the decision, not to a page on which it could be recorded again.
    amira.open(check)
    assert amira.path == address


def test_two_tabs_on_one_draft_never_mix_two_ways(amira: Person) -> None:
    purpose = begin(AMIRA, SURGERY[:4])
    amira.open(purpose)
    other = amira.another_tab()
    other.open(purpose)
    amira.answer("To look after this person")
    other.answer("To look after this person, but I do not know their part in the care")
    assert other.heading == "Are they part of this person's care?"
    amira.answer("They would expect it and have not objected", question=AGREEMENT)
    # The first tab's answer came from a way that no longer leads there: it is asked where the draft now stands.
    assert amira.heading == "Are they part of this person's care?"


def test_adding_what_was_forgotten_and_what_was_shared(amira: Person) -> None:
    decided = decide(AMIRA, SURGERY)
    amira.open("/decisions/")
    assert "Ada" not in amira.words
    amira.follow(decided.reference)
    amira.follow("Add something you forgot")
    amira.press("Save")
    assert amira.errors() == ["Enter what you want to add"]
    amira.write("What do you want to add?", "The surgery called again at 9")
    amira.press("Save")
    assert "The surgery called again at 9" in amira.words

    amira.press("I have shared it")
    assert amira.heading == "Record what you shared"
    amira.choose("Medicines")
    assert amira.page.get_by_role("textbox", name="Who did you tell?").input_value() == "Elm Road Surgery"
    amira.press("Save")
    assert amira.heading == "You can share their medicines and allergies"
    assert re.search(r"you told Elm Road Surgery about Medicines", amira.words)
    assert Disclosure.objects.count() == 1


def test_on_paper_and_on_the_flow(arrive: Arrive) -> None:
    decided = decide(AMIRA, SURGERY)
    me = arrive(AMIRA, width=DESK)
    me.open(f"/decisions/{decided.pk}/")
    me.follow("Print")
    assert me.heading == "You can share their medicines and allergies"
    for told in (decided.reference, "Ada Bright", "Amira Khan", "Willow Care", "What to say", "Rule 2"):
        assert told in me.words
    me.page.emulate_media(media="print")
    assert not me.page.locator(".app-header, header").first.is_visible()
    assert not me.page.get_by_role("button").first.is_visible()
    me.page.screenshot(path=me.eye.folder / "on-paper.png", full_page=True)
    me.page.emulate_media(media="screen")
    me.follow("Back")
    me.follow("See your way to this decision")
    me.follow("See your way on the whole flow")
    assert "(your answer)" in me.words


def test_a_question_with_the_keyboard_alone(arrive: Arrive) -> None:
    me = arrive(AMIRA, width=DESK)
    me.start()
    radio = me.page.get_by_role("radio", name="No", exact=True)
    unlit = radio.locator("..").screenshot()
    me.tab_to("answer")
    assert radio.locator("..").screenshot() != unlit, "nobody can see where the focus is"
    assert chosen(me) is None, "moving to the answers chose one"
    me.page.keyboard.press("Space")
    assert chosen(me) == "no"
    me.tab_to_button("Continue")
    lit = me.page.locator(":focus").screenshot()
    with me.turning():
        me.page.keyboard.press("Enter")
    assert me.heading == "Who is asking?"
    assert lit != me.page.get_by_role("button", name="Continue").screenshot(), (
        "Continue looks the same in focus"
    )
    # The arrows move the choice, as in any group of radios, and the skip link leads past the header.
    me.page.keyboard.press("Tab")
    assert me.page.locator(":focus").inner_text() == "Skip to main content"
    me.page.keyboard.press("Enter")
    me.tab_to("answer")
    me.page.keyboard.press("ArrowDown")
    assert chosen(me) == "care_worker"


def test_the_error_summary_of_every_question_leads_to_a_control(amira: Person) -> None:
    for place in range(len(SURGERY)):
        amira.open(begin(AMIRA, SURGERY[:place]))
        heading = amira.heading
        amira.press("Continue")
        assert amira.heading == heading
        assert amira.page.title().startswith("Error: ")
        summary = amira.page.locator(".nhsuk-error-summary")
        assert "There is a problem" in summary.inner_text()
        assert summary.evaluate("each => each === document.activeElement"), (
            f"no focus on the summary: {heading}"
        )
        assert len(amira.errors()) == 1
        summary.get_by_role("link").click()
        focused = amira.page.locator(":focus")
        assert focused.evaluate("each => each.tagName") in {"INPUT", "TEXTAREA"}
        assert focused.is_visible()


def test_a_dead_session_keeps_what_was_typed(amira: Person) -> None:
    items = begin(AMIRA, SURGERY[:6])
    amira.open(items)
    amira.choose("Medicines", "Diagnosis")
    amira.reason_for("Medicines").fill("To prescribe safely")
    amira.reason_for("Diagnosis").fill("Half a thought")
    Session.objects.all().delete()
    amira.press("Continue")
    assert amira.heading == "You have been logged out"
    assert "Your answer is kept" in amira.words
    log_in(amira)
    assert amira.path == items
    assert amira.reason_for("Medicines").input_value() == "To prescribe safely"
    assert amira.reason_for("Diagnosis").input_value() == "Half a thought"
    assert amira.option("Medicines").is_checked()
    # It was shown, not saved: whoever comes back to the draft is asked.
    other = amira.another_tab()
    other.open(items)
    assert not other.option("Medicines").is_checked()
    amira.press("Continue")
    assert amira.heading == "How will you share it?"


def test_an_old_page_without_its_cookies_keeps_what_was_typed(amira: Person) -> None:
    items = begin(AMIRA, SURGERY[:6])
    amira.open(items)
    amira.choose("Allergies")
    amira.reason_for("Allergies").fill("She reacts to penicillin")
    amira.page.context.clear_cookies()
    amira.press("Continue", status=403)
    assert amira.heading == "Press Continue to carry on"
    amira.press("Continue")
    log_in(amira)
    assert amira.path == items
    assert amira.reason_for("Allergies").input_value() == "She reacts to penicillin"


def test_time_runs_out(amira: Person) -> None:
    items = begin(AMIRA, SURGERY[:6])
    amira.page.clock.install()
    amira.open(items)
    dialog = amira.page.get_by_role("dialog", name="Are you still there?")
    amira.page.clock.fast_forward("12:30")
    assert not dialog.is_visible()
    amira.page.clock.fast_forward("00:45")
    dialog.wait_for()
    assert "2 minutes" in dialog.inner_text()
    assert dialog.locator(":focus").count() == 1, "the focus is not in the dialog"
    amira.page.screenshot(path=amira.eye.folder / "still-there-360.png")
    assert axe_says(amira.page) == []
    with amira.page.expect_response("**/stay/") as stayed:
        dialog.get_by_role("button", name="Stay logged in").click()
    assert stayed.value.status == 204
    dialog.wait_for(state="hidden")

    amira.choose("Medicines")
    amira.reason_for("Medicines").fill("To prescribe safely")
    with amira.turning():
        amira.page.clock.fast_forward("16:00")
    assert amira.heading == "You have been logged out"
    assert Session.objects.count() == 1, "only the session of the short way is left"
    log_in(amira)
    assert amira.path == items
    assert amira.reason_for("Medicines").input_value() == "To prescribe safely"


def test_somebody_the_register_does_not_know(amira: Person) -> None:
    amira.open(begin(AMIRA, SURGERY[:3]))
    amira.name("Nora Quill")
    assert amira.heading == "We could not find them"
    amira.write("The reference you use at work", "WH-999")
    amira.write("Why do you need to add them?", "She moved in today")
    amira.press("Continue with someone new")
    assert amira.heading == "What do they need it for?"
    amira.open(begin(AMIRA, SURGERY[:3]))
    amira.choose("Yes")
    amira.write("NHS number", "999 000 0011")
    amira.write("Whose information is it?", "Ada")
    amira.press("Continue")
    assert len(amira.errors()) == 1
    assert amira.page.get_by_role("textbox", name="Whose information is it?").input_value() == "Ada"


def test_a_draft_is_kept_and_leads_back_to_its_question(amira: Person) -> None:
    amira.open(begin(AMIRA, DAUGHTER[:4]))
    amira.follow("Save and come back later")
    assert "Not finished (1)" in amira.words
    assert "Beryl" not in amira.words
    amira.follow(re.compile("^Continue with"))
    assert amira.heading == "Why would you tell them?"
