"""What pages say of training: how one person stands, and how many of those who count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from audit.assurance.training.due import NEW, TARGET, Duty, Share
from audit.assurance.training.kinds import DECLARATION, INDUCTION, YEARLY, Kind
from audit.assurance.training.queries import Progress
from portal.days import day_in_words
from portal.design.components import component

HEAD = ("What", "How it stands", "What to do")
HEAD_OF_PEOPLE = (
    "Name",
    "Induction",
    "Yearly training",
    "Declaration",
    "For their role",
    "Stories right this year",
)
IN_COLUMNS = (INDUCTION, YEARLY, DECLARATION)
HEAD_OF_NEEDS = ("What", "About", "Who", "How often", "What to do")


def standing(duty: Duty, day: date) -> SafeString:
    """Return how one thing stands on a day: a tag, and by when."""
    if duty.is_over(day):
        return format_html("{} {}", _tag("Overdue", "red"), f"It was due on {_words(duty.due_on)}")
    if duty.done_on is None:
        return format_html("{} {}", _tag("To do", "blue"), f"by {_words(duty.due_on)}")
    if duty.due_on is None:
        return format_html("Done {}", _words(duty.done_on))
    said = f"Done {_words(duty.done_on)}, again by {_words(duty.due_on)}"
    return (
        format_html("{} {}", _tag("Due soon", "yellow"), said)
        if duty.is_soon(day)
        else format_html("{}", said)
    )


def mine(duties: Iterable[Duty], day: date) -> list[list[Any]]:
    """Return a person's own rows: what, how it stands, and the way to do it."""
    return [[each.kind.title, standing(each, day), _way(each)] for each in duties]


def _way(duty: Duty) -> SafeString:
    if duty.kind.declared:
        return format_html('<a href="{}">Make your declaration</a>', reverse("training:declare"))
    url = f"{reverse('training:record')}?kind={duty.kind.code}"
    hidden = format_html('<span class="nhsuk-u-visually-hidden"> {}</span>', duty.kind.title)
    return format_html('<a href="{}">Write down that you did it{}</a>', url, hidden)


def person(each: Progress, day: date, stories: int) -> list[Any]:
    """Return one person's row of the manager's list."""
    url = reverse("training:person", args=[each.person.membership.pk])
    name = format_html(
        '<a href="{}">{}</a><br><span class="nhsuk-u-font-weight-normal">{}</span>',
        url,
        each.person.name,
        f"{each.person.did}, {each.person.place}",
    )
    if each.excused:
        leave = f"On leave until {_words(each.excused.last)}"
        return [name, *[leave] * len(IN_COLUMNS), leave, str(stories)]
    columns = [standing(found, day) if (found := each.of(code)) else "Not asked" for code in IN_COLUMNS]
    rest = [found for found in each.duties if found.kind.code not in IN_COLUMNS]
    return [name, *columns, _rest(rest, day), str(stories)]


def _rest(duties: Sequence[Duty], day: date) -> str:
    """Return how what only some must learn stands, in a few words."""
    if not duties:
        return "Nothing more"
    late, lacking = sum(each.is_over(day) for each in duties), sum(not each.is_done(day) for each in duties)
    if late:
        return f"{late} overdue"
    return f"{lacking} to do" if lacking else "Done"


def target(share: Share) -> str:
    """Return how many of those who count are trained, as a sentence."""
    if not share.counted:
        return "Nobody is counted yet."
    return f"{share.trained:,} of {share.counted:,} people are trained ({share.percent} %). {target_alone(share)}"


def target_alone(share: Share) -> str:
    """Return if enough are trained, as a sentence that counts nobody."""
    return f"The target of {TARGET} % is {'reached' if share.is_reached else 'not reached'}."


RULE = (
    "We count everyone who can log in and has been here for more than "
    f"{NEW.days // 7} weeks. People on long leave are not counted. Somebody is trained if they did the yearly "
    "training within a year, to the end of the same day a year later. We never round up."
)


def gate_in_words(days: int | None) -> str:
    """Return what happens to whoever is late, as a sentence."""
    if days is None:
        return "Whoever is late is reminded, and can still begin a decision."
    late = f"{days} day{'' if days == 1 else 's'}"
    return f"Whoever is more than {late} late cannot begin a new decision, unless somebody is in danger."


def needs(kinds: Iterable[Kind]) -> list[list[Any]]:
    """Return the rows of what each role must learn."""
    return [
        [
            kind.title,
            kind.says,
            kind.whose,
            kind.how_often,
            _end(kind) if kind.own else "Every organisation asks for this",
        ]
        for kind in kinds
    ]


def _end(kind: Kind) -> SafeString:
    hidden = format_html('<span class="nhsuk-u-visually-hidden"> {}</span>', kind.title)
    return format_html(
        '<a href="{}">No longer ask for this{}</a>', reverse("training:end_kind", args=[kind.code]), hidden
    )


def reminder(duties: Iterable[Duty], day: date) -> str:
    """Return the one line of the home page: what is due first, "" where nothing is due soon."""
    due = [each for each in duties if each.is_soon(day)]
    if not due:
        return ""
    first = due[0]
    what = (
        "Your declaration of confidentiality"
        if first.kind.declared
        else f"Your training “{first.kind.title}”"
    )
    more = f" And {len(due) - 1} more." if len(due) > 1 else ""
    late = f"was due on {_words(first.due_on)}" if first.is_over(day) else f"is due by {_words(first.due_on)}"
    return f"{what} {late}.{more}"


def _tag(text: str, colour: str) -> SafeString:
    return component("tag", {"text": text, "colour": colour})


def _words(day: date | None) -> str:
    return day_in_words(day) if day else ""
