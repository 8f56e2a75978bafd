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
from decisions.recipients.models import (
    Agreement,
    AgreementEnd,
    Alert,
    AlertEnd,
    AlertReading,
    Assurance,
    AssuranceEnd,
    Recipient,
    Route,
    RouteEnd,
)
from decisions.wizard.models import Addendum, Decision, Disclosure, Draft, Reminder, ReminderEnd

__all__ = [
    "Addendum",
    "Agreement",
    "AgreementEnd",
    "Alert",
    "AlertEnd",
    "AlertReading",
    "Assurance",
    "AssuranceEnd",
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
    "Route",
    "RouteEnd",
    "SignOff",
    "Wishes",
    "WishesEnd",
]
