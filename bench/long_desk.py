"""A desk with a million decisions, made in SQL by the owner of a database made for measuring."""

from __future__ import annotations

from typing import Final
from uuid import UUID

import psycopg
from psycopg import sql

MATTERS: Final = 1_000_000
HOMES: Final = 12
FIRST: Final = 10_000_000
"""The seq of the first decision: whatever is appended in earnest comes before."""

# Of ten decisions one waits, six were looked at, three came to nobody's list. Some homes and reasons are rare.
_MATTERS = """
INSERT INTO audit_matter (id, organisation_id, seq, reference, recorded_at, month, home_id, worker_id, individual_id,
    person_name, person_reference, recipient_name, recipient_kind, door, outcome, basis, decided, ruleset, flags,
    reason, place, state, open, drawn, first_by, finding, judged_seq, judged_at)
SELECT gen_random_uuid(), %(organisation)s, seq, substr(md5(n::text), 1, 8), at, date_trunc('month', at)::date,
    uuid_of(1, (power(random(), 2) * %(homes)s)::int), uuid_of(2, n %% 300), uuid_of(3, n %% 4000),
    decode(md5('p' || n %% 4000), 'hex'), decode(md5('r' || n %% 4000), 'hex'), decode(md5('w' || n %% 9000), 'hex'),
    'kind-' || n %% 8, 'door-' || n %% 12, 'outcome-' || n %% 90, 'basis-' || n %% 9, 'decided-' || n %% 9,
    'care-team.' || n %% 7, ARRAY['flag-' || n %% 25, 'flag-' || (n / 7) %% 25],
    CASE WHEN rank IS NULL THEN '' ELSE 'reason' END, rank * 281474976710656 + seq, state,
    state IN ('waiting', 'second', 'differing'), n %% 200 = 0,
    CASE WHEN state IN ('waiting', 'none') THEN NULL ELSE uuid_of(4, n %% 3) END, 'yes',
    CASE WHEN state IN ('done', 'second', 'differing') THEN seq + 500 END,
    CASE WHEN state IN ('done', 'second', 'differing') THEN at END
FROM (
    SELECT n, %(first)s + n AS seq, now() - (%(many)s - n) * interval '2 minutes' AS at, state,
        CASE WHEN state <> 'none' THEN floor(power(random(), 0.7) * 13)::int END AS rank
    FROM (
        SELECT n, CASE WHEN r < 0.096 THEN 'waiting' WHEN r < 0.099 THEN 'second' WHEN r < 0.1 THEN 'differing'
            WHEN r < 0.105 THEN 'asked' WHEN r < 0.7 THEN 'done' ELSE 'none' END AS state
        FROM (SELECT n, random() AS r FROM generate_series(1, %(many)s) AS n) AS drawn
    ) AS standing
) AS made
"""
_MARKS = """
INSERT INTO audit_mark (organisation_id, flag, seq)
SELECT DISTINCT organisation_id, unnest(flags), seq FROM audit_matter WHERE organisation_id = %s
"""
_ID = """
CREATE OR REPLACE FUNCTION uuid_of(kind int, n int) RETURNS uuid IMMUTABLE LANGUAGE sql AS
$$ SELECT ('00000000-0000-4000-800' || kind || '-' || lpad(to_hex(n), 12, '0'))::uuid $$
"""
_INDEXES = """
SELECT indexname, indexdef FROM pg_indexes
WHERE tablename IN ('audit_matter', 'audit_mark') AND indexname LIKE 'matter_%'
"""


def home_id(number: int) -> UUID:
    """Return the id of a home, which SQL makes from its number too."""
    return UUID(f"00000000-0000-4000-8001-{number:012x}")


def load(address: str, organisation: UUID) -> None:
    """Give an organisation its decisions and their marks; the indexes are made after them, which is far quicker."""
    given = {"organisation": organisation, "homes": HOMES - 1, "first": FIRST, "many": MATTERS}
    with psycopg.connect(address, autocommit=True) as owner:
        indexes = owner.execute(_INDEXES).fetchall()
        with owner.transaction():
            owner.execute(_ID)
            for name, _ in indexes:
                owner.execute(sql.SQL("DROP INDEX {}").format(sql.Identifier(name)))
            owner.execute(_MATTERS, given)
            owner.execute(_MARKS, [organisation])
            for _, definition in indexes:
                owner.execute(definition)
        owner.execute("VACUUM (ANALYZE) audit_matter, audit_mark")
