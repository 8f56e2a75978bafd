"""Lists of those we may share with: what each row means, who is new, and who is known already."""

from __future__ import annotations

from functools import partial
from typing import Final
from uuid import UUID

from audit import typed
from decisions.intake.columns import Column, bare
from decisions.intake.rows import LEAVE, Judge, Row, Tried, twice
from decisions.intake.words import kind_of
from decisions.recipients.actions import NewRecipient
from decisions.recipients.models import Recipient
from decisions.vocabulary import KIND_WORDS, RecipientKind
from portal import telephone
from portal.errors import NotAllowed
from portal.models import Organisation
from portal.names import squeezed

COLUMNS: Final = (
    Column(
        "kind", "Who they are",
        ("kind", "type", "category", "what kind", "relationship", "relation", "relationship to resident",
         "contact type", "type of contact", "organisation type", "role", "profession", "type of organisation"),
        what="who they are",
    ),
    Column(
        "name", "Name",
        ("full name", "organisation", "recipient", "contact", "contact name", "company", "practice",
         "organisation name", "name of organisation", "person", "surgery", "agency", "service"),
        kind="name",
    ),
    Column(
        "phone", "Telephone number",
        ("phone", "telephone", "tel", "number", "phone number", "tel no", "telephone no", "phone no", "contact number",
         "contact no", "tel number", "mobile", "mobile number", "mobile no", "landline", "main number", "work number"),
        needed=False,
        kind="telephone",
    ),
    Column(
        "private", "Private person",
        ("private", "is private", "private person yes or no", "private individual"),
        needed=False,
        kind="yes_no",
        what="if they are a private person",
    ),
)  # fmt: skip
EXAMPLE: Final = ("Health and care workers who look after them", "Elm Road Surgery", "020 7946 0101", "No")
YES_NO: Final = {"yes": True, "y": True, "true": True, "t": True, "1": True} | {
    "no": False, "n": False, "false": False, "f": False, "0": False
}  # fmt: skip
PRIVATE: Final = frozenset({RecipientKind.FAMILY.value, RecipientKind.THEMSELF.value})
"""Kinds that are private people where a list does not say who is."""
TAKEN_AS: Final = (
    "Your list does not say who is a private person. Family, friends and carers are brought in as private people, "
    "all others as organisations or people at work."
)
SAME: Final = "Row {row} says the same. Take one of the two rows out"
SAME_BUT_NUMBER: Final = "Row {row} has this name with another number. Take one out, or write which each is"
OTHER_PHONE: Final = (
    "We know them with another number. Take this row out, and record the number on their page"
)
ANSWERS: Final = {kind.value: words[:1].upper() + words[1:] for kind, words in KIND_WORDS.items()} | {
    LEAVE: "Leave these rows out"
}


def judge(rows: list[Row], tried: Tried, organisation: Organisation) -> None:
    """Put into `tried` whom we may share with and do not know yet, whom we know, what is wrong, and what to ask."""
    says_private = any(title == "Private person" for _, title in tried.headings)
    if rows and not says_private:
        tried.notes.append(TAKEN_AS)
    read = [found for row in rows if (found := _recipient(row, tried, says_private=says_private))]
    again = twice((row.number, _key(new.kind, new.name, private=new.private)) for row, new in read)
    phones = {row.number: new.phone for row, new in read}
    held = (
        Recipient.objects.filter(organisation=organisation)
        .select_related("key")
        .prefetch_related("corrections")
    )
    known = {_key(each.kind, each.name, private=each.private): each.phone for each in held}
    for row, new in read:
        it = Judge(row, COLUMNS, tried.bad)
        phone = known.get(_key(new.kind, new.name, private=new.private))
        if row.number in again:
            first = again[row.number]
            same = telephone.same(phones[first], new.phone)
            it.refuse("name", (SAME if same else SAME_BUT_NUMBER).format(row=first))
        elif phone is None:
            tried.new.append(new)
        elif new.phone and not telephone.same(new.phone, phone):
            it.refuse("phone", OTHER_PHONE)
        else:
            tried.known += 1


def _key(kind: str, name: str, *, private: bool) -> tuple[str, str, bool]:
    """Return what makes one recipient the same as another."""
    return kind, squeezed(name), private


def made(recipient: NewRecipient, event_id: UUID) -> NewRecipient:
    """Return a good row as the action takes it."""
    return NewRecipient(event_id, recipient.kind, recipient.name, recipient.phone, recipient.private)


def _recipient(row: Row, tried: Tried, *, says_private: bool) -> tuple[Row, NewRecipient] | None:
    """Read one row; its id is given when it is brought in."""
    it = Judge(row, COLUMNS, tried.bad)
    kind = it.read("kind", partial(_kind, it=it, tried=tried))
    name = it.read("name", lambda name: typed.name(name, "Enter the recipient's name"))
    phone = it.read("phone", typed.phone)
    private = it.read("private", _private) if says_private else kind in PRIVATE
    if it.good and kind not in {"", LEAVE}:
        return row, NewRecipient(UUID(int=0), kind, name, phone, private)
    tried.left_out += kind == LEAVE and it.good
    return None


def _kind(written: str, *, it: Judge, tried: Tried) -> str:
    """Return which kind someone is, or LEAVE; "" where that has to be asked."""
    if not written:
        raise NotAllowed("Enter who they are, such as GP, Daughter or Police")
    kind, column = kind_of(written), it.titles["kind"]
    answer = kind.value if kind is not None else tried.ask("kind", column, written)
    if answer:
        tried.take(column, written, ANSWERS[answer] if answer != LEAVE else "Left out")
    return answer


def _private(written: str) -> bool:
    if bare(written) not in YES_NO:
        raise NotAllowed("Enter Yes or No")
    return YES_NO[bare(written)]
