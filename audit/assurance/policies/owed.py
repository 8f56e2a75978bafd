"""What is still to do about policies before the deadline, and how they stand for the annual report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.urls import reverse

from audit.assurance.policies import queries
from audit.assurance.policies.kinds import kinds
from audit.assurance.policies.queries import Policy
from audit.assurance.standing import Standing
from audit.assurance.task import Status, Task
from portal.days import day_in_words
from portal.models import Organisation

TOPIC = "policies"


def tasks(organisation: Organisation, day: date) -> Iterable[Task]:
    """Return the tasks of policies: adopted, looked at again, read by everyone, and gone through once a year."""
    found, url = queries.policies(organisation), reverse("policies:list")
    missing = lacking(found)
    note = f"Missing: {', '.join(missing)}." if missing else ""
    title = "Adopt the policies that are needed"
    yield Task("policies.adopted", TOPIC, title, _status(not missing), url, note)
    yield _again(found, day, url)
    yield _read(found, url)
    last = queries.last_compliance(organisation)
    until = last.review_by if last else None
    note = f"Last done on {day_in_words(last.reviewed_on)}." if last else "Nobody has done it yet."
    title = "Go through all policies and registers, and see whether we keep to them"
    stands = until is not None and day <= until
    url = reverse("policies:compliance")
    yield Task("policies.compliance", "policy_monitoring", title, _status(stands), url, note, until)


def lacking(found: Sequence[Policy]) -> list[str]:
    """Return the titles of the kinds that are needed and are not there."""
    there = {each.latest.kind for each in found}
    return [each.title for each in kinds().values() if each.needed and each.code not in there]


def _again(found: Sequence[Policy], day: date, url: str) -> Task:
    """Return the task to look at each policy within a year."""
    late = [each for each in found if day > each.review_by]
    status = _status(not late) if found else Status.CANNOT_START
    note = f"{len(late)} of {len(found)} are overdue." if late else ""
    due = min((each.review_by for each in found), default=None)
    return Task("policies.again", TOPIC, "Look at each policy again within a year", status, url, note, due)


def _read(found: Sequence[Policy], url: str) -> Task:
    """Return the task that everyone reads each policy."""
    have, asked = _counts(found)
    status = _status(have == asked) if asked else Status.CANNOT_START
    note = f"{have:,} of {asked:,} readings are confirmed." if have < asked else ""
    return Task("policies.read", TOPIC, "Everyone has read every policy", status, url, note)


def _counts(found: Sequence[Policy]) -> tuple[int, int]:
    """Return how many readings are confirmed, and how many there would be if everyone had read everything."""
    have = asked = 0
    for each in found:
        those, others = queries.readers(each.latest)
        have, asked = have + len(those), asked + len(those) + len(others)
    return have, asked


def _status(is_done: bool) -> Status:
    return Status.COMPLETED if is_done else Status.INCOMPLETE


def standing(organisation: Organisation, day: date) -> Standing:
    """Return how policies stand on a day; nobody is named."""
    found = queries.policies(organisation)
    last, missing = queries.last_compliance(organisation), lacking(found)
    looked = f"on {day_in_words(last.reviewed_on)}" if last else "not yet"
    return Standing(
        id="policies",
        title="Policies",
        says=(
            f"Policies in use: {len(found):,}.",
            f"Missing: {', '.join(missing)}." if missing else "All that are needed are there.",
            f"All policies and registers were last gone through: {looked}.",
        ),
        columns=("Version", "Adopted", "Look again by", "Read by", "Of"),
        rows=tuple(_row(each, day) for each in found),
    )


def _row(each: Policy, day: date) -> tuple[str, ...]:
    """Return the row of one policy."""
    have, have_not = queries.readers(each.latest)
    due = day_in_words(each.review_by) + (" (overdue)" if day > each.review_by else "")
    adopted = day_in_words(each.latest.adopted_on)
    return each.name, str(each.latest.number), adopted, due, str(len(have)), str(len(have) + len(have_not))
