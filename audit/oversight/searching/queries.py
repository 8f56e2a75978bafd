"""Finding decisions: pages that cost the same however long the log is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import partial
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from audit.ledger import queries as ledger
from audit.ledger.events import Event
from audit.ledger.reference import read
from audit.oversight.desk import names
from audit.oversight.desk.models import Mark, Matter
from audit.oversight.searching.kinds import ALL, KINDS, NAME, OF_PEOPLE
from audit.oversight.words import part, text
from portal.days import LONDON
from portal.models import Home, Organisation, User
from portal.paging import read_page

MOST_LISTED = 500
"""How many different codes of one kind are offered to choose from."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for: a kind, a code of that kind, and between which days (both included, in London)."""

    by: str = ALL
    value: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A page of what was found, the latest first; `older` and `newer` are places to go on from, None for no more."""

    matters: Sequence[Matter]
    older: int | None
    newer: int | None


Lane = Callable[[int | None, int | None, int], list[Matter]]
"""Gives the latest decisions below one seq, or the first above another, at most so many."""


def page(
    organisation: Organisation,
    sought: Sought,
    *,
    viewer: User,
    before: int | None = None,
    after: int | None = None,
    size: int = 25,
) -> Found:
    """Return a page of what was found: what is older than one place, or just newer than another."""
    first, last = _between(organisation, sought)
    lanes = _lanes(organisation, sought, viewer)
    back = after is not None
    if after is not None:
        first = max(after + 1, first)
    elif before is not None:
        last = min(before, last)
    read = partial(_merged, lanes, first, last, latest=not back)
    found = read_page(read, size, back=back, first=before is None)
    return Found(found.rows, getattr(found.after, "seq", None), getattr(found.before, "seq", None))


def everything(organisation: Organisation, sought: Sought, *, viewer: User, most: int) -> list[Matter]:
    """Return all that was found, the latest first, but no more than `most`."""
    return list(page(organisation, sought, viewer=viewer, size=most).matters)


ENDLESS = 2**62


def _between(organisation: Organisation, sought: Sought) -> tuple[int, int]:
    """Return the seq of the first decision of a period, and the seq before which it ends."""
    of = Matter.objects.filter(organisation=organisation).order_by("recorded_at")

    def first_from(day: date) -> int | None:
        midnight = datetime.combine(day, time.min, LONDON)
        return of.filter(recorded_at__gte=midnight).values_list("seq", flat=True).first()

    after = sought.until and date.fromordinal(min(sought.until.toordinal() + 1, date.max.toordinal()))
    first = first_from(sought.since) if sought.since else 0
    last = first_from(after) if after else None
    return ENDLESS if first is None else first, ENDLESS if last is None else last


def _lanes(organisation: Organisation, sought: Sought, viewer: User) -> list[QuerySet[Any]]:
    """Return the lists, each with an index in the order of the log, that together hold what is looked for."""
    matters = Matter.objects.filter(organisation=organisation)
    if sought.by == ALL:
        return [matters]
    if sought.by == "flag":
        return [Mark.objects.filter(organisation=organisation, flag=sought.value)]
    if sought.by != NAME:
        return [matters.filter(**{KINDS[sought.by].column: sought.value})]
    indexes = searched(organisation, sought.value, viewer)
    return [matters.filter(**{word.removesuffix(names.BEFORE): index}) for word, index in indexes.items()]


def _merged(
    lanes: Sequence[QuerySet[Any]], first: int, last: int, most: int, *, latest: bool
) -> list[Matter]:
    """Return the decisions of several lists between two places, in one order, each once."""
    order = "-seq" if latest else "seq"
    seqs: set[int] = set()
    by_seq: dict[int, Matter] = {}
    organisation = None
    for lane in lanes:
        rows = list(lane.filter(seq__gte=first, seq__lt=last).order_by(order)[:most])
        seqs |= {row.seq for row in rows}
        by_seq |= {row.seq: row for row in rows if isinstance(row, Matter)}
        organisation = next((row.organisation_id for row in rows), organisation)
    wanted = sorted(seqs, reverse=latest)[:most]
    missing = [seq for seq in wanted if seq not in by_seq]
    if missing:
        by_seq |= {row.seq: row for row in Matter.objects.filter(organisation=organisation, seq__in=missing)}
    return [by_seq[seq] for seq in wanted if seq in by_seq]


def searched(organisation: Organisation, search: str, viewer: User) -> dict[str, bytes]:
    """Return the blind indexes for which this person searched, by the column they are in; none of another's."""
    entry = ledger.find(organisation, UUID(search), event=Event.SEARCH_MADE)
    body = ledger.opened([entry])[0].body if entry else {}
    if text(part(body, "actor", "id")) != str(viewer.pk):
        return {}
    return {
        column: bytes.fromhex(index)
        for column, index in part(body, "indexes").items()
        if column.removesuffix(names.BEFORE) in names.COLUMNS
    }


def by_reference(organisation: Organisation, typed: str) -> list[Matter]:
    """Return the decisions with a reference, however it was typed; two may, rarely, share one."""
    reference = read(typed)
    return (
        list(Matter.objects.filter(organisation=organisation, reference=reference)[:5]) if reference else []
    )


def offered(organisation: Organisation, kind: str) -> list[tuple[str, str]]:
    """Return the codes of one kind that decisions have, with their words, in the order of the words."""
    codes = [str(code) for code in _different(organisation, kind) if code not in {None, ""}]
    said = _names(organisation, kind, codes)
    return sorted(((code, said(code)) for code in codes), key=lambda each: each[1].casefold())


def in_words(organisation: Organisation, sought: Sought) -> str:
    """Return what a code is called."""
    return _names(organisation, sought.by, [sought.value])(sought.value)


def _names(organisation: Organisation, kind: str, codes: Sequence[str]) -> Callable[[str], str]:
    if kind not in OF_PEOPLE:
        return KINDS[kind].in_words
    if kind == "home":
        named = {
            str(pk): name
            for pk, name in Home.objects.filter(organisation=organisation).values_list("pk", "name")
        }
    else:
        workers = User.objects.filter(pk__in=codes, memberships__organisation=organisation)
        named = {str(pk): name for pk, name in workers.values_list("pk", "full_name")}
    return lambda code: named.get(
        code, "Somebody who no longer works here" if kind == "worker" else "Another home"
    )


def _different(organisation: Organisation, kind: str) -> list[Any]:
    """Return the different codes of a column, hopping from one to the next along its index."""
    table, column = (Mark, "flag") if kind == "flag" else (Matter, KINDS[kind].column)
    step = f"SELECT min({column}) FROM {table._meta.db_table} WHERE organisation_id = %s"  # noqa: S608 - our own words only
    if column.endswith("_id"):
        step = (
            step.replace(f"min({column})", column)
            + f" AND {column} IS NOT NULL{{}} ORDER BY {column} LIMIT 1"
        )
    else:
        step += "{}"
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH RECURSIVE hop(code) AS (({step.format('')}) UNION ALL"  # noqa: S608 - our own words only
            f" SELECT ({step.format(f' AND {column} > hop.code')}) FROM hop WHERE hop.code IS NOT NULL)"
            " SELECT code FROM hop WHERE code IS NOT NULL LIMIT %s",
            [organisation.pk, organisation.pk, MOST_LISTED],
        )
        return [code for (code,) in cursor.fetchall()]


def without_days(sought: Sought) -> Sought:
    """Return the same search over all time."""
    return replace(sought, since=None, until=None)
