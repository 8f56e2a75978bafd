"""Table of contents: the models of this floor, room by room."""

from decisions.individuals.models import (
    CapacityRecord,
    Consent,
    ConsentWithdrawal,
    Individual,
    IndividualIndex,
    Objection,
    ObjectionEnd,
    Wishes,
    WishesEnd,
)
from decisions.recipients.models import Alert, AlertEnd, Recipient

__all__ = [
    "Alert",
    "AlertEnd",
    "CapacityRecord",
    "Consent",
    "ConsentWithdrawal",
    "Individual",
    "IndividualIndex",
    "Objection",
    "ObjectionEnd",
    "Recipient",
    "Wishes",
    "WishesEnd",
]
