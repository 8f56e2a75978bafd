"""Check, confirm once, and the entry that says everything."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError, IntegrityError

from audit.ledger.ids import new_id
from audit.ledger.models import Entry
from audit.ledger.queries import body_of
from decisions.rulesets import library
from decisions.wizard import actions, drafts, queries
from decisions.wizard.actions import deciding
from decisions.wizard.models import Decision, Draft
from portal.contacts import guardian_of
from portal.errors import NotAllowed
from portal.models import Message
from tests.decisions.wizard.call import items, logged_in, surgery, words
from tests.decisions.world import World


def test_check_shows_each_answer_with_change_and_the_advice(willow, ada):
    call = surgery(willow.amira)
    said = words(call.see())
    assert said.startswith("Check your answers before you record this decision")
    for expected in (
        "Is anyone in danger right now? No Change",
        "Ada Bright (WH-101)",
        "Medicines: They need it today",
        "Our advice You can share their medicines and allergies",
        "Do you want to depart from this advice?",
        "Confirm and save",
    ):
        assert expected in said
    assert f'href="{call.url("items")}?change=1"' in call.see().content.decode()


def test_what_was_not_given_says_so(willow, ada):
    assert "work or live? Not provided" in words(surgery(willow.amira).see())


def test_confirming_records_the_decision_and_its_entry_under_one_id(willow, ada):
    call = surgery(willow.amira)
    where = call.confirm()
    decision = Decision.objects.get()
    assert where == f"/decisions/{call.draft_id}/"
    assert str(decision.pk) == str(decision.entry_id) == call.draft_id
    assert not Draft.objects.filter(pk=call.draft_id).exists()
    assert (decision.door, decision.outcome, decision.outcome_kind) == ("care-team", "share", "share")
    assert (decision.basis, decision.departed, decision.home) == ("implied_consent", False, willow.house)
    assert decision.individual == ada
    assert decision.ruleset == library.current("care-team").key


def test_the_entry_says_all_that_is_needed_to_judge_it(willow, ada):
    surgery(willow.amira).confirm()
    entry = Decision.objects.get().entry
    body = body_of(entry)
    assert entry.body.key_id == ada.key_id
    assert body["decided"] == "share"
    assert body["advice"]["title"] == "You can share their medicines and allergies"
    assert body["individual"] == {"id": str(ada.pk), "name": "Ada Bright", "reference": "WH-101"}
    assert body["items"][0] == {
        "id": "medicines",
        "label": "Medicines",
        "phrase": "medicines",
        "reason": "They need it today",
    }
    assert [each["question"] for each in body["asked"]][:3] == ["danger", "who", "identity"]
    assert body["ruleset"]["digest"] == entry.ruleset == library.current("care-team").digest
    assert body["guardian"]["name"] == "Priya Nair"
    assert body["actor"]["name"] == "Amira Khan"
    assert all(source["title"] and source["part"] for source in body["advice"]["sources"])
    assert "2A" in entry.rules
    assert entry.home_id == willow.house.pk


def test_answers_that_stopped_applying_are_in_the_entry(willow, ada):
    call = surgery(willow.amira)
    call.post("not_sure", "agreement")
    call.say("no", items("medicines"), "private") if call.page == "likely_to_object" else None
    call.post("would_expect", "agreement")
    call.at = call.url("check")
    call.confirm()
    dropped = body_of(Decision.objects.get().entry)["dropped"]
    assert {
        "question": "likely_to_object",
        "title": "Would they be likely to say no?",
        "answer": ["No, they would expect it"],
    } in dropped


def test_posting_again_leads_to_the_same_decision(willow, ada):
    call = surgery(willow.amira)
    first = call.confirm()
    assert call.confirm() == first
    assert call.see("check").headers["Location"] == first
    assert call.see("who").headers["Location"] == first
    assert Decision.objects.count() == Entry.objects.filter(event="decision.made").count() == 1


def test_nobody_else_learns_that_a_draft_became_a_decision(willow, ada):
    call = surgery(willow.amira)
    call.confirm()
    assert logged_in(willow.ben).get(call.url("check")).status_code == 404


def test_the_action_gives_the_same_decision_twice(willow, ada):
    draft = surgery(willow.amira).draft()
    first = actions.record_decision(draft=draft, by=willow.amira)
    assert actions.record_decision(draft=draft, by=willow.amira) == first


def test_a_draft_thrown_away_is_no_decision(willow, ada):
    draft = surgery(willow.amira).draft()
    Draft.objects.filter(pk=draft.pk).delete()
    with pytest.raises(NotAllowed, match="Start again"):
        actions.record_decision(draft=draft, by=willow.amira)


def test_only_the_worker_records_their_draft(willow, ada):
    draft = surgery(willow.amira).draft()
    with pytest.raises(NotAllowed, match="not yours"):
        actions.record_decision(draft=draft, by=willow.ben)


def test_a_draft_with_a_question_left_is_not_recorded(call, willow):
    call.say("no", "care_worker")
    with pytest.raises(actions.LookAgain, match="question left"):
        actions.record_decision(draft=call.draft(), by=willow.amira)
    assert call.draft()
    assert call.browser.post(call.url("check")).headers["Location"] == call.url("check")
    assert call.see("check").headers["Location"] == call.url("identity")


@pytest.mark.django_db(transaction=True)
def test_64_parallel_posts_make_one_decision_and_64_equal_answers():
    willow = World("willow-care")
    willow.ada()
    call = surgery(willow.amira)
    cookies = call.browser.cookies

    def post(_: int) -> tuple[int, str]:
        from django.test import Client

        browser = Client()
        browser.cookies = cookies
        try:
            response = browser.post(call.url("check"))
            return response.status_code, response.headers.get("Location", "")
        finally:
            connection.close()

    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(post, range(64)))
    assert set(answers) == {(302, f"/decisions/{call.draft_id}/")}
    assert Decision.objects.count() == 1
    assert Entry.objects.filter(event="decision.made").count() == 1


def test_asking_the_guardian_sends_a_message_without_a_name(call, willow):
    call.say("no", "safeguarding", "not_sure")
    where = call.confirm()
    response = call.browser.get(where)
    assert "app-panel--blue" in response.content.decode()
    assert "We have sent Priya Nair the reference." in words(response)
    message = Message.objects.get()
    assert (message.template, message.to) == ("ask_guardian", willow.priya)


def test_sharing_as_advised_sends_nothing(willow, ada):
    surgery(willow.amira).confirm()
    assert not Message.objects.exists()


def test_a_draft_keeps_the_rules_its_door_was_begun_with(willow, ada):
    call = surgery(willow.amira)
    assert call.draft().ruleset == library.current("care-team").digest
    assert drafts.journey_of(call.draft()).ruleset.digest == call.draft().ruleset


def test_the_confirmation_asks_the_database_little(willow, ada, django_assert_max_num_queries):
    draft = queries.draft_of(willow.amira, surgery(willow.amira).draft_id)
    guardian_of(willow.organisation)
    # The savepoint makes two of them, and the place of the log one that is asked once for each connection.
    with transaction.atomic(), django_assert_max_num_queries(8):
        actions.record_decision(draft=draft, by=willow.amira)


@pytest.mark.django_db(transaction=True)
def test_the_database_refuses_a_decision_without_an_entry():
    willow = World("willow-care")
    with pytest.raises(IntegrityError), transaction.atomic():
        fact = new_id()
        Decision.objects.create(
            id=fact,
            entry_id=fact,
            organisation=willow.organisation,
            worker=willow.amira,
            reference="X",
            outcome="share",
        )


@pytest.mark.django_db(transaction=True)
def test_a_fact_never_changes_for_the_portal_its_owner_or_under_replica(superuser, owner):
    superuser.execute("SET session_replication_role = replica")
    for table in ("decision", "disclosure", "addendum", "reminder", "reminderend"):
        for statement in ("UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {} CASCADE"):
            words = statement.format(f"decisions_{table}")
            with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(words)
            for connected in (owner, superuser):
                with pytest.raises(Exception, match="refused"):
                    connected.execute(words)


def test_an_append_that_fails_leaves_the_draft_and_no_fact(willow, ada, monkeypatch):
    from audit.ledger.errors import LedgerBusy

    call = surgery(willow.amira)

    def busy(**_):
        raise LedgerBusy

    monkeypatch.setattr(deciding, "append", busy)
    response = call.browser.post(call.url("check"))
    assert response.status_code == 503
    assert "Try again" in words(response)
    assert "Your saved answers are safe." in words(response)
    assert not Decision.objects.exists()
    assert call.see("check").status_code == 200


def test_a_draft_that_changed_after_it_was_read_is_not_recorded_as_it_was(willow, ada):
    call = surgery(willow.amira)
    stale = call.draft()
    call.post("secure_email", "channel")
    with pytest.raises(drafts.ChangedElsewhere), transaction.atomic():
        actions.record_decision(draft=stale, by=willow.amira)
    assert not Decision.objects.exists()
    assert not Entry.objects.filter(event="decision.made").exists()
    assert call.see("check").status_code == 200


def test_registers_that_never_rest_are_met_with_a_look_again(willow, ada, monkeypatch):
    call = surgery(willow.amira)

    def moved(**_):
        raise actions.RegistersMoved(actions.REGISTER_CHANGED)

    monkeypatch.setattr(actions, "record_decision", moved)
    assert call.browser.post(call.url("check")).headers["Location"] == call.url("check")


def test_a_queue_that_is_gone_hinders_no_decision(
    willow, ada, without_queue, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        surgery(willow.amira).confirm()
    assert Decision.objects.count() == 1
