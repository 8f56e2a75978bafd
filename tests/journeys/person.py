"""Somebody at a browser: what a hand can do, and what an eye then reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from playwright.sync_api import Locator, Page

from tests.journeys.eye import Eye

_MOST_TABS = 30
_WITHOUT_CAPTION = """h1 => {
    const copy = h1.cloneNode(true);
    copy.querySelectorAll("[class*=caption]").forEach(each => each.remove());
    return copy.textContent.replace(/\\s+/g, " ").trim();
}"""


class Person:
    """Somebody with one tab open. Every page that a press, a link or an address leads to is looked at."""

    def __init__(self, page: Page, eye: Eye, origin: str) -> None:
        self.page = page
        self.eye = eye
        self.origin = origin

    # What an eye reads

    @property
    def heading(self) -> str:
        """The h1 of the page that is shown, without the caption over it."""
        return str(self.page.locator("h1").evaluate(_WITHOUT_CAPTION))

    @property
    def words(self) -> str:
        """Everything the main part says."""
        return self.page.locator("main").inner_text()

    @property
    def path(self) -> str:
        """The address shown, without the host."""
        return self.page.url.removeprefix(self.origin)

    def panel(self) -> str:
        """Say which colour the panel of an outcome has: green or blue."""
        kinds = self.page.locator("h1").locator("xpath=ancestor-or-self::*[contains(@class,'panel')]")
        names = " ".join(each.get_attribute("class") or "" for each in kinds.all())
        assert "panel" in names, f"no panel at {self.path}"
        return "blue" if "blue" in names or "interruption" in names else "green"

    def rows(self) -> dict[str, str]:
        """Return the summary list's rows: what was asked, and what was answered."""
        found = {}
        for row in self.page.locator(".nhsuk-summary-list__row").all():
            key = row.locator(".nhsuk-summary-list__key").inner_text().strip()
            found[key] = row.locator(".nhsuk-summary-list__value").inner_text().strip()
        return found

    def errors(self) -> list[str]:
        """Return the sentences of the error summary, each of which must also stand beside its field."""
        listed = self.page.locator(".nhsuk-error-summary li").all_inner_texts()
        beside = " ".join(self.page.locator(".nhsuk-error-message").all_inner_texts())
        for sentence in listed:
            assert sentence in beside, f"{sentence!r} stands in the summary and not beside a field"
        return listed

    # What a hand does

    @contextmanager
    def turning(self, status: int = 200) -> Iterator[None]:
        """Wait for the next page, and look at it."""
        self.eye.expect(status)
        with self.page.expect_navigation(wait_until="load") as turned:
            yield
        response = turned.value
        assert response.status == status, f"{response.status} at {self.path}"
        self.eye.look()

    def open(self, path: str, status: int = 200) -> None:
        """Go to an address."""
        with self.turning(status):
            self.page.goto(self.origin + path)

    def press(self, name: str, status: int = 200) -> None:
        """Press a button in the main part."""
        with self.turning(status):
            self.page.locator("main").get_by_role("button", name=name, exact=True).click()

    def follow(self, name: str | re.Pattern[str], status: int = 200) -> None:
        """Follow a link, anywhere on the page."""
        with self.turning(status):
            self.page.get_by_role("link", name=name, exact=isinstance(name, str)).first.click()

    def back(self) -> None:
        """Press the browser's own back button."""
        with self.turning():
            self.page.go_back()

    def forward(self) -> None:
        """Press the browser's own forward button."""
        with self.turning():
            self.page.go_forward()

    def option(self, label: str) -> Locator:
        """Return the radio or checkbox with exactly this label."""
        radio = self.page.get_by_role("radio", name=label, exact=True)
        return radio.or_(self.page.get_by_role("checkbox", name=label, exact=True))

    def choose(self, *labels: str) -> None:
        """Select radios or tick boxes."""
        for label in labels:
            self.option(label).check()

    def write(self, label: str, text: str) -> None:
        """Type into a field."""
        self.page.get_by_role("textbox", name=label).fill(text)

    def write_day(self, name: str, day: date) -> None:
        """Type a day into its three fields."""
        for part in ("day", "month", "year"):
            self.page.locator(f'[name="{name}-{part}"]').fill(str(getattr(day, part)))

    def tab_to(self, name: str) -> None:
        """Press Tab until a control of this name has the focus."""
        self._tab_until(f'[name="{name}"]')

    def tab_to_button(self, words: str) -> None:
        """Press Tab until the button with these words has the focus."""
        self._tab_until(f"main button:has-text('{words}')")

    def tab_to_link(self, words: str) -> None:
        """Press Tab until the link in the main part that begins with these words has the focus."""
        self._tab_until(f"main a:text-matches('^{words}')")

    def enter(self) -> None:
        """Press Enter on what has the focus, and wait for the next page."""
        with self.turning():
            self.page.keyboard.press("Enter")

    def _tab_until(self, selector: str) -> None:
        for _ in range(_MOST_TABS):
            self.page.keyboard.press("Tab")
            if self.page.locator(f"{selector}:focus").count():
                return
        raise AssertionError(f"{_MOST_TABS} tabs did not reach {selector}")

    def another_tab(self) -> Person:
        """Open a second tab of the same browser."""
        page = self.page.context.new_page()
        return Person(page, self.eye.beside(page), self.origin)

    # The wizard

    def start(self) -> None:
        """Begin a decision from home."""
        self.open("/")
        self.press("Start now")

    def answer(self, *labels: str, question: str = "") -> None:
        """Choose, press Continue and look at what comes next; `question` must then have been the heading."""
        assert question in self.heading, f"{self.heading!r} was asked, not {question!r}"
        assert self.page.locator(".nhsuk-back-link").count() == 1, f"no back link at {self.path}"
        self.choose(*labels)
        self.press("Continue")

    def name(self, person: str, question: str = "Whose information is it?") -> None:
        """Say whom it is about, and go on."""
        assert question in self.heading, f"{self.heading!r} was asked, not {question!r}"
        self.write(question, person)
        self.press("Continue")

    def tick(self, reasons: dict[str, str]) -> None:
        """Tick items, each with its reason, and go on."""
        assert self.heading == "What do they need to know?", self.heading
        for label, reason in reasons.items():
            self.choose(label)
            self.reason_for(label).fill(reason)
        self.press("Continue")

    def reason_for(self, label: str) -> Locator:
        """Return the field for the reason of one item."""
        box = self.option(label)
        return self.page.locator(f'[name="reason_{box.get_attribute("value")}"]')
