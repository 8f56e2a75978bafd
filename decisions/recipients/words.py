"""Recipients and alerts in plain sentences."""

from __future__ import annotations

from decisions.recipients.codes import AGREEMENTS, ASSURANCES, CHECKS, ELEMENTS, RISKS, ROUTES
from decisions.recipients.models import (
    Agreement,
    Alert,
    Assurance,
    IdentityCheck,
    Recipient,
    RecipientCorrection,
    RiskAssessment,
    Route,
)
from decisions.recipients.models_links import Acknowledgement, AcknowledgementLink
from decisions.vocabulary import day_in_words
from portal.days import london_day


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


def kind_of_paper(paper: Agreement | Assurance) -> str:
    """Return which kind of paper it is."""
    return AGREEMENTS[paper.kind] if isinstance(paper, Agreement) else ASSURANCES[paper.kind]


def correction_sentence(correction: RecipientCorrection) -> str:
    """Say what the name and the number are now."""
    said = correction.words
    number = f"the number is {said['phone']}" if said["phone"] else "there is no number"
    return f"The name is {said['name']}, and {number}."


def check_sentence(check: IdentityCheck) -> str:
    """Say how it was made sure that it was really them, and when."""
    return f"Checked on {day_in_words(check.checked_on)}. {CHECKS[check.kind]}: {check.words['how']}"


def risk_sentence(assessment: RiskAssessment) -> str:
    """Say what could go wrong, what makes that less likely, and what was decided."""
    said = assessment.words
    return (
        f"The risk was weighed on {day_in_words(assessment.assessed_on)}. What could go wrong: "
        f"{_stopped(said['wrong'])} What makes it smaller: {_stopped(said['reduces'])} "
        f"What was decided: {RISKS[assessment.decision]}."
    )


def _stopped(text: str) -> str:
    """Return a typed text so that another sentence can follow it."""
    return text if text.endswith((".", "!", "?")) else f"{text}."


def link_sentence(link: AcknowledgementLink) -> str:
    """Say that a link was made, by whom, and until when it can be used."""
    made = day_in_words(london_day(link.entry.recorded_at))
    until = day_in_words(london_day(link.expires_at))
    return f"{link.made_by.full_name} made a link on {made} to ask what they must do. It runs out on {until}."


def acknowledgement_sentence(acknowledgement: Acknowledgement) -> str:
    """Say who acknowledged what we ask, and under which agreement."""
    agreement = acknowledgement.link.agreement
    under = f" This goes with: {agreement_sentence(agreement)}" if agreement else ""
    said = acknowledgement.words
    day = day_in_words(london_day(acknowledgement.entry.recorded_at))
    return f"{said['name']} said on {day} that they understand what we ask of them.{under}"
