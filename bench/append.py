"""Appending in SQL alone, beside plain inserts; then on a log that is already long.

The plain inserts are of the same bytes into one table, and of a bare row of a few numbers.

Each kind is measured in turns over 64 organisations with synchronous_commit on, by pgbench where the server's
programs have it, else by a loop of our own for both sides.
"""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import threading
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg

from bench.long_log import BASIS, DIGEST, DOOR, HOME, OUTCOME, load, organisation_id, settle
from bench.table import Row, in_turns, median_of

ORGANISATIONS = 64
WRITERS = (1, 8, 32)
SECONDS, ROUNDS = 2, 3
LONG, LONGEST = 1_000_000, 300_000
BODY_BYTES = 4000

_ID = """(lpad(to_hex((extract(epoch FROM clock_timestamp()) * 1000)::bigint), 12, '0')
    || '7' || substr(replace(gen_random_uuid()::text, '-', ''), 14))::uuid"""
_ORGANISATION = "('00000000-0000-4000-8000-' || lpad(to_hex({n}::int), 12, '0'))::uuid"
_SEALED = f"decode(repeat('5a', {BODY_BYTES}), 'hex')"
KINDS = {
    "bare": "INSERT INTO bench_bare (a, b, c, d, at) VALUES ({n}, 2, 3, 4, now())",
    "same bytes": f"""INSERT INTO bench_same (id, organisation, at, leaf, sealed)
        VALUES ({_ID}, {_ORGANISATION}, now(), decode(repeat('4c', 560), 'hex'), {_SEALED})""",
    "append": f"""SELECT ledger_append({_ORGANISATION}, {_ID}, 'decision.made', NULL, '{BASIS}',
        '{DOOR}', ARRAY['departed'], '{HOME}', '{OUTCOME}', ARRAY['1', '2'], '{DIGEST}',
        decode(repeat('ab', 32), 'hex'), {_ORGANISATION}, {_SEALED})""",
}
_TABLES = """
DROP TABLE IF EXISTS bench_bare, bench_same;
CREATE TABLE bench_bare (a int, b int, c int, d int, at timestamp, filler char(22));
CREATE TABLE bench_same (id uuid PRIMARY KEY, organisation uuid, at timestamptz, leaf bytea, sealed bytea);
ALTER TABLE bench_same ALTER COLUMN sealed SET STORAGE EXTERNAL;
ALTER TABLE bench_same SET (toast_tuple_target = 8160);
"""


def rows() -> list[Row]:
    """Measure writing on empty logs, then on long ones, then checking and listing a long one."""
    with psycopg.connect(os.environ["PORTAL_BENCH_OWNER"], autocommit=True) as owner:
        owner.execute(_TABLES)
        _open_logs()
        lines = [line for writers in WRITERS for line in _beside(writers)]
        return [*lines, _flat(owner), _verified(), _listed()]


def _open_logs() -> None:
    """Make the organisations with their logs, by the ledger's own action."""
    from audit.ledger.actions import open_log
    from portal.models import Organisation, User

    by = User.objects.filter(email="bench@append.example").first() or User.objects.create_user(
        "bench@append.example", full_name="Bench"
    )
    for number in range(ORGANISATIONS + 1):
        slug = f"bench-{number}"
        if not Organisation.objects.filter(slug=slug).exists():
            made = Organisation.objects.create(id=organisation_id(number), name=slug, slug=slug)
            open_log(organisation=made, by=by)


def _beside(writers: int) -> list[Row]:
    """Return our rate beside that of a plain insert of the same bytes, and of a bare row of a few numbers."""
    rates = _rates(writers)
    many = f"{writers} writer{'s' if writers > 1 else ''}"
    ours, same, bare = rates["append"], rates["same bytes"], rates["bare"]
    limited = writers == max(WRITERS)
    return [
        Row(
            f"append in SQL, {many}, 64 organisations",
            f"{ours:,.0f}/s",
            f"plain insert of the same bytes {same:,.0f}/s",
            "at least 0.60 of it" if limited else "",
            f"{ours / same:.2f}",
            ours >= 0.6 * same if limited else None,
        ),
        Row(
            "  the same",
            f"{ours:,.0f}/s",
            f"plain insert of a bare row {bare:,.0f}/s",
            "at least 0.60 of it" if limited else "",
            f"{ours / bare:.2f}",
            ours >= 0.6 * bare if limited else None,
        ),
    ]


def _rates(writers: int) -> dict[str, float]:
    """Return the median rate of each kind, measured in turns."""
    found: dict[str, list[float]] = {kind: [] for kind in KINDS}
    for _ in range(ROUNDS):
        for kind, rates in found.items():
            rates.append(_rate(kind, writers))
    return {kind: statistics.median(rates) for kind, rates in found.items()}


def _rate(kind: str, writers: int) -> float:
    """Return how many statements of a kind are done in a second by some writers at once."""
    from portal.launcher.binaries import find

    program = find() / "pgbench"
    return _by_pgbench(program, kind, writers) if program.exists() else _by_loop(kind, writers)


def _by_pgbench(program: Path, kind: str, writers: int) -> float:
    with TemporaryDirectory() as folder:
        script = Path(folder) / "script.sql"
        statement = KINDS[kind].format(n=":n").replace("\n", " ")
        script.write_text(f"\\set n random(1, {ORGANISATIONS})\n{statement};\n")
        options = ["-n", "-M", "prepared", "-c", str(writers), "-j", str(min(writers, 2)), "-T", str(SECONDS)]
        told = subprocess.run(
            [program, *options, "-f", script, os.environ["PORTAL_DATABASE_URL"]],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    return next(float(line.split()[2]) for line in told.splitlines() if line.startswith("tps ="))


def _by_loop(kind: str, writers: int) -> float:
    """Do as pgbench does, with threads."""
    done, end = [0] * writers, time.monotonic() + SECONDS
    statement = KINDS[kind].format(n="%(n)s")

    def write(number: int) -> None:
        with psycopg.connect(os.environ["PORTAL_DATABASE_URL"], autocommit=True) as connection:
            while time.monotonic() < end:
                connection.execute(statement, {"n": random.randint(1, ORGANISATIONS)}, prepare=True)
                done[number] += 1

    threads = [threading.Thread(target=write, args=(number,)) for number in range(writers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(done) / SECONDS


def _flat(owner: psycopg.Connection[object]) -> Row:
    """Compare the rate on short logs with that after a million entries were loaded, plain inserts beside both."""
    before = _rates(8)
    for number in range(ORGANISATIONS + 1):
        load(owner, number, LONGEST if number == 0 else (LONG - LONGEST) // ORGANISATIONS)
    settle()
    after = _rates(8)
    # The machine's own mood is in the plain inserts of both times, so it is divided out.
    change = (after["append"] / after["same bytes"]) / (before["append"] / before["same bytes"])
    return Row(
        f"append after {LONG:,} entries, 8 writers",
        f"{after['append']:,.0f}/s",
        f"on short logs {before['append']:,.0f}/s",
        "within 10 % beside plain inserts",
        f"{change:.2f}",
        change >= 0.9,
    )


def _verified() -> Row:
    """Check the longest log whole, beside sending its leaves and doing nothing with them."""
    from audit.ledger.verify import verify
    from portal.models import Organisation

    organisation = Organisation.objects.get(pk=organisation_id(0))
    sizes: list[int] = []

    def check() -> None:
        found = verify(organisation)
        if not found.ok:
            raise AssertionError(found.faults[:3])
        sizes.append(found.size)

    ours, plain = in_turns([check, _send], rounds=ROUNDS)
    rate, sent = sizes[-1] / ours, sizes[-1] / plain
    return Row(
        f"verify a log of {sizes[-1]:,}, from PostgreSQL",
        f"{rate:,.0f} entries/s",
        f"COPY of its leaves alone {sent:,.0f}/s",
        "at least 300,000/s",
        f"{rate / sent:.2f}",
        rate >= 300_000,
    )


def _send() -> None:
    with psycopg.connect(os.environ["PORTAL_DATABASE_URL"], autocommit=True) as connection:
        leaves = "SELECT leaf FROM audit_entry WHERE organisation_id = %s ORDER BY seq"
        statement = f"COPY ({leaves}) TO STDOUT (FORMAT BINARY)"
        with psycopg.ClientCursor(connection) as cursor, cursor.copy(statement, [organisation_id(0)]) as copy:
            for _ in copy:
                pass


def _listed() -> Row:
    """Read a page from the middle of the longest log, in SQL alone, by place and by OFFSET."""
    where = f"FROM audit_entry WHERE organisation_id = '{organisation_id(0)}' AND event = 'decision.made'"
    by_place = f"SELECT * {where} AND seq < {LONGEST // 2} ORDER BY seq DESC LIMIT 26"
    by_offset = f"SELECT * {where} ORDER BY seq DESC LIMIT 26 OFFSET {LONGEST // 2}"
    with psycopg.connect(os.environ["PORTAL_DATABASE_URL"], autocommit=True) as connection:
        ours = median_of(lambda: connection.execute(by_place).fetchall(), times=100)
        theirs = median_of(lambda: connection.execute(by_offset).fetchall(), times=3)
    return Row(
        f"a page of decisions, {LONG:,} entries",
        f"{ours * 1000:.2f} ms",
        f"OFFSET {theirs * 1000:.0f} ms",
        "at most 1 ms",
        f"{theirs / ours:,.0f} x",
        ours <= 0.001,
    )
