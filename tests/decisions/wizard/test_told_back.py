"""What a Guardian said of a decision, and what they asked to be done, comes back to whoever made it, kindly and once."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone

from audit.ledger.models import Entry
from audit.oversight.review import actions as review
from audit.oversight.review.actions import After, Task
from audit.oversight.review.models import FollowUp, Review
from decisions.wizard.models import Decision
from portal.days import london_day
from tests.decisions.wizard.call import Call, logged_in, surgery, words

SAID = "Well done for asking first. Next time tell her the same day."
TO_DO = "Tell Mrs Bright what you shared"


@pytest.fixture
def decided(willow, ada) -> Call:
    """Amira's decision about Ada Bright, which Priya looks at."""
    call = surgery(willow.amira)
    call.at = call.confirm()
    return call


def looked_at(willow, finding: str = "yes_with_advice", **given) -> Review:
    entry = Entry.objects.get(pk=Decision.objects.get().entry_id)
    said = {"words": SAID, "note": "A note that is not sent", "turn": 0, "event_id": uuid4()}
    return review.review(decision=entry, finding=finding, by=willow.priya, **said | given)


def home(call: Call) -> str:
    return words(call.browser.get("/"))


class TestWhatWasSaid:
    def test_is_new_on_the_home_page_until_the_decision_is_opened(self, decided, willow):
        reference = Decision.objects.get().reference
        assert "looked at your decision" not in home(decided)
        looked_at(willow)
        assert f"New Priya Nair looked at your decision {reference}" in home(decided)
        assert SAID not in home(decided)
        decided.see()
        assert "looked at your decision" not in home(decided)

    def test_stays_new_while_only_others_open_the_decision(self, decided, willow):
        looked_at(willow)
        logged_in(willow.priya).get(f"/desk/{decided.draft_id}/")
        assert "looked at your decision" in home(decided)

    def test_is_read_by_its_own_page_too(self, decided, willow):
        said = looked_at(willow)
        assert SAID in words(decided.browser.get(f"/desk/review/said/{said.pk}/"))
        assert "looked at your decision" not in home(decided)

    def test_is_not_new_for_ever(self, decided, willow):
        looked_at(willow)
        with time_machine.travel(timezone.now() + timedelta(days=29), tick=True):
            assert "looked at your decision" not in words(logged_in(willow.amira).get("/"))

    def test_stands_on_the_decision_without_the_note(self, decided, willow):
        looked_at(willow)
        said = words(decided.see())
        assert "Priya Nair looked at this decision on " in said
        assert SAID in said
        assert "A note that is not sent" not in said

    def test_a_question_leads_to_its_answer(self, decided, willow):
        asked = looked_at(willow, "ask", words="Did she hear you say it?")
        assert f'href="/desk/review/said/{asked.pk}/"' in decided.see().content.decode()
        review.answer(review=asked, text="Yes, she nodded", event_id=uuid4(), by=willow.amira)
        said = words(decided.see())
        assert "You answered: Yes, she nodded" in said
        assert "Answer this question" not in said

    def test_nobody_else_is_told(self, decided, willow):
        looked_at(willow)
        assert "looked at your decision" not in words(logged_in(willow.ben).get("/"))


class TestWhatIsToBeDone:
    def test_is_on_the_home_page_with_its_day_until_it_is_done(self, decided, willow):
        day = london_day() + timedelta(days=3)
        looked_at(willow, after=After(Task(TO_DO, day)))
        reference = Decision.objects.get().reference
        said = home(decided)
        assert (
            f"To do (1) What Priya Nair asked after decision {reference} , by {day:%A} {day.day} {day:%B}"
            in said
        )
        assert TO_DO not in said
        assert f"{TO_DO} – by {day:%A} {day.day} {day:%B %Y}" in words(decided.see())
        follow_up = FollowUp.objects.get()
        page = f"/desk/review/to-do/{follow_up.pk}/"
        assert TO_DO in words(decided.browser.get(page))
        decided.browser.post(page, {"text": "I told her at lunch", "key": str(uuid4())})
        assert "To do" not in home(decided)
        assert f"{TO_DO} – done" in words(decided.see())

    def test_late_says_so(self, decided, willow):
        looked_at(willow, after=After(Task(TO_DO, london_day())))
        assert "Overdue" not in home(decided)
        with time_machine.travel(timezone.now() + timedelta(days=1), tick=True):
            assert "Overdue" in words(logged_in(willow.amira).get("/"))
