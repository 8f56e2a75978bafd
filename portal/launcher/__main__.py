"""`python -m portal.launcher run|test|check|bench|reset|db`: see the Makefile for what each is for."""

from __future__ import annotations

import argparse
import errno
import io
import os
import signal
import sys
import traceback
from types import FrameType

from portal.launcher import commands, testing
from portal.launcher.place import data_folder
from portal.launcher.progress import CannotStart

_COMMANDS = {
    "run": (commands.run, "start the portal"),
    "db": (commands.db, "start the database, migrate it, and run a command with it, or wait for Ctrl-C"),
    "test": (testing.test, "run the tests; arguments go to pytest"),
    "check": (testing.check, "run every check, or those named"),
    "bench": (testing.bench, "measure the portal beside its peers"),
    "reset": (commands.reset, "throw away the data folder"),
}


def main() -> int:
    """Run one command; return its exit code."""
    words = "\n".join(f"  {name:<6} {said}" for name, (_, said) in _COMMANDS.items())
    parser = argparse.ArgumentParser(
        prog="python -m portal.launcher",
        description=__doc__,
        epilog=f"commands:\n{words}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", choices=_COMMANDS)
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A path may hold bytes that are no text.
        sys.stdout.reconfigure(errors="surrogateescape")
    # What follows is the command's own, options too, wherever they stand.
    given, rest = parser.parse_args(sys.argv[1:2]), sys.argv[2:]
    # `kill` ends us as tidily as Ctrl-C does; and Ctrl-C does so too where we were started in the background.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _interrupt)
    try:
        return _COMMANDS[given.command][0](rest)
    except CannotStart as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # noqa: BLE001  # whatever a crash left behind, the person reads a sentence
        print(f"\n{_sentence(error)}", file=sys.stderr)
        return 1


def _sentence(error: Exception) -> str:
    """Return what to do about a fault that nobody foresaw; all about it is in a log of its own, if that can be kept."""
    folder = data_folder()
    if isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return f"The disk of {folder} is full. Free some space, and start again."
    about = getattr(error, "filename", None) or folder
    if isinstance(error, PermissionError):
        return (
            f"{about} belongs to another user, or may not be written. Give the folder back to the user who runs the "
            f"portal, and start again: sudo chown -R {os.geteuid()} {folder}"
        )
    log = folder / "launcher.log"
    try:
        log.write_text("".join(traceback.format_exception(error)))
        kept = f"More is in {log}."
    except OSError:
        kept = "".join(traceback.format_exception_only(error)).strip()
    return (
        f"The portal cannot go on with {about}: {getattr(error, 'strerror', None) or error}. {kept} Put the data "
        "folder back from your backup, or set PORTAL_DATA to another; `make reset` throws it away and starts over."
    )


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    """Turn a signal into the exception that Ctrl-C raises."""
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
