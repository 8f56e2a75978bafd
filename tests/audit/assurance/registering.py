"""Entries of registers and files of evidence, as tests make them."""

from __future__ import annotations

import io
import zlib
from typing import Any

from PIL import Image

from audit.assurance.registers import actions
from audit.assurance.registers.kinds import ONE_OF, by_code
from audit.ledger import queries as ledger
from audit.ledger.ids import new_id
from audit.ledger.models import Entry
from portal.days import a_year_after, london_day

FLOW = {
    "name": "Medicines for the month",
    "from": "Our homes",
    "to": "Northgate Pharmacy",
    "why": "So that the right medicines come",
    "basis": "direct_care",
    "often": "regularly",
    "volume": "few",
    "sensitive": "no",
    "agreement": "yes",
    "how": "By secure email",
}
PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n"


def answers_of(code: str, **given: str) -> dict[str, str]:
    """Answer all that a register asks, each list with its first choice."""
    return {
        ask.name: next(iter(ask.options)) if ask.kind == ONE_OF else f"About {ask.name}"
        for ask in by_code()[code].asks
    } | given


def enter(place, by, code="data_flows", *, answers=None, owner=None, due_on=None, **given):
    """Write down an entry."""
    return actions.enter(
        organisation=place.organisation,
        kind=by_code()[code],
        answers=answers or (FLOW if code == "data_flows" else answers_of(code)),
        owner=owner or by,
        due_on=due_on or a_year_after(london_day()),
        by=by,
        **{"event_id": new_id()} | given,
    )


def look(held, by, answers=None, **given):
    """Look at an entry again."""
    said = {"owner": held.owner, "note": "Asked the pharmacy", "event_id": new_id()} | given
    return actions.look_again(held=held, answers=answers, by=by, **said)


def end(held, by, **given):
    """End an entry."""
    return actions.end(held=held, by=by, **{"reason": "They closed", "event_id": new_id()} | given)


def file_it(held, by, data=PDF, **given):
    """Add a file to an entry."""
    said = {"name": "signed.pdf", "shows": "The signed page", "event_id": new_id()} | given
    return actions.file_evidence(held=held, data=data, by=by, **said)


def told(event) -> list[dict[str, Any]]:
    """Return the bodies of all entries of a kind, the first first."""
    return [ledger.body_of(each) for each in Entry.objects.filter(event=event).order_by("seq")]


def photograph(kind="jpeg", size=(40, 20)) -> bytes:
    """Return a picture that says where and by whom it was taken, lying on its side, with something behind its end."""
    picture = Image.new("RGB", size, "red")
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = "Ada Bright in room 4"
    exif.get_ifd(0x8825)[2] = (51.0, 30.0, 0.0)
    made = io.BytesIO()
    picture.save(made, kind, exif=exif)
    return made.getvalue() + b"hidden behind the end"


def pdf_with(packed: bytes, filters: bytes = b"/Filter /FlateDecode", *, deflate: bool = True) -> bytes:
    """Return a PDF whose objects are packed into a stream."""
    stream = zlib.compress(packed) if deflate else packed
    head = b"<< /Type /ObjStm " + filters + b" /Length %d >>" % len(stream)
    return b"%PDF-1.7\n1 0 obj\n" + head + b"\nstream\n" + stream + b"\nendstream\nendobj\n%%EOF\n"
