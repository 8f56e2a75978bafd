"""Whoever is not sure asks somebody before going on: a senior, or the Caldicott Guardian.

The draft keeps that it was asked, so that a question page costs no more while nobody asked. What is said stands in
the ledger from the moment it is said; it stays there when the draft is thrown away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.db import transaction

from audit.oversight.advice import actions, queries
from audit.oversight.advice.queries import Line
from decisions.wizard import body, drafts
from decisions.wizard.journey import Journey
from decisions.wizard.models import Draft
from portal.errors import NotAllowed
from portal.models import User

if TYPE_CHECKING:
    from audit.oversight.advice.models import Thread

CHECK: Final = "check"
"""Stands for a question's id on the page where the answers are checked."""
CHECKING: Final = "Check your answers"


def title_of(journey: Journey, page: str) -> str:
    """Return what the page that somebody asks from is called: its question, or the check of all answers."""
    return CHECKING if page == CHECK else journey.ruleset.questions[page].title


def may_ask_from(journey: Journey, page: str) -> bool:
    """Say whether a page was reached, so that somebody may ask from it."""
    return journey.to_ask is None if page == CHECK else journey.may_show(page)


@transaction.atomic
def ask(*, draft: Draft, page: str, text: str, whom: str, urgent: bool, event_id: UUID, by: User) -> Thread:
    """Put a question from a page of a draft, with what was answered until then; the draft stays as it is.

    Raises what the desk's own action raises, and NotAllowed where the draft was recorded meanwhile.
    """
    membership = drafts.mine(draft, by)
    if not drafts.lock(draft):
        raise NotAllowed(drafts.RECORDED)
    journey = drafts.journey_of(draft)
    if not journey.state.asked:
        journey.state.asked = True
        drafts.keep(draft, journey)
    return actions.ask(
        organisation=membership.organisation,
        home=membership.home,
        decision=draft.id,
        door=journey.ruleset.name,
        question=page,
        question_title=title_of(journey, page),
        text=text,
        whom=whom,
        urgent=urgent,
        asked=[row for row in body.rows(journey) if journey.is_answered(row["question"])],
        key=drafts.key_for(draft, journey),
        event_id=event_id,
        by=by,
    )


def lines(draft: Draft, journey: Journey) -> list[Line]:
    """Return what was asked and advised about a draft, in order; asks the database only where something was."""
    return queries.thread_of(draft.id) if journey.state.asked else []


def taken(draft: Draft, journey: Journey) -> list[dict[str, Any]]:
    """Return what was asked and advised before a decision, as its entry keeps it."""
    return [
        {
            "at": line.at.isoformat(),
            "by": line.person,
            "role": line.role,
            "text": line.text,
            "is_advice": line.is_advice,
        }
        for line in lines(draft, journey)
    ]
