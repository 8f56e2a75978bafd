"""What a worker may see: their own drafts and decisions, and nobody else's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Max, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from audit.ledger import queries as ledger
from audit.ledger.events import Event
from audit.ledger.models import Entry
from audit.oversight.advice.models import Thread, Whom
from audit.oversight.advice.queries import open_for
from audit.oversight.review.queries import OWN, SaidToYou, for_worker
from audit.oversight.weighing.models import Weighing
from audit.oversight.weighing.queries import Heard, answered, heard
from decisions.rulesets import library
from decisions.wizard import drafts, wording
from decisions.wizard.journey import DANGER
from decisions.wizard.models import Decision, Draft, Reminder
from portal import standing
from portal.contacts import guardian_of
from portal.days import moment_in_words
from portal.paging import read_page

if TYPE_CHECKING:
    from portal.models import Organisation, User

NEWS = timedelta(days=28)
"""How long the home page tells what was said of a decision that was not opened since."""
ASKED = "ask_guardian"
ANSWERED = "The Guardian’s answer"
FINDING_OUT = "Ask the Guardian first. They are finding out more"
SIZE = 25
UNFINISHED = 20
RECENT = 3


def draft_of(worker: User, draft_id: UUID) -> Draft | None:
    """Return a worker's own draft, or None."""
    return drafts.read(worker, draft_id)


def decisions_of(worker: User) -> QuerySet[Decision]:
    """Return a worker's own decisions, the latest first; those of a place where they no longer work are not theirs."""
    here = standing.organisations_of(worker)
    return Decision.objects.filter(worker=worker, organisation__in=here).order_by("-made_at", "-id")


def decision_of(worker: User, decision_id: UUID) -> Decision | None:
    """Return a worker's own decision, or None."""
    return decisions_of(worker).filter(pk=decision_id).select_related("organisation", "entry").first()


def has_decided(worker: User, decision_id: UUID) -> bool:
    """Say whether a draft of this id has become this worker's decision."""
    return Decision.objects.filter(pk=decision_id, worker=worker).exists()


@dataclass(frozen=True, slots=True)
class Page:
    """Some decisions, and where the pages before and after begin ("" where there is none)."""

    decisions: list[Decision]
    older: str
    newer: str


def page(worker: User, *, before: str = "", after: str = "", size: int = SIZE) -> Page:
    """Return a page of a worker's decisions by where it begins; a place that means nothing is the first page."""
    rows = decisions_of(worker)
    place = _place(after or before)
    back = bool(place and after)
    if place:
        rows = rows.filter(_beyond(*place, "gt" if back else "lt"))
    if back:
        rows = rows.reverse()
    found = read_page(lambda most: rows[:most], size, back=back, first=not place)
    return Page(
        found.rows, _mark(found.after) if found.after else "", _mark(found.before) if found.before else ""
    )


def _beyond(at: datetime, decision_id: UUID, side: str) -> Q:
    """Return what comes after a place in the order of the list, or before it."""
    return Q(**{f"made_at__{side}": at}) | Q(made_at=at, **{f"id__{side}": decision_id})


def _mark(decision: Decision) -> str:
    """Return a decision's place in the list as an address can hold it."""
    return f"{int(decision.made_at.timestamp() * 1_000_000)}_{decision.id.hex}"


def _place(mark: str) -> tuple[datetime, UUID] | None:
    """Return the place a mark stands for, or None where it is not one of ours."""
    micros, _, number = mark.partition("_")
    try:
        seconds, rest = divmod(int(micros), 1_000_000)
        at = datetime.fromtimestamp(seconds, tz=timezone.get_default_timezone())
        return at + timedelta(microseconds=rest), UUID(number)
    except (ValueError, OverflowError, OSError):
        return None


def door_in_words(decision: Decision) -> str:
    """Return what a decision was about, as the list says it."""
    if decision.outcome.startswith(DANGER):
        return "Someone in danger"
    if decision.door == library.START:
        return "Not clear yet"
    try:
        return library.current(decision.ruleset).title
    except library.UnknownRuleset:
        return "Questions of before"


def outcome_in_words(decision: Decision) -> str:
    """Return how a decision ended, as lists say it."""
    if decision.departed:
        return wording.DECIDED["departed"]
    return wording.BY_OUTCOME.get(decision.outcome) or wording.DECIDED[decision.outcome_kind]


def unfinished(worker: User) -> list[dict[str, Any]]:
    """Return a worker's drafts for the home page: what about whom (first letters), since when, until when."""
    found = drafts.of(worker).select_related("membership__organisation").order_by("due_at", "-updated_at")
    threads = open_for(worker) if found else {}
    return [
        {
            "advice": _asked(draft, threads.get(draft.pk)),
            "url": reverse("wizard:resume", args=[draft.pk]),
            "title": _title(draft),
            "when": moment_in_words(draft.created_at),
            "due": draft.due_at,
            "overdue": drafts.is_late(draft),
        }
        for draft in found[:UNFINISHED]
    ]


def _asked(draft: Draft, thread: Thread | None) -> str:
    """Return how it stands with the advice that was asked for on the way, or "" where none was."""
    if thread is None:
        return ""
    if thread.waiting_since is None:
        return f"{thread.get_whom_display()} has answered"
    guardian = guardian_of(draft.membership.organisation).name if thread.whom == Whom.GUARDIAN else ""
    asked = guardian or str(thread.get_whom_display()).lower()
    return f"Waiting for advice – asked {asked}, {moment_in_words(thread.waiting_since)}"


def news(worker: User, organisation: Organisation) -> list[SaidToYou | Heard]:
    """Return what was said of this worker's decisions that they have not opened since, the latest first."""
    since = timezone.now() - NEWS
    told = [each for each in for_worker(worker, organisation) if each.at > since]
    said: list[SaidToYou | Heard] = [*told, *heard(worker, organisation, since)]
    said.sort(key=lambda each: each.at, reverse=True)
    decided = {each.decision for each in said}
    own = Entry.objects.filter(about_id__in=decided, event=Event.DECISION_OPENED, flags__contains=[OWN])
    seen = dict(own.values_list("about_id").annotate(Max("recorded_at"))) if said else {}
    return [each for each in said if each.decision not in seen or seen[each.decision] < each.at]


def _title(draft: Draft) -> str:
    """Return what a draft is about without a name in it."""
    try:
        journey = drafts.journey_of(draft)
    except drafts.RulesGone:
        return "Questions that have changed"
    about = wording.about(journey.state.answers)
    person = journey.state.people.get(journey.individual)
    return f"{about}: {wording.initials(person['name'])}" if person else about


def recent(worker: User) -> list[dict[str, Any]]:
    """Return a worker's last decisions for the home page."""
    return rows(worker, list(decisions_of(worker)[:RECENT]))


def rows(worker: User, decisions: Sequence[Decision]) -> list[dict[str, Any]]:
    """Return some of a worker's decisions as lists show them, with what the Guardian answered where they asked."""
    asked = [each.pk for each in decisions if each.outcome_kind == ASKED and not each.departed]
    weighed = answered(worker, asked) if asked else {}
    return [row(each, weighed.get(each.pk)) for each in decisions]


def row(decision: Decision, weighed: Weighing | None = None) -> dict[str, Any]:
    """Return one decision as lists show it: no name in it."""
    outcome = outcome_in_words(decision)
    if weighed is not None:
        outcome = (
            f"{outcome}. {ANSWERED}: {wording.DECIDED[weighed.kind]}" if weighed.settled else FINDING_OUT
        )
    return {
        "url": reverse("wizard:decision", args=[decision.pk]),
        "reference": decision.reference,
        "door": door_in_words(decision),
        "outcome": outcome,
        "when": moment_in_words(decision.made_at),
    }


def later(entry: Entry) -> dict[str, list[dict[str, Any]]]:
    """Return what was shared and what was added after a decision, the first first, each with its words and time."""
    names = {Event.DISCLOSURE_MADE: "disclosures", Event.DECISION_ADDED_TO: "addenda"}
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in names.values()}
    for each in reversed(ledger.about(entry, events=names)):
        said = ledger.body_of(each) | {"at": moment_in_words(each.recorded_at)}
        found[names[Event(each.event)]].append(said)
    return found


def open_reminders(worker: User) -> QuerySet[Reminder]:
    """Return the dangers a worker has neither recorded nor found to be none."""
    closed = Decision.objects.filter(worker=worker).values("id")
    return Reminder.objects.filter(worker=worker, end=None).exclude(draft__in=closed)
