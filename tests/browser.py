"""A browser for the tests that need one; `make test` brings it."""

from __future__ import annotations

import atexit
import os
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from portal.launcher.browser import find

# Nothing that the browser does of its own accord may reach for the network.
_ARGUMENTS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Each journey has a context of its own, which keeps people apart; processes of its own would only cost a third more.
    "--in-process-gpu",
    "--renderer-process-limit=1",
    "--disable-site-isolation-trials",
]


@pytest.fixture(scope="session")
def browser() -> Browser:
    """Return chromium, started once for all the tests of a worker."""
    path = find()
    if path is None:
        pytest.skip("there is no browser: name one in PORTAL_BROWSER")
    return _chromium(path)


@cache
def _chromium(path: Path) -> Browser:
    """Start chromium, once in a process: playwright allows no second loop, under whatever name it is asked for."""
    # Playwright keeps an event loop in this thread, which Django would take for a mistake of ours.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    playwright = sync_playwright().start()
    atexit.register(playwright.stop)
    chromium = playwright.chromium.launch(executable_path=path, args=_ARGUMENTS + sandbox)
    atexit.register(chromium.close)
    return chromium
