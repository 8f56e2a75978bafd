"""The pages of the lot: the facts without the end, then both side by side, and how far readers agree."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from audit.ledger.events import Event
from audit.ledger.models import Entry
from audit.ledger.queries import body_of
from audit.oversight.desk.models import Tally
from audit.oversight.watching import queries
from audit.oversight.watching.models import Judged
from portal.models import Membership, User
from portal.roles import Role
from tests.audit.door import made
from tests.audit.oversight.lot_stage import THIS, decided, draw, judge, month_ends_now


@pytest.fixture
def priya(client, willow):
    client.force_login(willow.priya)
    return client


@pytest.fixture
def decision(willow, evidence):
    found = made(
        willow,
        body=evidence,
        facets={
            "home": willow.home.pk,
            "door": "care-team",
            "outcome": "share_direct_care",
            "flags": ["decided.do_not_share", "departed"],
        },
    )
    draw(willow)
    return found


def show(client, name, *args, status=200, **query):
    response = client.get(reverse(f"watching:{name}", args=args), query)
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def test_the_facts_are_shown_and_nothing_of_how_it_ended(priya, decision):
    text = show(priya, "unseen", decision.pk)
    for expected in ("Is anyone in danger right now?", "No consent is recorded.", "She moved away"):
        assert expected in text
    for ending in (
        "Amira",
        "The caller hung up",
        "You can share their medicines",
        "Departed",
        decision.reference,
        "It is for their own care",
        "Rule 2",
    ):
        assert ending not in text
    opened = Entry.objects.get(event=Event.DECISION_OPENED)
    assert (opened.about_id, body_of(opened)["unseen"]) == (decision.pk, True)


def test_what_she_would_have_decided_is_compared_with_what_was(priya, willow, decision):
    sent = {"decided": "share", "words": "It is for her care", "key": uuid4()}
    for _ in range(2):
        response = priya.post(reverse("watching:unseen", args=[decision.pk]), sent)
        assert response.status_code == 302
    assert Judged.objects.count() == 1
    text = show(priya, "unseen", decision.pk)
    for expected in (
        "Decided otherwise",
        "Do not share",
        "You would have decided",
        "Share",
        "Open the decision",
    ):
        assert expected in text
    assert queries.summary(willow.organisation).lot_left == 0


def test_an_empty_form_says_what_to_do_and_keeps_what_was_typed(priya, decision):
    text = priya.post(
        reverse("watching:unseen", args=[decision.pk]), {"words": "For her care"}
    ).content.decode()
    for expected in ("There is a problem", "Select what you would have decided", "For her care"):
        assert expected in text


def test_who_comes_second_sees_what_was_said_and_loses_nothing(client, willow, decision):
    dan = User.objects.create_user("dan@willow.example", "pass-word-1", full_name="Dan Foy")
    Membership.objects.create(user=dan, organisation=willow.organisation, role=Role.GUARDIAN)
    judge(willow, decision, "do_not_share")
    client.force_login(dan)
    sent = {"decided": "share", "words": "My own words", "key": uuid4()}
    text = client.post(reverse("watching:unseen", args=[decision.pk]), sent).content.decode()
    for expected in ("already", "My own words", "Priya Nair would have decided", "Decided the same"):
        assert expected in text


def test_her_own_decision_says_who_decides_it_again(priya, willow):
    own, other = decided(willow, by=willow.priya), decided(willow)
    assert "Nothing was drawn yet" in show(priya, "lot")
    draw(willow)
    text = show(priya, "lot")
    for expected in ("You can decide 1 again", "You made it", "Decide it again", f"{THIS:%B %Y}"):
        assert expected in text
    for told in (own.reference, other.reference, "Amira"):
        assert told not in text
    text = show(priya, "unseen", own.pk)
    assert "You made this decision yourself" in text
    assert reverse("watching:unseen", args=[other.pk]) in text


def test_from_the_desk_it_is_decided_unseen_first_and_opened_whole_on_purpose(priya, willow):
    plain, flagged = decided(willow), decided(willow, "do_not_share", flags=["late"])
    draw(willow)
    case = {each: reverse("oversight:decision", args=[each.pk]) for each in (plain, flagged)}
    text = priya.get(reverse("oversight:list")).content.decode()
    assert "Drawn by lot" in text
    response = priya.get(case[plain])
    assert (response.status_code, response["Location"]) == (302, reverse("watching:unseen", args=[plain.pk]))
    assert priya.get(case[flagged]).status_code == 200, "it is on the list for more than the lot"
    assert case[plain] + "?whole=1" in show(priya, "unseen", plain.pk)
    assert priya.get(case[plain], {"whole": "1"}).status_code == 200
    assert priya.get(case[plain]).status_code == 200, "nothing is hidden from who has seen it"
    assert "You know already what was decided" in show(priya, "unseen", plain.pk)


def test_what_was_not_drawn_and_a_month_without_a_lot_are_not_there(priya, willow):
    show(priya, "unseen", decided(willow).pk, status=404)
    for month in ("2020-01", "x"):
        show(priya, "lot", month=month, status=404)
        show(priya, "again", month=month, status=404)


def test_a_month_without_a_decision_says_so(priya, willow):
    draw(willow)
    assert "There was no decision in this month" in show(priya, "lot", month=f"{THIS:%Y-%m}")


def test_anybody_who_may_read_can_draw_again(priya, willow, monkeypatch):
    decided(willow)
    month_ends_now(monkeypatch)
    draw(willow)
    text = show(priya, "again", month=f"{THIS:%Y-%m}")
    assert "The same decisions came out" in text
    assert "1 of 1 decisions were drawn" in text


def count(place, month, **pairs):
    for pair, number in pairs.items():
        Tally.objects.create(
            organisation=place.organisation,
            what="lot",
            month=month,
            key=pair.replace("__", " "),
            count=number,
        )


def months_back(number):
    year, month = divmod(THIS.year * 12 + THIS.month - 1 - number, 12)
    return date(year, month + 1, 1)


def test_agreement_is_told_with_what_chance_would_do_and_how_it_changed(priya, willow):
    for back in (1, 2, 3):
        count(willow, months_back(back), share__share=6, do_not_share__do_not_share=3, share__do_not_share=1)
    for back in (4, 5, 6):
        count(willow, months_back(back), share__share=3, share__do_not_share=2)
    count(willow, months_back(7), share__share=12)
    count(willow, months_back(20), share__do_not_share=500)
    text = show(priya, "lot")
    # 27 + 9 + 12 = 48 the same of 57. The workers shared 48, the readers 39: chance (48 x 39 + 9 x 18) / 57^2 = 0.626.
    for expected in (
        "48 of 57 were decided the same: 84%",
        "Kappa: 0.58 (between",
        "Too few to say",
        "None: both always decided the same one thing",
        "In the latest 3 months 27 of 30 were decided the same, in the 3 before them 9 of 15. "
        "The difference is unlikely to be chance.",
    ):
        assert expected in text


def test_few_are_too_few(priya, willow):
    count(willow, months_back(1), share__share=2, share__do_not_share=1)
    text = show(priya, "lot")
    assert "2 of 3 were decided the same. Fewer than 10 are too few to say more." in text
    assert "In the latest 3 months" not in text
