"""Why the ledger would not write or read. Each leaves nothing behind: the transaction is undone."""

from __future__ import annotations

from typing import ClassVar

from portal.errors import NotAllowed


class LedgerRefused(Exception):
    """The ledger would not append; a programming error or a broken set-up, not a thing the user did."""


class NoLog(LedgerRefused):
    """No log is open for the organisation: `open_log` comes first."""


class IdTaken(LedgerRefused):
    """The event id is in the ledger for something else. Whose, is not said."""


class LedgerBusy(NotAllowed):
    """Others were writing in the same log for longer than the lock timeout. Trying again is safe."""

    SENTENCE: ClassVar = "Many people are saving at the same time. Nothing was lost. Try again."

    def __init__(self) -> None:
        super().__init__(self.SENTENCE)


class ClockWentBack(NotAllowed):
    """The server's clock is more than a second behind the last entry; writing on would put a false time."""

    SENTENCE: ClassVar = (
        "We cannot save this because the server's clock is wrong. Tell your manager, then try again."
    )

    def __init__(self) -> None:
        super().__init__(self.SENTENCE)


class BodyAltered(Exception):
    """The stored body does not open, or is not the one the leaf commits to."""


class KeyDestroyed(Exception):
    """The key was destroyed by lawful disposal; what was sealed under it cannot be read again."""
