"""Lists of staff: what each row means, who is new, and who is known already."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from audit import typed
from decisions.intake.actions import BY_LIST, NOT_BY_LIST, OTHER_NAME, NewStaff
from decisions.intake.columns import Column
from decisions.intake.rows import LEAVE, Judge, Row, Tried, home_reader, twice
from decisions.intake.words import is_not_care, role_of
from portal.errors import NotAllowed
from portal.models import Home, Membership, Organisation, User
from portal.names import squeezed
from portal.roles import ROLE_NAMES, Role

COLUMNS: Final = (
    Column(
        "email", "Email address",
        ("email", "e-mail", "mail", "work email", "work email address", "staff email", "login", "email 1"),
        kind="email",
    ),
    Column(
        "name", "Full name",
        ("name", "staff name", "employee", "employee name", "staff", "staff member", "worker", "colleague", "carer"),
        kind="name",
        what="the name",
    ),
    Column(
        "role", "Role",
        ("job", "position", "job title", "job role", "post", "post title", "designation", "grade", "main job role"),
    ),
    Column(
        "home", "Home",
        ("care home", "branch", "site", "place", "service", "location", "unit", "home name", "workplace", "scheme",
         "place of work", "work location"),
        needed=False,
    ),
)  # fmt: skip
EXAMPLE: Final = ("cara@example.org", "Cara Jones", "Care worker")
CLOSED: Final = "This log in was closed. Ask the person who sets the portal up, or take this row out"
SAME: Final = "Row {row} says the same. Take one of the two rows out"
SHARED: Final = (
    "Row {row} has the same address for another name. Each person needs an address of their own to log in"
)
NOT_CARE: Final = "not-care"
"""The key of the one question about everyone who gives no care."""
ANSWERS: Final = {
    Role.WORKER.value: "As care workers",
    Role.MANAGER.value: "As managers",
    LEAVE: "Leave these rows out",
}


@dataclass(frozen=True, slots=True)
class Member:
    """One good row of staff."""

    row: Row
    email: str
    name: str
    role: Role
    home: Home | None

    @property
    def where(self) -> tuple[str, str, UUID | None]:
        """What makes one row say the same as another."""
        return self.email, self.role.value, self.home.pk if self.home else None


def judge(rows: list[Row], tried: Tried, organisation: Organisation) -> None:
    """Put into `tried` who is to log in, who can already, what is wrong, and what has to be asked."""
    read_home, anywhere = home_reader(organisation), home_reader(organisation, may_be_empty=True)
    members = [found for row in rows if (found := _member(row, tried, read_home, anywhere))]
    again = twice((each.row.number, each.where) for each in members)
    users = {each.email: each for each in User.objects.filter(email__in=[each.email for each in members])}
    here = Membership.objects.filter(organisation=organisation, user__in=users.values())
    known = set(here.values_list("user__email", "role", "home_id"))
    shared = _shared(members)
    for each in members:
        it, user = Judge(each.row, COLUMNS, tried.bad), users.get(each.email)
        if each.row.number in shared:
            it.refuse("email", SHARED.format(row=shared[each.row.number]))
        elif each.row.number in again:
            it.refuse("email", SAME.format(row=again[each.row.number]))
        elif user is not None and not user.is_active:
            it.refuse("email", CLOSED)
        elif user is not None and squeezed(user.full_name) != squeezed(each.name):
            it.refuse("email", OTHER_NAME)
        elif each.where in known:
            tried.known += 1
        else:
            tried.new.append(each)


def _shared(members: Iterable[Member]) -> dict[int, int]:
    """Return the rows whose address another row gives to another name, each with such a row."""
    by_email: dict[str, list[Member]] = {}
    for each in members:
        by_email.setdefault(each.email, []).append(each)
    found = {}
    for group in by_email.values():
        names: dict[str, int] = {}
        for each in group:
            names.setdefault(squeezed(each.name), each.row.number)
        for each in group if len(names) > 1 else ():
            own = squeezed(each.name)
            found[each.row.number] = next(row for name, row in names.items() if name != own)
    return found


def made(member: Member, event_id: UUID) -> NewStaff:
    """Return a good row as the action takes it."""
    return NewStaff(event_id, member.email, member.name, member.role, member.home)


def _member(row: Row, tried: Tried, read_home: Any, anywhere: Any) -> Member | None:
    """Read one row of staff. A manager may be one of all homes; a care worker works at one."""
    it = Judge(row, COLUMNS, tried.bad)
    email = it.read("email", typed.email)
    name = it.read("name", lambda name: typed.name(name, "Enter their full name"))
    answer = it.read("role", lambda title: _role(title, it, tried))
    role = Role(answer) if answer in BY_LIST else None
    home = it.read("home", read_home if role == Role.WORKER else anywhere)
    if role is not None and it.good:
        return Member(row, email, name, role, home)
    tried.left_out += answer == LEAVE and it.good
    return None


def _role(title: str, it: Judge, tried: Tried) -> str:
    """Return what a job title is here, or LEAVE; "" where that has to be asked."""
    if not title:
        raise NotAllowed("Enter what they do, such as Care worker or Manager")
    role = role_of(title)
    if role is not None and role not in BY_LIST:
        raise NotAllowed(NOT_BY_LIST)
    column = it.titles["role"]
    key = NOT_CARE if is_not_care(title) else ""
    answer = role.value if role is not None else tried.ask("role", column, title, key)
    if answer:
        tried.take(column, title, "Left out" if answer == LEAVE else ROLE_NAMES[Role(answer)])
    return answer
