"""One decision as the Guardian reads it, in the order of its page."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from django.urls import reverse

from audit.kinds import KINDS, in_words
from audit.ledger.events import WORDS, Event
from audit.ledger.models import Entry
from audit.ledger.queries import Opened
from audit.ledger.reference import reference
from audit.oversight import words
from audit.oversight.desk.fold import DECIDED
from audit.oversight.desk.models import Matter, State
from audit.oversight.desk.order import ASKED, Reason, brought_by
from audit.oversight.queries import ALTERED, Opening
from audit.oversight.review.models import Finding, FollowUp, Review
from audit.oversight.review.seen import READS, TELLING, Precedent
from audit.oversight.words import Row, part, parts, row, text
from portal.days import london_day, moment_in_words

Body = Mapping[str, Any]
FOUND: dict[str, str] = {
    Finding.YES: "Would have decided the same",
    Finding.YES_WITH_ADVICE: "Would have decided the same, with advice",
    Finding.NO: "Would have decided otherwise",
    Finding.ASK: "Asked something first",
}
"""What was found, as it reads to others."""


def happened(entry: Entry, body: Body) -> str:
    """Return what happened in a few words, from codes: no name is among them."""
    marked = next((flag for flag in entry.flags or [] if flag.startswith(DECIDED)), "")
    decided = marked.removeprefix(DECIDED) or text(part(body, "decided"))
    return words.happened(decided, text(part(body, "recipient", "kind")), entry.flags or [])


def in_short(entry: Entry, body: Body, home: str) -> list[Row]:
    """Return three lines: who decided and when; about whom and for whom; what was advised and decided."""
    about = [text(part(body, "individual", "name")), text(part(body, "individual", "reference"))]
    asked_by = [text(part(body, "recipient", "asks")), text(part(body, "recipient", "who"))]
    decided = text(part(body, "decided"))
    return [
        row(
            "Who and when",
            [", ".join(filter(None, [_person(entry, body), home])), moment_in_words(entry.recorded_at)],
        ),
        row("About whom, for whom", [", ".join(filter(None, about)), ": ".join(filter(None, asked_by))]),
        row(
            "Advice and decision",
            [
                part(body, "advice", "title"),
                f"Decided: {KINDS.get(decided, in_words(decided))}" if decided else "",
            ],
        ),
    ]


def _person(entry: Entry, body: Body) -> str:
    """Return who made an entry, with their role at the time."""
    return Opening(entry, dict(body)).person


def why_here(entry: Entry, problem: str, matter: Matter | None) -> list[Reason]:
    """Return every reason for which a decision is on the list, the worst first."""
    asked = matter is not None and matter.reason == ASKED
    drawn = matter is not None and matter.drawn
    return brought_by(entry.flags or [], altered=problem == ALTERED, asked=asked, drawn=drawn)


def also_marked(entry: Entry, reasons: Sequence[Reason]) -> list[tuple[str, str]]:
    """Return the marks of a decision that none of these reasons stands for, as words and a colour."""
    return words.flags(entry, told={flag for each in reasons for flag in each.flags})


def moments(timeline: Sequence[Opened]) -> list[list[str]]:
    """Return what was done with a decision: when, who and what. Who looks again and again on one day stands once."""
    runs = [list(run) for _, run in groupby(timeline, key=_looked)]
    return [
        [
            moment_in_words(run[0].entry.recorded_at),
            _person(run[0].entry, run[0].body),
            _done(run[0]) + (f", {len(run)} times" if len(run) > 1 else ""),
        ]
        for run in runs
    ]


def _looked(each: Opened) -> tuple[object, ...]:
    """Return what two looks of the same person on the same day have in common, and no two other things."""
    if each.entry.event not in READS:
        return (each.entry.pk,)
    return (each.entry.event, text(part(each.body, "actor", "id")), london_day(each.entry.recorded_at))


def _done(each: Opened) -> str:
    """Return what was done in words, with what was typed where that belongs in a timeline."""
    event = Event(each.entry.event)
    typed = text(each.body.get("text") or each.body.get("note")) if event in TELLING else ""
    what = text(each.body.get("says")) if event in TELLING else ""
    return "\n".join(filter(None, [what or WORDS[event], typed]))


def views_given(reviews: Sequence[tuple[Review, Body]], answers: Mapping[UUID, Body]) -> list[dict[str, Any]]:
    """Return the views given of a decision, the first first, each with its words, its note and the answer to it."""
    return [
        {
            "person": each.reviewer.full_name,
            "when": moment_in_words(each.made_at),
            "finding": FOUND[each.finding],
            "words": text(body.get("words")),
            "note": text(body.get("note")),
            "answer": text(answers.get(each.pk, {}).get("text")),
        }
        for each, body in reviews
    ]


def precedents(found: Sequence[Precedent]) -> list[list[Any]]:
    """Return like decisions: the reference as a link, and what was found."""
    return [
        [
            {"text": each.reference, "href": reverse("oversight:decision", args=[each.decision])},
            Finding(each.finding).label,
        ]
        for each in found
    ]


def others(found: Sequence[Matter]) -> list[list[Any]]:
    """Return the other decisions about a person: reference, what happened, when, and how it was judged."""
    return [
        [
            {"text": reference(each.pk), "href": reverse("oversight:decision", args=[each.pk])},
            words.happened(each.decided, each.recipient_kind, each.flags),
            moment_in_words(each.recorded_at),
            Finding(each.finding).label if each.finding and each.state == State.DONE else "Not settled",
        ]
        for each in found
    ]


def tasks(found: Sequence[tuple[FollowUp, Body]]) -> list[list[str]]:
    """Return what a worker was asked to do: what, by when, and whether it is done."""
    return [[text(body.get("text")), day(each.due_on), follow_up_state(each)] for each, body in found]


def open_tasks(
    found: Sequence[FollowUp], homes: Mapping[UUID, str], made: Collection[UUID]
) -> list[list[Any]]:
    """Return what workers were asked to do as a list shows it: after which decision, where, by when.

    `made` are the decisions that there are already.
    """
    return [
        [
            {"text": reference(each.decision), "href": reverse("oversight:decision", args=[each.decision])}
            if each.decision in made
            else f"{reference(each.decision)}, not decided yet",
            homes.get(each.home_id, "") if each.home_id else "",
            day(each.due_on),
            follow_up_state(each),
        ]
        for each in found
    ]


def follow_up_state(follow_up: FollowUp) -> str:
    """Return whether something asked for is done, waits, or is late."""
    if follow_up.done_at is not None:
        return f"Done on {day(london_day(follow_up.done_at))}"
    return "Late" if follow_up.due_on < london_day() else "Not done yet"


def day(on: date) -> str:
    """Return a day as people write it."""
    return f"{on.day} {on:%B %Y}"


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
    account = "an account of it was read, not the text" if source.get("trust") == "second_hand" else ""
    return [waits, "not checked yet" if unsure else account]


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
    untold = text(part(body, "advice", "untold"))
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
        *([row("Say nothing to them for now", untold)] if untold else []),
    ]


def rules(entry: Entry, body: Body) -> list[Row]:
    """Return which version of the questions was used."""
    version = [text(part(body, "ruleset", "name")), text(part(body, "ruleset", "version"))]
    return [
        row("Questions", part(body, "ruleset", "title")),
        row("Name and version", " ".join(filter(None, version))),
        row("Digest", entry.ruleset),
    ]


def asked_others(body: Body) -> list[dict[str, str]]:
    """Return what the worker asked of others on the way, and the advice they had, in order."""
    return [
        {
            "who": ", ".join(filter(None, [text(each.get("by")), text(each.get("role"))])),
            "when": _when(text(each.get("at"))),
            "text": text(each.get("text")) or "This cannot be read any more.",
        }
        for each in parts(body, "advice_taken")
    ]


def _when(written: str) -> str:
    """Return a moment written as machines do, as people say it."""
    try:
        return moment_in_words(datetime.fromisoformat(written))
    except ValueError:
        return written


def departure(body: Body) -> str:
    """Return why the worker departed from the advice, or "" where they did not."""
    return text(part(body, "departure"))
