"""Starts the launcher in a folder of its own, with nothing of the tests' own database in its environment."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from portal.launcher.place import CHECKOUT

Launch = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Return an environment in which the portal was never run."""
    return _apart(tmp_path / "data")


@pytest.fixture
def launch(environment: dict[str, str]) -> Launch:
    """Return a function that runs the launcher to its end."""

    def run(*words: str, **more: str) -> subprocess.CompletedProcess[str]:
        return _run(environment | more, *words)

    return run


@pytest.fixture(scope="session")
def _first_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder that a first run left behind: most of what a start costs is spent on it."""
    folder = tmp_path_factory.mktemp("first") / "data"
    done = _run(_apart(folder), "db", "--", "true")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture
def begin(_first_run: Path) -> Callable[[Path], None]:
    """Return a function that makes a data folder as a first run leaves it."""

    def copy(folder: Path) -> None:
        folder.parent.mkdir(parents=True, exist_ok=True)
        # As it is, with its owners: PostgreSQL starts in no folder of another's.
        subprocess.run(["cp", "--archive", _first_run, folder], check=True)

    return copy


def _apart(folder: Path) -> dict[str, str]:
    """Return an environment that knows no portal but the one of a folder."""
    kept = {
        key: value for key, value in os.environ.items() if not key.startswith(("PORTAL_", "DJANGO_", "COV"))
    }
    return kept | {"PORTAL_DATA": str(folder)}


def _run(environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    """Run the launcher to its end."""
    return subprocess.run(
        [sys.executable, "-m", "portal.launcher", *words],
        cwd=CHECKOUT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=400,
        check=False,
    )
