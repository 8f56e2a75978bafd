"""A worker on the telephone: one draft, answered page by page through the web, as a browser would."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from django.http import HttpResponse
from django.test import Client

from decisions.wizard.models import Draft
from portal.models import User

SURGERY = ["no", "care_worker", "called_back"]
FAMILY = ["no", "family", "called_back"]


def logged_in(user: User, **options: Any) -> Client:
    """Return a browser in which this person is logged in."""
    browser = Client(**options)
    browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return browser


def words(response: HttpResponse) -> str:
    """Return what a page says inside main, in one line."""
    main = re.search(r"<main.*?</main>", response.content.decode(), re.DOTALL)
    assert main, response.content.decode()[:500]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", main[0]))).strip()


def title(response: HttpResponse) -> str:
    """Return a page's title."""
    found = re.search(r"<title>(.*?)</title>", response.content.decode(), re.DOTALL)
    assert found
    return unescape(found[1]).strip()


def errors(response: HttpResponse) -> list[tuple[str, str]]:
    """Return the error summary: pairs of link and sentence."""
    summary = re.search(r'<div class="nhsuk-error-summary".*?</ul>', response.content.decode(), re.DOTALL)
    found = re.findall(r'<a href="(#[^"]*)">(.*?)</a>', summary[0], re.DOTALL) if summary else []
    return [(href, unescape(sentence).strip()) for href, sentence in found]


def items(*codes: str, reason: str = "They need it today") -> dict[str, Any]:
    """Return what is posted when items are ticked, each with a reason."""
    return {"answer": list(codes)} | {f"reason_{code}": reason for code in codes}


class Call:
    """One draft of one worker."""

    def __init__(self, user: User, browser: Client | None = None) -> None:
        self.browser = browser or logged_in(user)
        self.user = user
        response = self.browser.post("/decide/start/")
        self.at = self.follow(response)
        self.draft_id = self.at.split("/")[2]

    def follow(self, response: HttpResponse) -> str:
        """Return where a redirect leads."""
        assert response.status_code == 302, words(response)
        return response.headers["Location"]

    @property
    def page(self) -> str:
        """Return the name of the page the worker stands at: "who", "check", "whose/new"."""
        return self.at.partition("?")[0].removeprefix(f"/decide/{self.draft_id}/").removesuffix("/")

    def url(self, page: str) -> str:
        """Return the address of a page of this draft."""
        return f"/decide/{self.draft_id}/{page}/"

    def see(self, page: str = "") -> HttpResponse:
        """Open the page the worker stands at, or another of this draft."""
        return self.browser.get(self.url(page) if page else self.at)

    def post(self, answer: Any, page: str = "", **more: Any) -> HttpResponse:
        """Press Continue with an answer, and stay where it leads nowhere."""
        data = answer if isinstance(answer, dict) else {"answer": answer}
        response = self.browser.post(self.url(page) if page else self.at, data | more)
        if response.status_code == 302:
            self.at = response.headers["Location"]
        return response

    def say(self, *answers: Any) -> Call:
        """Answer the questions as they come; each answer must be accepted."""
        for answer in answers:
            self.follow(self.post(answer))
        return self

    def go_on(self, recipient: str = "emergency") -> Call:
        """Go on from "Keep them safe first" by the page's own button, and say who will be told."""
        onward = re.search(r'href="(/decide/[^"]+/danger_\w+/)"', self.see().content.decode())
        assert onward, self.page
        self.at = onward[1]
        return self.say(recipient)

    def draft(self) -> Draft:
        """Return the draft as it is kept."""
        return Draft.objects.select_related("membership__organisation", "membership__home").get(
            pk=self.draft_id
        )

    def confirm(self) -> str:
        """Confirm and save, and return the address of the decision."""
        return self.follow(self.browser.post(self.url("check")))


def surgery(user: User, who: str = "WH-101") -> Call:
    """Return the surgery's call, ready to be checked: medicines and allergies may be shared."""
    return Call(user).say(
        *SURGERY, who, "look_after", "would_expect", items("medicines", "allergies"), "private"
    )
