"""One question a page: every answer is kept, no page is skipped, and what no longer applies is said."""

import re
from uuid import uuid4

import pytest

from audit.ledger.models import Entry
from decisions.rulesets import library
from decisions.wizard import drafts
from decisions.wizard.models import Draft
from portal.models import Membership, User
from tests.decisions.wizard.call import FAMILY, SURGERY, Call, items, logged_in, surgery, title, words


def test_start_begins_a_draft_with_the_question_about_danger(call):
    assert call.page == "danger"
    assert title(call.see()) == "Is anyone in danger right now? – Check before you share"


def test_start_is_a_post(willow):
    assert logged_in(willow.amira).get("/decide/start/").status_code == 405


def test_somebody_without_a_place_is_told_whom_to_ask(db):
    user = User.objects.create_user("new@example.com", full_name="New Person")
    response = logged_in(user).post("/decide/start/")
    assert response.status_code == 403
    assert "Ask your manager" in words(response)


def test_the_commonest_call_takes_ten_pages(call):
    pages = [call.page]
    for answer in [*SURGERY, "WH-101", "look_after", "would_expect", items("medicines"), "private"]:
        call.say(answer)
        pages.append(call.page)
    assert pages[-1] == "check"
    assert len(pages) + 1 == 10


def test_each_page_has_one_heading_a_way_back_before_main_and_continue(call):
    for answer in [*SURGERY, "WH-101", "look_after", "would_expect", items("medicines"), "private"]:
        html = call.see().content.decode()
        assert html.count("<h1") == 1
        assert html.index("nhsuk-back-link") < html.index("<main")
        assert re.search(r"<button[^>]*>\s*Continue\s*</button>", html)
        assert 'data-prevent-double-click="true"' in html
        assert not re.search(r"<input[^>]* checked", html)
        assert not re.search(r"<(input|textarea)[^>]* required", html)
        assert "Ada Bright" not in title(call.see())
        call.say(answer)


def test_back_leads_to_the_question_before_in_the_state_last_seen(call):
    call.say("no", "care_worker")
    html = call.see().content.decode()
    assert f'href="{call.url("who")}"' in html
    assert re.search(r'value="care_worker"[^>]*checked', call.see("who").content.decode())


def test_back_from_the_first_question_leads_home(call):
    assert 'class="nhsuk-back-link" href="/"' in call.see().content.decode()


def test_answers_ahead_are_kept_while_somebody_goes_back(willow, ada):
    call = surgery(willow.amira)
    call.post("no", "danger")
    assert call.page == "who"
    call.post("care_worker", "who")
    call.post({"answer": "called_back", "also": ""}, "identity")
    assert call.page == "whose"
    assert re.search(r'value="look_after"[^>]*checked', call.see("purpose").content.decode())


def test_a_page_not_yet_reached_leads_to_the_first_question_without_an_answer(call):
    call.say("no")
    for page in (
        "items",
        "agreement",
        "check",
        "family_agreement",
        "depart",
        "whose/choose",
        "whose/new",
        "danger/register",
    ):
        response = call.see(page)
        assert response.headers["Location"] == call.url("who"), page


def test_a_page_not_yet_reached_takes_no_answer(call):
    call.say("no")
    call.post("private", "channel")
    assert call.page == "who"
    assert "channel" not in drafts.state_of(call.draft()).answers


@pytest.mark.parametrize("page", ["nonsense", "%00", "answer", "danger%20", "whose_also"])
def test_a_question_that_no_ruleset_has_is_not_found(call, page):
    assert call.see(page).status_code == 404


def test_resume_leads_to_where_one_stands(call):
    call.say("no", "care_worker")
    assert call.browser.get(f"/decide/{call.draft_id}/").headers["Location"] == call.url("identity")


def test_nobody_else_finds_a_draft(call, willow, alder):
    call.say("no")
    for user in (willow.ben, willow.priya, willow.ruth, alder.amira):
        browser = logged_in(user)
        for page in (
            "danger",
            "who",
            "check",
            "depart",
            "safe",
            "nobody",
            "whose/choose",
            "whose/new",
            "who/register",
        ):
            assert browser.get(call.url(page)).status_code == 404
            assert browser.post(call.url(page), {"answer": "no"}).status_code in {404, 405}
        assert browser.get(f"/decide/{call.draft_id}/").status_code == 404


def test_a_draft_that_never_was_is_not_found(willow):
    assert logged_in(willow.amira).get(f"/decide/{uuid4()}/danger/").status_code == 404


def test_a_draft_goes_with_the_role_it_was_begun_under(call, willow):
    Membership.objects.filter(user=willow.amira).delete()
    assert call.see().status_code == 404


def test_an_answer_is_kept_sealed_under_its_own_draft(call, willow):
    call.say("no", "care_worker")
    other = Call(willow.amira)
    draft, stranger = call.draft(), other.draft()
    assert b"care_worker" not in bytes(draft.sealed)
    stranger.sealed = draft.sealed
    with pytest.raises(Exception, match="."):
        drafts.state_of(stranger)


def test_who_asks_chooses_the_ruleset(call):
    call.say("no")
    assert call.draft().ruleset == library.current("start").digest
    call.say("care_worker")
    assert call.draft().ruleset == library.current("care-team").digest
    call.post("family", "who")
    assert call.draft().ruleset == library.current("family").digest


def test_answers_keep_across_doors_and_the_rest_is_taken_out_and_said(willow, ada):
    call = surgery(willow.amira)
    call.post("family", "who")
    state = drafts.state_of(call.draft())
    assert state.answers["identity"] == "called_back"
    assert state.answers["whose"] == str(ada.pk)
    assert "items" in state.answers, "the other door can still ask for items"
    assert {each["question"] for each in state.dropped} == {"purpose", "agreement"}
    said = words(call.see())
    assert "You changed an answer" in said
    assert "What do they need it for?" in said


def test_the_notice_goes_with_the_next_answer(willow, ada):
    call = surgery(willow.amira)
    call.post("family", "who")
    call.say("called_back")
    assert "You changed an answer" not in words(call.see())


def test_another_person_takes_the_answers_about_the_first_away(willow, ada):
    willow.ada(name="Beryl Stone", reference="WH-102", nhs_number="")
    call = surgery(willow.amira)
    call.post("WH-102", "whose")
    state = drafts.state_of(call.draft())
    assert set(state.answers) - {"identity_also"} == {"danger", "who", "identity", "whose"}
    assert call.page == "purpose"
    assert "no longer apply" in words(call.see())


def test_change_returns_to_the_check_page(willow, ada):
    call = surgery(willow.amira)
    response = call.browser.get(call.url("channel") + "?change=1")
    assert f'href="{call.url("check")}"' in response.content.decode(), "back leads to the check page too"
    call.at = call.url("channel") + "?change=1"
    call.say("secure_email")
    assert call.page == "check"


def test_change_asks_what_is_new_first_and_then_returns(willow, ada):
    call = surgery(willow.amira)
    call.at = call.url("purpose") + "?change=1"
    call.say("look_after_unknown")
    assert call.page == "relationship"
    assert "change=1" in call.at
    call.say("caring_now")
    assert call.page == "check"


def test_two_windows_do_not_lose_an_answer(call):
    call.say("no", "care_worker")
    stale = call.draft()
    journey = drafts.journey_of(stale)
    call.post({"answer": "saw_proof", "also": ""}, "identity")
    journey.answer("who", "family")
    with pytest.raises(drafts.ChangedElsewhere):
        drafts.keep(stale, journey)
    assert drafts.state_of(call.draft()).answers["who"] == "care_worker"


def test_an_answer_that_meets_another_window_is_given_again_on_what_that_left(call, monkeypatch):
    call.say("no")
    keep, times = drafts.keep, []

    def keep_late(draft, journey):
        times.append(1)
        if len(times) == 1:
            Draft.objects.filter(pk=draft.pk).update(version=draft.version + 5)
        keep(draft, journey)

    monkeypatch.setattr(drafts, "keep", keep_late)
    call.say("care_worker")
    assert len(times) == 2
    assert call.page == "identity"


def test_a_draft_that_is_always_changed_elsewhere_is_met_kindly(call, monkeypatch):
    def never(draft, journey):
        raise drafts.ChangedElsewhere

    monkeypatch.setattr(drafts, "keep", never)
    response = call.post("no")
    assert response.status_code == 503
    assert "Try again" in words(response)


def test_every_question_that_is_chosen_says_what_to_select():
    silent = {
        question.id
        for name in library.names()
        for question in library.current(name).questions.values()
        if not question.missing.startswith(("Select ", "Enter ", "Explain "))
    }
    assert not silent


def test_a_page_is_drawn_once_for_everyone_and_holds_nobody(call, willow):
    from decisions.wizard import pages

    pages._drawn_once.cache_clear()
    call.see("danger")
    call.see("danger")
    Call(willow.ben).see()
    assert pages._drawn_once.cache_info().misses == 1
    page = "".join(pages._drawn_once((library.current("start").digest, "danger", None, False)))
    for secret in ("Amira", "Ben", "Willow", str(call.draft_id)):
        assert secret not in page


def test_a_question_costs_one_query_beyond_the_log_in(call, django_assert_num_queries):
    call.say("no")
    call.see()
    with django_assert_num_queries(3):
        call.see()


def test_the_individual_who_was_not_asked_about_leaves_no_entry(call):
    before = Entry.objects.count()
    call.say(*FAMILY)
    assert Entry.objects.count() == before


def test_a_ruleset_that_is_gone_restarts_the_worker_kindly_and_loses_no_answer(call):
    call.say("no", "care_worker")
    Draft.objects.update(ruleset="0" * 64)
    assert call.browser.get("/").status_code == 200
    assert call.follow(call.see("identity")) == call.url("restarted")
    assert "We kept the answers that still fit" in words(call.see("restarted"))
    assert call.follow(call.browser.post(call.url("restarted"))) == call.url("identity")
    assert drafts.journey_of(call.draft()).ruleset == library.current("care-team")
    assert call.follow(call.see("restarted")) == f"/decide/{call.draft_id}/", "once only"
