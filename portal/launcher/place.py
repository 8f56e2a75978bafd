"""Where things lie: the checkout, its virtual environment, and the data folder with its secrets."""

from __future__ import annotations

import fcntl
import os
import pwd
import secrets
import shutil
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO

from portal.launcher.progress import CannotStart

CHECKOUT = Path(__file__).resolve().parent.parent.parent


def data_folder() -> Path:
    """Return PORTAL_DATA, by default .data in the checkout. It may not exist yet."""
    return Path(os.environ.get("PORTAL_DATA") or CHECKOUT / ".data").resolve()


def make_private(folder: Path) -> Path:
    """Make a folder that only we can look into, and return it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
    except OSError as error:
        raise CannotStart(
            f"The folder {folder} cannot be made or is not ours: {error.strerror}. Make it writable for the user who "
            "runs the portal, or set PORTAL_DATA."
        ) from error
    return folder


def lock(folder: Path) -> IO[str]:
    """Hold a data folder for ourselves until the returned file is closed; a second launcher is refused."""
    file = make_private(folder) / "lock"
    _refuse_folder_of_another(file)
    try:
        held = file.open("w")
    except OSError as error:
        raise CannotStart(
            f"Nothing can be written in {folder}: {error.strerror}. Make it writable, or set PORTAL_DATA."
        ) from error
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        held.close()
        raise CannotStart(
            f"The portal is already running from {folder}. Stop it there, or set PORTAL_DATA."
        ) from error
    return held


def _refuse_folder_of_another(file: Path) -> None:
    """Refuse root a folder that an ordinary user began: files of root's would keep its owner from starting again."""
    owner = file.stat().st_uid if file.exists() else 0
    if os.geteuid() == 0 and owner != 0:
        try:
            name = pwd.getpwuid(owner).pw_name
        except KeyError:
            name = str(owner)
        raise CannotStart(f"The data in {file.parent} belongs to {name}. Run as {name}, or set PORTAL_DATA.")


RECOVER = (
    "If that speaks of damage, put the data folder back from your backup. Without one, `make reset` throws it away "
    "and starts over."
)
KEPT_LOG = 5 * 1024**2
"""Bytes of a log beyond which it is put aside, in the place of the one put aside before."""


def rotate(log: Path) -> None:
    """Put a log aside that has grown long; what it said of the last crash is kept.

    The program that writes it may run: it goes on at the end of the same file, which is empty then.
    """
    if log.is_file() and log.stat().st_size > KEPT_LOG:
        with suppress(OSError):
            shutil.copyfile(log, log.with_name(log.name + ".1"))
        # On a full disk this is what makes room.
        with suppress(OSError):
            os.truncate(log, 0)


def write_private(file: Path, text: str) -> None:
    """Write a file that only we can read; a crash half-way leaves no file."""
    fresh = file.with_name(file.name + ".new")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    fresh.replace(file)


def make_secret_key(folder: Path) -> None:
    """Make the key that signs sessions, unless it is there; one that a crash left empty is made anew."""
    file = folder / "secret-key"
    if not os.environ.get("PORTAL_SECRET_KEY") and not _holds_text(file):
        write_private(file, secrets.token_urlsafe(64) + "\n")


def _holds_text(file: Path) -> bool:
    """Say whether a file is there and holds anything but blanks and NULs."""
    try:
        return bool(file.read_bytes().strip(b"\0 \r\n\t"))
    except OSError:
        return False


def python(*arguments: str) -> list[str]:
    """Return a command that runs our own Python."""
    return [sys.executable, *arguments]
