"""Looks at every page a journey comes to, as nobody has the patience to do by hand."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from django.urls import resolve
from playwright.sync_api import ConsoleMessage, Page, Request

from portal.launcher.place import CHECKOUT
from tests import database

SCREENSHOTS = CHECKOUT / ".data" / "screenshots"
NARROWEST = 320
SHOWN_AT = (360, 1280)
# A picture costs as much as all the rest of a look, so they are taken where somebody wants to see them.
PICTURES = bool(os.environ.get("PORTAL_PICTURES"))
HEIGHT = 780
# A taller page than this is no picture that a browser takes.
TALLEST = 16_000
SERVICE = "Check before you share"
# Sent to the browser once, not once for each page; and to define a function costs a page next to nothing.
AXE_ON_DEMAND = f"window.loadAxe = () => {{{AXE_SCRIPT}}}"
_AXE = """contrast => (window.axe || loadAxe(), axe).run(
    document, {resultTypes: ["violations"], rules: {"color-contrast": {enabled: contrast}}}
).then(found => found.violations.map(each => ({
    id: each.id, help: each.help, where: each.nodes.map(node => node.html.slice(0, 200))})))"""
_SIZE = "[document.documentElement.scrollWidth, document.documentElement.scrollHeight]"
_READ = """() => {
    const all = selector => [...document.querySelectorAll(selector)];
    const primary = all("main .nhsuk-button:not([class*='nhsuk-button--'])");
    return {
        headings: all("h1").map(each => each.innerText),
        title: document.title,
        summaries: all(".nhsuk-error-summary").length,
        mains: all("main").length,
        "back links inside main": all("main .nhsuk-back-link").length,
        "required controls": all("[required]").length,
        "links in hints": all(".nhsuk-hint a").length,
        hints: all(".nhsuk-hint").map(each => each.textContent),
        primary: primary.filter(each => each.checkVisibility()).length,
        text: document.body.innerText,
        html: document.documentElement.outerHTML,
        styled: [...new Set(all("body *").map(each => [each.parentElement, each].map(
            one => one.tagName + "." + one.getAttribute("class")).join(">")))],
    };
}"""
_CHANGING = re.compile(
    r'value="[A-Za-z0-9]{64}"|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|127\.0\.0\.1:\d+'
    r"|\b[A-Z0-9]{3}-[A-Z0-9]{4}\b|\b\d\d?:\d\d[ap]m"
)
_WORDS = re.compile(r">[^<]*\S[^<]*<")
_VALUES = re.compile(r'\b(value|href|action|content)="[^"]+"')
# One page of each kind bears a title; a log-in that was lost may be told of at any address.
_LOST = "You have been logged out"
_titles: dict[str, str] = {}
# Where the pictures are of pages that were looked at.
_pictures: dict[str, dict[int, Path]] = {}


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
        self._faults: list[str] = []
        self._expected = 200
        page.on("request", self._request)
        page.on("console", self._console)
        page.on("pageerror", lambda error: self._faults.append(f"script fault: {error}"))

    def beside(self, page: Page) -> Eye:
        """Return the eye on another tab of the same journey."""
        return Eye(page, f"{self.folder.name}/tab-2", self.origin, scripts=self.scripts)

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
        seen = self.page.evaluate(_READ)
        self._check_words(seen)
        self._check_frame(seen)
        self._check_looks(seen)
        assert not self._faults, f"at {self.page.url}: {self._faults}"

    def _check_words(self, seen: dict[str, Any]) -> None:
        """One h1 with words, and a title that says which page of which service this is, and of no other page."""
        url = self.page.url
        assert len(seen["headings"]) == 1, f"{len(seen['headings'])} h1 at {url}: {seen['headings']}"
        assert seen["headings"][0].strip(), f"empty h1 at {url}"
        parts = re.fullmatch(rf"(Error: )?(.+) – {SERVICE}", seen["title"])
        assert parts, f"title at {url}: {seen['title']!r}"
        assert bool(parts[1]) == bool(seen["summaries"]), (
            f"{seen['title']!r}, {seen['summaries']} error summaries"
        )
        if self._expected == 200 and parts[2] != _LOST:
            kind = _kind(urlsplit(url).path)
            first = _titles.setdefault(parts[2], kind)
            assert first == kind, f"{parts[2]!r} is the title of {first} and of {kind}"

    def _check_frame(self, seen: dict[str, Any]) -> None:
        """A way back stands before the main part, and nothing is demanded, hidden in a hint or left unfilled."""
        url = self.page.url
        assert seen["mains"] == 1, f"{seen['mains']} main parts at {url}"
        for fault in ("back links inside main", "required controls", "links in hints"):
            assert not seen[fault], f"{seen[fault]} {fault} at {url}"
        stopped = [hint for hint in seen["hints"] if hint.strip().endswith(".")]
        assert not stopped, f"hints that end with a full stop at {url}: {stopped}"
        one_at_most = seen["primary"] <= 1 or url.endswith("/design/")  # where all components are shown
        assert one_at_most, f"{seen['primary']} primary buttons at {url}"
        unfilled = re.search(r"\{\w+\}|\{\{|\{%|\bNone\b(?! of| yet|\. [A-Z])", seen["text"])
        assert not unfilled, f"{unfilled} at {url}: {seen['text']}"

    def _check_looks(self, read: dict[str, Any]) -> None:
        """Check widths, take pictures if wanted and ask axe: once for pages that are alike in what each looks at."""
        page, built = f"{self.scripts}{_same(read['html'])}", _built(read["html"])
        if page in _pictures:
            for width, earlier in _pictures[page].items():
                shutil.copyfile(earlier, self._file(width))
        elif PICTURES or database.is_first(page):
            # Words may be too wide for a phone; for a wide screen only how a page is built can be.
            wide = database.is_first(f"wide {built}")
            self._check_widths((NARROWEST, *SHOWN_AT) if PICTURES else (NARROWEST, *SHOWN_AT[1:])[: 1 + wide])
            if PICTURES:
                _pictures[page] = {width: self._file(width) for width in SHOWN_AT}
        size = str(self.page.viewport_size)
        if self.scripts and database.is_first(f"{size}{built}"):
            # Colours are half of axe's work: each part is measured once, with the part around it.
            new = [part for part in read["styled"] if database.is_first(f"{size} colour {part}")]
            faults = axe_says(self.page, contrast=bool(new))
            assert not faults, f"axe at {self.page.url}: {faults}"

    def _file(self, width: int) -> Path:
        """Return where the picture of the page shown now belongs."""
        self.folder.mkdir(parents=True, exist_ok=True)
        return self.folder / f"{self.pages:02}-{_slug(self.page.title())}-{width}.png"

    def _check_widths(self, widths: tuple[int, ...]) -> None:
        """No page is wider than the screen; where pictures are wanted, take one. Each turn of the screen costs."""
        size = self.page.viewport_size
        assert size is not None
        for width in widths:
            self.page.set_viewport_size({"width": width, "height": HEIGHT})
            wide, tall = self.page.evaluate(_SIZE)
            assert wide <= width, f"{self.page.url} is {wide} px wide on a screen of {width}"
            if PICTURES and width in SHOWN_AT:
                self.page.screenshot(path=self._file(width), full_page=tall <= TALLEST)
        self.page.set_viewport_size(size)


def _kind(path: str) -> str:
    """Return which kind of page an address shows; each question is a page of its own."""
    found = resolve(path)
    return (
        f"{found.view_name} {found.kwargs['question_id']}"
        if found.url_name == "question"
        else found.view_name
    )


def _same(html: str) -> str:
    """Return a page without what differs each time it is shown: the token, ids, references and the time of day."""
    return _CHANGING.sub("", html)


def _built(html: str) -> str:
    """Return how a page is built, which is what axe judges: where there are words, and not which."""
    return _WORDS.sub(">x<", _VALUES.sub(r"\1", _same(html)))


def _slug(title: str) -> str:
    """Return a page's title as part of a file name."""
    return re.sub(r"[^a-z0-9]+", "-", title.removesuffix(f" – {SERVICE}").lower()).strip("-")[:60]


def clear(folder: Path) -> None:
    """Throw away the pictures of an earlier run."""
    for file in folder.glob("*.png"):
        file.unlink()


def axe_says(page: Page, *, contrast: bool = True) -> list[dict[str, Any]]:
    """Return what axe finds wrong with a page as it stands now, for parts that open after it was loaded."""
    if not page.evaluate("'loadAxe' in window"):
        page.evaluate(AXE_ON_DEMAND)
    faults: list[dict[str, Any]] = page.evaluate(_AXE, contrast)
    return faults
