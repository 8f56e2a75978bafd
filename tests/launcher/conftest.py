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
    kept = {
        key: value for key, value in os.environ.items() if not key.startswith(("PORTAL_", "DJANGO_", "COV"))
    }
    return kept | {"PORTAL_DATA": str(tmp_path / "data")}


@pytest.fixture
def launch(environment: dict[str, str]) -> Launch:
    """Return a function that runs the launcher to its end."""

    def run(*words: str, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "portal.launcher", *words],
            cwd=CHECKOUT,
            env=environment | more,
            capture_output=True,
            text=True,
            timeout=400,
            check=False,
        )

    return run
