"""Writes down what the portal stores, counts, decides and shows: `python -m tests.golden.freeze FOLDER`.

Run it before a step that changes no behaviour and after it, and compare the two folders with `diff -r`. It works on the
data of the first milestone, migrated to the schema of today, so that both runs see the same people and decisions.
"""

from __future__ import annotations

import json
import lzma
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg

from portal.launcher import roles
from portal.launcher.cluster import Cluster
from portal.launcher.place import CHECKOUT, make_secret_key
from tests.milestones.test_moves_on import schema

MILESTONE = CHECKOUT / "tests" / "milestones" / "b643c55"
NAME, EMPTY = "portal", "portal_empty"


def main(folder: Path) -> None:
    """Write the golden files into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        data = Path(scratch)
        make_secret_key(data)
        cluster = Cluster(data, scratch=True)
        cluster.start()
        try:
            _restore(cluster)
            for name in (NAME, EMPTY):
                address = cluster.url(name, roles.MIGRATOR)
                _run(address, data, "manage.py", "migrate", "--no-input", "--skip-checks", "-v0")
            tables = json.dumps(schema(cluster.url(EMPTY)), indent=1, sort_keys=True)
            (folder / "schema.json").write_text(tables)
            for name, what in ((NAME, "milestone"), (EMPTY, "made")):
                address = cluster.url(name, roles.APPLICATION)
                _run(address, data, "-m", "tests.golden.look", what, str(folder))
        finally:
            cluster.stop()


def _restore(cluster: Cluster) -> None:
    """Restore the database of the milestone, beside an empty one."""
    with psycopg.connect(cluster.url("postgres"), autocommit=True) as admin:
        roles.make_roles(admin, roles.Passwords())
        for name in (NAME, EMPTY):
            roles.make_database(admin, name)
    with psycopg.connect(cluster.url(EMPTY), autocommit=True) as inside:
        roles.grant_inside(inside)
    text = lzma.decompress((MILESTONE / "database.sql.xz").read_bytes()).decode()
    with psycopg.connect(cluster.url(NAME), autocommit=True) as inside:
        # psql's own commands are none of SQL's.
        inside.execute("\n".join(line for line in text.splitlines() if not line.startswith("\\")))
        inside.execute("RESET ALL")
        roles.grant_inside(inside)


def _run(address: str, data: Path, *words: str) -> None:
    """Run Python on a database with the keys of the milestone."""
    environment = os.environ | {
        "PORTAL_DATA": str(data),
        "PORTAL_DATABASE_URL": address,
        "PORTAL_KEYRING": str(MILESTONE / "keyring.json"),
        "DJANGO_SETTINGS_MODULE": "portal.settings",
    }
    subprocess.run([sys.executable, *words], cwd=CHECKOUT, env=environment, check=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
