"""What a person typed, kept while they log in again.

A log-in ends, or a page turns out to be an old one, just as somebody presses Continue. What they typed is then
sealed (nobody but the portal can read or change it), carried by the browser through the log-in, and shown again
on the page it was typed on. It is never saved as an answer: only pressing Continue does that.
"""

from __future__ import annotations

import base64
import binascii
import json
import time
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.http import url_has_allowed_host_and_scheme

from portal import keyring

AAD = b"carry"
SECONDS = 30 * 60
LARGEST = 300_000
_KEY = "carry"


def carry(request: HttpRequest, path: str = "") -> str:
    """Return what was posted, sealed for half an hour, or "" where nothing was or it is more than 300 kB.

    `path` is the page it belongs to, where that is not the address posted to.
    """
    typed = request.POST.copy()
    for name in list(typed):
        if name == "csrfmiddlewaretoken" or "password" in name:
            del typed[name]
    data = typed.urlencode()
    if not data or len(data) > LARGEST:
        return ""
    user = getattr(request, "user", None)
    known = str(user.pk) if user is not None and user.is_authenticated else ""
    content = {"at": int(time.time()), "path": path or request.path, "user": known, "data": data}
    return base64.urlsafe_b64encode(keyring.seal(json.dumps(content).encode(), aad=AAD)).decode()


def _opened(sealed: object) -> dict[str, Any] | None:
    """Return what was sealed, or None where it is not ours or too old."""
    try:
        content = json.loads(keyring.open(base64.urlsafe_b64decode(str(sealed)), aad=AAD))
    except (binascii.Error, ValueError, keyring.CannotOpen):
        return None
    return content if time.time() - content["at"] <= SECONDS else None


def keep(request: HttpRequest, sealed: str) -> str:
    """Put what is carried into the session, and return the path of the page it belongs to ("" for none)."""
    content = _opened(sealed) if sealed else None
    # A path of two slashes is another site's address to a browser.
    if content is None or not url_has_allowed_host_and_scheme(content["path"], allowed_hosts=None):
        return ""
    request.session[_KEY] = sealed
    return str(content["path"])


def take(request: HttpRequest) -> QueryDict | None:
    """Return, once, what this person had typed on this page; None where nothing was carried here."""
    sealed = request.session.get(_KEY)
    if sealed is None:
        return None
    content = _opened(sealed)
    if content is None:
        del request.session[_KEY]
        return None
    if content["path"] != request.path:
        return None
    del request.session[_KEY]
    if content["user"] not in {"", str(request.user.pk)}:
        return None
    return QueryDict(content["data"])
