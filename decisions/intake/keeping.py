"""Lists on their way in: kept sealed, confirmed, brought in once, and thrown away.

None of this is a fact, so it is not among the actions; the actions it calls leave an entry for each row.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import DatabaseError, connections, transaction
from django.db.models import F
from django.utils import timezone

from audit.ledger.errors import ClockWentBack, LedgerBusy
from decisions.intake.lists import KINDS
from decisions.intake.models import Intake, IntakeFile
from decisions.intake.rows import Tried
from portal import keyring
from portal.errors import NotAllowed
from portal.models import Membership, User

KEPT_FOR: Final = timedelta(days=1)
SHOWN_FOR: Final = timedelta(days=7)
MOST_ATTEMPTS: Final = 5
ASKED: Final = "A word of this list has to be asked about first."
State = Intake.State
_PROGRESS = "UPDATE decisions_intake SET done = %s, moved_at = now() WHERE id = %s AND state = 'waiting'"


def _bound(intake_id: UUID) -> bytes:
    """Return what ties a sealed list to its own row, so that it opens nowhere else."""
    return b"intake\x1f" + intake_id.bytes


def _answered(intake_id: UUID) -> bytes:
    """Return what ties the sealed answers about a list to its row."""
    return b"intake answers\x1f" + intake_id.bytes


@transaction.atomic
def keep(*, kind: str, data: bytes, tried: Tried, membership: Membership, by: User) -> Intake:
    """Keep a list without bad rows until it is confirmed, sealed; what it holds may have to be asked about before."""
    intake = Intake.objects.create(
        organisation=membership.organisation,
        by=by,
        authenticated_by=by.authenticated_by,
        kind=kind,
        new=len(tried.new),
        known=tried.known,
    )
    IntakeFile.objects.create(intake=intake, sealed=keyring.seal(data, aad=_bound(intake.pk)))
    return intake


def get(membership: Membership, intake_id: UUID) -> Intake | None:
    """Return a list of this organisation, or None."""
    return Intake.objects.filter(organisation_id=membership.organisation_id, pk=intake_id).first()


def answers_of(file: IntakeFile) -> dict[str, str]:
    """Return what was answered about a list so far, by question."""
    if file.answers is None:
        return {}
    given: dict[str, str] = json.loads(keyring.open(bytes(file.answers), aad=_answered(file.pk)))
    return given


def tried_again(intake: Intake) -> Tried | None:
    """Return what a list that was kept would do now, None where it is gone."""
    file = IntakeFile.objects.filter(pk=intake.pk).select_related("intake__organisation").first()
    return _try(file) if file else None


@transaction.atomic
def answer(intake: Intake, given: Mapping[str, str]) -> Tried | None:
    """Keep what was answered about a list, sealed, and return what it would do now, None where it is gone."""
    files = IntakeFile.objects.select_for_update(of=("self",)).select_related("intake__organisation")
    file = files.filter(pk=intake.pk, intake__state=State.TRIED).first()
    if file is None:
        return None
    words = json.dumps(answers_of(file) | dict(given)).encode()
    file.answers = keyring.seal(words, aad=_answered(file.pk))
    file.save(update_fields=["answers"])
    tried = _try(file)
    Intake.objects.filter(pk=intake.pk).update(new=len(tried.new), known=tried.known)
    return tried


def _try(file: IntakeFile) -> Tried:
    """Read a list again, as the registers are now."""
    intake = file.intake
    data = keyring.open(bytes(file.sealed), aad=_bound(intake.pk))
    return KINDS[intake.kind].try_file(data, intake.organisation, answers_of(file))


def confirm(intake: Intake, *, by: User) -> bool:
    """Let a list wait to be brought in, in the name of whoever confirmed it; say if it had not been so before.

    One that waits already has moved now, so that its page turns again.
    """
    Intake.objects.filter(pk=intake.pk, state=State.WAITING).update(moved_at=timezone.now())
    waiting = {
        "state": State.WAITING, "by": by, "authenticated_by": by.authenticated_by, "moved_at": timezone.now()
    }  # fmt: skip
    return bool(Intake.objects.filter(pk=intake.pk, state=State.TRIED).update(**waiting))


def drop(intake: Intake) -> None:
    """Throw a list away that was not confirmed."""
    Intake.objects.filter(pk=intake.pk, state=State.TRIED).delete()


def waiting() -> list[UUID]:
    """Return the lists that wait, the oldest first."""
    return list(
        Intake.objects.filter(state=State.WAITING).order_by("created_at").values_list("pk", flat=True)
    )


def bring_in(intake_id: UUID) -> bool:
    """Bring a list in that waits, all of it or nothing, and say if this call did it.

    Whoever comes second, at the same time or later, finds nothing to do. A worker that is killed leaves nothing done,
    and the list waits on.
    """
    try:
        with transaction.atomic(), _progress(intake_id) as tell:
            files = IntakeFile.objects.select_for_update(skip_locked=True, of=("self",))
            files = files.select_related("intake__organisation", "intake__by")
            file = files.filter(pk=intake_id, intake__state=State.WAITING).first()
            if file is not None:
                _all_of(file, tell)
            return file is not None
    except (LedgerBusy, ClockWentBack):
        return False
    except NotAllowed:
        _end(intake_id, State.REFUSED)
        return False
    except Exception:
        _note_failure(intake_id)
        raise


def _all_of(file: IntakeFile, tell: Callable[[int], None]) -> None:
    """Read the list again, as the registers are now, bring it in and throw it away."""
    intake = file.intake
    by, kind = intake.by, KINDS[intake.kind]
    by.authenticated_by = intake.authenticated_by
    tried = _try(file)
    if tried.bad:
        raise NotAllowed(tried.bad[0].why)
    if tried.questions:
        raise NotAllowed(ASKED)
    if tried.new:
        kind.bring_in(tried.new, intake.pk, organisation=intake.organisation, tell=tell, by=by)
    Intake.objects.filter(pk=intake.pk).update(new=len(tried.new), known=tried.known, done=len(tried.new))
    _end(intake.pk, State.DONE)


@contextmanager
def _progress(intake_id: UUID) -> Iterator[Callable[[int], None]]:
    """Give a way to say how far it is, seen at once by others: it does not wait for what is being done."""
    apart = connections["default"].copy()

    def tell(done: int) -> None:
        with suppress(DatabaseError), apart.cursor() as cursor:
            cursor.execute(_PROGRESS, [done, intake_id])

    try:
        yield tell
    finally:
        apart.close()


def _end(intake_id: UUID, state: str) -> None:
    """End a list that waited, and throw away what was uploaded."""
    with transaction.atomic():
        IntakeFile.objects.filter(pk=intake_id).delete()
        Intake.objects.filter(pk=intake_id, state=State.WAITING).update(state=state, moved_at=timezone.now())


def _note_failure(intake_id: UUID) -> None:
    """Count a failure nobody foresaw; after a few it is given up, and nothing was changed."""
    mine = Intake.objects.filter(pk=intake_id)
    mine.update(attempts=F("attempts") + 1)
    if mine.filter(attempts__gte=MOST_ATTEMPTS).exists():
        _end(intake_id, State.FAILED)


def delete_old(now: datetime) -> int:
    """Throw away lists that nobody confirmed for a day, and the traces of the others after a week."""
    tried = Intake.objects.filter(state=State.TRIED, created_at__lt=now - KEPT_FOR)
    ended = Intake.objects.exclude(state=State.WAITING).filter(created_at__lt=now - SHOWN_FOR)
    return tried.delete()[1].get("decisions.Intake", 0) + ended.delete()[1].get("decisions.Intake", 0)
