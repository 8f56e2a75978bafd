"""How the desk's lists read: sentences from counts, and rows of cells that name nobody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from audit.oversight import words
from audit.oversight.desk import filters
from audit.oversight.desk.models import Matter
from audit.oversight.desk.order import DRAWN, reason, reasons
from audit.oversight.desk.queries import MOST_COUNTED, Counts, Filters, Summary
from audit.oversight.review.models import Finding
from portal.days import moment_in_words
from portal.design.components import component
from portal.models import Home

BY_LOT = "Drawn by lot"
NAMED = 3
"""Of how many reasons the sentence over the list speaks; the others it counts together."""
HEAD = ("What happened", "Why it is here", "Home", "Waiting", "Open")
SETTLED_HEAD = ("What happened", "Would you have decided the same?", "Home", "Looked at", "Open")

Names = Mapping[UUID, str]


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to narrow the list: what it says, how many are left, and its address, "" where it leads nowhere else."""

    text: str
    count: str
    url: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Ways to narrow the list by one thing."""

    title: str
    choices: Sequence[Choice]


def heading(counts: Counts | Summary) -> str:
    """Return how many there are to look at."""
    if counts.capped:
        return f"More than {MOST_COUNTED:,} decisions to look at"
    if not counts.total:
        return "Nothing to look at"
    return f"{counts.total:,} decision{'' if counts.total == 1 else 's'} to look at"


def summed_up(summary: Summary) -> str:
    """Return how many there are to look at, and how many of them are urgent: "6 decisions to look at, 1 is urgent"."""
    urgent = (
        "" if not summary.urgent else f", {summary.urgent:,} {'is' if summary.urgent == 1 else 'are'} urgent"
    )
    return heading(summary) + urgent


def in_short(counts: Counts) -> str:
    """Return the counts by reason as sentences, the worst first; they add up to all that were counted."""
    found = [(each, counts.of(Filters(reason=each))) for each in reasons()]
    there = [(each, count) for each, count in found if count]
    # One reason more is said as shortly as that there is one.
    named, rest = (there, []) if len(there) == NAMED + 1 else (there[:NAMED], there[NAMED:])
    said = [each.one if count == 1 else each.many.format(f"{count:,}") for each, count in named]
    if rest:
        said.append(f"{sum(count for _, count in rest):,} are there for less grave reasons.")
    return " ".join([f"Of the first {MOST_COUNTED:,}:", *said] if counts.capped and said else said)


def narrowed_to(narrowed: Filters) -> str:
    """Return the filters as words, "" for none."""
    said = [
        narrowed.reason.title if narrowed.reason else "",
        narrowed.home.name if narrowed.home else "",
        month_in_words(narrowed.month) if narrowed.month else "",
    ]
    return ", ".join(filter(None, said))


def month_in_words(month: date) -> str:
    """Return a month as people say it."""
    return f"{month:%B} {month.year}"


def groups(homes: Iterable[Home], counts: Counts, chosen: Filters) -> list[Group]:
    """Return the ways to narrow the list, each with how many would be left; only what has more than one way."""
    months = sorted({month for _, month, _ in counts.by} | ({chosen.month} if chosen.month else set()))
    by_home = [(each.name, replace(chosen, home=each)) for each in homes]
    by_reason = [
        (each.title, replace(chosen, reason=each))
        for each in reasons()
        if counts.of(Filters(reason=each)) or each == chosen.reason
    ]
    by_month = [(month_in_words(each), replace(chosen, month=each)) for each in reversed(months)]
    offered = (
        ("Why it is here", "Every reason", replace(chosen, reason=None), by_reason),
        ("Home", "All homes", replace(chosen, home=None), by_home),
        ("Month", "All months", replace(chosen, month=None), by_month),
    )
    return [
        Group(title, _choices([(everything, without), *ways], counts, chosen))
        for title, everything, without, ways in offered
        if len(ways) > 1 or without != chosen
    ]


def _choices(ways: Sequence[tuple[str, Filters]], counts: Counts, chosen: Filters) -> list[Choice]:
    """Return the ways, of which the first leaves all; what is under none of the others is said, so that they add up."""
    numbers = [counts.of(way) for _, way in ways]
    more = " or more" if counts.capped else ""
    choices = [
        Choice(text, f"{number:,}{more}", "" if way == chosen else list_url(way), way == chosen)
        for (text, way), number in zip(ways, numbers, strict=True)
    ]
    left = numbers[0] - sum(numbers[1:])
    return [*choices, Choice("None of these", f"{left:,}{more}", "")] if left else choices


def list_url(narrowed: Filters, **places: int | None) -> str:
    """Return the address of a page of the list."""
    return with_places(reverse("oversight:list") + filters.written(narrowed), **places)


def with_places(url: str, **places: int | None) -> str:
    """Return an address that goes on from a place of its list."""
    given = "&".join(f"{name}={place}" for name, place in places.items() if place is not None)
    return f"{url}{'&' if '?' in url else '?'}{given}" if given else url


def row(matter: Matter, homes: Names, now: datetime, narrowed: Filters) -> list[object]:
    """Return what the list says of one decision that waits, cell by cell.

    One that is here by lot alone is decided again by somebody who must not know yet what happened.
    """
    why = reason(matter.reason)
    return [
        _happened(matter) if matter.reason != DRAWN else _said(BY_LOT, matter),
        component("tag", {"text": why.title, "colour": why.colour}) if why else "",
        homes.get(matter.home_id, "") if matter.home_id else "",
        words.waiting(matter.recorded_at, now),
        _open(matter, filters.written(narrowed)),
    ]


def settled_row(matter: Matter, homes: Names) -> list[object]:
    """Return what the list says of one decision that was looked at."""
    return [
        _happened(matter),
        Finding(matter.finding).label if matter.finding in set(Finding) else "",
        homes.get(matter.home_id, "") if matter.home_id else "",
        moment_in_words(matter.judged_at) if matter.judged_at else "",
        _open(matter),
    ]


def _happened(matter: Matter) -> SafeString:
    return _said(words.happened(matter.decided, matter.recipient_kind, matter.flags), matter)


def _said(said: str, matter: Matter) -> SafeString:
    return format_html('{}<br><span class="app-nowrap">{}</span>', said, matter.reference)


def _open(matter: Matter, query: str = "") -> SafeString:
    url = reverse("oversight:decision", args=[matter.pk]) + query
    return format_html(
        '<a href="{}">Open<span class="nhsuk-u-visually-hidden"> {}</span></a>', url, matter.reference
    )
