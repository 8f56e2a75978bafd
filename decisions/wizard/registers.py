"""Reading the registers for a journey: once beside each question, and again only where they may have changed.

What was read is kept in the draft with a mark: the day, and the organisation's last entry in any register. While
the mark is the same nothing can have changed, since a fact without an entry cannot exist.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from django.db import connection

from audit.ledger.events import Event
from decisions.individuals import queries as individuals
from decisions.wizard.evidence import Evidence, evidence
from decisions.wizard.findings import ABOVE_A_NO, register_of
from decisions.wizard.journey import ALSO, RECIPIENT, Journey
from decisions.wizard.papers import AGREEMENT, ASSURANCE
from portal.days import london_day

if TYPE_CHECKING:
    from decisions.individuals.models import Individual
    from portal.models import Membership, Organisation

# Whatever is not a decision, a reading or an export may be a change to a register.
OF_REGISTERS: Final = sorted(
    event.value
    for event in Event
    if event.value.partition(".")[0] in {
        "individual", "consent", "objection", "wishes", "capacity", "recipient", "route", "assurance", "alert",
        "agreement", "record", "home", "relationship", "carer", "preference", "privacy", "matrix",
        "clean_list",
    }
    and event not in {
        Event.INDIVIDUAL_CONSULTED, Event.INDIVIDUAL_OPENED, Event.INDIVIDUAL_SOUGHT, Event.RECIPIENT_OPENED,
        Event.ALERT_ACKNOWLEDGED,
    }
)  # fmt: skip
PAPERS: Final = frozenset({AGREEMENT, ASSURANCE})
# What else a reading rests on: which ticks stand follows from why the person's family, or whoever asks, is told.
RESTS_ON: Final = {
    "items": ("family_agreement", "best_interests", ABOVE_A_NO, "identity" + ALSO, "reach" + ALSO)
}
LAST_OF_REGISTERS: Final = """
    SELECT max(last.seq) FROM unnest(%s::text[]) AS kind(event), LATERAL (
        SELECT seq FROM audit_entry WHERE organisation_id = %s AND event = kind.event ORDER BY seq DESC LIMIT 1
    ) AS last
"""


def mark(organisation: Organisation) -> str:
    """Return what stays the same as long as no register changes: today in London, and the last entry of any."""
    with connection.cursor() as cursor:
        cursor.execute(LAST_OF_REGISTERS, [OF_REGISTERS, organisation.pk])
        (last,) = cursor.fetchone()
    return mark_of(last)


def mark_of(last: int | None) -> str:
    """Return the mark of today and the place of the last entry in any register."""
    return f"{london_day():%Y-%m-%d} {last}"


class Registers:
    """What the registers say about one journey, today."""

    def __init__(self, journey: Journey, membership: Membership) -> None:
        self.journey = journey
        self.membership = membership

    @cached_property
    def individual(self) -> Individual | None:
        """The individual the journey is about, if one was chosen."""
        chosen = self.journey.individual
        return individuals.get(membership=self.membership, individual_id=chosen) if chosen else None

    def look(self, question_id: str) -> Evidence | None:
        """Return what the registers say about a question now."""
        if not is_looked_up(self.journey, question_id):
            return None
        return evidence(
            self.journey.ruleset.questions[question_id],
            individual=self.individual,
            answers=self.journey.state.answers,
            organisation=self.membership.organisation,
            on=london_day(),
        )

    def refresh(self, question_id: str = "") -> None:
        """Read again whatever may have changed, and this question in any case; the journey notes it."""
        asking = [each for each in self.journey.path if is_looked_up(self.journey, each)]
        if not asking:
            self.journey.state.mark = ""
            return
        notes = self.journey.state.read
        now = mark(self.membership.organisation)
        same = now == self.journey.state.mark
        for each in asking:
            known = notes.get(each, {}).get("of") == _read_for(self.journey, each)
            answered = self.journey.is_answered(each)
            if each == question_id or (answered and not (same and known)):
                notes[each] = {"of": _read_for(self.journey, each)} | _noted(self.look(each))
        self.journey.state.mark = now


def is_looked_up(journey: Journey, question_id: str) -> bool:
    """Say whether a register has something to say about a question of the journey's door."""
    return register_of(journey.ruleset.questions[question_id]) is not None


def _read_for(journey: Journey, question_id: str) -> list[Any]:
    """Return the answers on which a reading rests: another person or another asker asks for a new one."""
    answers = journey.state.answers
    who = [answers.get("who"), answers.get("tell")]
    register = journey.ruleset.questions[question_id].register
    if register == RECIPIENT:
        return [*who, answers.get(question_id + ALSO)]
    if register in PAPERS:
        return [*who, journey.party]
    return [*who, journey.individual, *(answers.get(each) for each in RESTS_ON.get(question_id, ()))]


def is_read(journey: Journey) -> bool:
    """Say whether the registers were read for every answer as it now stands."""
    read = journey.state.read
    asking = (each for each in journey.path if is_looked_up(journey, each))
    return all(read.get(each, {}).get("of") == _read_for(journey, each) for each in asking)


def _noted(found: Evidence | None) -> dict[str, Any]:
    """Return evidence as a draft keeps it."""
    if found is None:
        return {}
    stands = sorted(found.stands) if found.stands is not None else None
    return {"says": list(found.statements), "stands": stands, "answer": found.answer}


def said(journey: Journey, question_id: str) -> list[str]:
    """Return the register's sentences about a question, as last read."""
    return journey.state.read.get(question_id, {}).get("says", [])


def reason(journey: Journey, question_id: str) -> str:
    """Return why the worker says that the register no longer stands, if it says otherwise today; else ""."""
    kept = journey.state.kept.get(question_id, {})
    return kept["reason"] if kept and kept["says"] == said(journey, question_id) else ""


def contradicted(journey: Journey) -> str | None:
    """Return the first question whose answer a register rules out without the worker having said why."""
    for question_id in journey.path:
        note = journey.state.read.get(question_id, {})
        stands = note.get("stands")
        if stands is None or not Evidence((), frozenset(stands)).contradicted_by(
            journey.state.answers.get(question_id)
        ):
            continue
        if journey.state.kept.get(question_id, {}).get("says") != note["says"]:
            return question_id
    return None
