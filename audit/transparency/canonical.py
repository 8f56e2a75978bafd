"""One value, one spelling: the JSON that leaves and bodies are hashed as.

The subset is small on purpose. Keys are `[a-z][a-z0-9_]*`; strings are in Unicode's composed form (NFC) and
hold no control character but the newline; numbers are whole and fit 53 bits; nesting stops at eight levels
and the whole at 256 KiB. Inside it the standard library's sorted, compact JSON is RFC 8785's, byte for byte.
"""

from __future__ import annotations

import json
import re
import unicodedata

MAX_BYTES = 256 * 1024
MAX_DEPTH = 8
MAX_INTEGER = 2**53 - 1

_KEY = re.compile(r"[a-z][a-z0-9_]*")
_FORBIDDEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")

_TYPES = "{} cannot be written: only text, whole numbers, true, false, null, lists and objects can"


class NotCanonical(ValueError):
    """The value or the bytes are outside the subset; the message says where and why, never what was in them."""


def canonical(value: object) -> bytes:
    """Return the one spelling of `value`, as UTF-8 bytes, or raise NotCanonical."""
    _check(value, "value", 0)
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    data = text.encode()
    if len(data) > MAX_BYTES:
        raise NotCanonical(f"the whole is {len(data)} bytes and may be {MAX_BYTES}")
    return data


def parse(data: bytes) -> object:
    """Return the value that `data` spells; refuse any spelling but the one `canonical` gives."""
    if len(data) > MAX_BYTES:
        raise NotCanonical(f"the whole is {len(data)} bytes and may be {MAX_BYTES}")
    try:
        value = json.loads(data.decode(), object_pairs_hook=_once, parse_float=_whole, parse_constant=_whole)
    except NotCanonical:
        raise
    except (ValueError, RecursionError) as error:
        raise NotCanonical("the bytes are not JSON in UTF-8") from error
    if canonical(value) != data:
        raise NotCanonical("the bytes are JSON, but not in the one spelling that is kept")
    return value


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Make an object of its members, refusing a name that stands twice."""
    members = dict(pairs)
    if len(members) != len(pairs):
        raise NotCanonical("a name stands twice in one object")
    return members


def _whole(_text: str) -> object:
    raise NotCanonical("numbers must be whole")


def _check(value: object, where: str, depth: int) -> None:
    """Walk `value` and raise NotCanonical at the first thing outside the subset."""
    if isinstance(value, str):
        _check_text(value, where)
    elif isinstance(value, dict):
        _check_members(value, where, depth + 1)
    elif isinstance(value, list | tuple):
        _check_depth(where, depth + 1)
        for place, item in enumerate(value):
            _check(item, f"{where}[{place}]", depth + 1)
    elif value is None or isinstance(value, bool):
        return
    elif not isinstance(value, int):
        raise NotCanonical(f"{where}: {_TYPES.format(type(value).__name__)}")
    elif abs(value) > MAX_INTEGER:
        raise NotCanonical(f"{where}: the number does not fit 53 bits")


def _check_members(value: dict[object, object], where: str, depth: int) -> None:
    _check_depth(where, depth)
    for key, item in value.items():
        if not isinstance(key, str) or not _KEY.fullmatch(key):
            raise NotCanonical(f"{where}: a name must be small letters, digits and underscores")
        _check(item, f"{where}.{key}", depth)


def _check_depth(where: str, depth: int) -> None:
    if depth > MAX_DEPTH:
        raise NotCanonical(f"{where}: nested deeper than {MAX_DEPTH}")


def _check_text(value: str, where: str) -> None:
    if _FORBIDDEN.search(value):
        raise NotCanonical(f"{where}: the text holds a control character or half a character")
    if not value.isascii() and not unicodedata.is_normalized("NFC", value):
        raise NotCanonical(f"{where}: the text is not in composed form (NFC)")
