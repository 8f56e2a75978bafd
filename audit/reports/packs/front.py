"""The first page of an evidence pack: what can be answered to each item of the toolkit, and what cannot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.template.loader import render_to_string

from audit.assurance.task import Status, Task
from audit.assurance.tasks.toolkit import Edition, Item
from audit.reports.packs.annexes import Annex
from portal.days import day_in_words
from portal.models import Organisation

YOURSELF = "The portal holds nothing that shows this. You must answer this yourself."
NOT_READY = "Not everything is ready. Finish it first, or say in your answer what is missing."


@dataclass(frozen=True, slots=True)
class Answer:
    """One item: `words` to paste, "" where there is nothing to say; what shows it; and what to mind."""

    item: Item
    words: str
    shown: tuple[str, ...]
    links: tuple[Annex, ...]
    mind: str


def answers(edition: Edition, tasks: Sequence[Task], found: Iterable[Annex], day: date) -> list[Answer]:
    """Return what can be said of each item. Only what is completed, with its note, stands in the words to paste."""
    links = list(found)
    return [_answer(item, tasks, links, day) for item in edition.items]


def _answer(item: Item, tasks: Sequence[Task], links: Sequence[Annex], day: date) -> Answer:
    about = [each for each in tasks if each.topic in item.topics]
    done = [each for each in about if each.status == Status.COMPLETED]
    mine = tuple(each for each in links if set(each.topics) & set(item.topics))
    shown = tuple(": ".join(filter(None, [each.title, each.status, each.note])) for each in about)
    # The note comes along: what is completed because there was nothing to do must not read as done.
    told = "; ".join(f"{each.title} ({each.note})" if each.note else each.title for each in done)
    said = f"On {day_in_words(day)} our portal shows as completed: {told}." if told else ""
    if mine:
        said = f"{said} Evidence is attached ({len(mine)} in all)." if said else ""
    mind = YOURSELF if not about and not mine else NOT_READY if len(done) < len(about) else ""
    return Answer(item, said, shown, mine, mind)


def page(
    organisation: Organisation, edition: Edition, said: Sequence[Answer], rest: Sequence[Annex], day: date
) -> bytes:
    """Return the page as one file that needs nothing else."""
    context = {
        "organisation": organisation,
        "edition": edition,
        "day": day_in_words(day),
        "answers": said,
        "rest": rest,
        "ready": sum(1 for each in said if not each.mind),
    }
    return render_to_string("reports/packs/front.html", context).encode()
