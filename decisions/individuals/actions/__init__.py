"""What can be recorded about an individual: who they are, what they agreed to, refused and wished.

Each action stores one fact and appends its entry, sealed under the individual's own key. Nothing here is
ever changed: taking a consent back is a fact of its own. An `event_id` given twice gives the same fact back.

`items` are codes; a mapping gives words to a code: {"something_else": "my diet"}.
"""

from decisions.individuals.actions.capacity import record_capacity
from decisions.individuals.actions.many import Newcomer, add_individuals
from decisions.individuals.actions.people import add_individual, open_individual
from decisions.individuals.actions.said import (
    end_objection,
    end_wishes,
    give_consent,
    raise_objection,
    record_wishes,
    withdraw_consent,
)

__all__ = [
    "Newcomer",
    "add_individual",
    "add_individuals",
    "end_objection",
    "end_wishes",
    "give_consent",
    "open_individual",
    "raise_objection",
    "record_capacity",
    "record_wishes",
    "withdraw_consent",
]
