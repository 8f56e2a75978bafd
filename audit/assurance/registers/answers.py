"""What is answered about an entry, checked by what its register asks; refusals are sentences for the person."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from audit.assurance.registers.kinds import LINE, NAME, ONE_OF, Ask, Kind
from audit.typed import one_of, text
from portal.days import a_year_after, day_in_words
from portal.errors import NotAllowed

SHORT, LONG = 200, 2000
"""The most characters of a line, and of a few sentences."""
OLDEST = timedelta(days=3_653)
NO_DAY = "Enter the day by which it must be looked at again"
TOO_LATE = "It must be looked at once a year. Enter a day that is no later than {}"
TOO_OLD = "Check the year. It is more than 10 years ago"


def checked(kind: Kind, given: Mapping[str, str]) -> dict[str, str]:
    """Return the answers of an entry, by name; one that is missing, wrong or forbidden refuses all."""
    answers = {ask.name: _answer(ask, given.get(ask.name) or "") for ask in kind.asks}
    for clash in kind.never:
        if clash.applies(answers):
            raise NotAllowed(clash.says)
    return answers


def _answer(ask: Ask, given: str) -> str:
    if ask.kind != ONE_OF:
        return text(given, ask.missing, most=SHORT if ask.kind == LINE else LONG)
    if not given:
        raise NotAllowed(ask.missing)
    return one_of(given, ask.options)


def told(kind: Kind, answers: Mapping[str, str]) -> list[dict[str, str]]:
    """Return the answers that were given as people read them, each with its question."""
    return [
        {"name": ask.name, "label": ask.label, "value": ask.options.get(value, value)}
        for ask in kind.asks
        if (value := answers[ask.name])
    ]


def called(kind: Kind, answers: Mapping[str, str]) -> str:
    """Return what an entry is called."""
    said = answers.get(NAME, "")
    options = next((ask.options for ask in kind.asks if ask.name == NAME), {})
    return options.get(said, said) or kind.one


def due(day: date | None, *, today: date) -> date:
    """Return the day by which an entry must be looked at again: within a year, and perhaps over already."""
    if day is None:
        raise NotAllowed(NO_DAY)
    latest = a_year_after(today)
    if day > latest:
        raise NotAllowed(TOO_LATE.format(day_in_words(latest)))
    if day < today - OLDEST:
        raise NotAllowed(TOO_OLD)
    return day
