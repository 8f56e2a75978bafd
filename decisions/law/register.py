"""The register of the law we follow: every source, whether it is in force, and how far we have checked it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from decisions.days import london_day
from decisions.engine.ruleset import Ruleset, Source
from decisions.engine.wording import fill
from decisions.law import queries
from decisions.law.models import Commencement
from decisions.law.rules import rules_for
from decisions.law.standing import IN_FORCE, NOT_YET, Law, cited_by
from decisions.rulesets.library import START
from decisions.vocabulary import day_in_words
from portal.models import Organisation

CALDICOTT: Final = Path(__file__).with_name("caldicott.toml")
BY_TRUST: Final = {
    "booklet": "In the booklet we work from",
    "seen": "Read in a public source",
    "unsure": "Not checked yet",
}
NOWHERE: Final = "Nothing yet"
EVERYWHERE: Final = "Every set of questions"


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
class Register:
    """The whole register, in the order of the page."""

    waiting: list[Row]
    in_force: list[Row]
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
        in_force=[row for row in others if row.status == IN_FORCE],
        replaced=[row for row in others if row.status != IN_FORCE],
    )


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
    return Row(
        source=source,
        status=law.status(source),
        checked=BY_TRUST[source.trust],
        used_in=_used_in(source.id, rulesets),
        replaced_by=in_words(sources[source.replaced_by]) if source.replaced_by in sources else "",
        waiting=tuple(duties),
        commencement=commencement,
    )


def in_words(source: Source) -> str:
    """Return a source with its part."""
    return f"{source.title}, {source.part}"


def _used_in(source_id: str, rulesets: list[Ruleset]) -> str:
    """Return the titles of the sets of questions that rest on a source."""
    doors = [each for each in rulesets if each.name != START]
    citing = [each.title for each in doors if source_id in _cited(each)]
    if len(citing) == len(doors):
        return EVERYWHERE
    return "; ".join(citing) or NOWHERE


_kept: dict[str, frozenset[str]] = {}


def _cited(ruleset: Ruleset) -> frozenset[str]:
    """Return what a ruleset rests on, worked out once."""
    if ruleset.digest not in _kept:
        _kept[ruleset.digest] = cited_by(ruleset)
    return _kept[ruleset.digest]


@cache
def principles() -> dict[str, Any]:
    """Return both sets of Caldicott Principles, by the year they were published."""
    return tomllib.loads(CALDICOTT.read_text())
