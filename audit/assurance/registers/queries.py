"""What is asked about the registers: their entries, who looks after them, their story, files and evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Min, Q, QuerySet

from audit.assurance.people import people
from audit.assurance.registers.answers import told
from audit.assurance.registers.files import ENDINGS, TYPES
from audit.assurance.registers.kinds import DUTIES, NAME, Kind
from audit.assurance.registers.models import Evidence, RegisterEntry
from audit.ledger import keys
from audit.ledger import queries as ledger
from audit.ledger.events import Event
from audit.ledger.models import Entry
from audit.ledger.queries import Opened
from portal.models import Membership, Organisation, User
from portal.paging import read_page
from portal.roles import may

STORY = (Event.REGISTER_ENTERED, Event.REGISTER_REVIEWED, Event.REGISTER_ENDED, Event.EVIDENCE_FILED)
LONGEST_STORY = 200


@dataclass(frozen=True, slots=True)
class Page:
    """Entries of a register; `after` is the last one, from which to go on, None where there are no more."""

    entries: Sequence[RegisterEntry]
    after: UUID | None


@dataclass(frozen=True, slots=True)
class Proof:
    """One entry as evidence: its register and what that shows, its answers as they read, the days, and its files.

    `duty` is the first part of the names of the tasks that it shows, "" for a register that shows its own topic.
    """

    reference: str
    register: str
    topic: str
    duty: str
    said: tuple[tuple[str, str], ...]
    looked_at: date
    due_on: date
    files: tuple[ProofFile, ...]


@dataclass(frozen=True, slots=True)
class ProofFile:
    """One file of evidence: a name of our own, its type, its bytes."""

    name: str
    content_type: str
    data: bytes


def standing_ones(organisation: Organisation) -> QuerySet[RegisterEntry]:
    """Return the entries of all registers that were not ended."""
    return RegisterEntry.objects.filter(organisation=organisation, ended_on=None)


def page(
    organisation: Organisation, kind: Kind, *, ended: bool = False, after: UUID | None = None, size: int = 25
) -> Page:
    """Return a page of a register, first what is due first; or of what was ended, the oldest first."""
    chosen = RegisterEntry.objects.filter(
        organisation=organisation, kind=kind.code, ended_on__isnull=not ended
    ).select_related("owner", "key")
    last = entry_of(organisation, after) if after else None
    if last is not None:
        later = Q(due_on__gt=last.due_on) | Q(due_on=last.due_on, id__gt=last.pk)
        chosen = chosen.filter(later)
    found = read_page(lambda most: chosen.order_by("due_on", "id")[:most], size)
    return Page(found.rows, getattr(found.after, "pk", None))


def named(organisation: Organisation, kind: str, name: str) -> RegisterEntry | None:
    """Return the entry of a register that stands under a name, or None."""
    return next((each for each in _of(organisation, kind) if each.answers[NAME] == name), None)


def duties(organisation: Organisation) -> dict[str, RegisterEntry]:
    """Return who looks after the duties that have no register of their own: entries by the first part of task names."""
    return {each.answers[NAME]: each for each in _of(organisation, DUTIES)}


def due(organisation: Organisation, kind: str) -> date | None:
    """Return the day by which an entry of a register is first to be looked at again, or None where it has none."""
    return standing_ones(organisation).aggregate(first=Min("due_on", filter=Q(kind=kind)))["first"]


def _of(organisation: Organisation, kind: str) -> QuerySet[RegisterEntry]:
    """Return the entries of a register that were not ended, with all that is needed to read them."""
    return standing_ones(organisation).filter(kind=kind).select_related("key", "owner")


def entry_of(organisation: Organisation, entry_id: UUID) -> RegisterEntry | None:
    """Return an entry of this organisation, or None for a stranger's."""
    found = RegisterEntry.objects.select_related("organisation", "owner", "key")
    return found.filter(organisation=organisation, pk=entry_id).first()


def evidence_of(organisation: Organisation, evidence_id: UUID) -> Evidence | None:
    """Return a file of this organisation, or None for a stranger's."""
    found = Evidence.objects.select_related("about__organisation", "about__key", "about__owner")
    return found.filter(about__organisation=organisation, pk=evidence_id).first()


def bytes_of(evidence: Evidence) -> bytes:
    """Return what is in a file; raises BodyAltered or KeyDestroyed. Call it after the opening has left its entry."""
    return keys.decrypt(evidence.about.key, bytes(evidence.file.sealed), aad=evidence.id.bytes)


def files_of(held: RegisterEntry) -> list[Evidence]:
    """Return the files of an entry, the first first."""
    return list(held.evidence.select_related("about__key").order_by("made_at", "id"))


def name_of(evidence: Evidence) -> str:
    """Return what a file is called when it leaves us: never as somebody called it."""
    return f"evidence-{evidence.reference}.{ENDINGS[evidence.type]}"


def story(held: RegisterEntry) -> list[Opened]:
    """Return what was said and done about an entry, the first first. What cannot be read says why in its place."""
    first = Entry.objects.get(pk=held.pk)
    later = ledger.about(first, events=STORY, size=LONGEST_STORY)
    return ledger.opened([first, *reversed(later)])


def openings(held: RegisterEntry) -> list[Opened]:
    """Return who opened a file of an entry, the latest first, 25 at most."""
    first = Entry.objects.get(pk=held.pk)
    return ledger.opened(ledger.about(first, events=[Event.EVIDENCE_OPENED]))


def keepers(organisation: Organisation) -> list[User]:
    """Return who keeps the registers of an organisation, by name."""
    return [each.user for each in people(organisation) if any(may(m, "assure") for m in each.memberships)]


def colleague(organisation: Organisation, email: str) -> User | None:
    """Return who logs in here with an e-mail address, or None."""
    found = User.objects.filter(email=email.lower()).first()
    return found if found and is_member(organisation, found) else None


def is_member(organisation: Organisation, user: User) -> bool:
    """Say whether somebody works in an organisation and can log in."""
    return Membership.objects.filter(organisation=organisation, user=user, user__is_active=True).exists()


def evidence(organisation: Organisation) -> Iterator[Proof]:
    """Yield what the registers hold now, each entry with its files, for the evidence pack.

    The bytes are read one entry at a time. Whoever takes the pack leaves its entry first.
    """
    found = standing_ones(organisation).select_related("key").order_by("kind", "due_on", "id")
    for held in found:
        yield _proof(held)


def _proof(held: RegisterEntry) -> Proof:
    kind = held.register
    said = tuple((each["label"], each["value"]) for each in told(kind, held.answers))
    files = tuple(_proof_file(each) for each in files_of(held))
    duty = held.answers[NAME] if kind.code == DUTIES else ""
    return Proof(held.reference, kind.title, kind.topic, duty, said, held.looked_at, held.due_on, files)


def _proof_file(evidence: Evidence) -> ProofFile:
    return ProofFile(name_of(evidence), TYPES[evidence.type], bytes_of(evidence))
