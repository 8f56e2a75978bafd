"""Keeps the demonstration as a commit makes it, so that later ones can be tried on its data. See README.md beside it.

It is run with the code of that commit, from its checkout, and so it stands on little of it.
"""

from __future__ import annotations

import json
import lzma
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import psycopg

from audit.transparency.merkle import leaf_hash, root

LEAVES = "SELECT leaf FROM audit_entry JOIN portal_organisation o ON o.id = organisation_id WHERE slug = %s ORDER BY seq"


def main(kept: Path, period: str) -> None:
    """Make the demonstration in a database that was just migrated, and keep it with its keys and what was counted."""
    subprocess.run([sys.executable, "manage.py", "demo", "--decisions"], check=True)
    kept.mkdir(parents=True, exist_ok=True)
    data = Path(os.environ["PORTAL_DATA"])
    dump = ["pg_dump", "--host", data / "socket", "--username", "postgres", "--no-tablespaces", "--inserts"]
    text = subprocess.run(
        [*dump, "--rows-per-insert", "200", "portal"], capture_output=True, check=True
    ).stdout
    (kept / "database.sql.xz").write_bytes(lzma.compress(text, preset=9 | lzma.PRESET_EXTREME))
    shutil.copy(data / "keyring.json", kept / "keyring.json")
    with psycopg.connect(os.environ["PORTAL_DATABASE_URL"]) as connection:
        slugs = connection.execute(
            "SELECT slug, current_date FROM portal_organisation ORDER BY slug"
        ).fetchall()
        found = {}
        for slug, day in slugs:
            leaves = [bytes(row[0]) for row in connection.execute(LEAVES, [slug]).fetchall()]
            found[slug] = _known(leaves, period, day.isoformat())
    known = {"period": period, "day": slugs[0][1].isoformat(), "logs": found}
    (kept / "known.json").write_text(json.dumps(known, indent=1) + "\n")


def _known(leaves: list[bytes], period: str, day: str) -> dict[str, Any]:
    """Return the root of a log, and what is counted of it."""
    count = [sys.executable, "-m", "audit.reports.counting", period, "--today", day]
    done = subprocess.run(count, input=b"\n".join(leaves), capture_output=True, check=True)
    counts = rows(json.loads(done.stdout)["figures"])
    return {"size": len(leaves), "root": root(map(leaf_hash, leaves)).hex(), "counts": counts}


def rows(figures: dict[str, Any]) -> dict[str, list[int]]:
    """Return the counts of each row of figures, by section, table and row."""
    return {
        f"{section['id']}/{table['id']}/{row['code']}": row["counts"]
        for section in figures["sections"]
        for table in section["tables"]
        for row in table["rows"]
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
