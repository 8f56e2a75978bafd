"""A Guardian who weighs, page by page through the web, and the worker's question that brought it there."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.test import Client

from decisions.wizard.models import Decision
from portal.models import User
from tests.decisions.wizard.call import SURGERY, Call, items, logged_in, words

ASKING = [*SURGERY, "WH-101", "something_else", "none"]
"""The surgery asks for something that is not care: the questions lead to the Guardian."""
GOOD, HARM = "He is stopped before he hits a child.", "He may not trust us again."
WORDS = "Call the DVLA today, and tell him before you do."
FAR: list[Any] = [
    "yes", "later", "none", "public", "serious", "likely", "said_no", "no", GOOD, HARM, "good", "no",
    items("the_risk", reason="They must act on it"), {"answer": "yes", "also": "The DVLA"}, "will_tell",
]  # fmt: skip
"""The longest way, to the least that may be told."""
KEPT = ["yes", "none", "none", "nobody"]
"""A short way, on which nobody is told."""
OPEN = ["yes", "later", "none", "others", "not_sure"]
"""A short way to finding out first."""


def asked(user: User) -> Decision:
    """Return a decision that a worker made and that asks the Guardian."""
    address = Call(user).say(*ASKING).confirm()
    return Decision.objects.get(pk=address.split("/")[2])


class Sitting:
    """One draft of one Guardian."""

    def __init__(self, user: User, decision: Any, browser: Client | None = None) -> None:
        self.browser = browser or logged_in(user)
        self.begin = f"/weigh/{getattr(decision, 'pk', decision)}/"
        self.at = self.browser.post(self.begin).headers["Location"]
        self.see()

    def see(self, address: str = "") -> HttpResponse:
        """Open the page where they stand, or another, and follow where it leads."""
        self.at = address or self.at
        response = self.browser.get(self.at)
        while response.status_code == 302:
            self.at = response.headers["Location"]
            response = self.browser.get(self.at)
        return response

    @property
    def draft_id(self) -> str:
        """Return the draft's id."""
        return self.at.split("/")[3]

    def url(self, page: str) -> str:
        """Return the address of a page of this draft."""
        return f"/weigh/draft/{self.draft_id}/{page}/"

    def post(self, answer: Any, page: str = "") -> HttpResponse:
        """Press Continue, and stay where it leads nowhere."""
        data = answer if isinstance(answer, dict) else {"answer": answer}
        response = self.browser.post(self.url(page) if page else self.at, data)
        if response.status_code == 302:
            self.at = response.headers["Location"]
        return response

    def say(self, *answers: Any) -> Sitting:
        """Answer the questions as they come; each answer must be accepted."""
        for answer in answers:
            response = self.post(answer)
            assert response.status_code == 302, (self.at, words(response))
        return self

    def confirm(self, said: str = WORDS) -> HttpResponse:
        """Confirm and save."""
        return self.browser.post(self.url("check"), {"words": said})
