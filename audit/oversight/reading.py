"""How the desk keeps up with the log: each room reads the entries that concern it, each entry once, in order.

Nobody who records waits for this, and what it costs does not depend on how long the log is, only on what is new.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Model

from audit.ledger import queries as ledger
from audit.ledger.events import Event
from audit.ledger.models import Log
from audit.ledger.queries import Opened
from audit.oversight.desk import fold
from audit.oversight.desk.models import Bookmark, Mark, Matter, Tally
from audit.oversight.watching import looks
from audit.oversight.watching.models import Look
from portal.models import Organisation

AT_ONCE = 200
"""How many entries are read before a page is shown; the clock reads the rest."""


@dataclass(frozen=True, slots=True)
class Reader:
    """A room that reads entries of some kinds; `read` is given them in the order of the log."""

    events: frozenset[Event]
    read: Callable[[Organisation, Sequence[Opened]], None]


READERS = (Reader(fold.EVENTS, fold.read), Reader(looks.EVENTS, looks.read))
FOLDED: tuple[type[Model], ...] = (Matter, Mark, Tally, Look)
"""Everything that is read from the log, and from nothing else."""
EVENTS = frozenset(event for reader in READERS for event in reader.events)


def catch_up(organisation: Organisation, *, most: int = AT_ONCE) -> bool:
    """Read at most `most` new entries of an organisation's log, and say whether all are read now."""
    size = Log.objects.filter(pk=organisation.pk).values_list("size", flat=True).first() or 0
    if Bookmark.objects.filter(pk=organisation.pk, seq__gte=size).exists():
        return True
    with transaction.atomic():
        bookmark, _ = Bookmark.objects.select_for_update().get_or_create(organisation=organisation)
        entries, bookmark.seq = ledger.unread(organisation, bookmark.seq, events=EVENTS, size=most)
        opened = ledger.opened(entries)
        for reader in READERS:
            mine = [each for each in opened if each.entry.event in reader.events]
            if mine:
                reader.read(organisation, mine)
        bookmark.save(update_fields=["seq"])
    return bookmark.seq >= size


def begin_again(organisation: Organisation) -> None:
    """Throw away what was read of an organisation's log, so that it is read again from its start.

    Needed where the order of the list, or what is counted of an entry, has changed.
    """
    with transaction.atomic():
        bookmark, _ = Bookmark.objects.select_for_update().get_or_create(organisation=organisation)
        for model in FOLDED:
            model._default_manager.filter(organisation=organisation).delete()
        bookmark.seq = 0
        bookmark.save(update_fields=["seq"])


def catch_up_all(*, most: int = 5_000) -> int:
    """Read what is new in every organisation's log, for the clock; return how many are not read to their end."""
    behind = 0
    for organisation in Organisation.objects.order_by("pk"):
        behind += not catch_up(organisation, most=most)
    return behind


def behind(organisation: Organisation) -> int:
    """Return how many entries of an organisation's log are not read yet."""
    size = Log.objects.filter(pk=organisation.pk).values_list("size", flat=True).first() or 0
    read = Bookmark.objects.filter(pk=organisation.pk).values_list("seq", flat=True).first() or 0
    return max(size - read, 0)
