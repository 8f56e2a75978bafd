"""The jobs that make the packs. They only read; each decision that is opened leaves its entry."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from hashlib import sha256
from uuid import UUID

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.module_loading import import_string

from audit.assurance.tasks.queries import tasks
from audit.assurance.tasks.toolkit import edition
from audit.ledger import queries as ledger
from audit.ledger.events import Event
from audit.oversight.watching import drawing
from audit.reports.packs import front
from audit.reports.packs.annexes import Annex, annexes
from audit.reports.packs.archive import Archive, room
from audit.reports.packs.checklist import checks
from audit.reports.queries import counted, period_of
from portal.errors import NotAllowed
from portal.making.made import Made
from portal.making.models import Job
from portal.models import Organisation, User
from portal.standing import must

Tell = Callable[[int, int, str], None]
ZIP = "application/zip"
AT_ONCE = 5_000
NO_LONGER = "The time of this pack cannot be counted. Ask for it again."


def make(job: Job, tell: Tell) -> Iterator[Made]:
    """Yield an evidence pack: a page by toolkit item, and its annexes."""
    organisation, day = job.organisation, date.fromisoformat(job.arguments["day"])
    year = edition(date.fromisoformat(job.arguments["edition"]))
    with room() as place:
        archive = Archive(place)
        listed: list[Annex] = []
        for done, annex in enumerate(annexes(organisation, year, day)):
            tell(done, done + 2, "Putting in the annexes")
            archive.add(annex.name, annex.data)
            # The page needs its name and title; the bytes may go.
            listed.append(Annex(annex.name, annex.title, annex.topics, b""))
        tell(len(listed), len(listed) + 1, "Writing the first page")
        said = front.answers(year, tasks(organisation, day), listed, day)
        rest = [each for each in listed if not any(each in answer.links for answer in said)]
        archive.add("index.html", front.page(organisation, year, said, rest, day))
        archive.add("README.txt", _readme("evidence", organisation))
        archive.close()
        place.seek(0)
        yield Made(f"evidence-pack-{year.code}-{day}.zip", ZIP, place.read())


def make_inspectors(job: Job, tell: Tell) -> Iterator[Made]:
    """Yield an inspector's pack: the checklist, some decision forms drawn by lot, and the leaves."""
    organisation, by, given = job.organisation, job.by, job.arguments
    must(by, "take_out", organisation=organisation)
    day, size, root = date.fromisoformat(given["day"]), int(given["size"]), given["root"]
    period = period_of(given["period"], day)
    if period is None:
        raise NotAllowed(NO_LONGER)
    seed = sha256(f"{size} {root}".encode()).digest()
    ids = ledger.ids_between(organisation, event=Event.DECISION_MADE, after=-1, until=size - 1)
    drawn = drawing.drawn(seed, ids, min(int(given["sample"]), len(ids)))
    with room() as place:
        archive = Archive(place)
        for done, each in enumerate(drawn):
            tell(done, len(drawn) + 2, "Making the decision forms")
            archive.add(f"decisions/{done + 1:02}.pdf", _form(organisation, each, by))
        tell(len(drawn), len(drawn) + 2, "Copying the leaves")
        archive.add("leaves.jsonl", leaves(organisation, size))
        context = {
            "organisation": organisation,
            "period": period,
            "checks": checks(counted(organisation, period, None), size, root),
            "sample": [f"decisions/{number + 1:02}.pdf" for number in range(len(drawn))],
            "among": len(ids),
            "size": size,
            "root": root,
            "seed": seed.hex(),
        }
        page = render_to_string("reports/packs/inspector.html", context)
        archive.add("index.html", page.encode())
        archive.add("README.txt", _readme("inspector", organisation))
        archive.close()
        place.seek(0)
        yield Made(f"inspector-pack-{period.code}-{day}.zip", ZIP, place.read())


def leaves(organisation: Organisation, size: int) -> Iterator[bytes]:
    """Yield the first `size` leaves of a log, a line each, some thousands at a time."""
    place = 0
    while place < size:
        found = ledger.leaves(organisation, place, size=min(AT_ONCE, size - place))
        if not found:
            return
        yield b"".join(leaf + b"\n" for leaf in found)
        place += len(found)


def _form(organisation: Organisation, decision: UUID, by: User) -> bytes:
    """Return the form of one decision as PDF, once the opening has left its entry."""
    made: bytes = import_string(settings.PACK_DECISION_FORM)(
        organisation=organisation, decision=decision, by=by
    )
    return made


def _readme(kind: str, organisation: Organisation) -> bytes:
    return render_to_string("reports/packs/readme.txt", {"kind": kind, "organisation": organisation}).encode()
