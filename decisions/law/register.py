"""The register of the law we follow: every source, whether it is in force, and how far we have checked it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Final

from decisions.engine.ruleset import Ruleset, Source
from decisions.engine.wording import fill
from decisions.law import queries
from decisions.law.models import Commencement
from decisions.law.rules import rules_for
from decisions.law.standing import IN_FORCE, NOT_YET, Law, cited_by
from decisions.rulesets.library import START
from decisions.vocabulary import day_in_words
from portal.days import london_day
from portal.models import Organisation

BY_TRUST: Final = {
    "booklet": "In the booklet we work from",
    "seen": "Read in a public source",
    "unsure": "Not checked yet",
}
ABOUT_TRUST: Final = {
    "booklet": "Our questions are built on these.",
    "seen": "We read these, or an account of them, where anyone can read them.",
    "unsure": "These are from memory. Ask the Caldicott Guardian before you rely on one.",
}
NOTHING: Final = "nothing yet"
EVERYTHING: Final = "every set of questions"


@dataclass(frozen=True, slots=True)
class Row:
    """One source as it stands today. `waiting` says what would be a duty; `commencement` what a Guardian entered."""

    source: Source
    status: str
    checked: str
    used_in: str
    replaced_by: str = ""
    waiting: tuple[str, ...] = ()
    commencement: Commencement | None = None

    @property
    def date(self) -> str:
        """The source's date as people write it."""
        return source_date(self.source.date)

    @property
    def is_dormant(self) -> bool:
        """Whether the law was made and is not in force today."""
        return self.source.status == NOT_YET and self.status != IN_FORCE


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
    in_force: list[Checked]
    replaced: list[Row]


def register(organisation: Organisation | None, on: date | None = None) -> Register:
    """Return the law as it stands for an organisation today in London."""
    rulesets = rules_for(organisation)
    entered = queries.commencements(organisation) if organisation else []
    law = Law(begun={c.source: c.began_on for c in entered if c.began_on <= (on or london_day())})
    by_source = {each.source: each for each in entered}
    sources = queries.gathered(rulesets)
    rows = [_row(each, rulesets, sources, law, by_source.get(each.id)) for each in sources.values()]
    waits = [row for row in rows if row.source.status == NOT_YET]
    others = [row for row in rows if row.source.status != NOT_YET]
    return Register(
        waiting=waits,
        in_force=_by_trust([row for row in others if row.status == IN_FORCE]),
        replaced=[row for row in others if row.status != IN_FORCE],
    )


def _by_trust(rows: list[Row]) -> list[Checked]:
    """Return the works by how well we know them, and under each work its parts."""
    works: dict[tuple[str, str], dict[tuple[str, ...], list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in sorted(rows, key=lambda row: row.source.rule):
        same = (row.source.date, row.source.note, row.used_in)
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
    """Return the row of a source that waits, or waited, for its day; None for any other."""
    return next((row for row in register(organisation).waiting if row.source.id == source), None)


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
    return Row(
        source=source,
        status=law.status(source),
        checked=BY_TRUST[source.trust],
        used_in=_used_in(doors, rulesets),
        replaced_by=in_words(sources[source.replaced_by]) if source.replaced_by in sources else "",
        waiting=tuple(duties),
        commencement=commencement,
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
