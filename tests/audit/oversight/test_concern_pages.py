"""The pages of concerns: for everyone who raises one, and for the Guardian who handles it."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import unescape

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from audit.ledger.errors import LedgerBusy
from audit.ledger.events import Event
from audit.ledger.models import Entry
from audit.ledger.queries import body_of
from audit.oversight.concerns.models import About, Concern, Step
from audit.oversight.concerns.steps import STEPS
from tests.audit.door import made
from tests.audit.oversight.concerned import NOW, concern_of, take

RAISE = {"about": "misuse", "text": "The list lay in the hall", "named": "yes"}


@pytest.fixture(autouse=True)
def _monday(db):
    """Let it be Monday, and nobody have sent anything yet."""
    cache.clear()
    with time_machine.travel(NOW):
        yield


def logged_in(person):
    client = Client()
    client.force_login(person, "django.contrib.auth.backends.ModelBackend")
    return client


def shown(response):
    return re.sub(r"\s+", " ", response.content.decode())


amira = pytest.fixture(lambda willow: logged_in(willow.amira), name="amira")
priya = pytest.fixture(lambda willow: logged_in(willow.priya), name="priya")


def test_every_page_leads_to_raising_a_concern_and_from_there_past_us(amira):
    for client in (amira, Client()):
        assert 'href="/concerns/new/"' in shown(client.get("/help/"))
        assert 'href="/concerns/who-else/"' in shown(client.get("/concerns/new/"))
        told = shown(client.get("/concerns/who-else/"))
        for words in (
            "Care Quality Commission",
            "Information Commissioner",
            "section 47B",
            "not checked yet",
        ):
            assert words in told


def test_a_worker_raises_a_concern_in_her_name_and_follows_it(willow, amira, priya):
    answer = amira.post("/concerns/new/", {**RAISE, "home": str(willow.home.pk)})
    concern = Concern.objects.get()
    assert answer.headers["Location"] == f"/concerns/raised/{concern.pk}/"
    told = shown(amira.get(answer.headers["Location"]))
    assert concern.reference in told
    assert "hall" not in told
    take(willow, concern, "answered", words="It was thrown away")
    mine = shown(amira.get("/concerns/"))
    assert "Somebody is looking into it." in mine
    assert "It was thrown away" in mine
    assert concern.reference not in shown(priya.get("/concerns/"))


def test_without_a_name_neither_the_record_nor_the_session_tells_who_it_was(willow, amira, priya):
    answer = amira.post("/concerns/new/", {**RAISE, "named": "no"})
    concern = Concern.objects.get()
    assert concern.raised_by is None
    assert (concern.home_id, Entry.objects.get(pk=concern.pk).home_id) == (None, None)
    assert concern.reference not in shown(amira.get("/concerns/"))
    page = shown(priya.get(f"/desk/concerns/{concern.pk}/"))
    assert "Somebody who did not give their name" in page
    assert "Amira" not in page
    assert "What came of my concerns" not in shown(amira.get(answer.headers["Location"]))


def test_what_is_missing_is_said_and_what_was_typed_stays(willow, amira):
    told = shown(amira.post("/concerns/new/", {"text": "The list lay in the hall"}))
    assert "Select what it is about" in told
    assert "Select whether you want to give your name" in told
    assert "The list lay in the hall" in told
    assert "Enter what is wrong" in shown(amira.post("/concerns/new/", {**RAISE, "text": " "}))
    assert not Concern.objects.exists()


def test_a_reference_is_found_however_it_is_typed_and_anothers_is_as_unknown_as_none(willow, make, amira):
    decision, other = made(willow), made(make("alder"))
    unknown = []
    for reference in (other.reference, "ZZZ-ZZZZ", "what?"):
        told = shown(amira.post("/concerns/new/", {**RAISE, "decision": reference}))
        unknown.append(re.search(r'nhsuk-error-summary.*?<a href="#decision">\s*(.*?)\s*</a>', told)[1])
    assert set(unknown) == {
        "We do not know this reference. Check it, or leave it empty and say in your own words which decision it is"
    }
    amira.post("/concerns/new/", {**RAISE, "decision": decision.reference.lower().replace("-", " ")})
    assert Concern.objects.get().decision == decision.pk


def test_a_recipient_counts_only_where_the_concern_is_about_one(amira):
    for about in ("misuse", "recipient"):
        amira.post("/concerns/new/", {**RAISE, "about": about, "recipient": "Elm Road Surgery"})
    told = {each.about: body_of(Entry.objects.get(pk=each.pk)) for each in Concern.objects.all()}
    assert "recipient" not in told["misuse"]
    assert told["recipient"]["recipient"] == "Elm Road Surgery"


def test_whoever_is_logged_out_while_writing_loses_nothing(willow):
    told = shown(Client().post("/concerns/new/", RAISE))
    assert "You have been logged out" in told
    assert "carry" in told


def test_a_family_member_raises_a_concern_without_a_log_in(willow, make, priya):
    stranger = Client()
    page = shown(stranger.get("/concern/willow/"))
    assert "Willow House" in page
    key = re.search(r'name="key" value="([^"]+)"', page)[1]
    form = {
        "about": "complaint",
        "text": "My mother's letter",
        "contact": "Eve, 020 7946 0999",
        "quoted": "K7M-2QX9",
    }
    for _ in range(2):
        answer = stranger.post("/concern/willow/", form | {"key": key})
        assert answer.status_code == 302
    concern = Concern.objects.get()
    body = body_of(Entry.objects.get(pk=concern.pk))
    assert (body["contact"], body["quoted"]) == ("Eve, 020 7946 0999", "K7M-2QX9")
    assert (concern.raised_by, concern.is_complaint) == (None, True)
    told = shown(stranger.get(answer.headers["Location"]))
    assert concern.reference in told
    assert "Eve" not in told
    assert "Eve, 020 7946 0999" in shown(priya.get(f"/desk/concerns/{concern.pk}/"))


def test_the_public_page_tells_nothing_of_decisions_and_is_not_there_for_unknown_names(willow):
    told = [
        Client().post("/concern/willow/", {"about": "other", "text": "x", "quoted": reference}).status_code
        for reference in (made(willow).reference, "ZZZ-ZZZZ")
    ]
    assert told == [302, 302]
    assert Client().get("/concern/oak/").status_code == 404
    assert Client().get("/concerns/raised/00000000-0000-4000-8000-000000000001/").status_code == 404


def test_too_many_from_one_address_wait_and_keep_what_they_wrote(willow):
    stranger = Client()
    for _ in range(10):
        stranger.post("/concern/willow/", {"about": "other", "text": "x"})
    answer = stranger.post("/concern/willow/", {"about": "other", "text": "What I wrote"})
    assert answer.status_code == 429
    assert "Wait 10 minutes" in shown(answer)
    assert "What I wrote" in shown(answer)
    assert Concern.objects.count() == 10
    for _ in range(20):
        stranger.get("/concern/oak/")
    assert stranger.get("/concern/oak/").status_code == 429


def test_the_desk_lists_references_and_clocks_and_no_name(willow, priya):
    concern = concern_of(willow, About.BREACH, home=willow.home)
    told = shown(priya.get("/desk/concerns/"))
    for words in (
        concern.reference,
        "2 days left",
        "Tell the regulator",
        "Willow House",
        "/concern/willow/",
    ):
        assert words in told
    for words in ("Amira", "hall"):
        assert words not in told.split("<main")[1]


def test_a_concern_is_opened_in_the_ledger_before_it_is_shown(willow, priya, monkeypatch):
    concern = concern_of(willow)
    assert "The list lay in the hall" in shown(priya.get(f"/desk/concerns/{concern.pk}/"))
    assert Entry.objects.filter(event=Event.CONCERN_OPENED, about_id=concern.pk).count() == 1
    monkeypatch.setattr("audit.oversight.concerns.actions.append", _refuse)
    answer = priya.get(f"/desk/concerns/{concern.pk}/")
    assert answer.status_code == 503
    assert "hall" not in shown(answer)


def _refuse(**_given):
    raise LedgerBusy


def test_strangers_and_workers_find_no_concern(willow, make, amira):
    concern = concern_of(willow)
    alder = logged_in(make("alder").priya)
    for client in (amira, alder):
        for path in ("", "close/", "again/", "noted/"):
            assert client.get(f"/desk/concerns/{concern.pk}/{path}").status_code == 404
    assert amira.get("/desk/concerns/").status_code == 404
    assert amira.get("/desk/concerns/closed/").status_code == 404


@pytest.mark.parametrize("about", [About.MISUSE, About.COMPLAINT])
def test_every_step_that_is_offered_has_its_page_and_says_what_is_missing(willow, priya, about):
    concern = concern_of(willow, about)
    if about == About.COMPLAINT:
        take(willow, concern, "breach", severity="none")
    page = shown(priya.get(f"/desk/concerns/{concern.pk}/"))
    for kind in STEPS:
        path = f"/desk/concerns/{concern.pk}/{kind.code}/"
        if f'href="{path}"' not in page:
            assert priya.get(path).status_code == 302
            continue
        assert kind.title in unescape(shown(priya.get(path)))
        if any(each.missing for each in kind.asks):
            assert "There is a problem" in shown(priya.post(path, {}))
    assert priya.get(f"/desk/concerns/{concern.pk}/nonsense/").status_code == 404
    assert Step.objects.filter(concern=concern).count() == (about == About.COMPLAINT)


def test_a_moment_is_typed_as_a_day_and_a_time_in_london(willow, priya):
    concern = concern_of(willow)
    path = f"/desk/concerns/{concern.pk}/breach/"
    form = {
        "severity": "risk",
        "why": "x",
        "aware_on-day": "1",
        "aware_on-month": "7",
        "aware_on-year": "2026",
    }
    for wrong in ("", "25:00", "half past", "13pm", "9"):
        assert "error-summary" in shown(priya.post(path, {**form, "aware_at": wrong}))
    with time_machine.travel(datetime(2026, 7, 1, 12, tzinfo=UTC)):
        priya = logged_in(willow.priya)
        assert "now or in the past" in shown(priya.post(path, {**form, "aware_at": "1:30pm"}))
        priya.post(path, {**form, "aware_at": "9.05am"})
    concern.refresh_from_db()
    assert concern.aware_at == datetime(2026, 7, 1, 8, 5, tzinfo=UTC)


def test_closing_leads_to_what_is_missing_and_a_closed_one_can_be_raised_again(willow, priya):
    concern = concern_of(willow, by=willow.priya)
    path = f"/desk/concerns/{concern.pk}/"
    assert "You raised this yourself." in shown(priya.get(path))
    told = shown(priya.get(f"{path}close/"))
    assert "You cannot close this yet" in told
    assert f'href="{path}no_breach/"' in told
    assert priya.get(f"{path}again/").status_code == 302
    priya.post(f"{path}no_breach/", {"why": "Nobody saw it"})
    assert "Enter what came of it" in shown(priya.post(f"{path}close/", {}))
    priya.post(f"{path}close/", {"summary": "All well"})
    assert priya.get(f"{path}close/").status_code == 302
    assert concern.reference in shown(priya.get("/desk/concerns/closed/"))
    answer = priya.post(f"{path}again/", {"text": "It lay there again"})
    new = Concern.objects.exclude(pk=concern.pk).get()
    assert answer.headers["Location"] == f"/desk/concerns/{new.pk}/"
    assert f'href="{path}"' in shown(priya.get(answer.headers["Location"]))
    assert f'href="/desk/concerns/{new.pk}/"' in shown(priya.get(path))


def test_what_the_action_refuses_is_said_beside_what_was_typed(willow, priya):
    concern = take(willow, concern_of(willow), "breach", aware=datetime(2026, 7, 1, 8, tzinfo=UTC))
    path = f"/desk/concerns/{concern.pk}/regulator/"
    form = {
        "told_on-day": "9",
        "told_on-month": "7",
        "told_on-year": "2026",
        "told_at": "9am",
        "reference": "IC-77",
    }
    told = shown(priya.post(path, form))
    assert "Say why it took longer" in told
    assert "IC-77" in told


def test_a_second_hand_is_told_that_it_was_written_down_already(willow, priya):
    concern = take(willow, concern_of(willow, About.COMPLAINT), "acknowledged")
    form = {"on-day": "1", "on-month": "1", "on-year": "2026", "how": "By letter"}
    told = shown(priya.post(f"/desk/concerns/{concern.pk}/acknowledged/", form))
    assert "Perhaps somebody has done so already" in told
    assert "By letter" in told


def test_a_person_without_a_place_of_work_learns_where_else_to_go(willow):
    willow.amira.memberships.all().delete()
    told = shown(logged_in(willow.amira).get("/concerns/new/"))
    assert "no place of work is linked" in told
    assert "/concerns/who-else/" in told


def test_a_page_may_lead_here_with_the_reference_of_its_decision(willow, amira):
    assert 'value="K7M-2QX9"' in shown(amira.get("/concerns/new/?decision=K7M-2QX9"))
