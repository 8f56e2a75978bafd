"""A desk with a Guardian, a deputy and a second Guardian, each of whom made one of everything that others judge."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from django.urls import reverse

from audit.ledger.ids import new_id
from audit.ledger.models import Entry
from audit.oversight import reading
from audit.oversight.advice.models import Thread
from audit.oversight.review.actions import After, Task, check_example, propose_example
from audit.oversight.review.models import Example, FollowUp
from audit.oversight.watching import actions as watching
from audit.oversight.watching import unseen
from audit.oversight.watching.models import Look
from audit.oversight.weighing.actions import Ended, weigh
from portal.days import london_day
from portal.models import Organisation, User
from portal.roles import Role
from tests.audit.conftest import Place, make_place
from tests.audit.oversight import asking, concerned, desk_world, look_stage, lot_stage
from tests.audit.reports import year

JUDGED = "So said the other reader"
TASK = "Ring the surgery back"
ENDED = Ended(
    "keep", "do_not_share", settled=True, path="/", advice="Keep it", body={"advice": {"title": JUDGED}}
)


@dataclass
class Desk:
    """The place, its readers by name, and the id of all that each of them made, by the names of the table."""

    place: Place
    readers: dict[str, User]
    own: dict[str, dict[str, Any]]

    @property
    def organisation(self) -> Organisation:
        return self.place.organisation

    def address(self, name: str, whose: str, own: str) -> str:
        return reverse(name, args=[self.own[whose][own]])

    def more_of(self, name: str) -> Entry:
        """Let a reader make one more of all that is counted, and return the decision among it."""
        place, person = self.place, self.readers[name]
        asking.ask(place, by=person, urgent=True)
        look_stage.look(place, "own_surname", who=person, whom=uuid4())
        return decision(place, person, "overruled")


def desk() -> Desk:
    """Make the place and everything on its desk."""
    place = make_place("willow")
    readers = {
        "priya": place.priya,
        "owen": asking.person(place, "owen", Role.DEPUTY),
        "gwen": desk_world.reader(place),
    }
    drawn = {name: lot_stage.decided(place, by=person) for name, person in readers.items()}
    lot_stage.decided(place)
    lot_stage.draw(place)
    own = {}
    for name, person in readers.items():
        others = [each for each in readers.values() if each != person]
        own[name] = _own(place, person, others) | {"drawn": drawn[name].pk}
    reading.catch_up(place.organisation)
    return Desk(place, readers, own)


def decision(place: Place, person: User, *flags: str) -> Entry:
    """Return a decision of this person's."""
    body = {"decided": "share", "answers": {"danger": "no"}, "asked": []}
    return desk_world.decided(place, *flags, by=person, body=body)


def _own(place: Place, person: User, others: list[User]) -> dict[str, Any]:
    waiting, thread = decision(place, person, "overruled"), asking.ask(place, by=person)
    answered = asking.ask(place, by=person)
    asking.advise(place, answered, by=others[0])
    return {
        **_judged(place, person, others),
        "waiting": waiting.pk,
        "put": decision(place, person, "decided.ask_guardian").pk,
        "weighed": _weighed(place, person, others[0]),
        "thread": thread.pk,
        "on_the_way": thread.decision,
        "answered": answered.pk,
        "look": look_stage.look(place, "no_tie", who=person, whom=uuid4()).pk,
        "raised": concerned.concern_of(place, by=person).pk,
        "blamed": concerned.concern_of(place, decision=waiting).pk,
        "report": year.sent(_year(place, person)).pk,
    }


def _weighed(place: Place, person: User, by: User) -> Any:
    """Return a decision that this person put to the Guardian and that another has weighed."""
    put = decision(place, person, "decided.ask_guardian").pk
    weigh(organisation=place.organisation, decision=put, ended=ENDED, turn=0, event_id=new_id(), by=by)
    return put


def _judged(place: Place, person: User, others: list[User]) -> dict[str, Any]:
    """Return decisions of one person at which others have looked, and what came of it."""
    one, two = others
    second, differing = (decision(place, person, "public_interest") for _ in range(2))
    asked, done = (decision(place, person, "overruled") for _ in range(2))
    for each in (second, differing):
        desk_world.view(each, one, words=JUDGED)
    desk_world.view(differing, two, "no", words=JUDGED)
    question = desk_world.view(asked, one, "ask", words=JUDGED)
    task = After(task=Task(TASK, desk_world.tomorrow()))
    desk_world.view(done, one, words=JUDGED, after=task)
    words = {"title": "A surgery rings", "story": "They ask for tablets.", "why": "It is for their care."}
    example = propose_example(decision=done, sure=True, event_id=new_id(), by=person, **words)
    return {
        "second": second.pk,
        "differing": differing.pk,
        "asked": asked.pk,
        "done": done.pk,
        "said": question.pk,
        "task": FollowUp.objects.get(worker=person).pk,
        "example": example.pk,
    }


def _year(place: Place, writer: User) -> Any:
    """Return what the tests of reports know a place by, with this person as who writes there."""
    return SimpleNamespace(organisation=place.organisation, ruth=writer, code=f"{london_day().year}")


def _unseen(desk: Desk, own: dict[str, Any], by: User) -> Any:
    return {
        "by": by,
        **dict(zip(("lot", "drawn"), unseen.one(desk.organisation, own["drawn"], by), strict=True)),
    }


ACTIONS: dict[str, Callable[[Desk, dict[str, Any], User], Any]] = {
    "review": lambda desk, own, by: desk_world.view(Entry.objects.get(pk=own["waiting"]), by),
    "advise": lambda desk, own, by: asking.advise(desk.place, Thread.objects.get(pk=own["thread"]), by=by),
    "open_look": lambda desk, own, by: watching.open_look(
        organisation=desk.organisation, look=Look.objects.get(pk=own["look"]), by=by
    ),
    "explain_look": lambda desk, own, by: watching.explain_look(
        look=Look.objects.get(pk=own["look"]), words="I asked", by=by
    ),
    "raise_from_look": lambda desk, own, by: watching.raise_from_look(
        look=Look.objects.get(pk=own["look"]), words="I asked", by=by
    ),
    "open_unseen": lambda desk, own, by: watching.open_unseen(**_unseen(desk, own, by)),
    "judge_unseen": lambda desk, own, by: watching.judge_unseen(
        **_unseen(desk, own, by), decided="share", words="She agreed"
    ),
    "check_example": lambda desk, own, by: check_example(
        example=Example.objects.get(pk=own["example"]), joins=True, note="", event_id=new_id(), by=by
    ),
    "weigh": lambda desk, own, by: weigh(
        organisation=desk.organisation, decision=own["put"], ended=ENDED, turn=0, event_id=new_id(), by=by
    ),
}
"""What a reader does with one thing of their own or of another's."""
REFUSALS = (
    "This is your own",
    "You asked this",
    "This is what you",
    "You made this",
    "You wrote this",
    "You decided",
)
