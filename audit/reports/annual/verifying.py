"""Is a code, or a copy, that of a report sealed here? Anyone may ask, and hears no more than the copy says."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import Final

from audit.ledger import queries as ledger
from audit.ledger.events import Event
from audit.reports.annual import queries
from audit.reports.annual.codes import GROUPS, LETTERS
from audit.reports.annual.formats import FORMATS
from audit.reports.annual.models import AnnualReport
from portal.errors import NotAllowed

BAD_CODE: Final = "Enter the code as it stands on the report, like 4F2A-91C0-77BE-10D3"
UNKNOWN: Final = "We sealed no report with this code. Check it against the copy that you have"
_CODE = re.compile(rf"[0-9a-f]{{{GROUPS * LETTERS}}}")
_BEGINS: Final = {b"%PDF-": "pdf", b"PK": "xlsx", b"<!": "html", b"\xef\xbb\xbf": "csv"}
"""How the bytes of each file begin; the JSON is known by its fingerprint."""


def sealed_with(code: str) -> AnnualReport:
    """Return the report of a code, however it was typed; refuses a code that is none, or that nobody was given."""
    plain = re.sub(r"[\s–-]", "", code).lower()
    if not _CODE.fullmatch(plain):
        raise NotAllowed(BAD_CODE)
    found = (
        AnnualReport.objects.select_related("organisation", "key").filter(digest__startswith=plain).first()
    )
    if found is None:
        raise NotAllowed(UNKNOWN)
    return found


def is_copy(report: AnnualReport, data: bytes) -> bool:
    """Say whether these are the bytes of a copy of a report as we gave it out, or as we would now.

    Each copy that was taken left its fingerprint in the ledger, so one from before a change of our software is known.
    """
    digest = sha256(data).hexdigest()
    if digest == report.digest:
        return True
    taken = ledger.about_any([report.pk], events=[Event.REPORT_TAKEN])
    if any(each.body.get("copy") == digest for each in ledger.opened(taken)):
        return True
    return _made_now(report, data)


def _made_now(report: AnnualReport, data: bytes) -> bool:
    """Say whether the same file, made anew from the sealed report, has the same bytes."""
    ending = next((ending for begins, ending in _BEGINS.items() if data.startswith(begins)), None)
    if ending is None:
        return False
    document, spelled = queries.opened(report)
    _words, _type, make = FORMATS[ending]
    return make(document, spelled, report.digest) == data
