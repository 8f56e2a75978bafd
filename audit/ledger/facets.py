"""Facets: what the leaf says openly, so that it can be counted and searched for ever. Never anything personal.

home, about: ids · door, outcome, basis: codes · rules: the rules cited · ruleset: its digest · flags: what a
Guardian should see. A facet that is empty is left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

IDS = ("about", "home")
CODES = ("basis", "door", "outcome", "ruleset")
LISTS = ("flags", "rules")
NAMES = ("about", "basis", "door", "flags", "home", "outcome", "rules", "ruleset")
MAX_LIST = 64

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:-]{0,99}")


def columns(facets: Mapping[str, Any]) -> list[object]:
    """Return the facets in the order in which the append function takes them, None for those not there."""
    unknown = facets.keys() - set(NAMES)
    if unknown:
        raise ValueError(f"no such facet: {', '.join(sorted(unknown))}")
    return [_column(name, facets.get(name)) for name in NAMES]


def _column(name: str, value: Any) -> object:
    if not value:
        return None
    if name in IDS:
        return value if isinstance(value, UUID) else UUID(value)
    if name in CODES:
        return _code(name, value)
    if len(value) > MAX_LIST or isinstance(value, str):
        raise ValueError(f"{name}: a list of at most {MAX_LIST} codes")
    codes = [_code(name, item) for item in value]
    return sorted(set(codes)) if name == "flags" else codes


def _code(name: str, value: Any) -> str:
    """Return a code as plain text; letters, digits and _ . : - need no escape anywhere and have one spelling."""
    if not isinstance(value, str) or not _CODE.fullmatch(value):
        raise ValueError(f"{name}: a code is letters, digits and _ . : -, at most 100")
    return str(value)
