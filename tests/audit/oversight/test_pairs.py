"""Two readers at one decision at the same moment: exactly one is first, the other hears who, and nothing is lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from bs4 import BeautifulSoup
from django.db import connection
from django.urls import reverse

from audit.ledger.events import Event
from audit.ledger.ids import new_id
from audit.ledger.models import Entry
from audit.ledger.queries import body_of
from audit.oversight.desk.models import Matter, State
from audit.oversight.reading import catch_up
from audit.oversight.review.actions import AnotherLooked, review
from audit.oversight.review.models import Review
from tests.audit.door import agrees
from tests.audit.oversight.desk_world import decided, reader
from tests.audit.oversight.test_one_decision import page

PAIRS = 50


def test_of_fifty_pairs_at_one_decision_exactly_one_wins_each_time(willow_kept):
    place, gwen = willow_kept, reader(willow_kept)
    decisions = [decided(place, "late") for _ in range(PAIRS)]
    together = Barrier(2)

    def give_all(by):
        """Return, for each decision, the view that was kept or the sentence of the refusal."""
        try:
            return [give(each, by) for each in decisions]
        finally:
            connection.close()

    def give(decision, by):
        together.wait(60)
        words = f"{by.full_name} says no to {decision.reference}"
        given = {"finding": "no", "words": words, "note": "", "turn": 0, "event_id": new_id()}
        try:
            return review(decision=decision, by=by, **given)
        except AnotherLooked as refusal:
            return refusal.sentence

    with ThreadPoolExecutor(2) as threads:
        priyas, gwens = (
            future.result() for future in [threads.submit(give_all, r) for r in (place.priya, gwen)]
        )
    for decision, *pair in zip(decisions, priyas, gwens, strict=True):
        (kept,) = [each for each in pair if isinstance(each, Review)]
        (told,) = [each for each in pair if isinstance(each, str)]
        assert told.startswith(f"{kept.reviewer.full_name} gave a view")
        entry = Entry.objects.get(event=Event.DECISION_REVIEWED, about_id=decision.pk)
        assert body_of(entry)["words"] == f"{kept.reviewer.full_name} says no to {decision.reference}"
    assert agrees(place)
    while not catch_up(place.organisation):
        pass
    assert Matter.objects.filter(state=State.DONE, finding="no").count() == PAIRS


def posted(client, decision, turn, **given):
    fields = {
        "finding": "no",
        "words": "Call back first",
        "note": "Spoke with Ruth",
        "turn": turn,
        "key": new_id(),
    }
    return client.post(reverse("oversight:decision", args=[decision.pk]), fields | given)


def test_who_was_slower_sees_what_the_other_said_and_keeps_their_own_words(client, willow):
    decision, gwen = decided(willow, "late"), reader(willow)
    review(
        decision=decision, finding="yes_with_advice", words="Use the known number", note="", turn=0,
        event_id=new_id(), by=gwen,
    )  # fmt: skip
    client.force_login(willow.priya)
    response = posted(client, decision, 0)
    text = response.content.decode()
    assert response.status_code == 409
    for expected in (
        "Gwen Price gave a view",
        "Use the known number",
        "Would have decided the same, with advice",
        "Call back first",
        "Spoke with Ruth",
    ):
        assert expected in text, expected
    assert Review.objects.count() == 1


def test_a_slower_reader_who_may_still_judge_has_their_words_in_the_form(client, willow):
    decision, gwen = decided(willow, "public_interest"), reader(willow)
    review(
        decision=decision, finding="yes", words="Nobody must see this", note="Nor this", turn=0,
        event_id=new_id(), by=gwen,
    )  # fmt: skip
    client.force_login(willow.priya)
    response = posted(client, decision, 0)
    main = page_of(response)
    assert main.select_one("textarea[name=words]").text.strip() == "Call back first"
    assert main.select_one("input[name=turn]")["value"] == "1"
    assert main.select_one("input[name=finding][value=no]").has_attr("checked")
    text = main.get_text(" ", strip=True)
    assert "Gwen Price gave a view" in text
    for hidden in ("Nobody must see this", "Nor this"):
        assert hidden not in text
    fields = {field["name"]: field["value"] for field in main.select("input[type=hidden]")}
    assert posted(client, decision, fields["turn"], key=fields["key"]).status_code == 302
    shown = page(client, reverse("oversight:decision", args=[decision.pk])).main.get_text(" ", strip=True)
    assert "Nobody must see this" in shown


def page_of(response):
    return BeautifulSoup(response.content, "html5lib").main
