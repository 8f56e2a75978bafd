"""Every letter as PDF: tagged, with its language and title, in the order in which it is read; and the decision form."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from uuid import uuid4

import pikepdf
import pytest
from django.urls import reverse

from audit.ledger import queries as ledger
from audit.ledger.errors import BodyAltered, KeyDestroyed
from audit.ledger.events import Event
from audit.ledger.models import Entry
from decisions.letters import decision_form, papers, queries
from decisions.letters.decision_form import NOT_HERE
from decisions.letters.models import Letter, LetterGiven, LetterWording
from decisions.letters.patterns import patterns
from decisions.wizard.models import Decision
from portal.paper.pdf import pdf
from tests.decisions.letters.stage import nobody
from tests.decisions.wizard.call import FAMILY, Call, logged_in, surgery, words
from tests.portal.test_paper import tags

EACH = [
    pytest.param(pattern, easy, id=f"{pattern.code}-{'easy' if easy else 'plain'}")
    for pattern in patterns().values()
    for easy in (False, True)
]
WANTED = {
    "Heading": {2: ["/H2"], 3: ["/H3"]},
    "Paragraph": ["/P"],
    "Bullets": ["/L", "/LI"],
    "Facts": ["/L", "/LI"],
    "Table": ["/Table", "/Caption", "/THead", "/TH", "/TD"],
    "Signature": [],
}


def check(made, data: bytes) -> None:
    """Hold a PDF against its paper: what it declares, its tags in reading order, its heads of tables."""
    opened = pikepdf.open(io.BytesIO(data))
    assert str(opened.Root.Lang) == "en-GB"
    assert opened.Root.ViewerPreferences.DisplayDocTitle
    assert opened.Root.MarkInfo.Marked
    with opened.open_metadata() as about:
        assert about["dc:title"] == made.title
        assert about["pdfuaid:part"] == "1"
    found = list(tags(opened.Root.StructTreeRoot))
    assert found[0] == "/Document"
    wanted = ["/H1"]
    for block in made.blocks:
        marks = WANTED[type(block).__name__]
        wanted += marks[block.level] if isinstance(marks, dict) else marks
    order = iter(found)
    assert [tag for tag in wanted if tag not in order] == []
    heads = [len(block.head) for block in made.blocks if type(block).__name__ == "Table"]
    assert found.count("/TH") == sum(heads)
    assert found.count("/H1") == 1


@pytest.mark.parametrize(("pattern", "easy"), EACH)
def test_each_letter_can_be_read_by_a_screen_reader(pattern, easy):
    made = papers.example(pattern.ours(easy=easy), pattern.code, easy=easy)
    check(made, pdf(made))
    assert papers.as_made(papers.as_kept(made)) == made


@pytest.mark.django_db
@pytest.mark.usefixtures("autumn")
class TestTheDecisionForm:
    def form(self, decision: Decision) -> str:
        return reverse("letters:form", args=[decision.pk])

    def test_it_says_what_the_entry_holds_and_what_it_does_not(self, willow):
        willow.ada()
        surgery(willow.amira).confirm()
        decision = Decision.objects.get()
        browser = logged_in(willow.amira)
        assert self.form(decision) in browser.get(f"/decisions/{decision.pk}/").content.decode()
        assert self.form(decision) in logged_in(willow.priya).get(f"/desk/{decision.pk}/").content.decode()
        shown = words(browser.get(self.form(decision)))
        for expected in (
            f"Made from record {decision.reference}",
            "Ada Bright, WH-101",
            "They need it today",
            "What it is for What do they need it for?",
            "Security How will you share it?",
            f"Data protection impact assessment {NOT_HERE}",
            f"Views of the data protection officer {NOT_HERE}",
            f"How long it is kept, and how it is destroyed {NOT_HERE}",
            "Decided by Amira Khan, Care worker",
            "Caldicott Guardian: ___",
        ):
            assert expected in shown

    def test_its_pdf_is_tagged_and_its_name_names_nobody(self, willow):
        willow.ada()
        surgery(willow.amira).confirm()
        decision = Decision.objects.select_related("entry", "organisation").get()
        answer = logged_in(willow.priya).get(f"{self.form(decision)}pdf/")
        assert answer["Content-Disposition"] == (
            f'attachment; filename="decision-form-{decision.reference}.pdf"'
        )
        check(decision_form.paper(decision, ledger.body_of(decision.entry)), answer.content)
        assert Entry.objects.get(event=Event.DECISION_PRINTED).about_id == decision.pk

    def test_a_departure_says_what_was_decided_against_the_advice(self, willow):
        willow.ada()
        call = Call(willow.amira).say(*FAMILY, "WH-101", "asked", "not_asked")
        call.browser.post(call.url("depart"), {"decision": "depart", "reason": "He is her only help tonight"})
        call.confirm()
        shown = words(logged_in(willow.amira).get(self.form(Decision.objects.get())))
        assert "Shared, against the advice The advice was: Do not share yet" in shown
        assert "Reasons He is her only help tonight" in shown

    def test_where_nobody_is_named_it_says_so(self, willow):
        shown = words(logged_in(willow.amira).get(self.form(nobody(willow))))
        assert f"About whom {NOT_HERE}" in shown
        assert f"Which data, and why each is needed {NOT_HERE}" in shown

    def test_an_old_entry_with_little_in_it_is_no_fault(self, willow):
        decision = nobody(willow)
        made = decision_form.paper(
            decision, {"recipient": None, "asked": [{"question": "use", "answer": "x"}]}
        )
        assert pdf(made).startswith(b"%PDF")

    def test_what_waits_or_is_unsure_says_so(self):
        source = {"title": "An Act", "part": "s.1", "status": "not_yet", "trust": "unsure"}
        assert decision_form._cited(source) == "An Act, s.1, not in force yet, not checked yet"

    @pytest.mark.parametrize(
        ("fault", "why"), [(BodyAltered("x"), queries.ALTERED), (KeyDestroyed("x"), queries.DISPOSED)]
    )
    def test_a_decision_that_cannot_be_read_says_why(self, willow, monkeypatch, fault, why):
        decision = nobody(willow)

        def body_of(_entry):
            raise fault

        monkeypatch.setattr(ledger, "body_of", body_of)
        browser = logged_in(willow.amira)
        assert why.replace("letter", "decision") in words(browser.get(self.form(decision)))
        assert browser.get(f"{self.form(decision)}pdf/").status_code == 403
        assert (
            browser.get(reverse("letters:after_decision", args=[decision.pk, "recipient"])).status_code == 200
        )


def test_a_letter_names_itself_without_naming_anybody():
    letter_id = uuid4()
    letter = Letter(id=letter_id, code="notice", easy=False)
    assert str(letter) == f"notice {letter.reference}"
    assert str(LetterGiven(letter=letter, how="post")) == f"{letter_id}, post"
    assert (
        str(LetterWording(code="notice", made_at=datetime(2026, 5, 3, tzinfo=UTC))) == "notice, 03 May 2026"
    )
