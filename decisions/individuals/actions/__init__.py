"""What can be recorded about an individual: who they are, what they agreed to, refused and wished.

Each action stores one fact and appends its entry, sealed under the individual's own key. Nothing here is
ever changed: taking a consent back is a fact of its own. An `event_id` given twice gives the same fact back.

`items` are codes; a mapping gives words to a code: {"something_else": "my diet"}.
"""

from decisions.individuals.actions.asked import (
    ask_carer,
    end_carer,
    record_preference,
    refuse_consent,
    review_refusal,
)
from decisions.individuals.actions.capacity import record_capacity
from decisions.individuals.actions.many import Newcomer, add_individuals
from decisions.individuals.actions.people import add_individual, correct_individual, open_individual
from decisions.individuals.actions.privacy import end_private, give_notice, mark_private
from decisions.individuals.actions.said import (
    end_objection,
    end_wishes,
    give_consent,
    raise_objection,
    record_wishes,
    withdraw_consent,
)
from decisions.individuals.actions.ties import (
    end_home,
    end_relationship,
    help_elsewhere,
    record_home,
    record_relationship,
    seek_elsewhere,
)

__all__ = [
    "Newcomer",
    "add_individual",
    "add_individuals",
    "ask_carer",
    "correct_individual",
    "end_carer",
    "end_home",
    "end_objection",
    "end_private",
    "end_relationship",
    "end_wishes",
    "give_consent",
    "give_notice",
    "help_elsewhere",
    "mark_private",
    "open_individual",
    "raise_objection",
    "record_capacity",
    "record_home",
    "record_preference",
    "record_relationship",
    "record_wishes",
    "refuse_consent",
    "review_refusal",
    "seek_elsewhere",
    "withdraw_consent",
]
