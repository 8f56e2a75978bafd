"""How far readers agree with what was decided, month by month: read from what the desk counted."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from audit.agreement import ENOUGH, Agreement, agreement
from audit.oversight.desk.models import Tally
from audit.oversight.watching.chance import UNLIKELY, fisher
from portal.models import Organisation

RECENT = 3
"""The trend holds the latest months against as many before them."""


@dataclass(frozen=True, slots=True)
class Trend:
    """How often the same was decided in the latest months, and in those before; `more_than_chance` compares them."""

    now: Agreement
    before: Agreement
    more_than_chance: bool


def by_month(organisation: Organisation, since: date) -> dict[date, Counter[tuple[str, str]]]:
    """Return how often the worker decided this and the reader that, for each month since one, the latest first."""
    rows = Tally.objects.filter(organisation=organisation, what="lot", month__gte=since).order_by("-month")
    months: defaultdict[date, Counter[tuple[str, str]]] = defaultdict(Counter)
    for month, key, count in rows.values_list("month", "key", "count"):
        theirs, _, ours = key.partition(" ")
        months[month][theirs, ours] += count
    return dict(months)


def over_all(months: dict[date, Counter[tuple[str, str]]]) -> Agreement | None:
    """Return how far readers agree over all these months."""
    return agreement(sum(months.values(), Counter()))


def trend(months: dict[date, Counter[tuple[str, str]]]) -> Trend | None:
    """Compare the latest months with those before them; None where either has too few to say."""
    latest = list(months)
    now = over_all({each: months[each] for each in latest[:RECENT]})
    before = over_all({each: months[each] for each in latest[RECENT : 2 * RECENT]})
    if now is None or before is None or min(now.pairs, before.pairs) < ENOUGH:
        return None
    return Trend(now, before, fisher(now.same, now.pairs, before.same, before.pairs) < UNLIKELY)
