"""The kinds of list that can be brought in, as data: one row for each."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from decisions.individuals.actions import add_individuals
from decisions.intake import people, recipients, staff
from decisions.intake.actions import add_staff
from decisions.intake.columns import Column
from decisions.intake.reading import Unreadable
from decisions.intake.rows import Question, Row, Tried, rows_of
from decisions.recipients.actions import add_recipients
from portal.models import Home, Organisation

MOST_QUESTIONS: Final = 12


@dataclass(frozen=True, slots=True)
class ListKind:
    """One kind of list: its columns, how its rows are judged, what a good row becomes, and the action that adds all.

    `of` is the name under which the action takes them, `many` what they are called, `answers` what an unknown word can
    be answered with.
    """

    slug: str
    many: str
    columns: tuple[Column, ...]
    example: tuple[str, ...]
    judge: Callable[[list[Row], Tried, Organisation], None]
    made: Callable[[Any, UUID], Any]
    add: Callable[..., Any]
    of: str
    after: str
    answers: Mapping[str, str] = field(default_factory=dict)

    def try_file(
        self, data: bytes, organisation: Organisation, answers: Mapping[str, str] | None = None
    ) -> Tried:
        """Return what a file would do once questions were answered so, without doing it. Raises Unreadable."""
        rows, tried = rows_of(data, self.columns, answers)
        self.judge(rows, tried, organisation)
        if len(tried.questions) > MOST_QUESTIONS:
            raise Unreadable(_too_many(list(tried.questions.values())), 1)
        tried.bad.sort(key=lambda trouble: trouble.row)
        return tried

    def bring_in(self, new: Sequence[Any], intake_id: UUID, **given: Any) -> None:
        """Add all that is new, or nobody."""
        made = [self.made(each, id_of(intake_id, at)) for at, each in enumerate(new)]
        self.add(**{self.of: made}, **given)

    def example_file(self, organisation: Organisation) -> str:
        """Return a list to start from: the headings, and one invented row with a home of this organisation."""
        home = Home.objects.filter(organisation=organisation).order_by("name").first()
        row = [*self.example, home.name if home else ""]
        out = io.StringIO(newline="")
        csv.writer(out).writerows(
            [[column.title for column in self.columns], row[: len(self.columns)]],
        )
        return "\ufeff" + out.getvalue()


def _too_many(questions: Sequence[Question]) -> str:
    """Say that a column holds more words we do not know than anybody would answer questions about."""
    some = ", ".join(f'"{word}"' for each in questions[:3] for word in list(each.words)[:1])
    return (
        f'The column "{questions[0].column}" holds {len(questions)} words we do not know, such as {some}. '
        "Check that it is the right column."
    )


def id_of(intake_id: UUID, at: int) -> UUID:
    """Return the id of the entry of one row: the same whenever the list is brought in, so that it is done once.

    It begins with the time of the list, as other ids do, and nobody can guess the rest.
    """
    digest = sha256(intake_id.bytes + at.to_bytes(4)).digest()
    number = int.from_bytes(intake_id.bytes[:6] + digest[:10])
    number = number & ~(0xF << 76) | 0x7 << 76
    return UUID(int=number & ~(0x3 << 62) | 0x2 << 62)


KINDS: Final = {
    kind.slug: kind
    for kind in (
        ListKind(
            "people",
            "people we look after",
            people.COLUMNS,
            people.EXAMPLE,
            people.judge,
            people.newcomer,
            add_individuals,
            "people",
            "Find them by name, reference or NHS number.",
        ),
        ListKind(
            "staff",
            "staff",
            staff.COLUMNS,
            staff.EXAMPLE,
            staff.judge,
            staff.made,
            add_staff,
            "staff",
            'Nobody has a password yet. Ask each of them to choose "Forgotten password" on the log in page.',
            staff.ANSWERS,
        ),
        ListKind(
            "recipients",
            "people and organisations we may share with",
            recipients.COLUMNS,
            recipients.EXAMPLE,
            recipients.judge,
            recipients.made,
            add_recipients,
            "recipients",
            "Organisations are in the list. A private person is not.",
            recipients.ANSWERS,
        ),
    )
}
"""By the word that stands in the address."""
