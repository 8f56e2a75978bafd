"""Whoever says that something is wrong is heard, kept safe, and told; and nothing is closed that is not put right."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from audit.ledger.errors import IdTaken
from audit.ledger.events import Event
from audit.ledger.ids import new_id
from audit.ledger.keys import new_key
from audit.ledger.models import Body, Entry
from audit.ledger.queries import body_of
from audit.ledger.unnamed import Unnamed
from audit.oversight.concerns import actions, queries
from audit.oversight.concerns.models import About, Concern, Severity, Step
from audit.oversight.concerns.needs import NEEDS
from audit.oversight.concerns.steps import STEPS
from portal.errors import NotAllowed
from portal.models import Message
from tests.audit.door import made
from tests.audit.oversight.concerned import BREACH, NOW, SAID, WORDS, concern_of, lacking, offered, take


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel(NOW, tick=False):
        yield


def test_what_is_raised_is_an_entry_with_its_words_sealed_and_the_guardian_is_written_to(willow):
    concern = concern_of(willow, home=willow.home)
    entry = Entry.objects.get(pk=concern.pk)
    body = body_of(entry)
    assert (entry.event, entry.outcome, entry.flags, entry.home_id) == (
        Event.CONCERN_RAISED,
        "misuse",
        ["named"],
        willow.home.pk,
    )
    assert body["text"] == "The list lay in the hall"
    assert body["actor"]["name"] == "Amira Khan"
    assert "hall" not in str(Concern.objects.values().get())
    message = Message.objects.get()
    assert (message.to, message.reference) == (willow.priya, concern.reference)


def test_of_somebody_who_gives_no_name_nothing_is_kept(willow):
    concern = concern_of(willow, by=Unnamed.NOT_GIVEN)
    entry = Entry.objects.get(pk=concern.pk)
    body = body_of(entry)
    assert concern.raised_by is None
    assert (entry.home_id, entry.flags) == (None, ["unnamed"])
    assert body["actor"] == {
        "id": "",
        "name": Unnamed.NOT_GIVEN.value,
        "role": "none",
        "authenticated_by": "nobody logged in",
    }
    assert "Amira" not in str(body)


def test_the_same_form_sent_twice_raises_one_concern(willow, make):
    key = new_id()
    first, again = concern_of(willow, event_id=key), concern_of(willow, event_id=key)
    assert first.pk == again.pk
    assert Entry.objects.filter(event=Event.CONCERN_RAISED).count() == 1
    assert Message.objects.count() == 1
    with pytest.raises(IdTaken):
        concern_of(make("alder"), event_id=key)


def test_a_concern_needs_words_a_kind_and_a_place_of_ones_own(willow, make):
    alder = make("alder")
    refused = {
        "Say what is wrong": {"organisation": willow.organisation, "about": "other", "text": " "},
        "Select one from the list": {"organisation": willow.organisation, "about": "x", "text": "x"},
        "You do not work there": {"organisation": alder.organisation, "about": "other", "text": "x"},
        "belongs to another organisation": {
            "organisation": willow.organisation,
            "about": "other",
            "text": "x",
            "home": alder.home,
        },
    }
    for sentence, given in refused.items():
        with pytest.raises(NotAllowed, match=sentence):
            actions.raise_concern(**given, by=willow.amira)
    assert not Concern.objects.exists()


def test_what_comes_from_a_decision_is_sealed_with_the_details_of_its_person(willow):
    key = new_key(willow.organisation)
    decision = made(willow, key=key, facets={"home": willow.home.pk})
    concern = concern_of(willow, About.BREACH, decision=decision, by=willow.priya)
    assert (concern.decision, concern.home_id) == (decision.pk, willow.home.pk)
    take(willow, concern, "noted")
    told = Entry.objects.filter(about_id__in=[decision.pk, concern.pk])
    assert set(Body.objects.filter(entry__in=told).values_list("key", flat=True)) == {key.pk}
    assert body_of(Entry.objects.get(pk=concern.pk))["decision"]["reference"] == decision.reference
    assert not Message.objects.exists(), "the Guardian is not written to about what she raised herself"


def test_a_concern_outlives_the_details_it_came_with(willow):
    key = new_key(willow.organisation)
    concern = concern_of(willow, decision=made(willow, key=key))
    key.wrapped = None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("audit.oversight.concerns.actions.Body", _Destroyed)
        take(willow, concern, "noted")
    latest = Entry.objects.filter(about_id=concern.pk).latest("seq")
    assert Body.objects.get(pk=latest.pk).key_id == willow.organisation.pk


class _Destroyed:
    """A body whose key was destroyed; the portal's own role cannot destroy one."""

    class objects:  # noqa: N801
        @staticmethod
        def select_related(_name):
            return _Destroyed.objects

        @staticmethod
        def get(**_given):
            return type("Body", (), {"key": type("Key", (), {"wrapped": None})})


def test_only_the_guardian_opens_a_concern_and_that_is_an_entry(willow):
    concern = concern_of(willow)
    actions.open_concern(concern=concern, by=willow.priya)
    assert Entry.objects.filter(event=Event.CONCERN_OPENED, about_id=concern.pk).count() == 1
    for refused in (
        lambda: actions.open_concern(concern=concern, by=willow.amira),
        lambda: actions.take_step(concern=concern, what="noted", said=WORDS, by=willow.amira),
        lambda: actions.close(concern=concern, summary="x", by=willow.amira),
        lambda: actions.raise_again(concern=concern, text="x", by=willow.amira),
    ):
        with pytest.raises(NotAllowed):
            refused()


def test_a_breach_raised_as_one_has_its_clock_at_once_and_a_judgement_sets_it_right(willow):
    concern = concern_of(willow, About.BREACH)
    assert (concern.due_at, concern.clock) == (NOW + timedelta(hours=72), "regulator")
    take(willow, concern, "breach")
    assert concern.due_at == NOW + timedelta(hours=70)
    take(willow, concern, "no_breach")
    assert (concern.due_at, concern.clock, concern.is_breach) == (None, "", False)


def test_a_complaint_has_its_clock_at_once_until_they_know_that_it_has_come(willow):
    concern = concern_of(willow, About.COMPLAINT)
    assert concern.due_at == datetime(2026, 12, 23, 23, 59, 59, 999999, UTC)
    take(willow, concern, "complaint")
    assert concern.due_at == datetime(2026, 12, 20, 23, 59, 59, 999999, UTC)
    with pytest.raises(NotAllowed, match="before the complaint came"):
        take(willow, concern, "acknowledged", on=date(2026, 11, 19))
    take(willow, concern, "acknowledged")
    assert concern.due_at is None
    other = take(willow, concern_of(willow, About.COMPLAINT), "no_complaint")
    assert (other.is_complaint, other.due_at) == (False, None)


def test_a_complaint_that_is_a_breach_too_shows_the_clock_that_runs_out_first(willow):
    concern = take(willow, concern_of(willow, About.COMPLAINT), "breach")
    assert [each.id for each in queries.standing_of(concern).running()] == ["regulator", "acknowledge"]
    assert concern.clock == "regulator"
    take(willow, concern, "regulator")
    assert concern.clock == "acknowledge"


def ready_for(place, code):
    """Return a concern about which this step can be taken."""
    concern = concern_of(place, About.COMPLAINT)
    return concern if code == "no_breach" else take(place, concern, "breach", severity="none")


def said_for(code):
    return {**WORDS, **SAID.get(code, {})} | ({"severity": "none"} if code == "breach" else {})


def test_every_step_leaves_its_fact_and_its_entry_once(willow):
    for kind in STEPS:
        concern, key = ready_for(willow, kind.code), new_id()
        for _ in range(2):
            step = actions.take_step(
                concern=concern, what=kind.code, said=said_for(kind.code), event_id=key, by=willow.priya
            )
        entry = Entry.objects.get(pk=key)
        told = (step.pk, entry.event, entry.outcome, entry.about_id)
        assert told == (key, Event.CONCERN_ACTED_ON, kind.code, concern.pk)
        labels = {each["label"] for each in body_of(entry)["said"]}
        assert labels == {each.label for each in kind.asks if each.missing}
        assert Step.objects.filter(pk=key).count() == 1


def test_every_step_says_what_is_missing_and_then_keeps_nothing(willow):
    for kind in STEPS:
        concern = ready_for(willow, kind.code)
        before = Entry.objects.count()
        for ask in kind.asks:
            if ask.missing:
                said = said_for(kind.code) | {ask.name: None}
                with pytest.raises(NotAllowed, match=ask.missing):
                    actions.take_step(concern=concern, what=kind.code, said=said, by=willow.priya)
        assert Entry.objects.count() == before


def test_a_step_that_does_not_fit_is_refused(willow):
    concern = concern_of(willow)
    for code in ("regulator", "acknowledged", "nonsense", "closed"):
        with pytest.raises(NotAllowed, match="cannot be written down now"):
            take(willow, concern, code)
    take(willow, concern, "breach", "regulator")
    with pytest.raises(NotAllowed, match="cannot be written down now"):
        take(willow, concern, "regulator")
    with pytest.raises(NotAllowed, match="in the past"):
        take(willow, concern, "breach", aware=NOW + timedelta(minutes=1))
    with pytest.raises(NotAllowed, match="Check the year"):
        take(willow, concern, "breach", aware=NOW - timedelta(days=4000))


def test_telling_the_regulator_late_needs_its_reason(willow):
    concern = take(willow, concern_of(willow), "breach", aware=NOW - timedelta(hours=72, seconds=1))
    with pytest.raises(NotAllowed, match="Say why it took longer"):
        take(willow, concern, "regulator")
    take(willow, concern, "regulator", delay="Nobody read the post")
    assert concern.due_at is None


def test_that_the_regulator_need_not_be_told_stands_only_while_no_harm_is_likely(willow):
    concern = take(willow, concern_of(willow), "breach")
    with pytest.raises(NotAllowed, match="cannot be written down now"):
        take(willow, concern, "not_reportable")
    take(willow, concern, "breach", severity=Severity.NONE)
    take(willow, concern, "not_reportable")
    assert concern.due_at is None
    take(willow, concern, "breach", severity=Severity.HIGH)
    assert concern.clock == "regulator"
    assert "Tell the regulator, or say why it need not be told" in lacking(concern)


@pytest.mark.parametrize("left_out", BREACH[1:])
def test_a_breach_cannot_be_closed_while_anything_is_missing(willow, left_out):
    concern = take(willow, concern_of(willow), *(each for each in BREACH if each != left_out))
    (sentence,) = lacking(concern)
    assert sentence in {each.sentence for each in NEEDS}
    with pytest.raises(NotAllowed, match="cannot close this yet"):
        actions.close(concern=concern, summary="All well", by=willow.priya)
    take(willow, concern, left_out)
    assert lacking(concern) == []


def test_an_explanation_and_an_apology_or_a_lawful_reason_for_each(willow):
    steps = (each for each in BREACH if each not in {"explained", "apologised"})
    concern = take(willow, concern_of(willow), *steps, "explanation_withheld")
    assert lacking(concern) == ["Say sorry to the people concerned, or give the reason in law why not"]
    take(willow, concern, "apology_withheld")
    assert lacking(concern) == []
    take(willow, concern, "explained")
    assert "explanation_withheld" not in {each.code for each in offered(concern)}


def test_closing_is_an_entry_and_ends_the_clocks_and_what_is_new_is_a_new_concern(willow):
    decision = made(willow, facets={"home": willow.home.pk})
    concern = take(willow, concern_of(willow, decision=decision), "no_breach", "complaint")
    with pytest.raises(NotAllowed, match="Tell them what came of their complaint"):
        actions.close(concern=concern, summary="All well", by=willow.priya)
    take(willow, concern, "acknowledged", "outcome")
    with pytest.raises(NotAllowed, match="is open"):
        actions.raise_again(concern=concern, text="Again", by=willow.priya)
    with pytest.raises(NotAllowed, match="in a few sentences"):
        actions.close(concern=concern, summary="", by=willow.priya)
    closed = actions.close(concern=concern, summary="All well", by=willow.priya)
    assert (closed.closed_at, closed.due_at) == (NOW, None)
    entry = Entry.objects.get(event=Event.CONCERN_CLOSED)
    assert body_of(entry)["said"][0]["value"] == "All well"
    assert actions.close(concern=concern, summary="Again", by=willow.priya).closed_at == NOW
    with pytest.raises(NotAllowed, match="cannot be written down now"):
        take(willow, concern, "noted")
    again = actions.raise_again(concern=closed, text="It happened again", by=willow.priya)
    assert (again.decision, again.home_id, again.closed_at) == (decision.pk, willow.home.pk, None)
    assert body_of(Entry.objects.get(pk=again.pk))["earlier"]["id"] == str(concern.pk)
    assert [each.entry.pk for each in queries.story(concern)][-1] == again.pk
    plain = actions.close(concern=take(willow, concern_of(willow), "no_breach"), summary="x", by=willow.priya)
    assert actions.raise_again(concern=plain, text="Again", by=willow.priya).home_id is None
