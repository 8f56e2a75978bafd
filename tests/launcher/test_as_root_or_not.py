"""PostgreSQL starts as root or not, with the kernel's help or without, in a home that is open or closed to others."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from portal.launcher import account, binaries, cluster, place
from portal.launcher.progress import CannotStart
from tests.launcher.conftest import WHO, path_with
from tests.launcher.test_three_ways import RIGHT, said


def as_nobody(data: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the launcher as an ordinary user, who is let through closed folders to read Python and the checkout."""
    become = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--securebits=+no_setuid_fixup"]
    become += ["--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search"]
    environment = {
        key: value for key, value in os.environ.items() if not key.startswith(("PORTAL_", "DJANGO_"))
    }
    return subprocess.run(
        [*become, sys.executable, "-m", "portal.launcher", *words],
        cwd=place.CHECKOUT,
        env=environment | {"PORTAL_DATA": str(data), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=400,
        check=False,
    )


def test_a_closed_home_is_passed_and_the_data_goes_from_one_way_to_another_and_back(launch, begin, tmp_path):
    """The tests' own folders are closed to others, and the wheel may be: as a checkout in root's home."""
    begin(tmp_path / "data")
    data, with_none = tmp_path / "data" / "postgres", path_with(tmp_path, "setpriv")
    owners = [data.stat().st_uid]
    for way in ({"PATH": with_none}, {}, {"PATH": with_none}):
        assert said(launch("db", "--", *WHO, PORTAL_POSTGRES="wheel", **way)) == RIGHT
        owners.append(data.stat().st_uid)
        assert {path.stat().st_uid for path in data.rglob("*")} == {owners[-1]}
    assert owners == [0, owners[1], 0, owners[1]]
    assert owners[1] != 0


def test_where_no_way_is_left_the_closed_folder_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", "/nowhere")
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    with pytest.raises(CannotStart, match=r"may not enter /.*chmod o\+x"):
        account.choose(home / "data", binaries.find())


def test_a_socket_folder_that_another_made_is_refused(monkeypatch, tmp_path):
    """It lies in /tmp where a path is long; its owner would be let into the database."""
    others = tmp_path / "portal-0-abc"
    others.mkdir()
    os.chown(others, 1, 1)
    monkeypatch.setattr(cluster, "_socket_folder", lambda _folder: others)
    with pytest.raises(CannotStart, match="belongs to another user"):
        cluster.Cluster(tmp_path / "data").start()


def test_root_leaves_no_files_in_the_data_folder_of_another(monkeypatch, tmp_path):
    """They would keep its owner from starting again."""
    data = tmp_path / "data"
    place.lock(data).close()
    assert (data / "lock").stat().st_uid == 0
    os.chown(data / "lock", 1, 1)
    with pytest.raises(CannotStart, match="belongs to daemon.*Run as daemon"):
        place.lock(data)


def test_an_ordinary_user_starts_it_too(opened):
    """Python and the checkout may lie in root's closed home, so the user here is let through to read them."""
    os.chown(opened, 65534, 65534)
    done = as_nobody(opened / "data", "db", "--", *WHO)
    assert said(done) == RIGHT
    assert (opened / "data" / "postgres").stat().st_uid == 65534


def test_a_user_without_a_name_is_refused_in_a_sentence():
    nameless = [shutil.which("setpriv") or "setpriv", "--reuid=54321", "--regid=54321", "--clear-groups"]
    nameless += ["--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search", sys.executable, "-c"]
    ask = "from portal.launcher import account, binaries; print(account.choose(binaries.CHECKOUT, binaries.find()))"
    done = subprocess.run(
        [*nameless, ask],
        cwd=place.CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": "/nowhere"},
    )
    assert "54321 has none on this machine" in done.stderr


def test_an_ordinary_user_reads_whose_a_file_of_roots_is(opened):
    """As after one run with sudo."""
    os.chown(opened, 65534, 65534)
    data = opened / "data"
    data.mkdir()
    (data / "secret-key.new").mkdir(mode=0o700)
    (data / "lock").touch()
    os.chown(data, 65534, 65534)
    done = as_nobody(data, "db", "--", "true")
    assert done.returncode == 1
    assert "Nothing can be written in" in done.stderr
    (data / "lock").unlink()
    (data / "secret-key.new").rmdir()
    (data / "secret-key.new").touch(mode=0o600)
    done = as_nobody(data, "db", "--", "true")
    assert f"sudo chown -R 65534 {data}" in done.stderr
    assert "Traceback" not in done.stderr
