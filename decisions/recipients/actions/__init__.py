"""What can be recorded about a recipient: who they are, how to reach them, why to trust them, and warnings.

Each action stores one fact and appends its entry. Nothing here is ever changed: an end is a fact of its own.
"""

from decisions.recipients.actions.alerts import end_alert, raise_alert, read_alert
from decisions.recipients.actions.known import add_recipient, end_route, open_recipient, record_route
from decisions.recipients.actions.many import NewRecipient, add_recipients
from decisions.recipients.actions.trust import (
    end_agreement,
    end_assurance,
    record_agreement,
    record_assurance,
)

__all__ = [
    "NewRecipient",
    "add_recipient",
    "add_recipients",
    "end_agreement",
    "end_alert",
    "end_assurance",
    "end_route",
    "open_recipient",
    "raise_alert",
    "read_alert",
    "record_agreement",
    "record_assurance",
    "record_route",
]
