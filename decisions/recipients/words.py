"""Recipients and alerts in plain sentences."""

from __future__ import annotations

from decisions.recipients.models import Alert, Recipient
from decisions.vocabulary import day_in_words


def known_sentence(recipient: Recipient, number_is: str = "Call back on") -> str:
    """Say that we know a recipient and which number to call back on, or to use."""
    number = f" {number_is} {recipient.phone}." if recipient.phone else " We hold no number for them."
    return f"We know {recipient.name}.{number}"


def alert_sentence(alert: Alert) -> str:
    """Say whom a warning is about, since when, and why."""
    return (
        f"There has been a warning about {alert.recipient.name} since {day_in_words(alert.starts_on)}: "
        f"{alert.words['reason']}"
    )
