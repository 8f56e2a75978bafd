"""What a worker does that is kept for ever: a danger met, a register looked at, a decision, and what came after it.

Each action holds what it changes, stores its fact and appends its entry last, in one transaction. The same form
sent twice gets the same record back.
"""

from decisions.wizard.actions.after import add_to_decision, disclose
from decisions.wizard.actions.danger import advise_danger, end_danger
from decisions.wizard.actions.deciding import (
    BINDING,
    REGISTER_CHANGED,
    LookAgain,
    RegistersMoved,
    choose_individual,
    record_decision,
)

__all__ = [
    "BINDING",
    "REGISTER_CHANGED",
    "LookAgain",
    "RegistersMoved",
    "add_to_decision",
    "advise_danger",
    "choose_individual",
    "disclose",
    "end_danger",
    "record_decision",
]
