"""The desk's page of one decision, as readers use it: one after the other, blind where they must be, and kindly."""

from __future__ import annotations

import pytest
from django.urls import reverse

from audit.ledger import keys
from audit.ledger.events import Event
from audit.ledger.ids import new_id
from audit.ledger.models import Entry
from audit.ledger.queries import body_of
from audit.oversight.concerns.models import Concern
from audit.oversight.review.models import FollowUp, Review
from portal.days import london_day
from tests.audit.oversight.desk_world import decided, reader, tomorrow, view
from tests.audit.oversight.test_one_decision import made, page
from tests.audit.oversight.test_pairs import page_of, posted

SOMEBODY = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff"


@pytest.fixture
def priya(client, willow):
    client.force_login(willow.priya)
    return client


def address(decision):
    return reverse("oversight:decision", args=[decision.pk])


def shown(client, decision):
    return page(client, address(decision)).main.get_text(" ", strip=True)


def test_the_page_says_what_happened_why_it_is_here_and_that_it_was_not_changed(priya, willow, evidence):
    text = shown(priya, decided(willow, "overruled", "decided.share", body=evidence))
    for expected in (
        "Shared with a health or care worker against the person’s no –",
        "Why it is here Objection overruled",
        "This record has not been changed since",
        "This does not show that the log itself was left alone.",
        "Decision made",
    ):
        assert expected in text, expected


def test_save_and_open_the_next_one_keeps_the_filters(priya, willow):
    first, second = decided(willow, "overruled"), decided(willow, "late")
    decided(willow, "not_sure")
    query = f"?home={willow.home.pk}"
    fields = {"finding": "yes", "turn": 0, "key": new_id(), "then": "next"}
    response = priya.post(address(first) + query, fields)
    assert response.headers["Location"] == address(second) + query
    response = priya.post(address(second) + query, fields | {"key": new_id(), "then": ""})
    assert response.headers["Location"] == reverse("oversight:list") + query
    last = decided(willow, "alert_ignored")
    response = priya.post(f"{address(last)}?reason=alert_ignored", fields | {"key": new_id()})
    assert response.headers["Location"] == reverse("oversight:list") + "?reason=alert_ignored"


@pytest.mark.parametrize(
    ("given", "anchor"),
    [
        ({"finding": ""}, "#finding"),
        ({"finding": "ask", "words": ""}, "#words"),
        ({"finding": "no", "words": " "}, "#words"),
        ({"task": "Call the surgery"}, "#due_on-day"),
        ({"due_on-day": "1", "due_on-month": "1", "due_on-year": "2099"}, "#task"),
        ({"task": "x", "due_on-day": "1", "due_on-month": "1", "due_on-year": "2020"}, "#due_on-day"),
        ({"task": "x", "due_on-day": "40", "due_on-month": "1", "due_on-year": "2099"}, "#due_on-day"),
        ({"also": ["breach"]}, "#breach"),
        ({"words": "\u202e"}, "#words"),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(priya, willow, given, anchor):
    decision = decided(willow)
    response = posted(priya, decision, 0, **given)
    main = page_of(response)
    assert response.status_code == 200
    assert anchor in [link["href"] for link in main.select(".nhsuk-error-summary a")]
    assert "Spoke with Ruth" in main.select_one("textarea[name=note]").text
    assert not Review.objects.exists()


def test_everything_on_the_form_is_kept_together(priya, willow):
    decision, on = decided(willow), tomorrow()
    given = {
        "task": "Call the surgery", "due_on-day": on.day, "due_on-month": on.month, "due_on-year": on.year,
        "also": ["breach", "example"], "breach": "It went to the wrong number",
    }  # fmt: skip
    response = posted(priya, decision, 0, **given)
    assert response.headers["Location"] == reverse("review:propose", args=[decision.pk])
    assert (Review.objects.get().finding, FollowUp.objects.get().due_on) == ("no", on)
    assert body_of(Entry.objects.get(pk=Concern.objects.get().pk))["text"] == "It went to the wrong number"


def test_a_refusal_of_the_action_stands_on_the_page_with_what_was_typed(priya, willow):
    own = decided(willow, "public_interest", by=willow.priya)
    view(own, reader(willow), "no", "Her own words", note="Her own note")
    text = shown(priya, own)
    assert "This is your own decision. Somebody else looks at it." in text
    assert "Somebody else has given their view" not in text
    assert "Her own" not in text
    response = posted(priya, own, 1)
    assert "This is your own decision" in response.content.decode()
    assert Review.objects.count() == 1


def test_the_same_form_sent_twice_goes_on_twice_and_is_kept_once(priya, willow):
    decision, key, following = decided(willow, "late"), new_id(), decided(willow, "not_sure")
    for _ in range(2):
        response = posted(priya, decision, 0, key=key, then="next")
        assert response.headers["Location"] == address(following)
    assert Review.objects.count() == 1


def test_an_example_waits_until_both_readers_have_judged(priya, willow):
    decision = decided(willow, "public_interest")
    where = posted(priya, decision, 0, also=["example"]).headers["Location"]
    assert "once everybody has given their view" in shown_at(priya, where)
    view(decision, reader(willow), "no", "No")
    assert "Send it to be checked" in shown_at(priya, where)
    assert where in [link["href"] for link in page(priya, address(decision)).main.select("a")]


def shown_at(client, where):
    return page(client, where).main.get_text(" ", strip=True)


def test_a_turn_that_is_no_number_is_the_first(priya, willow):
    assert posted(priya, decided(willow), "x").status_code == 302


def test_the_second_reader_finds_nothing_of_the_first_until_they_have_judged(priya, willow, client):
    decision, gwen = decided(willow, "public_interest"), reader(willow)
    view(decision, gwen, "no", "Her own words", note="Her own note")
    text = shown(priya, decision)
    assert "Somebody else has given their view" in text
    for hidden in ("Her own words", "Her own note", "Decision looked at by the Guardian"):
        assert hidden not in text
    client.force_login(gwen)
    assert "You have given your view. Now somebody else gives theirs" in shown(client, decision)
    client.force_login(willow.priya)
    posted(client, decision, 1, finding="yes")
    text = shown(client, decision)
    for now_seen in (
        "Her own words",
        "Her own note",
        "Two people differ",
        "Decision looked at by the Guardian",
    ):
        assert now_seen in text
    main = page_of(posted(client, decision, 2, finding="no", note=""))
    assert "#note" in [link["href"] for link in main.select(".nhsuk-error-summary a")]
    assert posted(client, decision, 2, finding="no", note="Gwen is right").status_code == 302
    assert "It needs no more views" in shown(client, decision)


def test_like_decisions_show_how_they_were_judged_but_none_that_waits_for_a_second_reader(priya, willow):
    judged, half, here = decided(willow), decided(willow, "public_interest"), decided(willow)
    gwen = reader(willow)
    view(judged, gwen, "yes_with_advice")
    view(half, gwen, "no", "No")
    text = shown(priya, here)
    assert judged.reference in text
    assert half.reference not in text
    assert "Like decisions" not in shown(priya, judged)


def test_a_question_that_waits_says_so(priya, willow):
    decision = decided(willow)
    view(decision, willow.priya, "ask", "Who rang?")
    assert "the answer is not here yet" in shown(priya, decision)


class TestOtherDecisions:
    @pytest.fixture
    def decision(self, willow):
        about = {"individual": {"id": SOMEBODY, "name": "Zebedee Canary"}}
        self.others = [made(willow, about, key=keys.new_key(willow.organisation)) for _ in range(2)]
        return decided(willow, body=about)

    def test_are_counted_and_shown_only_for_a_reason_that_is_kept_first(self, priya, decision):
        main = page(priya, address(decision)).main
        assert "There are 2. You give a reason before you see them." in main.get_text(" ", strip=True)
        where = reverse("review:others", args=[decision.pk])
        assert where in [link["href"] for link in main.select("a")]
        for response in (priya.get(where), priya.post(where, {"key": new_id(), "reason": " "})):
            assert self.others[0].reference not in response.content.decode()
        assert not Entry.objects.filter(event=Event.HISTORY_OPENED).exists()
        response = priya.post(where, {"key": new_id(), "reason": "A pattern of calls"})
        for each in self.others:
            assert each.reference in response.content.decode()
        entry = Entry.objects.get(event=Event.HISTORY_OPENED)
        assert (body_of(entry)["reason"], entry.about_id) == ("A pattern of calls", decision.pk)
        assert "Zebedee" not in page_of(response).get_text()

    def test_are_nothing_where_there_are_none(self, priya, willow):
        alone = decided(willow)
        assert "Other decisions about this person" not in shown(priya, alone)
        where = reverse("review:others", args=[alone.pk])
        assert "There are none." in priya.post(where, {"key": new_id(), "reason": "To see"}).content.decode()


def test_the_day_a_task_is_for_may_be_today(priya, willow):
    on = london_day()
    given = {"task": "Call", "due_on-day": on.day, "due_on-month": on.month, "due_on-year": on.year}
    assert posted(priya, decided(willow), 0, **given).status_code == 302
