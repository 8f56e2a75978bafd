"""A file that was made, before it is sealed. No name of a person stands in the name of a file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_TYPE: Final = re.compile(r"[a-z]+/[A-Za-z0-9.+-]+(; ?charset=[a-z0-9-]+)?")


@dataclass(frozen=True, slots=True)
class Made:
    """One file: a name that every disk takes, such as "report-2026.pdf", what it is, and its bytes."""

    name: str
    content_type: str
    data: bytes

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise ValueError("a made file is named with letters, digits, dots, dashes and low lines only")
        if not _TYPE.fullmatch(self.content_type):
            raise ValueError("a made file says what it is as type/subtype")
