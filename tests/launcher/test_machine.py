"""The machine's own PostgreSQL, as whichever user the tests have; not collected where there is none."""

from __future__ import annotations

from tests.launcher.conftest import WHO, path_with
from tests.launcher.test_three_ways import RIGHT, said


def test_the_machines_own_programs(launch):
    assert said(launch("db", "--", *WHO, PORTAL_POSTGRES="machine")) == RIGHT


def test_no_server_runs_as_root_where_the_kernel_gives_no_other_way(launch, opened, tmp_path):
    alone = {"PATH": path_with(tmp_path), "PORTAL_DATA": f"{opened}/data", "PORTAL_POSTGRES": "machine"}
    assert said(launch("db", "--", *WHO, **alone)) == RIGHT
    assert (opened / "data" / "postgres").stat().st_uid != 0
