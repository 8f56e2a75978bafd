"""One decision as the Guardian reads it, made from its entry and its body alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from audit.ledger.models import Entry
from audit.oversight.words import KINDS, Row, in_words, part, parts, row, text
from portal.days import moment_in_words

Body = Mapping[str, Any]


def in_short(entry: Entry, body: Body, home: str) -> list[Row]:
    """Return who decided what, when and where."""
    person = [text(part(body, "individual", "name")), text(part(body, "individual", "reference"))]
    asked_by = [text(part(body, "recipient", "asks")), text(part(body, "recipient", "who"))]
    return [
        row("Reference", entry.reference),
        row("When", moment_in_words(entry.recorded_at)),
        row("Home", home),
        row("Worker", part(body, "actor", "name")),
        row("About", ", ".join(filter(None, person))),
        row(
            "Who should know" if part(body, "recipient", "unasked") else "Who asked",
            ": ".join(filter(None, asked_by)),
        ),
        row("Advice", part(body, "advice", "title")),
        row("Decision taken", KINDS.get(text(part(body, "decided")), in_words(text(part(body, "decided"))))),
    ]


def asked(body: Body) -> list[Row]:
    """Return the questions in the words of the screen, each with the answer and what was typed beside it."""
    return [
        row(text(each.get("title")), [each.get("answer"), each.get("also")]) for each in parts(body, "asked")
    ]


def registers(body: Body) -> list[dict[str, str]]:
    """Return what the registers said beside each question, and the worker's reason where they said otherwise."""
    return [
        {
            "title": text(each.get("title")),
            "said": text(each.get("register")),
            "reason": text(each.get("reason")),
        }
        for each in parts(body, "asked")
        if each.get("register")
    ]


def items(body: Body) -> list[Row]:
    """Return what was ticked to share, each with its reason."""
    return [row(text(each.get("label")), each.get("reason")) for each in parts(body, "items")]


def dropped(body: Body) -> list[Row]:
    """Return the answers that a later answer made pointless."""
    return [row(text(each.get("title")), each.get("answer")) for each in parts(body, "dropped")]


def _cited(source: Mapping[str, Any]) -> str:
    """Return where a rule stands, and whether anyone has checked it there."""
    said = [text(source.get(name)) for name in ("title", "part", "date")]
    return ", ".join(filter(None, [*said, *_caution(source)]))


def _caution(source: Mapping[str, Any]) -> list[str]:
    """Return what to mind about a source. In old bodies `status` said what `trust` says now."""
    waits = "not in force yet" if source.get("status") == "not_yet" else ""
    unsure = "unsure" in (source.get("trust"), source.get("status"))
    return [waits, "not checked yet" if unsure else ""]


def data_protection(body: Body) -> list[str]:
    """Return the basis in data-protection law, which stands apart from the ground in the law of confidence."""
    said = [
        text(part(body, "advice", "data_protection", name))
        for name in ("title", "article_6", "article_9", "note")
    ]
    return list(filter(None, said))


def advice(body: Body) -> list[Row]:
    """Return the advice as the worker saw it."""
    cited = [_cited(each) for each in parts(body, "advice", "sources")]
    duties = [each.get("text") for each in parts(body, "advice", "duties")]
    return [
        row("Advice", part(body, "advice", "title")),
        row("Why", part(body, "advice", "why")),
        row(
            "In the law of confidence",
            part(body, "advice", "basis_title") or in_words(text(part(body, "advice", "basis"))),
        ),
        row("In data protection law", data_protection(body)),
        row("Where the rules stand", cited),
        row("What to do", [part(body, "advice", "do"), duties]),
    ]


def rules(entry: Entry, body: Body) -> list[Row]:
    """Return which version of the questions was used."""
    version = [text(part(body, "ruleset", "name")), text(part(body, "ruleset", "version"))]
    return [
        row("Questions", part(body, "ruleset", "title")),
        row("Name and version", " ".join(filter(None, version))),
        row("Digest", entry.ruleset),
    ]


def departure(body: Body) -> str:
    """Return why the worker departed from the advice, or "" where they did not."""
    return text(part(body, "departure"))
