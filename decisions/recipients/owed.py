"""Agreements and assurance that run out soon or have run out: two tasks before the toolkit's deadline."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse

from audit.assurance.task import Status, Task
from decisions.recipients.expiring import SOON
from decisions.recipients.models import Agreement, Assurance
from portal.models import Organisation


def tasks(organisation: Organisation, day: date) -> Iterator[Task]:
    """Yield whether every agreement and all assurance of those we share with last for 60 days more."""
    agreements = Agreement.objects.filter(recipient__organisation=organisation).select_related("end")
    until = _last_days(((each.recipient_id, ""), each) for each in agreements)
    yield _task("recipients.agreements", "sharing_agreements", "Renew agreements with others", until, day)
    assurances = Assurance.objects.filter(recipient__organisation=organisation).select_related("end")
    until = _last_days(((each.recipient_id, each.kind), each) for each in assurances)
    yield _task(
        "recipients.assurance", "recipients", "Ask others again to show they can be trusted", until, day
    )


def _last_days(papers: Iterator[tuple[object, Agreement | Assurance]]) -> list[date]:
    """Return, for each recipient and kind of paper, the last day of the one that lasts longest; none taken back."""
    last: dict[object, date] = {}
    for whose, paper in papers:
        if paper.ended_on is None:
            last[whose] = max(paper.ends_on, last.get(whose, paper.ends_on))
    return sorted(last.values())


def _task(id_: str, topic: str, title: str, until: list[date], day: date) -> Task:
    over = sum(each < day for each in until)
    soon = sum(day <= each <= day + timedelta(days=SOON[-1]) for each in until)
    parts = [f"{over} of {len(until)} ran out"] if over else []
    if soon:
        parts.append(f"{soon} of {len(until)} will run out within {SOON[-1]} days")
    return Task(
        id=id_,
        topic=topic,
        title=title,
        status=(Status.INCOMPLETE if parts else Status.COMPLETED) if until else Status.CANNOT_START,
        url=reverse("recipients:list"),
        note=", ".join(parts) or ("All are in date" if until else "None is written down yet"),
        due=until[0] if until else None,
    )
