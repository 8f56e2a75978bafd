"""A ZIP whose bytes follow from what is put in: no clock, no order of a disk. It ends with the SHA-256 of each file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from tempfile import SpooledTemporaryFile
from typing import IO, Final, cast
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.conf import settings

SUMS: Final = "SHA256SUMS"
BEFORE_TIME: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest moment that a ZIP can tell; it stands at every file."""
READABLE: Final = 0o100644
UNIX: Final = 3
IN_MEMORY: Final = 8_000_000
"""A larger archive is written to a temporary file, which has no name and goes when it is closed."""


class Archive:
    """An archive that is being written, file after file."""

    def __init__(self, into: IO[bytes]) -> None:
        self._zip = ZipFile(into, "w", ZIP_DEFLATED)
        self.sums: dict[str, str] = {}

    def add(self, name: str, data: bytes | Iterable[bytes]) -> None:
        """Put in one file, of which at most a part is in memory; each name once."""
        if name in self.sums:
            raise ValueError("each file of an archive has a name of its own")
        info = ZipInfo(name, BEFORE_TIME)
        info.compress_type, info.create_system, info.external_attr = ZIP_DEFLATED, UNIX, READABLE << 16
        told = sha256()
        with self._zip.open(info, "w", force_zip64=not isinstance(data, bytes)) as file:
            for part in [data] if isinstance(data, bytes) else data:
                told.update(part)
                file.write(part)
        self.sums[name] = told.hexdigest()

    def close(self) -> None:
        """Put in the sums, as `sha256sum -c` reads them, and end the archive."""
        lines = "".join(f"{told}  {name}\n" for name, told in sorted(self.sums.items()))
        self.add(SUMS, lines.encode())
        self._zip.close()


@contextmanager
def room() -> Iterator[IO[bytes]]:
    """Lend the place in which an archive is written."""
    with SpooledTemporaryFile(max_size=IN_MEMORY, dir=str(settings.PORTAL_DATA)) as file:
        yield cast("IO[bytes]", file)
