"""The folders in which jobs wait, and the clock's diary: made fit for a start, whatever a crash left of them."""

from __future__ import annotations

import shelve  # nosec B403: our own diary, in a folder that only we can write
import shutil
from contextlib import suppress
from pathlib import Path

DIARY = "schedule"


def make_fit(broker: Path) -> None:
    """Throw away what waits, which is asked for again by the rows that it is about, and a diary that is spoilt.

    Neither the job worker nor its clock starts on a file that a power cut emptied, and the pages would not notice.
    """
    for path in (broker, broker / "control", broker / "messages"):
        if path.is_file():
            path.unlink()
    for folder in ("control", "messages"):
        shutil.rmtree(broker / folder, ignore_errors=True)
    if not _can_be_read(broker / DIARY):
        for file in broker.glob(f"{DIARY}*"):
            with suppress(OSError):
                file.unlink()


def _can_be_read(diary: Path) -> bool:
    """Say whether the clock can read when it last asked for what; a diary that is whole keeps missed jobs known."""
    if not any(diary.parent.glob(f"{DIARY}*")):
        return True
    try:
        # It is the clock's own file, in a folder that only we can reach.
        with shelve.open(str(diary), flag="r") as kept:  # noqa: S301  # nosec B301
            return "entries" in kept and isinstance(kept["entries"], dict)
    except Exception:  # noqa: BLE001  # a spoilt pickle raises what it likes
        return False
