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
from decisions.law.models import Commencement, CommencementEnd, SignOff
from decisions.practice.models import PracticeDraft, PracticeResult
from decisions.recipients.models import Alert, AlertEnd, Recipient
from decisions.wizard.models import Addendum, Decision, Disclosure, Draft, Reminder, ReminderEnd

__all__ = [
    "Addendum",
    "Alert",
    "AlertEnd",
    "CapacityRecord",
    "Commencement",
    "CommencementEnd",
    "Consent",
    "ConsentWithdrawal",
    "Decision",
    "Disclosure",
    "Draft",
    "Individual",
    "IndividualIndex",
    "Objection",
    "ObjectionEnd",
    "PracticeDraft",
    "PracticeResult",
    "Recipient",
    "Reminder",
    "ReminderEnd",
    "SignOff",
    "Wishes",
    "WishesEnd",
]
