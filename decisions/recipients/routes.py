"""What a way to reach someone is, by its kind: a telephone number, an e-mail address, or words."""

from __future__ import annotations

from typing import Final

from audit import typed

MISSING: Final = "Enter the number or address"


def route_value(kind: str, value: str) -> str:
    """Return a number or address as it is kept; refuses what cannot be one of its kind."""
    if kind == "phone":
        return typed.phone(value, MISSING)
    if kind == "secure_email":
        return typed.email(value, MISSING)
    return typed.text(value, MISSING, most=200)
