"""A list of people we look after: what each row means, who is new, and who is known already."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from audit import typed
from audit.typed import number
from decisions.individuals.actions import Newcomer
from decisions.individuals.index import holders
from decisions.individuals.models import Details, Individual, IndividualIndex
from decisions.individuals.ties import in_organisation
from decisions.intake.columns import Column
from decisions.intake.rows import Judge, Row, Tried, home_reader, twice
from portal import written_days
from portal.days import london_day
from portal.errors import NotAllowed
from portal.models import Home, Organisation
from portal.names import bare_reference, squeezed

NO_REFERENCE: Final = "Enter the reference you use at work"
COLUMNS: Final = (
    Column(
        "name", "Name",
        ("full name", "resident", "service user", "client", "person", "resident name", "service user name",
         "client name", "name of resident", "patient", "patient name", "tenant", "individual", "person supported",
         "residents name"),
        kind="name",
    ),
    Column(
        "reference", "Reference",
        ("ref", "id", "number", "our reference", "work reference", "resident id", "client id", "person id",
         "service user id", "id number", "file number", "case number", "resident number", "client number", "ref no"),
        kind="reference",
    ),
    Column(
        "nhs_number", "NHS number",
        ("nhs no", "nhs", "nhs num", "nhs id"),
        needed=False,
        kind="nhs_number",
        what="the NHS number",
    ),
    Column(
        "date_of_birth", "Date of birth",
        ("dob", "born", "birth date", "birthday", "date born", "born on"),
        needed=False,
        kind="day",
    ),
    Column(
        "home", "Home",
        ("care home", "branch", "site", "place", "service", "location", "home name", "scheme", "house", "property"),
        needed=False,
    ),
)  # fmt: skip
EXAMPLE: Final = ("Ada Bright", "WH-101", "999 000 0018", "3 May 1940")
TOO_OLD: Final = "Check the year: that is more than 130 years ago"
TO_COME: Final = "The date of birth must be in the past"
SOMEBODY_ELSES: Final = "Our register has this reference for somebody else. Check the reference and the name"
OTHER_NUMBER: Final = "Our register has another NHS number for this reference. Check which is right"
OTHER_BORN: Final = "Our register has another date of birth for this reference. Check which is right"
OTHER_HOME: Final = "Our register has them at another home. Take this row out, and change it on their page"
OTHER_REFERENCE: Final = (
    "Our register has this NHS number under another reference. Check both, or take this row out"
)


@dataclass(frozen=True, slots=True)
class Person:
    """One good row: who it would add."""

    row: Row
    home: Home
    details: Details

    @property
    def reference(self) -> str:
        """The reference as it is looked up."""
        return bare_reference(self.details.reference)


def judge(rows: list[Row], tried: Tried, organisation: Organisation) -> None:
    """Put into `tried` who is new, how many are known, and what is wrong."""
    read_home = home_reader(organisation)
    people = [found for row in rows if (found := _person(row, tried, read_home))]
    people = _once_each(people, tried)
    kinds = IndividualIndex.Kind
    by_reference = holders(organisation.pk, kinds.REFERENCE, [each.reference for each in people])
    by_number = holders(organisation.pk, kinds.NHS_NUMBER, [each.details.nhs_number for each in people])
    known = in_organisation(organisation.pk).in_bulk(list(by_reference.values()))
    for each in people:
        held = known.get(by_reference.get(each.reference))
        code, why = _differs(each, held, by_number.get(each.details.nhs_number))
        if why:
            Judge(each.row, COLUMNS, tried.bad).refuse(code, why)
        elif held is not None:
            tried.known += 1
        else:
            tried.new.append(each)


def newcomer(person: Person, event_id: UUID) -> Newcomer:
    """Return a good row as the action takes it."""
    return Newcomer(event_id, person.home, person.details)


def _person(row: Row, tried: Tried, read_home: Any) -> Person | None:
    """Read one row, or say all that is wrong with it."""
    it = Judge(row, COLUMNS, tried.bad)
    home = it.read("home", read_home)
    details = Details(
        name=it.read("name", lambda name: typed.name(name, "Enter the person's full name")),
        reference=it.read("reference", lambda reference: typed.reference(reference, NO_REFERENCE)),
        nhs_number=it.read("nhs_number", number),
        date_of_birth=it.read("date_of_birth", _born),
    )
    return Person(row, home, details) if it.good else None


def _once_each(people: list[Person], tried: Tried) -> list[Person]:
    """Return those whose reference and number no earlier row has; the others are told which row that is."""
    checks = {
        "reference": twice((each.row.number, each.reference) for each in people),
        "nhs_number": twice((each.row.number, each.details.nhs_number) for each in people),
    }
    good = []
    for each in people:
        it = Judge(each.row, COLUMNS, tried.bad)
        for code, again in checks.items():
            if each.row.number in again:
                it.refuse(code, f"Row {again[each.row.number]} has the same. Take one of the two rows out")
        good += [each] if it.good else []
    return good


def _differs(person: Person, held: Individual | None, numbered: UUID | None) -> tuple[str, str]:
    """Return where a row and our register disagree, and what to do; nothing where they do not."""
    if numbered is not None and (held is None or numbered != held.pk):
        return "nhs_number", OTHER_REFERENCE
    if held is None:
        return "", ""
    ours, theirs = held.details, person.details
    if squeezed(ours.name) != squeezed(theirs.name):
        return "reference", SOMEBODY_ELSES
    if theirs.nhs_number and ours.nhs_number != theirs.nhs_number:
        return "nhs_number", OTHER_NUMBER
    if theirs.date_of_birth and ours.date_of_birth not in {None, theirs.date_of_birth}:
        return "date_of_birth", OTHER_BORN
    return ("home", OTHER_HOME) if held.home_id != person.home.pk else ("", "")


def _born(written: str) -> date | None:
    """Return a date of birth, None for nothing."""
    try:
        return _likely(written_days.read(written)) if written else None
    except ValueError as refusal:
        raise NotAllowed(str(refusal)) from refusal


def _likely(born: date) -> date:
    today = london_day()
    if born > today:
        raise NotAllowed(TO_COME)
    if born.year < today.year - 130:
        raise NotAllowed(TOO_OLD)
    return born
