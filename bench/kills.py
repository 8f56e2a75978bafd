"""Killing workers that make annual reports, and taking the queue away, with real processes and real lease times.

A report of the demonstration is sealed. Each round asks for its files as often as there are workers, kills all of
those with SIGKILL while they make them, and starts others. At the end the queue is taken away for a minute, in which
decisions are recorded and reports asked for. It takes a quarter of an hour, so it is run only where it is named:
`python -m portal.launcher bench kills`.
"""

from __future__ import annotations

import hashlib
import os
import random
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from audit.ledger.ids import new_id
from bench.table import Row
from portal.days import london_day
from portal.launcher.place import python
from portal.launcher.processes import Program
from portal.launcher.progress import CannotStart, say
from portal.making import asking, files
from portal.making.made import Made
from portal.making.models import Job
from portal.models import Membership, Message, Organisation, User
from portal.roles import Role

KILLS, AT_ONCE = 50, 5
PAUSE = 2.0
WITHOUT_QUEUE = 60.0
RESUMED_WITHIN = 90.0
_CELERY = ("-m", "celery", "--app", "portal.jobs", "--quiet")


def make(job: Job, tell: Callable[[int, int, str], None]) -> Iterator[Made]:
    """Make the files of an annual report as the portal does, with a pause after each in which a kill can fall."""
    from audit.reports.annual import making

    for made in making.make(job, tell):
        yield made
        time.sleep(PAUSE)


def rows() -> list[Row]:
    """Kill fifty workers, take the queue away for a minute, and say what became of the jobs."""
    from bench.people import worker

    settings.MAKING_KINDS["kills"] = "bench.kills.make"
    membership, folder = worker(), Path(os.environ["PORTAL_DATA"])
    report = _sealed(membership.organisation)
    letters = Message.objects.filter(template="made", to=membership.user)
    before = letters.count()
    clock = _start(folder, "clock", "beat", "--schedule", str(folder / "kills-schedule"))
    crew = _crew(folder, 0)
    asked: list[Job] = []
    resumed: list[float] = []
    try:
        for turn in range(KILLS // AT_ONCE):
            jobs = [_ask(membership, report, f"{turn}-{number}") for number in range(AT_ONCE)]
            killed = _killed(jobs, crew)
            crew = _crew(folder, turn + 1)
            _until_made(jobs)
            resumed += [(each.started_at - killed).total_seconds() for each in _now(jobs) if each.started_at]
            asked += jobs
            say(f"{len(asked)} killed; resumed after at most {max(resumed):.0f} s.")
        decided, without = _without_queue(folder, membership, report, crew)
        _until(lambda: _revived(crew) and _all_made(without), "all made after the queue came back")
    finally:
        for program in (clock, *crew):
            program.wait(0)
    told = letters.count() - before
    return [*_of_kills(asked, resumed), _of_once(asked + without, told), _of_queue(decided, without)]


def _start(folder: Path, name: str, *words: str) -> Program:
    """Start a program of Celery's, on the settings that know our kind of job."""
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "bench.settings"}
    command = python(*_CELERY, *words, "--loglevel", "WARNING")
    return Program(name, command, environment, folder / f"kills-{name}.log")


def _crew(folder: Path, turn: int) -> list[Program]:
    """Start as many workers as there are jobs at once, each a process of its own."""
    words = ("--pool", "solo", "--without-gossip", "--without-mingle", "--without-heartbeat")
    return [
        _start(folder, f"worker-{number}", "worker", *words, "--hostname", f"{turn}-{number}@bench")
        for number in range(AT_ONCE)
    ]


def _sealed(organisation: Organisation) -> UUID:
    """Count, send, sign and seal an annual report of the demonstration, and return its id."""
    from audit.reports.annual import actions, drafts, queries
    from audit.reports.queries import periods

    manager, guardian = (
        User.objects.get(
            memberships__organisation=organisation, memberships__home=None, memberships__role=role
        )
        for role in (Role.MANAGER, Role.GUARDIAN)
    )
    draft = drafts.begin(
        organisation=organisation,
        draft_id=new_id(),
        period=periods(organisation, london_day())[0].code,
        homes=(),
        reader="board",
        by=manager,
    )
    counted = queries.counted_now(draft)
    sent = drafts.send(draft=draft, seen=draft.version, counted=counted, by=manager)
    return actions.seal_report(draft=sent, seen=sent.version, words="Read and agreed.", by=guardian).pk


def _ask(membership: Membership, report: UUID, number: str) -> Job:
    """Ask for the files of the report once more."""
    return asking.ask(
        kind="kills",
        organisation=membership.organisation,
        title=f"Report {number}",
        about=report,
        arguments={"number": f"{number} {time.time_ns()}"},
        by=membership.user,
    )


def _revived(crew: list[Program]) -> bool:
    """Start again who stopped by himself, as whatever runs services does; says that all run."""
    for program in crew:
        if not program.running():
            time.sleep(1)
            program.start_again()
    return True


def _killed(jobs: list[Job], crew: list[Program]) -> datetime:
    """Kill the workers once all of the jobs are being made, each somewhere in its middle; return when."""
    _until(lambda: all(each.done > 0 for each in _now(jobs)), "all begun")
    time.sleep(random.uniform(0, 2 * PAUSE))  # nosec B311
    unmade = [each for each in _now(jobs) if each.state == Job.State.RUNNING]
    if len(unmade) < len(jobs):
        raise CannotStart("A job was over before its worker was killed: the round proves nothing.")
    for program in crew:
        program.wait(0)
    return timezone.now()


def _now(jobs: list[Job]) -> list[Job]:
    """Return the jobs as they are now."""
    return list(Job.objects.filter(pk__in=[each.pk for each in jobs]))


def _until(true: Callable[[], bool], what: str, patience: float = 300.0) -> None:
    """Wait until something is true."""
    end = time.monotonic() + patience
    while not true():
        if time.monotonic() > end:
            raise CannotStart(f"Not within {patience:.0f} seconds: {what}.")
        time.sleep(0.1)


def _until_made(jobs: list[Job]) -> None:
    """Wait until all of these are made."""
    _until(lambda: _all_made(jobs), "all made")


def _all_made(jobs: list[Job]) -> bool:
    """Say whether all of these are made."""
    return all(each.state == Job.State.DONE for each in _now(jobs))


def _without_queue(
    folder: Path, membership: Membership, report: UUID, crew: list[Program]
) -> tuple[list[float], list[Job]]:
    """Take the queue's folder away for a minute; record decisions and ask for reports meanwhile."""
    from bench.confirm import ANSWERS
    from bench.people import worker_of
    from bench.writing import Writer

    worker_of(0)
    writer, taken = Writer(ANSWERS, 0), []
    broker, away = folder / "broker", folder / "broker.away"
    broker.rename(away)
    # A file in its place, so that nobody can make it anew.
    broker.touch()
    end = time.monotonic() + WITHOUT_QUEUE
    jobs = [_ask(membership, report, f"without-{number}") for number in range(AT_ONCE)]
    while time.monotonic() < end:
        (draft,) = writer.drafts(1)
        begun = time.monotonic()
        writer.confirm(draft)
        taken.append(time.monotonic() - begun)
        _revived(crew)
    broker.unlink()
    away.rename(broker)
    return taken, jobs


def _of_kills(asked: list[Job], resumed: list[float]) -> list[Row]:
    """Say what became of the jobs whose workers were killed, and how soon others took them up."""
    made = sum(each.state == Job.State.DONE for each in _now(asked))
    slowest = max(resumed)
    return [
        Row(
            "workers killed mid-report", f"{made} made", f"{len(asked)} killed", "all", "", made == len(asked)
        ),
        Row(
            "a killed worker's job taken up",
            f"{statistics.median(resumed):.0f} s, at most {slowest:.0f} s",
            "",
            f"{RESUMED_WITHIN:.0f} s",
            "",
            slowest <= RESUMED_WITHIN,
        ),
    ]


def _of_once(jobs: list[Job], told: int) -> Row:
    """Say whether each report is there once, with the same bytes as all others, and one e-mail each."""
    from audit.reports.annual.formats import FORMATS

    digests = {
        (file.name, hashlib.sha256(b"".join(files.pieces(file))).hexdigest())
        for job in _now(jobs)
        for file in asking.files(job)
    }
    kept = sum(len(asking.files(job)) for job in _now(jobs))
    each = len(FORMATS)
    once = kept == each * len(jobs) and told == len(jobs) and len(digests) == each
    return Row(
        "each report once",
        f"{kept} files, {told} emails",
        f"{len(digests)} different",
        f"{each * len(jobs)}, {len(jobs)}, {each}",
        "",
        once,
    )


def _of_queue(decided: list[float], jobs: list[Job]) -> Row:
    """Say how decisions and jobs fared while there was no queue."""
    made = sum(each.state == Job.State.DONE for each in _now(jobs))
    return Row(
        f"no queue for {WITHOUT_QUEUE:.0f} s",
        f"{len(decided)} decisions, none refused, median {statistics.median(decided) * 1000:.0f} ms",
        f"{made} of {len(jobs)} jobs made after",
        "all",
        "",
        made == len(jobs),
    )
