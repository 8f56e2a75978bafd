"""What can be recorded about a recipient: who they are, how to reach them, why to trust them, and warnings.

Each action stores one fact and appends its entry. Nothing here is ever changed: an end is a fact of its own.
"""

from decisions.recipients.actions.alerts import assess_risk, end_alert, raise_alert, read_alert
from decisions.recipients.actions.known import (
    add_recipient,
    correct_recipient,
    end_route,
    open_recipient,
    record_check,
    record_route,
)
from decisions.recipients.actions.links import acknowledge, make_link
from decisions.recipients.actions.many import NewRecipient, add_recipients
from decisions.recipients.actions.trust import (
    end_agreement,
    end_assurance,
    record_agreement,
    record_assurance,
)

__all__ = [
    "NewRecipient",
    "acknowledge",
    "add_recipient",
    "add_recipients",
    "assess_risk",
    "correct_recipient",
    "end_agreement",
    "end_alert",
    "end_assurance",
    "end_route",
    "make_link",
    "open_recipient",
    "raise_alert",
    "read_alert",
    "record_agreement",
    "record_assurance",
    "record_check",
    "record_route",
]
