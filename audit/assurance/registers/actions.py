"""What is done about an entry of a register: entered, looked at again, ended, and shown by a file that was filed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Any, TypeVar
from unicodedata import normalize
from uuid import UUID

from django.db import IntegrityError, transaction

from audit.assurance.registers import answers as the_answers
from audit.assurance.registers import files
from audit.assurance.registers.kinds import NAME, Kind
from audit.assurance.registers.models import Evidence, EvidenceFile, RegisterEntry, RegisterStep
from audit.assurance.registers.queries import is_member, named
from audit.ledger import keys
from audit.ledger.append import append
from audit.ledger.errors import IdTaken
from audit.ledger.events import Event
from audit.ledger.facts import seal, tell
from audit.ledger.models import Entry
from audit.typed import text
from portal.days import a_year_after, london_day
from portal.errors import NotAllowed
from portal.models import Organisation, User
from portal.standing import must

What = RegisterStep.What
AnyFact = TypeVar("AnyFact", RegisterStep, Evidence)
EVENTS = {
    What.ENTERED: Event.REGISTER_ENTERED,
    What.RIGHT: Event.REGISTER_REVIEWED,
    What.CHANGED: Event.REGISTER_REVIEWED,
    What.ENDED: Event.REGISTER_ENDED,
}
NOT_HERE = "Select somebody who works here."
IS_ENDED = "This entry was ended. Write down a new one if you need it."
TAKEN = "{} looks after this already. Open that entry to change it, or select another one"
NO_REASON = "Enter why it ends"
NO_SHOWS = "Enter what the file shows"
MOST_FILES = 20
ENOUGH = "This entry has 20 files already. Put several papers into one PDF, or write down a new entry."


@transaction.atomic
def enter(
    *,
    organisation: Organisation,
    kind: Kind,
    answers: Mapping[str, str],
    owner: User,
    due_on: date | None,
    note: str = "",
    event_id: UUID,
    by: User,
) -> RegisterEntry:
    """Write down a new entry of a register: its answers by name, who looks after it, and when it is looked at again."""
    must(by, "assure", organisation=organisation)
    today = london_day()
    said = the_answers.checked(kind, answers)
    due = the_answers.due(due_on, today=today)
    _refuse_stranger(owner, organisation)
    if kind.once:
        _refuse_second(organisation, kind, said[NAME], event_id)
    noted = text(note, most=the_answers.LONG)
    held = RegisterEntry(
        id=event_id, organisation=organisation, kind=kind.code, owner=owner, looked_at=today, due_on=due
    )
    held, new = _stored(held, said)
    if new:
        _step(held, What.ENTERED, _words(kind, said) | {"note": noted}, event_id, by)
    return held


@transaction.atomic
def look_again(
    *,
    held: RegisterEntry,
    answers: Mapping[str, str] | None,
    owner: User,
    note: str = "",
    event_id: UUID,
    by: User,
) -> RegisterEntry:
    """Write down that an entry was looked at again today: still right, or with `answers` what it is now.

    It is due again a year from today, and `owner` looks after it from now on.
    """
    held = _locked(held, by)
    if _is_done(RegisterStep, held, event_id):
        return held
    if owner.pk != held.owner_id:
        must(by, "assure", organisation=held.organisation)
    _refuse_stranger(owner, held.organisation)
    kind, before, noted = held.register, held.answers, text(note, most=the_answers.LONG)
    now = before if answers is None else the_answers.checked(kind, answers)
    if kind.once:
        _refuse_second(held.organisation, kind, now[NAME], held.pk)
    held.owner, held.looked_at = owner, london_day()
    held.due_on = a_year_after(held.looked_at)
    held.sealed, held.lacks = seal(held.key, held.id, now), len(kind.lacks(now))
    held.answers = now
    held.save(update_fields=["owner", "looked_at", "due_on", "sealed", "lacks"])
    body = _words(kind, now) | {"note": noted, "before": the_answers.told(kind, before)}
    _step(held, What.RIGHT if now == before else What.CHANGED, body, event_id, by)
    return held


@transaction.atomic
def end(*, held: RegisterEntry, reason: str, event_id: UUID, by: User) -> RegisterEntry:
    """Write down why an entry stands no more. It stays to be read, and is no longer due."""
    must(by, "assure", organisation=held.organisation)
    held = _locked(held, by)
    if _is_done(RegisterStep, held, event_id):
        return held
    words = text(reason, NO_REASON, most=the_answers.LONG)
    held.ended_on = london_day()
    held.save(update_fields=["ended_on"])
    _step(held, What.ENDED, {"reason": words}, event_id, by)
    return held


@transaction.atomic
def file_evidence(
    *, held: RegisterEntry, name: str, data: bytes, shows: str, event_id: UUID, by: User
) -> Evidence:
    """Keep a file that shows something of an entry: checked by its bytes, a picture made anew, sealed."""
    held = _locked(held, by)
    if _is_done(Evidence, held, event_id):
        return Evidence.objects.get(pk=event_id)
    if held.evidence.count() >= MOST_FILES:
        raise NotAllowed(ENOUGH)
    words = text(shows, NO_SHOWS, most=the_answers.SHORT)
    kept = files.checked(data)
    evidence = _told(Evidence(id=event_id, about=held, type=kept.type, size=len(kept.data), person=by))
    EvidenceFile.objects.create(
        evidence=evidence, sealed=keys.encrypt(held.key, kept.data, aad=evidence.id.bytes)
    )
    file = _file(evidence) | {"name": _plain(name), "digest": sha256(kept.data).hexdigest()}
    body = {"says": "A file was added", "shows": words, "file": file}
    _append(Event.EVIDENCE_FILED, held, body, [f"file.{kept.type}"], id_=evidence.id, by=by)
    return evidence


@transaction.atomic
def open_evidence(*, evidence: Evidence, by: User) -> Entry:
    """Record that somebody opens a file, and return the entry of that opening. If this raises, serve nothing."""
    held = evidence.about
    _must(by, held)
    body = {"says": "A file was opened", "file": _file(evidence)}
    return _append(Event.EVIDENCE_OPENED, held, body, [f"file.{evidence.type}"], id_=None, by=by)


def _stored(held: RegisterEntry, said: Mapping[str, str]) -> tuple[RegisterEntry, bool]:
    """Insert a new entry with a key of its own, or return the one of the same form."""
    try:
        with transaction.atomic():
            held.key = keys.new_key(held.organisation)
            held.sealed, held.lacks = seal(held.key, held.id, said), len(held.register.lacks(said))
            held.save(force_insert=True)
    except IntegrityError:
        kept = RegisterEntry.objects.select_related("organisation", "key").get(pk=held.pk)
        if kept.organisation_id != held.organisation_id:
            raise IdTaken("the key of this form belongs to another organisation's entry") from None
        return kept, False
    return held, True


def _locked(held: RegisterEntry, by: User) -> RegisterEntry:
    """Return an entry as it is now, locked; `by` may do something about it."""
    rows = RegisterEntry.objects.select_for_update(of=("self",)).select_related(
        "organisation", "key", "owner"
    )
    kept = rows.get(pk=held.pk)
    _must(by, kept)
    return kept


def _is_done(model: type[RegisterStep | Evidence], held: RegisterEntry, event_id: UUID) -> bool:
    """Say whether a form was kept before; one that was not is refused where the entry was ended."""
    if model.objects.filter(pk=event_id, about=held).exists():
        return True
    if held.ended_on is not None:
        raise NotAllowed(IS_ENDED)
    return False


def _told(fact: AnyFact) -> AnyFact:
    """Insert a fact whose id nothing else has."""
    told, new = tell(fact)
    if not new:
        raise IdTaken("the key of this form belongs to another one")
    return told


def _must(by: User, held: RegisterEntry) -> None:
    """Let those through who keep the registers, and whoever looks after this entry."""
    own = held.owner_id == by.pk
    must(by, "acknowledge" if own else "assure", organisation=held.organisation)


def _refuse_stranger(owner: User, organisation: Organisation) -> None:
    if not is_member(organisation, owner):
        raise NotAllowed(NOT_HERE)


def _refuse_second(organisation: Organisation, kind: Kind, name: str, event_id: UUID) -> None:
    """Refuse another entry of a name that stands already; two people who try at once come one after the other."""
    held = named(Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk), kind.code, name)
    if held is not None and held.pk != event_id:
        raise NotAllowed(TAKEN.format(held.owner.full_name))


def _words(kind: Kind, answers: Mapping[str, str]) -> dict[str, Any]:
    """Return what an entry of the ledger says of the answers: as they read, and what is still to do."""
    return {"said": the_answers.told(kind, answers), "answers": dict(answers), "needs": kind.lacks(answers)}


def _file(evidence: Evidence) -> dict[str, Any]:
    return {
        "id": str(evidence.id),
        "reference": evidence.reference,
        "type": evidence.type,
        "size": evidence.size,
    }


def _plain(name: str) -> str:
    """Return the name a file had on somebody's device, as it can be kept."""
    plain = "".join(each for each in name if each.isprintable())
    return normalize("NFC", plain)[-the_answers.SHORT :]


def _step(held: RegisterEntry, what: RegisterStep.What, body: Mapping[str, Any], id_: UUID, by: User) -> None:
    """Insert a step and append its entry."""
    _told(RegisterStep(id=id_, about=held, what=what, person=by))
    owner = {"id": str(held.owner_id), "name": held.owner.full_name}
    whole = {"says": what.label, "what": what.value, "owner": owner, "due": held.due_on.isoformat(), **body}
    flags = [f"did.{what.value}", *(["needs.more"] if held.lacks else [])]
    _append(EVENTS[what], held, whole, flags, id_=id_, by=by)


def _append(
    event: Event,
    held: RegisterEntry,
    body: Mapping[str, Any],
    flags: list[str],
    *,
    id_: UUID | None,
    by: User,
) -> Entry:
    """Append an entry about an entry of a register, sealed under its key."""
    kind = held.register
    about = None if id_ == held.pk else held.pk
    return append(
        event=event,
        organisation=held.organisation,
        body={"register": kind.code, "title": kind.title, "reference": held.reference, **body},
        facets={"about": about, "flags": [kind.flag, *flags]},
        key=held.key,
        event_id=id_,
        by=by,
    )
