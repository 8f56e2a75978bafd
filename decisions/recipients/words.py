"""Recipients and alerts in plain sentences."""

from __future__ import annotations

from decisions.recipients.codes import AGREEMENTS, ASSURANCES, ELEMENTS, ROUTES
from decisions.recipients.models import Agreement, Alert, Assurance, Recipient, Route
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


def route_sentence(route: Route) -> str:
    """Say how a recipient is reached, and where we found that."""
    return (
        f"{ROUTES[route.kind]}: {route.words['value']}. Found on {day_in_words(route.found_on)}: "
        f"{route.words['found']}"
    )


def assurance_sentence(assurance: Assurance) -> str:
    """Say what evidence we saw, and until when it counts."""
    return (
        f"{ASSURANCES[assurance.kind]}. Seen on {day_in_words(assurance.seen_on)}, "
        f"and it counts until the end of {day_in_words(assurance.ends_on)}."
    )


def agreement_sentence(agreement: Agreement) -> str:
    """Say what was signed, until when, and what is not in it."""
    lacks = ", ".join(ELEMENTS[code].lower() for code in agreement.missing)
    missing = f" It does not say: {lacks}." if lacks else " It says everything it should."
    return (
        f"{AGREEMENTS[agreement.kind]}, from {day_in_words(agreement.starts_on)} until the end of "
        f"{day_in_words(agreement.ends_on)}.{missing}"
    )
