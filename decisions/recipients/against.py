"""Decisions to tell somebody in spite of a warning about them: each asks for the risk to be weighed.

Read from the entries alone, which carry what the register said, what was answered and why.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from audit.ledger import queries as ledger
from audit.ledger.errors import BodyAltered, KeyDestroyed
from audit.ledger.events import Event
from audit.ledger.models import Entry
from decisions.recipients.models import Alert, RiskAssessment
from decisions.recipients.words import alert_sentence, risk_sentence

FLAGS: Final = ("register_contradicted", "departed")
SHARED: Final = "share"
MOST: Final = 200
"""Of how many marked decisions, the latest, the words are read."""
WARNED: Final = "recipient_alert"
"""What is advised where the worker says that there is a warning: ask the Guardian first."""


def assessments(alert: Alert) -> list[RiskAssessment]:
    """Return how the risk behind a warning was weighed, the newest first."""
    return list(alert.assessments.select_related("entry").order_by("-entry__seq"))


def warnings_in_words(alerts: Iterable[Alert]) -> tuple[str, ...]:
    """Return some warnings in sentences, each with how its risk was weighed last."""
    told = ((alert_sentence(alert), *map(risk_sentence, assessments(alert)[:1])) for alert in alerts)
    return tuple(sentence for sentences in told for sentence in sentences)


def decided_against(alert: Alert) -> list[Entry]:
    """Return the decisions that went against a warning since its risk was last weighed, the oldest first.

    Either the worker said why it no longer stands, or they shared although the advice was to ask the Guardian.
    """
    last = next(iter(assessments(alert)), alert)
    made = ledger.since(alert.recipient.organisation, last.entry.recorded_at, event=Event.DECISION_MADE)
    marked = list(made.filter(flags__overlap=list(FLAGS)).order_by("-seq")[:MOST])[::-1]
    bodies = zip(marked, _bodies(marked), strict=True)
    return [each for each, body in bodies if _is_against(each, body, alert)]


def to_assess(alerts: list[Alert]) -> list[Alert]:
    """Return the warnings whose risk is to be weighed."""
    return [alert for alert in alerts if decided_against(alert)]


def _bodies(entries: list[Entry]) -> list[Mapping[str, Any]]:
    """Return what entries say; nothing for one that cannot be read. All at once, unless one of them cannot."""
    try:
        return list(ledger.bodies_of(entries))
    except (BodyAltered, KeyDestroyed):
        return [_body(each) for each in entries]


def _body(entry: Entry) -> Mapping[str, Any]:
    """Return what an entry says, or nothing where it cannot be read."""
    try:
        return ledger.body_of(entry)
    except (BodyAltered, KeyDestroyed):
        return {}


def _is_against(entry: Entry, body: Mapping[str, Any], alert: Alert) -> bool:
    """Say whether a decision goes against a warning that was shown when it was made."""
    warned = [row for row in body.get("asked", ()) if _shows(row, alert)]
    allowed = entry.outcome == WARNED and body.get("decided") == SHARED
    return any(row["reason"] or allowed for row in warned)


def _shows(row: Mapping[str, Any], alert: Alert) -> bool:
    """Say whether a warning was shown beside a question: its reason was among the register's sentences."""
    return any(alert.words["reason"] in sentence for sentence in row["register"])
