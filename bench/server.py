"""A web server on loopback with the portal's pages and the peers', and a browser's share of the work."""

from __future__ import annotations

import http.client
import os
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings
from django.test import Client

from portal.launcher import processes
from portal.launcher.commands import manage
from portal.models import User


class Visitor:
    """Someone who is logged in and keeps one connection open, as a browser does."""

    def __init__(self, user: User, port: int) -> None:
        client = Client()
        client.force_login(user)
        self._cookies = {name: morsel.value for name, morsel in client.cookies.items()}
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def get(self, path: str) -> str:
        """Return a page, which must be there."""
        status, _, page = self._ask("GET", path)
        if status != 200:
            raise RuntimeError(f"GET {path} answered {status}")
        return page

    def post(self, path: str, **fields: str) -> str:
        """Send a form and return the address it leads to; it must lead on."""
        body = urlencode(fields | {"csrfmiddlewaretoken": self._cookies[settings.CSRF_COOKIE_NAME]})
        status, leads_to, page = self._ask("POST", path, body)
        if status not in (302, 303):
            raise RuntimeError(f"POST {path} answered {status}: {_text(page)}")
        return leads_to

    def _ask(self, method: str, path: str, body: str | None = None) -> tuple[int, str, str]:
        """Ask for one page; return its status, where it leads, and its text."""
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items()),
            "Host": "localhost",
        }
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self._connection.request(method, path, body, headers)
        answer = self._connection.getresponse()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                cookie, _, given = value.partition(";")[0].partition("=")
                self._cookies[cookie] = given
        return answer.status, answer.getheader("Location") or "", answer.read().decode()


@contextmanager
def served() -> Iterator[int]:
    """Run the web server as `make run` does, on the database that the environment names; yield its port."""
    folder = Path(os.environ["PORTAL_DATA"])
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "PORTAL_URL": f"http://localhost:{port}",
    }
    manage("collectstatic", "--no-input", "-v0", **environment)
    web = processes.web(port, environment, folder / "web.log")
    try:
        processes.wait_until_ready(port, web)
        yield port
    finally:
        web.ask_to_stop()
        web.wait()


def _text(page: str) -> str:
    """Return the start of what a page says, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())[:300]
