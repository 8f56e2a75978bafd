"""A person can be told who was told what about them, and why."""

from __future__ import annotations

from datetime import date

import pytest

from audit.ledger import queries as ledger
from audit.ledger.errors import BodyAltered, KeyDestroyed
from audit.ledger.events import Event
from audit.ledger.ids import new_id
from audit.ledger.models import Entry
from decisions.individuals.models import Individual
from decisions.statements.queries import statement
from decisions.wizard import actions, queries
from decisions.wizard.models import Decision
from tests.decisions.wizard.call import FAMILY, Call, items, logged_in, surgery, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("autumn")]


@pytest.fixture
def ada(willow) -> Individual:
    return willow.ada()


def page(individual: Individual) -> str:
    return f"/told/{individual.pk}/"


def shown(willow, individual: Individual) -> str:
    return words(logged_in(willow.amira).get(page(individual)))


def test_a_share_a_refusal_and_what_was_given_are_told_the_latest_first(willow, ada):
    call = surgery(willow.amira)
    call.confirm()
    decision = Decision.objects.get()
    actions.disclose(
        decision=decision, items=["Medicines"], told="Dr Elm", on=date(2026, 11, 22), note="",
        event_id=new_id(), by=willow.amira,
    )  # fmt: skip
    Call(willow.amira).say(*FAMILY, "WH-101", "asked", "not_asked").confirm()
    said = shown(willow, ada)
    for expected in (
        "What could be told Medicines, Allergies",
        "What was in fact shared Dr Elm was told about Medicines.",
        "Why It is for their own care",
        f"Decided by Amira Khan, reference {decision.reference}",
        "Do not share yet: ask the person first",
        "What could be told Nothing",
    ):
        assert expected in said
    assert said.index("Do not share yet") < said.index("Dr Elm")


def test_a_departure_is_told_with_its_reason(willow, ada):
    call = Call(willow.amira).say(*FAMILY, "WH-101", "asked", "not_asked")
    call.browser.post(call.url("depart"), {"decision": "depart", "reason": "He is her only help tonight"})
    call.confirm()
    said = shown(willow, ada)
    assert "We decided to share, against the advice" in said
    assert "He is her only help tonight" in said


def test_each_person_is_told_of_their_own_decisions_and_of_what_was_shared_after_those(willow, ada):
    zoe = willow.ada(name="Zoe Clay", reference="WH-7", nhs_number="", event_id=new_id())
    for reference, names in (("WH-101", ("Dr Elm", "Dr Oak")), ("WH-7", ("Dr Ash",))):
        caller = {"answer": "called_back", "also": "Elm Road Surgery"}
        call = Call(willow.amira).say("no", "care_worker", caller, reference, "look_after", "would_expect")
        call.say(items("medicines"), "private").confirm()
        decision = Decision.objects.order_by("-id").first()
        for name in names:
            actions.disclose(
                decision=decision, items=["Medicines"], told=name, on=date(2026, 11, 22), note="",
                event_id=new_id(), by=willow.amira,
            )  # fmt: skip
    given = {person: [line.given for line in statement(person).lines] for person in (ada, zoe)}
    assert given == {
        ada: [("Dr Elm was told about Medicines.", "Dr Oak was told about Medicines.")],
        zoe: [("Dr Ash was told about Medicines.",)],
    }
    assert statement(ada).lines[0].asked == "Elm Road Surgery"


def test_the_last_page_leads_nowhere(willow, ada):
    for _ in range(2):
        Call(willow.amira).say(*FAMILY, "WH-101", "asked", "not_asked").confirm()
    assert statement(ada, size=2).older == ""
    first = statement(ada, size=1)
    assert (len(first.lines), len(statement(ada, before=first.older, size=1).lines)) == (1, 1)
    assert statement(ada, before=first.older, size=1).older == ""


def test_that_it_was_opened_is_recorded_first(willow, ada):
    assert "No decision about this person has been recorded." in shown(willow, ada)
    assert Entry.objects.get(event=Event.INDIVIDUAL_OPENED).about_id == ada.pk


def test_only_those_who_may_see_the_person_see_the_statement(willow, alder, ada):
    for other in (willow.ben, alder.amira, alder.priya):
        assert logged_in(other).get(page(ada)).status_code == 404
    assert not Entry.objects.filter(event=Event.INDIVIDUAL_OPENED).exists()


def test_pages_lead_on_to_older_decisions(willow, ada):
    for _ in range(3):
        surgery(willow.amira).confirm()
    first = statement(ada, size=2)
    rest = statement(ada, before=first.older, size=2)
    told = [line.reference for line in (*first.lines, *rest.lines)]
    assert told == [each.reference for each in queries.decisions_of(willow.amira)]
    assert rest.older == ""
    assert statement(ada, before="nonsense", size=2) == first


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (BodyAltered("changed"), "This record was changed after it was made, so it is not shown."),
        (KeyDestroyed("gone"), "The details were destroyed when their time was up."),
    ],
)
def test_what_cannot_be_read_says_why_and_the_rest_is_still_told(willow, ada, monkeypatch, fault, sentence):
    surgery(willow.amira).confirm()
    decision = Decision.objects.get()

    def body_of(_entry):
        raise fault

    monkeypatch.setattr(ledger, "body_of", body_of)
    (line,) = statement(ada).lines
    assert (line.reference, line.problem, line.items) == (decision.reference, sentence, "")
