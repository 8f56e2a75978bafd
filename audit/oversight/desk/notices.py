"""What stands over the list: one line for each other thing of the desk that waits, the most pressing first."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from audit.oversight.advice import queries as advice
from audit.oversight.advice.words import waited
from audit.oversight.concerns import queries as concerns
from audit.oversight.review import queries as review
from audit.oversight.verifying import queries as verifying
from audit.oversight.watching import queries as watching
from portal.models import Organisation, User


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing that waits: a sentence, and the page where it is done. `tag` and `colour` are "" for no tag."""

    text: str
    url: str
    tag: str = ""
    colour: str = ""


def notices(organisation: Organisation, viewer: User) -> list[Notice]:
    """Return what else waits for this reader."""
    return [
        *_changed(organisation),
        *_advice(organisation, viewer),
        *_concerns(organisation),
        *_late(organisation),
        *_watching(organisation, viewer),
    ]


def _changed(organisation: Organisation) -> list[Notice]:
    """The nightly check of the record found a fault."""
    if verifying.is_sound(organisation):
        return []
    text = "Our record may have been changed. See what to do now"
    return [Notice(text, reverse("verifying:index"), "Urgent", "red")]


def _advice(organisation: Organisation, viewer: User) -> list[Notice]:
    """A worker waits for advice; the urgent and oldest is named."""
    first = advice.waiting(organisation, viewer, size=1).threads
    if not first:
        return []
    now = timezone.now()
    many = advice.how_many(organisation, viewer)
    who = "1 worker waits" if many == 1 else f"{many:,} workers wait"
    how_long = waited(first[0].waiting_since or now, now).lower()
    mark = {"tag": "Urgent", "colour": "red"} if first[0].urgent else {}
    return [Notice(f"{who} for your advice, the first for {how_long}", reverse("advice:waiting"), **mark)]


def _concerns(organisation: Organisation) -> list[Notice]:
    """Concerns are open; the clock that runs out first is named."""
    found = concerns.summary(organisation)
    if not found.open:
        return []
    many = f"{'more than ' if found.capped else ''}{found.open:,} concern{'' if found.open == 1 else 's'}"
    clock = found.in_words(timezone.now())
    text = f"{many[:1].upper()}{many[1:]} open{'. ' if clock else ''}{clock}"
    over = found.due_at is not None and found.due_at < timezone.now()
    mark = {"tag": "Overdue", "colour": "red"} if over else {}
    return [Notice(text, reverse("concerns:list"), **mark)]


def _late(organisation: Organisation) -> list[Notice]:
    """Workers were asked to do something, and its day is over."""
    late = review.follow_ups_open(organisation).late
    if not late:
        return []
    what = "1 thing that a worker was" if late == 1 else f"{late:,} things that workers were"
    text = f"{what} asked to do {'was' if late == 1 else 'were'} not done in time"
    return [Notice(text, reverse("review:not_done"), "Overdue", "red")]


def _watching(organisation: Organisation, viewer: User) -> list[Notice]:
    """Some reading seems unusual, or decisions drawn by lot are still to be decided again."""
    found = watching.summary(organisation, viewer=viewer)
    looks, lot = (reverse(f"watching:{name}") for name in ("index", "lot"))
    many = "or more " if found.odd >= watching.MOST_COUNTED else ""
    return [
        *([Notice(f"{_many(found.odd, f'{many}unusual look')} to look into", looks)] if found.odd else []),
        *(
            [Notice(f"{_many(found.lot_left, 'decision')} left in the random check", lot)]
            if found.lot_left
            else []
        ),
    ]


def _many(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
