"""The bytes of made files: sealed part by part for their place, opened again, and thrown away."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from uuid import UUID

from django.utils import timezone

from portal import keyring
from portal.making.made import Made
from portal.making.models import Job, MadeFile, MadePart

PART: Final = 1_000_000
"""How many bytes lie in one row."""


def _bound(job_id: UUID, file: MadeFile, number: int) -> bytes:
    """Return what ties a part to its job, file and place, so that none can be moved, left out or swapped."""
    place = number.to_bytes(4) + file.parts.to_bytes(4) + file.size.to_bytes(8)
    return b"making\x1f" + job_id.bytes + place + file.name.encode()


def store(job: Job, made: Made) -> MadeFile:
    """Keep one file of a job, sealed, in the caller's transaction."""
    starts = range(0, len(made.data), PART)
    file = MadeFile.objects.create(
        job=job, name=made.name, content_type=made.content_type, size=len(made.data), parts=len(starts)
    )
    for number, start in enumerate(starts):
        sealed = keyring.seal(made.data[start : start + PART], aad=_bound(job.pk, file, number))
        MadePart.objects.create(file=file, number=number, sealed=sealed)
    return file


def pieces(file: MadeFile) -> Iterator[bytes]:
    """Yield the bytes of a file, a part at a time; raise CannotOpen where one was altered, DoesNotExist where lost."""
    for number in range(file.parts):
        part = MadePart.objects.get(file=file, number=number)
        yield keyring.open(bytes(part.sealed), aad=_bound(file.job_id, file, number))


def throw_away(job: Job) -> None:
    """Delete all files of a job."""
    MadePart.objects.filter(file__job=job).delete()
    MadeFile.objects.filter(job=job).delete()


def throw_away_old() -> int:
    """Delete the files whose time is over, and return of how many jobs; the jobs themselves stay."""
    over = Job.objects.filter(state=Job.State.DONE, expires_at__lte=timezone.now(), files__isnull=False)
    jobs = list(over.distinct())
    for job in jobs:
        throw_away(job)
    return len(jobs)
