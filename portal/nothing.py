"""The ways people write that there is nothing to write: a dash, N/A, "not known"."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from portal.letters import visible

_MARKS: Final = re.compile(r"[\s\-\u2010-\u2015\u2212\ufe58\ufe63\uff0d_.,?/*]*")
_SHORT: Final = frozenset({"na", "none", "nil", "null", "nan", "tbc", "tba", "nk", "unknown"})
_LONGER: Final = frozenset(
    {
        "notknown", "notapplicable", "notgiven", "notrecorded", "notprovided", "notavailable", "notstated", "notset",
        "notsure", "nonumber", "nonegiven", "noneknown", "donotknow", "dontknow", "tobeconfirmed", "toconfirm",
        "nophone", "notelephone", "noemail", "nonhsnumber", "blank", "empty", "missing", "nothing",
    }
)  # fmt: skip


def is_nothing(text: str, *, of_a_name: bool = False) -> bool:
    """Say whether a text is a known way to write nothing. In a name only marks and N/A are, since Nil is a name."""
    bare = unicodedata.normalize("NFKC", visible(text)).casefold().strip()
    if _MARKS.fullmatch(bare):
        return True
    if re.fullmatch(r"n\s*[/\\.]\s*[ak]\.?", bare):
        return True
    word = re.sub(r"[\W_]+", "", bare)
    return not of_a_name and word in _SHORT | _LONGER


def unless_nothing(text: str, *, of_a_name: bool = False) -> str:
    """Return a text, or "" where it only says that there is none."""
    return "" if is_nothing(text, of_a_name=of_a_name) else text
