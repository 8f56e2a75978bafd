"""Table of contents: the models of this floor, room by room."""

from audit.ledger.models import Body, Entry, Key, Log

__all__ = ["Body", "Entry", "Key", "Log"]
