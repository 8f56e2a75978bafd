"""The annual figures of a million decisions beside one index-only scan of them, and the recount's memory.

Both sides are taken in turns: sums to figures, in SQL and in Python together, and the database's count of the same
entries from its index alone. The recount reads the exported leaves in a process of its own, with Python alone.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import psycopg
from django.db import connection, transaction

from bench.long_year import DECISIONS, HOMES, YEAR, load
from bench.table import Row, in_turns

if TYPE_CHECKING:
    from portal.models import Organisation, User

LIMIT: Final = 1.2
MEMORY: Final = 200
ROUNDS: Final = 9
NEW: Final = 2_000
AT_ONCE: Final = 10_000
TODAY: Final = date(2026, 11, 23)
_SCAN = "SELECT count(*) FROM audit_entry WHERE organisation_id = %s AND event = 'decision.made'"
_EXPORT = """COPY (SELECT convert_from(leaf, 'UTF8') FROM audit_entry WHERE organisation_id = %s AND seq < %s
    ORDER BY seq) TO STDOUT"""
_CHILD = """
import resource, runpy, sys
sys.argv = ["counting", *sys.argv[1:]]
try:
    runpy.run_module("audit.reports.counting", run_name="__main__")
finally:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
"""


def rows() -> list[Row]:
    """Measure the figures, the recount and the reading of what is new."""
    from audit.reports import fold

    organisation, guardian = _organisation()
    began = time.perf_counter()
    while not fold.catch_up(organisation, most=AT_ONCE):
        pass
    print(f"  the log was counted to its end in {time.perf_counter() - began:.0f} s")
    _tidy()
    return [_beside(organisation), _recounted(organisation), _read(organisation, guardian)]


def _organisation() -> tuple[Organisation, User]:
    """Return an organisation with its year in the log, made at the first run, and its Guardian."""
    from audit.ledger.actions import open_log
    from audit.ledger.models import Log
    from portal.models import Membership, Organisation, User
    from portal.roles import Role

    made, new = Organisation.objects.get_or_create(slug="long-year", defaults={"name": "Long year"})
    guardian = User.objects.filter(email="guardian@long-year.example").first()
    if new or guardian is None:
        guardian = User.objects.create_user("guardian@long-year.example", full_name="Joan Ellis")
        Membership.objects.create(user=guardian, organisation=made, role=Role.GUARDIAN)
        open_log(organisation=made, by=guardian)
    if Log.objects.get(pk=made.pk).size < DECISIONS:
        load(os.environ["PORTAL_BENCH_OWNER"], made.pk)
    return made, guardian


def _tidy() -> None:
    with psycopg.connect(os.environ["PORTAL_BENCH_OWNER"], autocommit=True) as owner:
        owner.execute("VACUUM (ANALYZE) audit_sum")
        owner.execute("VACUUM (ANALYZE) audit_remembered")


def _beside(organisation: Organisation) -> Row:
    """Hold the figures of the year against the scan of its decisions."""
    from audit.reports import queries

    period = queries.period_of(str(YEAR), TODAY)
    if period is None:
        raise AssertionError

    def ours() -> None:
        told = queries.figures_of(organisation, period, homes=None, reader="board")
        if f"{DECISIONS:,}" not in told.in_short[0]:
            raise AssertionError(told.in_short[0])

    def scan() -> None:
        with connection.cursor() as cursor:
            cursor.execute(_SCAN, [organisation.pk])
            cursor.fetchone()

    _index_only(organisation)
    ours()
    mine, theirs = in_turns([ours, scan], rounds=ROUNDS)
    return Row(
        f"the figures of a year, {DECISIONS:,} decisions, {HOMES} homes",
        f"{mine * 1000:.0f} ms",
        f"index-only scan {theirs * 1000:.0f} ms",
        f"at most {LIMIT} x",
        f"{mine / theirs:.2f}",
        mine <= LIMIT * theirs,
    )


def _index_only(organisation: Organisation) -> None:
    """Refuse to compare with a scan that is not of the index alone."""
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN " + _SCAN, [organisation.pk])
        plan = " ".join(line for (line,) in cursor.fetchall())
    if "Index Only Scan" not in plan:
        raise AssertionError(plan)


def _recounted(organisation: Organisation) -> Row:
    """Count the exported leaves in a child and ask how much memory it took."""
    leaves = DECISIONS + DECISIONS // 10
    began = time.perf_counter()
    asked = [sys.executable, "-S", "-c", _CHILD, str(YEAR), "--today", str(TODAY)]
    child = subprocess.Popen(asked, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    _write(organisation, leaves, child.stdin)
    told, said = child.communicate()
    took, memory = time.perf_counter() - began, int(said.split()[-1]) / 1024
    if f"Staff checked {DECISIONS:,} times".encode() not in told:
        raise AssertionError(said)
    return Row(
        f"the recount of {leaves:,} exported leaves, in Python alone",
        f"{memory:.0f} MB",
        f"{leaves / took:,.0f} leaves/s",
        f"at most {MEMORY} MB",
        f"{memory / MEMORY:.2f}",
        memory <= MEMORY,
    )


def _write(organisation: Organisation, leaves: int, to: Any) -> None:
    """Stream the first leaves of a log to a child, one a line; they hold nothing that COPY would escape."""
    with (
        psycopg.connect(os.environ["PORTAL_DATABASE_URL"]) as plain,
        plain.cursor().copy(_EXPORT, [organisation.pk, leaves + 1]) as copy,
    ):
        for block in copy:
            to.write(block)


def _read(organisation: Organisation, guardian: User) -> Row:
    """Append decisions and say how much time the sums take for each."""
    from audit.ledger.append import Said, append_all
    from audit.ledger.events import Event
    from audit.ledger.ids import new_id
    from audit.reports import fold

    facets = {
        "door": "family",
        "outcome": "share",
        "rules": ["2A", "2B"],
        "flags": ["decided.share", "took.2_to_5"],
    }
    said = [Said(Event.DECISION_MADE, {"says": "x"}, new_id(), facets) for _ in range(NEW)]
    with transaction.atomic():
        append_all(organisation=organisation, said=said, by=guardian)
    began = time.perf_counter()
    while not fold.catch_up(organisation):
        pass
    took = time.perf_counter() - began
    return Row(
        f"the sums read {NEW:,} new decisions",
        f"{took / NEW * 1e6:,.0f} µs each",
        f"{NEW / took:,.0f}/s",
        "",
        "",
    )
