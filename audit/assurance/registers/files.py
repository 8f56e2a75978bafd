"""What may be filed as evidence: a PDF that does nothing, or a picture, made anew so that nothing hidden is kept.

What a file is, is told by its bytes and never by its name. The checks are a first line: a file is still served as
something to download, never as a page of ours.
"""

from __future__ import annotations

import io
import re
import warnings
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from PIL import Image, ImageOps

from portal.errors import NotAllowed

LARGEST: Final = 5 * 1024 * 1024
MOST_PIXELS: Final = 30_000_000
LONGEST_SIDE: Final = 4_000
INFLATED: Final = 20 * 1024 * 1024
TYPES: Final = {"pdf": "application/pdf", "png": "image/png", "jpeg": "image/jpeg"}
ENDINGS: Final = {"pdf": "pdf", "png": "png", "jpeg": "jpg"}

EMPTY = "The file is empty. Choose another one"
TOO_LARGE = "The file must be 5 MB or smaller. Choose a smaller one"
OTHER = "The file must be a PDF, a PNG or a JPEG. Choose another one, or print it to a PDF"
DAMAGED = "We cannot read this picture. Choose another one"
TOO_MANY_PIXELS = "This picture has too many points. Make it smaller, then try again"
LOCKED = "This PDF is locked with a password. Save it without one, then try again"
ACTIVE = (
    "This PDF holds a script, a file or a thing that starts by itself. Print it to a new PDF, then try again"
)
UNSURE = "We cannot see into this PDF. Print it to a new PDF, then try again"
TRAILING = "Something is hidden behind the end of this PDF. Print it to a new PDF, then try again"
REFUSALS: Final = frozenset(
    {EMPTY, TOO_LARGE, OTHER, DAMAGED, TOO_MANY_PIXELS, LOCKED, ACTIVE, UNSURE, TRAILING}
)

_ACTIVE = re.compile(
    rb"/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData|Rendition|GoToE|Movie)(?![A-Za-z])"
)
_LOCK = re.compile(rb"/Encrypt(?![A-Za-z])")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_FILTER = re.compile(rb"/Filter\s*\[?\s*/FlateDecode\s*\]?(?!\s*/[A-Z][A-Za-z0-9]*Decode)")


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that may be kept: "pdf", "png" or "jpeg", and its bytes."""

    type: str
    data: bytes


def checked(data: bytes) -> Checked:
    """Return a file as it is kept: a PDF as it is, a picture made anew; or refuse it with a sentence."""
    if not data:
        raise NotAllowed(EMPTY)
    if len(data) > LARGEST:
        raise NotAllowed(TOO_LARGE)
    if data.startswith(b"%PDF-"):
        _look_through(data)
        return Checked("pdf", data)
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return Checked("png", _anew(data, "png"))
    if data.startswith(b"\xff\xd8\xff"):
        return Checked("jpeg", _anew(data, "jpeg"))
    raise NotAllowed(OTHER)


def _anew(data: bytes, kind: str) -> bytes:
    """Return a picture drawn again point by point: without a place, a date, a text, a second picture or a tail."""
    shown = _seen(data, kind)
    shown.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    drawn = Image.new("RGB", shown.size, "white")
    drawn.paste(shown, mask=shown.getchannel("A") if shown.mode == "RGBA" else None)
    made = io.BytesIO()
    drawn.save(made, kind, quality=85, optimize=True)
    if made.tell() > LARGEST:
        raise NotAllowed(TOO_LARGE)
    return made.getvalue()


def _seen(data: bytes, kind: str) -> Image.Image:
    """Return the points of a picture, the right way up; what is no picture or too large is refused."""
    try:
        with warnings.catch_warnings(action="error"), Image.open(io.BytesIO(data), formats=[kind]) as picture:
            # A photograph is read at half its size, or less, where that is still large enough.
            picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            if picture.width * picture.height > MOST_PIXELS:
                raise NotAllowed(TOO_MANY_PIXELS)
            return ImageOps.exif_transpose(picture).convert(
                "RGBA" if picture.has_transparency_data else "RGB"
            )
    except NotAllowed:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as fault:
        raise NotAllowed(TOO_MANY_PIXELS) from fault
    except Exception as fault:  # a reader of strangers' bytes may stumble in any way
        raise NotAllowed(DAMAGED) from fault


def _look_through(data: bytes) -> None:
    """Refuse a PDF that is locked, or in which anything could run, open or hide."""
    end = data.rfind(b"%%EOF")
    if end < 0:
        raise NotAllowed(UNSURE)
    if len(data) - end > 1024:
        raise NotAllowed(TRAILING)
    for part in (data, *_packed(data)):
        plain = _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), part)
        if _LOCK.search(plain):
            raise NotAllowed(LOCKED)
        if _ACTIVE.search(plain):
            raise NotAllowed(ACTIVE)


def _packed(data: bytes) -> Iterator[bytes]:
    """Yield the objects that a PDF keeps packed; where they are packed in a way we do not know, refuse it."""
    left = INFLATED
    for found in _STREAM.finditer(data):
        head = _ESCAPED.sub(lambda each: bytes([int(each[1], 16)]), _head(data, found.start()))
        if b"/ObjStm" not in head:
            continue
        if b"/Filter" not in head:
            continue  # not packed, so it was read with the rest
        if not _FILTER.search(head):
            raise NotAllowed(UNSURE)
        try:
            part = zlib.decompressobj().decompress(data[found.end() :], left)
        except zlib.error as fault:
            raise NotAllowed(UNSURE) from fault
        left -= len(part)
        if left <= 0:
            raise NotAllowed(UNSURE)
        yield part


def _head(data: bytes, stream: int) -> bytes:
    """Return what stands between the beginning of an object and its stream."""
    begins = max(data.rfind(b"endobj", 0, stream), stream - 2_000, 0)
    return data[begins:stream]
