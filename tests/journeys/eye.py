"""Looks at every page a journey comes to, as nobody has the patience to do by hand."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from django.urls import resolve
from playwright.sync_api import ConsoleMessage, Page, Request

from portal.launcher.place import CHECKOUT

SCREENSHOTS = CHECKOUT / ".data" / "screenshots"
NARROW = (320, 360)
SHOWN_AT = (360, 1280)
HEIGHT = 780
SERVICE = "Check before you share"
_AXE = """() => axe.run(document, {resultTypes: ["violations"]}).then(found => found.violations.map(each => ({
    id: each.id, help: each.help, where: each.nodes.map(node => node.html.slice(0, 200))})))"""
# One page of each kind bears a title; a log-in that was lost may be told of at any address.
_LOST = "You have been logged out"
_titles: dict[str, str] = {}


class Eye:
    """Watches one page of a browser during one journey.

    Whatever is wrong anywhere raises AssertionError as soon as the page is looked at: a second h1, a title that
    another page bears, a page wider than a phone, a request to another host, a fault in the console, and
    anything axe finds. Axe is itself a script, so it looks only where scripts run.
    """

    def __init__(self, page: Page, journey: str, origin: str, *, scripts: bool) -> None:
        self.page = page
        self.scripts = scripts
        self.origin = origin
        self.folder = SCREENSHOTS / journey
        self.pages = 0
        self._seen: set[str] = set()
        self._faults: list[str] = []
        self._expected = 200
        page.on("request", self._request)
        page.on("console", self._console)
        page.on("pageerror", lambda error: self._faults.append(f"script fault: {error}"))

    def expect(self, status: int) -> None:
        """Say which status the next page is meant to have, since the browser's console tells of refusals too."""
        self._expected = status

    def _request(self, request: Request) -> None:
        if not request.url.startswith((f"{self.origin}/", "data:")):
            self._faults.append(f"asked another host: {request.url}")

    def _console(self, message: ConsoleMessage) -> None:
        told = f"{message.type}: {message.text}"
        if message.type in {"error", "warning"} and f"status of {self._expected} " not in told:
            self._faults.append(told)

    def look(self) -> None:
        """Look at the page that is shown now; raises AssertionError for whatever is wrong with it."""
        self.pages += 1
        self._check_words()
        self._check_frame()
        for width in (*NARROW, *(each for each in SHOWN_AT if each not in NARROW)):
            self._check_at(width)
        if self.scripts:
            faults = axe_says(self.page)
            assert not faults, f"axe at {self.page.url}: {faults}"
        assert not self._faults, f"at {self.page.url}: {self._faults}"

    def _check_words(self) -> None:
        """One h1 with words, and a title that says which page of which service this is, and of no other page."""
        headings = self.page.locator("h1").all_inner_texts()
        assert len(headings) == 1, f"{len(headings)} h1 at {self.page.url}: {headings}"
        assert headings[0].strip(), f"empty h1 at {self.page.url}"
        parts = re.fullmatch(rf"(Error: )?(.+) – {SERVICE}", self.page.title())
        assert parts, f"title at {self.page.url}: {self.page.title()!r}"
        errors = self.page.locator(".nhsuk-error-summary").count()
        assert bool(parts[1]) == bool(errors), f"title {self.page.title()!r} with {errors} error summaries"
        if self._expected == 200 and parts[2] != _LOST:
            kind = _kind(urlsplit(self.page.url).path)
            first = _titles.setdefault(parts[2], kind)
            assert first == kind, f"{parts[2]!r} is the title of {first} and of {kind}"

    def _check_frame(self) -> None:
        """A way back stands before the main part, and nothing is chosen, demanded or hidden in a hint."""
        page = self.page
        assert page.locator("main").count() == 1
        assert page.locator("main .nhsuk-back-link").count() == 0, f"back link inside main at {page.url}"
        assert page.locator("[required]").count() == 0, f"required at {page.url}"
        assert page.locator(".nhsuk-hint a").count() == 0, f"a link in a hint at {page.url}"
        for hint in page.locator(".nhsuk-hint").all_inner_texts():
            assert not hint.strip().endswith("."), f"hint ends with a full stop at {page.url}: {hint}"
        primary = page.locator("main .nhsuk-button:not([class*='nhsuk-button--']):visible")
        one_at_most = primary.count() <= 1 or page.url.endswith("/design/")  # where all components are shown
        assert one_at_most, f"{primary.count()} primary buttons at {page.url}"
        text = page.locator("body").inner_text()
        assert not re.search(r"\{\w+\}|\{\{|\{%|\bNone\b(?! of)", text), f"a placeholder is shown at {page.url}: {text}"

    def _check_at(self, width: int) -> None:
        """No page is wider than the screen; where it is worth a picture, take one."""
        size = self.page.viewport_size
        assert size is not None
        self.page.set_viewport_size({"width": width, "height": HEIGHT})
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{self.page.url} is {wide} px wide on a screen of {width}"
        if width in SHOWN_AT:
            self._picture(width)
        self.page.set_viewport_size(size)

    def _picture(self, width: int) -> None:
        """Keep a picture of the whole page, numbered in the order of the journey."""
        self.folder.mkdir(parents=True, exist_ok=True)
        file = self.folder / f"{self.pages:02}-{_slug(self.page.title())}-{width}.png"
        self.page.screenshot(path=file, full_page=True)


def _kind(path: str) -> str:
    """Return which kind of page an address shows; each question is a page of its own."""
    found = resolve(path)
    return f"{found.view_name} {found.kwargs['question_id']}" if found.url_name == "question" else found.view_name


def _slug(title: str) -> str:
    """Return a page's title as part of a file name."""
    return re.sub(r"[^a-z0-9]+", "-", title.removesuffix(f" – {SERVICE}").lower()).strip("-")[:60]


def clear(folder: Path) -> None:
    """Throw away the pictures of an earlier run."""
    for file in folder.glob("*.png"):
        file.unlink()


def axe_says(page: Page) -> list[dict[str, Any]]:
    """Return what axe finds wrong with a page as it stands now, for parts that open after it was loaded."""
    page.evaluate(AXE_SCRIPT)
    faults: list[dict[str, Any]] = page.evaluate(_AXE)
    return faults
