"""A year with a million decisions and a view of every tenth, put in the log in SQL, past the door, for measuring.

Its leaves are such as the append function writes. Their hashes are not: nothing here checks the tree.
"""

from __future__ import annotations

from typing import Final
from uuid import UUID

import psycopg

DECISIONS: Final = 1_000_000
HOMES: Final = 12
YEAR: Final = 2025

_LEAVES = """
CREATE FUNCTION pg_temp.leaf(event text, facets text, id uuid, origin text, seq bigint, at timestamptz) RETURNS bytea
IMMUTABLE LANGUAGE sql AS $$ SELECT convert_to(concat('{"commitment":"', repeat('ab', 32), '","event":"', event,
    '","facets":{', facets, '},"id":"', id, '","origin":"', origin, '","seq":', seq, ',"time":"',
    to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), '","version":1}'), 'UTF8') $$;
CREATE FUNCTION pg_temp.home(n bigint) RETURNS uuid IMMUTABLE LANGUAGE sql AS
    $$ SELECT ('00000000-0000-4000-8007-' || lpad(to_hex(n % {homes}), 12, '0'))::uuid $$;
"""
# Each door has eight outcomes, each of which decides one thing; flags and rules are as frequent as in the demo.
_DECISIONS = """
INSERT INTO audit_entry (id, organisation_id, seq, recorded_at, leaf_hash, leaf, event, home_id, door, outcome, basis,
    ruleset, rules, flags)
SELECT id, %(organisation)s, seq, at, sha256(id::text::bytea), pg_temp.leaf('decision.made', concat(
        '"basis":"', basis, '","door":"', door, '","flags":["', array_to_string(flags, '","'), '"],"home":"', home,
        '","outcome":"', outcome, '","rules":["', array_to_string(rules, '","'), '"],"ruleset":"', repeat('cd', 32),
        '"'), id, %(origin)s, seq, at), 'decision.made', home, door, outcome, basis, repeat('cd', 32), rules, flags
FROM (
    SELECT md5('d' || n)::uuid AS id, %(first)s + n - 1 AS seq, pg_temp.home(n * 7 / 3) AS home,
        timestamptz '{year}-01-01 00:00:01Z' + n * interval '31.5 seconds' AS at,
        'door-' || n %% 12 AS door, 'outcome-' || n %% 12 || '-' || n / 12 %% 8 AS outcome, 'basis-' || n %% 9 AS basis,
        (ARRAY['{{2A,2B}}', '{{2C}}', '{{3C,4D}}', '{{2A}}', '{{1,2B}}'])[n %% 5 + 1]::text[] AS rules,
        ARRAY['decided.' || (ARRAY['do_not_share', 'share', 'share', 'share_in_part', 'share', 'ask_guardian',
            'share', 'share_anonymised'])[n / 12 %% 8 + 1],
            'took.' || (ARRAY['under_2', '2_to_5', '5_to_15', '15_to_60', 'longer'])[(n + n / 13) %% 5 + 1]]
            || CASE WHEN n %% 50 = 0 THEN ARRAY['without_consent'] ELSE '{{}}' END
            || CASE WHEN n %% 9 = 0 THEN ARRAY['not_sure', 'unsure.q' || n %% 40] ELSE '{{}}' END AS flags
    FROM generate_series(1, %(many)s) AS n
) AS made
"""
_VIEWS = """
INSERT INTO audit_entry (id, organisation_id, seq, recorded_at, leaf_hash, leaf, event, home_id, about_id, outcome)
SELECT id, %(organisation)s, seq, at, sha256(id::text::bytea), pg_temp.leaf('decision.reviewed', concat(
        '"about":"', about, '","home":"', home, '","outcome":"', finding, '"'), id, %(origin)s, seq, at),
    'decision.reviewed', home, about, finding
FROM (
    SELECT md5('v' || n)::uuid AS id, %(first)s + %(many)s + n - 1 AS seq, md5('d' || n * 10)::uuid AS about,
        pg_temp.home(n * 70 / 3) AS home, timestamptz '{year}-12-31 23:59:59Z' + n * interval '1 second' AS at,
        (ARRAY['yes', 'yes', 'yes_with_advice', 'no', 'yes'])[n %% 5 + 1] AS finding
    FROM generate_series(1, %(many)s / 10) AS n
) AS made
"""


def load(address: str, organisation: UUID) -> None:
    """Give an organisation whose log is new its year, and let the database tidy up after."""
    with psycopg.connect(address, autocommit=True) as owner:
        head = owner.execute("SELECT origin, size FROM audit_log WHERE organisation_id = %s", [organisation])
        origin, first = head.fetchone()  # type: ignore[misc]
        given = {"organisation": organisation, "origin": origin, "first": first, "many": DECISIONS}
        size = first + DECISIONS + DECISIONS // 10
        with owner.transaction():
            owner.execute(_LEAVES.replace("{homes}", str(HOMES)).encode())
            for statement in (_DECISIONS, _VIEWS):
                owner.execute(statement.format(year=YEAR).encode(), given)
            owner.execute("ALTER TABLE audit_log DISABLE TRIGGER grows")
            owner.execute(
                "UPDATE audit_log SET size = %s, frontier = %s WHERE organisation_id = %s",
                [size, bytes(32) * size.bit_count(), organisation],
            )
            owner.execute("ALTER TABLE audit_log ENABLE ALWAYS TRIGGER grows")
        owner.execute("VACUUM (ANALYZE) audit_entry")
