"""The filters of the list as an address writes them, so that every page on the way keeps them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from urllib.parse import urlencode

from audit.oversight.desk.order import reason
from audit.oversight.desk.queries import Filters
from portal.models import Organisation


def read(organisation: Organisation, query: Mapping[str, str]) -> Filters:
    """Return the filters an address asks for; what means nothing here narrows nothing."""
    asked = query.get("home", "")
    home = next((each for each in organisation.homes.all() if str(each.pk) == asked), None)
    return Filters(home, _month(query.get("month", "")), reason(query.get("reason", "")))


def _month(written: str) -> date | None:
    """Return the first day of a month written as 2026-11, or None."""
    try:
        return date.fromisoformat(f"{written}-01")
    except ValueError:
        return None


def written(filters: Filters) -> str:
    """Return the filters as the end of an address: "?home=…&month=2026-11&reason=late", or nothing."""
    given = {
        "home": filters.home and filters.home.pk,
        "month": filters.month and f"{filters.month:%Y-%m}",
        "reason": filters.reason and filters.reason.id,
    }
    query = urlencode({name: value for name, value in given.items() if value})
    return f"?{query}" if query else ""
