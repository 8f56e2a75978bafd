"""Starts the launcher in a folder of its own, with nothing of the tests' own database in its environment."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from portal.launcher.place import CHECKOUT
from portal.launcher.testing import not_run

Launch = Callable[..., "subprocess.CompletedProcess[str]"]
WHO = [
    sys.executable,
    "-c",
    """
import os, psycopg
with psycopg.connect(os.environ["PORTAL_DATABASE_URL"], autocommit=True) as connection:
    ask = lambda query: connection.execute(query).fetchone()[0]
    print(ask("SELECT current_user"), ask("SELECT tableowner FROM pg_tables WHERE tablename = 'portal_user'"))
    print("power", ask("SELECT rolsuper OR rolcreaterole OR rolcreatedb FROM pg_roles WHERE rolname = current_user"))
    print("creates", ask("SELECT has_schema_privilege('public', 'CREATE')"))
    print("empties", ask("SELECT has_table_privilege('portal_user', 'TRUNCATE')"))
    print("reads", ask("SELECT has_table_privilege('portal_user', 'SELECT')"))
""",
]
"""A command that prints what the application's role owns and may do."""


# What cannot run here is not collected, and `make test` says so; where CI is told that, it fails.
collect_ignore = [file for file, why in not_run().items() if why]


def path_with(tmp_path: Path, *programs: str) -> str:
    """Return a search path on which there are just these programs, as on a machine without the others."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in programs:
        (folder / name).symlink_to(shutil.which(name) or "/nowhere")
    return str(folder)


@pytest.fixture
def opened() -> Iterator[Path]:
    """Return a folder that everyone may enter, as those of the tests may not be."""
    with tempfile.TemporaryDirectory(prefix="portal-") as made:
        Path(made).chmod(0o755)
        yield Path(made)


@dataclass(frozen=True)
class FirstRun:
    """What a first run with the wheel's programs left behind, and how its command ended."""

    folder: Path
    done: subprocess.CompletedProcess[str]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Return an environment in which the portal was never run."""
    return apart(tmp_path / "data")


@pytest.fixture
def launch(environment: dict[str, str]) -> Launch:
    """Return a function that runs the launcher to its end."""

    def run(*words: str, **more: str) -> subprocess.CompletedProcess[str]:
        return start(environment | more, *words)

    return run


@pytest.fixture(scope="session")
def first_run(tmp_path_factory: pytest.TempPathFactory) -> FirstRun:
    """Run the launcher from nothing, once: most of what a start costs is spent on it."""
    folder = tmp_path_factory.mktemp("first") / "data"
    return FirstRun(folder, start(apart(folder) | {"PORTAL_POSTGRES": "wheel"}, "db", "--", *WHO))


@pytest.fixture
def begin(first_run: FirstRun) -> Callable[[Path], None]:
    """Return a function that makes a data folder as a first run leaves it."""

    return partial(copy, first_run.folder)


def copy(folder: Path, elsewhere: Path) -> None:
    """Copy a data folder as it is, with its owners: PostgreSQL starts in no folder of another's."""
    elsewhere.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(["cp", "--archive", folder, elsewhere], check=True)


def apart(folder: Path) -> dict[str, str]:
    """Return an environment that knows no portal but the one of a folder."""
    kept = {
        key: value for key, value in os.environ.items() if not key.startswith(("PORTAL_", "DJANGO_", "COV"))
    }
    return kept | {"PORTAL_DATA": str(folder)}


def start(environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
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
