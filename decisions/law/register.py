"""The register of the law we follow: every source, whether it is in force, and how far we have checked it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from decisions.engine.law import BILL, IN_FORCE, NOT_YET, look_again, unread_law, unread_outcomes
from decisions.engine.ruleset import READ, Outcome, Ruleset, Source
from decisions.engine.wording import fill
from decisions.law import dated, queries
from decisions.law.models import Commencement
from decisions.law.rules import rules_for
from decisions.law.standing import Law, cited_by
from decisions.rulesets.compare import generally
from decisions.rulesets.library import START
from decisions.vocabulary import day_in_words
from portal.days import london_day
from portal.models import Organisation

BY_TRUST: Final = {
    "booklet": "In the booklet we work from",
    "seen": "Read in a public source",
    "second_hand": "Read second-hand",
    "unsure": "Not checked yet",
}
ABOUT_TRUST: Final = {
    "booklet": "Our questions are built on these.",
    "seen": "We read these where anyone can read them, mostly in part.",
    "second_hand": "We read what someone else says of these, and not the text itself.",
    "unsure": "These are from memory. Ask the Caldicott Guardian before you rely on one.",
}
YEAR: Final = timedelta(days=365)
"""How far back decisions are tried on a new day."""
NOTHING: Final = "nothing yet"
EVERYTHING: Final = "every set of questions"


@dataclass(frozen=True, slots=True)
class Row:
    """One source on a day. `waiting` says what would be a duty; `commencement` what a Guardian entered.

    `lacks_kind` says that it is in force, and whether it binds us depends on what nobody recorded. `changed_on` is the
    day that changes decisions of the last year, where it does.
    """

    source: Source
    status: str
    checked: str
    used_in: str
    replaced_by: str = ""
    waiting: tuple[str, ...] = ()
    commencement: Commencement | None = None
    today: date = date.min
    lacks_kind: bool = False
    changed_on: date | None = None

    @property
    def date(self) -> str:
        """The source's date as people write it."""
        return source_date(self.source.date)

    @property
    def is_dormant(self) -> bool:
        """Whether the law was made and is not in force today."""
        return self.source.status == NOT_YET and self.status != IN_FORCE

    @property
    def awaits_guardian(self) -> bool:
        """Whether its first day is for a Guardian to enter."""
        return queries.awaits_guardian(self.source)

    @property
    def day(self) -> str:
        """Return the day on which it began, begins or ended, in a sentence; "" where none is known."""
        day = dated.day_of(self.source, None)
        if day is None:
            return ""
        verbs = ("ended", "ends") if self.source.superseded_on else ("began", "begins")
        return f"It {verbs[day > self.today]} on {day_in_words(day)}."

    @property
    def reading(self) -> str:
        """Return who read it, on which day and where, or that nobody did; "" for the booklet."""
        source = self.source
        if source.trust in READ and source.read_on:
            return f"Read on {source_date(source.read_on)} by {source.read_by}. Where: {source.read_where}."
        return {"unsure": "Nobody has read it.", "booklet": ""}.get(
            source.trust, "Who read it was not written down."
        )

    @property
    def again(self) -> str:
        """Return by when it must be read again, and whether that day is past."""
        due = look_again(self.source)
        late = " That day is past." if due and due < self.today.isoformat() else ""
        return f"To be read again by {source_date(due)}.{late}" if due else ""


@dataclass(frozen=True, slots=True)
class Work:
    """One Act, guide or booklet, with all its parts that we rest on: those of which the same is said stand together."""

    title: str
    lines: list[list[Row]]


@dataclass(frozen=True, slots=True)
class Checked:
    """All works that we know equally well: how far they were checked, and what that means."""

    title: str
    about: str
    works: list[Work]


@dataclass(frozen=True, slots=True)
class Register:
    """The whole register, in the order of the page."""

    waiting: list[Row]
    bills: list[Row]
    in_force: list[Checked]
    replaced: list[Row]
    unread: list[str]
    unread_law: list[str]


def register(organisation: Organisation | None, on: date | None = None) -> Register:
    """Return the law as it stands for an organisation on a day, today in London if none is named."""
    on = on or london_day()
    rulesets = rules_for(organisation)
    entered = queries.commencements(organisation) if organisation else []
    kind = organisation.kind if organisation else ""
    law = Law(kind, {c.source: c.began_on for c in entered if c.began_on <= on}, on)
    by_source = {each.source: each for each in entered}
    sources = queries.gathered(rulesets)
    rows = [_row(each, rulesets, sources, law, by_source.get(each.id)) for each in sources.values()]
    waits = [row for row in rows if NOT_YET in {row.source.status, row.status}]
    others = [row for row in rows if NOT_YET not in {row.source.status, row.status}]
    return Register(
        waiting=waits,
        bills=[row for row in others if row.status == BILL],
        in_force=_by_trust([row for row in others if row.status == IN_FORCE]),
        replaced=[row for row in others if row.status not in {IN_FORCE, BILL}],
        unread=[each for one in rulesets for each in _ends(one, unread_outcomes(one))],
        unread_law=[each for one in rulesets for each in _ends(one, unread_law(one))],
    )


def _ends(ruleset: Ruleset, outcomes: list[Outcome]) -> list[str]:
    """Return ends by the title of their questions and their own."""
    return [f"{ruleset.title}: {generally(each.title)}" for each in outcomes]


def _by_trust(rows: list[Row]) -> list[Checked]:
    """Return the works by how well we know them, and under each work its parts."""
    works: dict[tuple[str, str], dict[tuple[str, ...], list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in sorted(rows, key=lambda row: row.source.rule):
        same = (row.source.date, row.source.note, row.used_in, row.source.binds, row.reading, row.day)
        works[row.source.trust, row.source.title][same].append(row)
    return [
        Checked(
            BY_TRUST[trust],
            ABOUT_TRUST[trust],
            [Work(title, list(lines.values())) for (known, title), lines in works.items() if known == trust],
        )
        for trust in BY_TRUST
    ]


def row_of(organisation: Organisation, source: str) -> Row | None:
    """Return the row of a source that waits, or waited, for a Guardian's day; None for any other."""
    found = (row for row in register(organisation).waiting if row.source.id == source)
    return next((row for row in found if row.awaits_guardian), None)


def changed_row(organisation: Organisation, source: str) -> Row | None:
    """Return the row of a source whose day changes decisions of the last year; None for any other."""
    found = register(organisation)
    lines = [line for known in found.in_force for work in known.works for line in work.lines]
    rows = [*found.waiting, *found.replaced, *(row for line in lines for row in line)]
    return next((row for row in rows if row.source.id == source and row.changed_on), None)


def source_date(day: str) -> str:
    """Return a source's date as people write it; a year alone stays a year, a month gets its name."""
    parts = day.split("-")
    if not all(part.isdigit() for part in parts) or len(parts) == 1:
        return day
    if len(parts) == 2:
        return f"{date(int(parts[0]), int(parts[1]), 1):%B %Y}"
    return day_in_words(date.fromisoformat(day))


def _row(
    source: Source,
    rulesets: list[Ruleset],
    sources: dict[str, Source],
    law: Law,
    commencement: Commencement | None,
) -> Row:
    duties = {
        fill(duty.text): None for each in rulesets for duty in each.duties.values() if duty.law == source.id
    }
    doors = [each.title for each in rulesets if each.name != START and source.id in _cited(each)]
    day = dated.day_of(source, commencement.began_on if commencement else None)
    decides = any(dated.decides(each, source.id) for each in rulesets)
    today = law.on or date.min
    return Row(
        source=source,
        status=law.status(source),
        checked=BY_TRUST[source.trust],
        used_in=_used_in(doors, rulesets),
        replaced_by=in_words(sources[source.replaced_by]) if source.replaced_by in sources else "",
        waiting=tuple(duties),
        commencement=commencement,
        today=today,
        lacks_kind=bool(duties) and law.lacks_kind(source),
        changed_on=day if day and decides and day > today - YEAR else None,
    )


def in_words(source: Source) -> str:
    """Return a source with its part."""
    return f"{source.title}, {source.part}"


def _used_in(titles: list[str], rulesets: list[Ruleset]) -> str:
    """Return the sets of questions that rest on something, in words."""
    doors = [each.title for each in rulesets if each.name != START]
    citing = [title for title in doors if title in titles]
    others = [title for title in doors if title not in titles]
    if not others:
        return EVERYTHING
    if len(others) < len(citing):
        return f"{EVERYTHING} but these: {'; '.join(others)}"
    return "; ".join(citing) or NOTHING


_kept: dict[str, frozenset[str]] = {}


def _cited(ruleset: Ruleset) -> frozenset[str]:
    """Return what a ruleset rests on, worked out once."""
    if ruleset.digest not in _kept:
        _kept[ruleset.digest] = cited_by(ruleset)
    return _kept[ruleset.digest]
