"""What is still to do about training before the deadline, and how it stands for the annual report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.urls import reverse

from audit.assurance.standing import Standing
from audit.assurance.task import Status, Task
from audit.assurance.training import queries, shown
from audit.assurance.training.due import Share
from audit.assurance.training.kinds import DECLARATION, INDUCTION, Kind
from audit.assurance.training.queries import Progress
from portal.days import a_year_after, day_in_words
from portal.models import Organisation


def tasks(organisation: Organisation, day: date) -> Iterable[Task]:
    """Return the tasks of training: induction, declarations, needs, the target, and whoever has a special role."""
    everyone, people_url = queries.progress(organisation, day), reverse("training:people")
    for code, title in (
        (INDUCTION, "Everyone has had an induction"),
        (DECLARATION, "Everyone has declared that they keep what they learn confidential"),
    ):
        share = queries.share(everyone, day, code)
        note = _lacking(share)
        yield Task(f"training.{code}", "induction", title, _reached(share, not note), people_url, note)
    yield _needs(organisation, day)
    share = queries.share(everyone, day)
    title = "At least 95 % have done the yearly training"
    yield Task(
        "training.target",
        "training_95",
        title,
        _reached(share, share.is_reached),
        people_url,
        shown.target(share),
    )
    yield _specialists(organisation, everyone, day)


def _needs(organisation: Organisation, day: date) -> Task:
    """Return the task to look through what each role must learn."""
    last = queries.last_needs_review(organisation)
    until = a_year_after(last.reviewed_on) if last else None
    stands = until is not None and day <= until
    note = f"Last looked through on {day_in_words(last.reviewed_on)}." if last else "Nobody has looked yet."
    title = "Look through what each role must learn"
    return Task(
        "training.needs", "training_needs", title, _status(stands), reverse("training:needs"), note, until
    )


def _specialists(organisation: Organisation, everyone: Sequence[Progress], day: date) -> Task:
    """Return the task that those with a special role have learned what it asks."""
    asked = [duty for each in everyone if not each.excused for duty in each.duties if duty.kind.is_special]
    lacking = sum(not each.is_done(day) for each in asked)
    status = _status(not lacking) if asked else Status.CANNOT_START
    note = f"{lacking} of {len(asked)} not done." if lacking else ""
    note = note if asked else "Nobody here has a role with training of its own yet."
    title = "Those with a special role have learned what it asks"
    return Task(
        "training.specialists", "specialist_training", title, status, reverse("training:people"), note
    )


def _status(is_done: bool) -> Status:
    return Status.COMPLETED if is_done else Status.INCOMPLETE


def _reached(share: Share, is_done: bool) -> Status:
    return _status(is_done) if share.counted else Status.CANNOT_START


def _lacking(share: Share) -> str:
    """Return how many are missing, "" where none is."""
    if not share.counted:
        return "Nobody is counted yet."
    count = share.counted - share.trained
    return f"{count:,} {'person has' if count == 1 else 'people have'} not done this." if count else ""


def standing(organisation: Organisation, day: date) -> Standing:
    """Return how training stands on a day: the target, each kind, and how much was practised; nobody is named."""
    everyone = queries.progress(organisation, day)
    stories = queries.practised(organisation, day)
    practised = sum(1 for each in everyone if stories.get(each.person.user.pk))
    on_leave = sum(1 for each in everyone if each.excused)
    last = queries.last_needs_review(organisation)
    looked = f"on {day_in_words(last.reviewed_on)}" if last else "not yet"
    share = queries.share(everyone, day)
    return Standing(
        id="training",
        title="Training and declarations",
        public=(shown.target_alone(share), shown.RULE),
        says=(
            shown.target(share),
            shown.RULE,
            f"On long leave: {on_leave:,}.",
            f"Got a story right in practice within a year: {practised:,} of {len(everyone):,}.",
            f"What each role must learn was last looked through: {looked}.",
            shown.gate_in_words(organisation.gate_days),
        ),
        columns=("Who", "How often", "Done", "Asked of"),
        rows=tuple(_row(kind, everyone, day) for kind in queries.kinds_of(organisation)),
    )


def _row(kind: Kind, everyone: Sequence[Progress], day: date) -> tuple[str, ...]:
    """Return the row of one kind: its title, who, how often, and how many of those it is asked of have done it."""
    share = queries.share(everyone, day, kind.code)
    return kind.title, kind.whose, kind.how_often, f"{share.trained:,}", f"{share.counted:,}"
