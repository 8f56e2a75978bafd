"""Lists of staff and of those we may share with: what each row means, who is new, and who is known already."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator

from audit.typed import text
from decisions.intake.actions import BY_LIST, NOT_BY_LIST, NewStaff
from decisions.intake.rows import Column, Judge, Row, Tried, bare, home_reader, twice
from decisions.recipients.actions import NewRecipient
from decisions.recipients.models import Recipient
from decisions.vocabulary import KIND_WORDS, RecipientKind
from portal.errors import NotAllowed
from portal.models import Home, Membership, Organisation, User
from portal.names import plain
from portal.roles import ROLE_NAMES, Role

STAFF: Final = (
    Column("email", "Email address", ("email", "e-mail", "mail", "work email")),
    Column("name", "Full name", ("name", "staff name", "employee")),
    Column("role", "Role", ("job", "position", "job title")),
    Column("home", "Home", ("care home", "branch", "site", "place", "service"), needed=False),
)
STAFF_EXAMPLE: Final = ("cara@example.org", "Cara Jones", "Care worker")
RECIPIENTS: Final = (
    Column("kind", "Who they are", ("kind", "type", "category", "what kind")),
    Column("name", "Name", ("full name", "organisation", "recipient", "contact")),
    Column(
        "phone", "Telephone number", ("phone", "telephone", "tel", "number", "phone number"), needed=False
    ),
    Column("private", "Private person", ("private", "is private", "private person yes or no")),
)
RECIPIENT_EXAMPLE: Final = (
    "Health and care workers who look after them", "Elm Road Surgery", "020 7946 0101", "No"
)  # fmt: skip
ROLES: Final = {bare(word): role for role, name in ROLE_NAMES.items() for word in (role.value, name)} | {
    bare(word): Role.WORKER
    for word in ("carer", "care staff", "support worker", "senior care worker", "nurse")
}
OTHER_KINDS: Final = {
    "gp": RecipientKind.CARE_WORKER, "surgery": RecipientKind.CARE_WORKER,
    "hospital": RecipientKind.CARE_WORKER, "pharmacy": RecipientKind.CARE_WORKER,
    "health or care worker": RecipientKind.CARE_WORKER, "relative": RecipientKind.FAMILY,
    "friend": RecipientKind.FAMILY, "family or friend": RecipientKind.FAMILY, "court": RecipientKind.POLICE,
    "local authority": RecipientKind.SAFEGUARDING, "council": RecipientKind.SAFEGUARDING,
    "researcher": RecipientKind.RESEARCH,
}  # fmt: skip
KIND_OF: Final = {bare(word): kind for kind, words in KIND_WORDS.items() for word in (kind.value, words)} | {
    bare(word): kind for word, kind in OTHER_KINDS.items()
}
YES_NO: Final = {
    "yes": True,
    "y": True,
    "true": True,
    "1": True,
    "no": False,
    "n": False,
    "false": False,
    "0": False,
}
AN_EMAIL: Final = "Enter an email address in the correct format, like name@example.com"
CLOSED: Final = "This log in was closed. Ask whoever sets the portal up, or take this row out"
SAME: Final = "Row {row} says the same. Take one of the two rows out"
OTHER_PHONE: Final = (
    "We know them with another number. Take this row out, and record the number on their page"
)


@dataclass(frozen=True, slots=True)
class Member:
    """One good row of staff."""

    row: Row
    email: str
    name: str
    role: Role
    home: Home | None


def judge_staff(rows: list[Row], tried: Tried, organisation: Organisation) -> None:
    """Put into `tried` who is to log in, who can already, and what is wrong."""
    read_home, anywhere = home_reader(organisation), home_reader(organisation, may_be_empty=True)
    members = [found for row in rows if (found := _member(row, tried, read_home, anywhere))]
    again = twice((each.row.number, (each.email, each.role, each.home and each.home.pk)) for each in members)
    emails = [each.email for each in members]
    closed = set(User.objects.filter(email__in=emails, is_active=False).values_list("email", flat=True))
    here = Membership.objects.filter(organisation=organisation, user__email__in=emails)
    known = set(here.values_list("user__email", "role", "home_id"))
    for each in members:
        if each.row.number in again:
            _refuse(STAFF, each.row, tried, "email", SAME.format(row=again[each.row.number]))
        elif each.email in closed:
            _refuse(STAFF, each.row, tried, "email", CLOSED)
        elif (each.email, each.role.value, each.home and each.home.pk) in known:
            tried.known += 1
        else:
            tried.new.append(each)


def new_staff(member: Member, event_id: UUID) -> NewStaff:
    """Return a good row as the action takes it."""
    return NewStaff(event_id, member.email, member.name, member.role, member.home)


def _member(row: Row, tried: Tried, read_home: Any, anywhere: Any) -> Member | None:
    """Read one row of staff. A manager may be one of all homes; a care worker works at one."""
    it = Judge(row, STAFF, tried.bad)
    email = it.read("email", _email)
    name = it.read("name", lambda name: text(name, "Enter their full name", most=200))
    role = it.read("role", _role)
    home = it.read("home", anywhere if role == Role.MANAGER else read_home)
    return Member(row, email, name, role, home) if it.good else None


def judge_recipients(rows: list[Row], tried: Tried, organisation: Organisation) -> None:
    """Put into `tried` whom we may share with and do not know yet, whom we know, and what is wrong."""
    read = [found for row in rows if (found := _recipient(row, tried))]
    again = twice((row.number, (new.kind, plain(new.name), new.private)) for row, new in read)
    held = Recipient.objects.filter(organisation=organisation).select_related("key")
    known = {(each.kind, plain(each.name), each.private): each.phone for each in held}
    for row, new in read:
        phone = known.get((new.kind, plain(new.name), new.private))
        if row.number in again:
            _refuse(RECIPIENTS, row, tried, "name", SAME.format(row=again[row.number]))
        elif phone is None:
            tried.new.append(new)
        elif new.phone and bare(new.phone) != bare(phone):
            _refuse(RECIPIENTS, row, tried, "phone", OTHER_PHONE)
        else:
            tried.known += 1


def new_recipient(recipient: NewRecipient, event_id: UUID) -> NewRecipient:
    """Return a good row as the action takes it."""
    return NewRecipient(event_id, recipient.kind, recipient.name, recipient.phone, recipient.private)


def _recipient(row: Row, tried: Tried) -> tuple[Row, NewRecipient] | None:
    """Read one row; its id is given when it is brought in."""
    it = Judge(row, RECIPIENTS, tried.bad)
    kind = it.read("kind", _kind)
    name = it.read("name", lambda name: text(name, "Enter the recipient's name", most=200))
    phone = it.read("phone", lambda phone: text(phone, most=40))
    private = it.read("private", _private)
    return (row, NewRecipient(UUID(int=0), kind, name, phone, private)) if it.good else None


def _refuse(columns: tuple[Column, ...], row: Row, tried: Tried, code: str, why: str) -> None:
    Judge(row, columns, tried.bad).refuse(code, why)


def _email(typed: str) -> str:
    try:
        EmailValidator()(typed)
    except ValidationError as refusal:
        raise NotAllowed(AN_EMAIL) from refusal
    return text(typed, most=254).lower()


def _role(typed: str) -> Role:
    role = ROLES.get(bare(typed))
    if role is None:
        raise NotAllowed("Enter Care worker or Manager")
    if role not in BY_LIST:
        raise NotAllowed(NOT_BY_LIST)
    return role


def _kind(typed: str) -> str:
    kind = KIND_OF.get(bare(typed))
    if kind is None:
        listed = ", ".join(words for words in KIND_WORDS.values())
        raise NotAllowed(f"Enter one of: {listed}")
    return kind.value


def _private(typed: str) -> bool:
    if bare(typed) not in YES_NO:
        raise NotAllowed("Enter Yes or No")
    return YES_NO[bare(typed)]
