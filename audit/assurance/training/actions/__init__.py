"""What is asked for, learned, declared and excused: each said by somebody, and kept as an entry."""

from audit.assurance.training.actions.learning import declare, excuse, record
from audit.assurance.training.actions.needs import add_kind, end_kind, review_needs, set_gate

__all__ = [
    "add_kind",
    "declare",
    "end_kind",
    "excuse",
    "record",
    "review_needs",
    "set_gate",
]
