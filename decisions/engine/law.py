"""Has someone read the law that a ruleset rests on, does it hold on that day, and does it bind the one it is put to?

There is no clock here: the caller names the day, written "2026-11-30", so that days compare as texts. What does not
depend on a day is promised of every ruleset from the second edition on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from decisions.engine.ruleset import BODIES, READ, Basis, Outcome, Question, Ruleset, Source

EDITION: Final = 2
"""The first edition in which these things are promised."""
UNREAD: Final = "unsure"
"""The trust of a source that nobody has read."""
BILL: Final = "bill"
NOT_YET: Final = "not_yet"
IN_FORCE: Final = "in_force"
SUPERSEDED: Final = "superseded"
_BILL: Final = re.compile(r"\bBill\b")
DAYS: Final = ("read_on", "look_again", "begins_on", "superseded_on")


def status_on(source: Source, day: str) -> str:
    """What a source is on a day, as its own file says: a law with a first day begins, and one with an end ends."""
    if source.superseded_on and day >= source.superseded_on:
        return SUPERSEDED
    if source.superseded_on and source.status == SUPERSEDED:
        return IN_FORCE
    if source.begins_on and source.status in {NOT_YET, IN_FORCE}:
        return IN_FORCE if day >= source.begins_on else NOT_YET
    return source.status


def look_again(source: Source) -> str:
    """The day by when a source must be read again: the one it names, or a year after it was read; "" for none."""
    if source.look_again or not source.read_on:
        return source.look_again
    year, rest = source.read_on.split("-", 1)
    # A reading of 29 February is due on 1 March, which every year has.
    return f"{int(year) + 1}-{'03-01' if rest == '02-29' else rest}"


def rested_on(ruleset: Ruleset) -> frozenset[str]:
    """The ids of all sources that a ruleset rests on anywhere."""
    lawful = [one for basis in ruleset.bases.values() for one in _lawful(ruleset, basis.lawful)]
    citing: list[Question | Outcome | Basis] = [
        *ruleset.questions.values(),
        *ruleset.outcomes.values(),
        *ruleset.bases.values(),
    ]
    cited = [source for one in citing for source in one.cites]
    cited += [source for one in lawful for source in ruleset.lawful_bases[one].cites]
    return frozenset([*cited, *(duty.law for duty in ruleset.duties.values() if duty.law)])


def _lawful(ruleset: Ruleset, lawful_id: str | None) -> list[str]:
    """A basis in data-protection law, and the one that takes its place while it is not in force."""
    found = [lawful_id] if lawful_id in ruleset.lawful_bases else []
    return [one for each in found for one in (each, ruleset.lawful_bases[each or ""].otherwise) if one]


def unread_outcomes(ruleset: Ruleset) -> list[Outcome]:
    """The ends that rest only on sources that nobody has read. The booklet was read: the service is built on it."""
    return [one for one in ruleset.outcomes.values() if _unread(ruleset, one.cites)]


def unread_law(ruleset: Ruleset) -> list[Outcome]:
    """The ends that cite law or guidance other than the booklet, none of which anyone has read."""
    outside = {one.id for one in ruleset.sources.values() if one.trust != "booklet"}
    return [
        one
        for one in ruleset.outcomes.values()
        if _unread(ruleset, [source for source in one.cites if source in outside])
    ]


def _unread(ruleset: Ruleset, cites: Iterable[str]) -> bool:
    trusts = {ruleset.sources[one].trust for one in cites}
    return trusts == {UNREAD}


def unread(ruleset: Ruleset) -> Iterator[str]:
    """Ends, and duties that a law makes, none of whose sources anyone has read."""
    for outcome in unread_outcomes(ruleset):
        yield f"Outcome {outcome.id} rests only on sources that nobody has read."
    for duty in ruleset.duties.values():
        if duty.law and _unread(ruleset, [duty.law]):
            yield f"Duty {duty.id} rests on {duty.law}, which nobody has read."


def bills(ruleset: Ruleset) -> Iterator[str]:
    """What rests on a bill, which is no law yet."""
    for one in sorted(rested_on(ruleset)):
        if ruleset.sources[one].status == BILL or _BILL.search(ruleset.sources[one].title):
            yield f"The rules rest on {one}, which is a bill and no law."


def readings(ruleset: Ruleset) -> Iterator[str]:
    """Sources that do not say who read them, or that say so of what nobody read, and days that are none."""
    for source in ruleset.sources.values():
        reading = (source.read_by, source.read_on, source.read_where)
        if source.trust in READ and not all(reading):
            yield f"Source {source.id} must say who read it, on which day and where."
        if source.trust == UNREAD and any(reading):
            yield f"Source {source.id} was read by someone, and says that nobody has read it."
        if source.trust != "booklet" and not source.binds:
            yield f"Source {source.id} does not say whom it binds."
        for name in DAYS:
            if (day := getattr(source, name)) and not _is_day(day):
                yield f"Source {source.id} has a day in {name} that is none."


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def days(ruleset: Ruleset) -> Iterator[str]:
    """Sources whose days and status say two things, and bodies and workers bound by one and the same law."""
    for source in ruleset.sources.values():
        if source.superseded_on and source.status not in {IN_FORCE, SUPERSEDED}:
            yield f"Source {source.id} has an end, and never was in force."
        if source.begins_on and source.superseded_on and source.begins_on >= source.superseded_on:
            yield f"Source {source.id} ends before it begins."
        if 0 < len(BODIES.intersection(source.bound)) < len(source.bound):
            yield f"Source {source.id} binds bodies and workers, so it must be two sources."


def otherwise(ruleset: Ruleset) -> Iterator[str]:
    """Bases that rest on a law with a first day, and do not say what holds before it."""
    for basis in ruleset.lawful_bases.values():
        dated = [one for one in basis.cites if ruleset.sources[one].begins_on]
        if dated and basis.otherwise not in ruleset.lawful_bases:
            yield f"{basis.id} does not say what holds before {dated[0]} begins."
        elif basis.otherwise and any(
            ruleset.sources[one].begins_on for one in ruleset.lawful_bases[basis.otherwise].cites
        ):
            yield f"{basis.otherwise} takes the place of {basis.id}, and has a first day too."


def unbound(ruleset: Ruleset) -> Iterator[str]:
    """Duties that a walk can reach without an answer that says that their law binds the one who answers.

    Where a law binds kinds of organisation, the kind decides on the day, so no answer is needed.
    """
    laws = {
        one.id: set(ruleset.sources[one.law].bound) - BODIES for one in ruleset.duties.values() if one.law
    }
    needed = {duty: codes for duty, codes in laws.items() if codes}
    found = set()
    for node, duties, codes in _met(ruleset, frozenset(code for each in needed.values() for code in each)):
        found |= {(node, one) for one in duties if one in needed and not needed[one] & codes}
    for node, duty in sorted(found):
        yield f"{node} puts duty {duty} to someone whom {ruleset.duties[duty].law} may not bind."


def _met(ruleset: Ruleset, asked: frozenset[str]) -> Iterator[tuple[str, tuple[str, ...], frozenset[str]]]:
    """Each answer and each end that a walk can meet, its duties, and the codes that answers up to it have said."""
    start = (ruleset.first, frozenset[str]())
    seen, waiting = {start}, [start]
    while waiting:
        node, codes = waiting.pop()
        question = ruleset.questions.get(node)
        if question is None:
            yield node, ruleset.outcomes[node].duties, codes
            continue
        following = [] if question.goes_to is None else [(question.goes_to, codes)]
        for option in question.options:
            said = codes | (asked & set(option.bound))
            yield f"{question.id}.{option.id}", option.duties, said
            following.append((option.goes_to, said))
        waiting += [one for one in following if one not in seen]
        seen |= set(following)


def overdue(ruleset: Ruleset, day: str) -> Iterator[str]:
    """Sources that the rules rest on and that someone should have read again before this day."""
    for one in sorted(rested_on(ruleset)):
        due = look_again(ruleset.sources[one])
        if due and due < day:
            yield f"The rules rest on {one}, which was to be read again by {due}."


def out_of_force(ruleset: Ruleset, day: str) -> Iterator[str]:
    """What cites law that is not in force on a day. Duties, and bases with another in their place, switch alone."""
    nodes: list[Question | Outcome | Basis] = [
        *ruleset.questions.values(),
        *ruleset.outcomes.values(),
        *ruleset.bases.values(),
    ]
    for node in nodes:
        wrong = {SUPERSEDED} if isinstance(node, Question) else {SUPERSEDED, NOT_YET}
        for one in node.cites:
            if status_on(ruleset.sources[one], day) in wrong:
                yield f"{node.id} cites {one}, which is not in force on {day}."


CHECKS: Final = (unread, bills, readings, days, otherwise, unbound)
"""What is promised of a ruleset's law on any day, from the second edition on."""
