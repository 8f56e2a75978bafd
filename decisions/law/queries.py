"""What is in force for an organisation on a day: the law, as the rules and its Guardian say, and our own questions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from decisions.engine.law import NOT_YET
from decisions.engine.ruleset import Ruleset, Source
from decisions.engine.walk import Walk
from decisions.law.models import Commencement
from decisions.law.rules import rules_for
from decisions.law.standing import Law, waits
from portal.days import london_day, stands
from portal.models import Organisation


def commencements(organisation: Organisation) -> list[Commencement]:
    """Return the days that were entered and not taken back, also those to come, oldest first."""
    found = Commencement.objects.filter(organisation=organisation, end=None).order_by("began_on", "id")
    return list(found.select_related("key", "entry"))


def entered(organisation: Organisation, source: str) -> Commencement | None:
    """Return the day that stands for a source, or None."""
    found = Commencement.objects.filter(organisation=organisation, source=source, end=None)
    return found.select_related("key", "organisation").first()


def begun(organisation: Organisation, on: date) -> dict[str, date]:
    """Return the sources that a Guardian says are in force on a day, each with the day it began."""
    found = Commencement.objects.filter(organisation=organisation, began_on__lte=on).select_related("end")
    return {c.source: c.began_on for c in found if stands(on, since=c.began_on, ended=c.ended_on)}


def law_for(organisation: Organisation, ruleset: Ruleset, walked: Walk, on: date | None = None) -> Law:
    """Return what the law is to a walk today in London; the database is asked only where a law waits."""
    on = on or london_day()
    waiting = waits(ruleset, walked)
    found = begun(organisation, on) if waiting else {}
    named = {each: day for each in waiting if (day := first_day(ruleset.sources[each]))}
    found |= {each: day for each, day in named.items() if day <= on}
    return Law(organisation.kind, {each: day for each, day in found.items() if each in waiting}, on)


def first_day(source: Source) -> date | None:
    """Return the day on which a law begins by itself; None where regulations have yet to name it."""
    return date.fromisoformat(source.begins_on) if source.begins_on else None


def sources(organisation: Organisation | None) -> dict[str, Source]:
    """Return every source of the rules an organisation uses, by id, in the order of the file."""
    return gathered(rules_for(organisation))


def gathered(rulesets: Iterable[Ruleset]) -> dict[str, Source]:
    """Return the sources of some rulesets; where two differ, the later version has it, but what waits still waits.

    What an earlier version still waits for stays, so that a Guardian can enter its day for as long as it is used.
    """
    found: dict[str, Source] = {}
    for ruleset in sorted(rulesets, key=lambda each: each.version):
        asleep = {each: source for each, source in found.items() if awaits_guardian(source)}
        kept = {each: s for each, s in asleep.items() if not awaits_guardian(ruleset.sources.get(each, s))}
        found |= {**asleep, **ruleset.sources, **kept}
    return found


def awaits_guardian(source: Source) -> bool:
    """Say whether a law begins on a day that regulations have yet to name, and that a Guardian then enters."""
    return source.status == NOT_YET and not source.begins_on
