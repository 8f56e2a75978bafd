"""Everyone's training, for those who keep it: who is due, one person, many at once, and long leave."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from audit.assurance.people import Person, find, people
from audit.assurance.training import actions, queries, shown
from audit.assurance.training.forms import ExcuseForm, RecordForm
from audit.assurance.training.views import BESIDE, BOTH
from audit.assurance.written import written
from audit.place import organisation_of, place_in
from audit.posted import kindly, typed
from portal.days import day_in_words, london_day
from portal.login import behind_log_in
from portal.models import Organisation
from portal.roles import may
from portal.standing import only_home

SIZE = 50
MOST_TICKED = 200
"""How many are offered to tick on one page; a form takes no more fields than 500."""


@behind_log_in
@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """Show everyone whom this reader looks after, whoever is late first, and whether the target is reached."""
    organisation, home_id = _place(request)
    today = london_day()
    everyone = queries.progress(organisation, today, home_id)
    stories = queries.practised(organisation, today)
    ordered = sorted(everyone, key=lambda each: not each.late(today))
    first = min(place_in(request, "from") or 0, len(ordered))
    late = sum(bool(each.late(today)) for each in everyone)
    context = {
        "target": shown.target(queries.share(everyone, today)),
        "rule": shown.RULE,
        "late": late,
        "head": shown.HEAD_OF_PEOPLE,
        "rows": [
            shown.person(each, today, stories.get(each.person.user.pk, 0))
            for each in ordered[first : first + SIZE]
        ],
        "before": f"?from={max(first - SIZE, 0)}" if first else "",
        "after": f"?from={first + SIZE}" if first + SIZE < len(ordered) else "",
        "gate": shown.gate_in_words(organisation.gate_days),
        "may_set_gate": may(request.membership, "manage"),  # type: ignore[attr-defined]
        "one_home": home_id is not None,
    }
    return render(request, "assurance/training/people.html", context)


@require_http_methods(BOTH)
@behind_log_in
@kindly
def record(request: HttpRequest) -> HttpResponse:
    """Write down what many people learned on one day."""
    organisation, home_id = _place(request)
    everyone = people(organisation, home_id)
    first = min(place_in(request, "from") or 0, len(everyone))
    offered = everyone[first : first + MOST_TICKED] or everyone[:MOST_TICKED]
    form = RecordForm(typed(request), kinds=queries.kinds_of(organisation), everyone=offered)

    def act(key: UUID) -> object:
        given = form.cleaned_data
        return actions.record(
            organisation=organisation,
            event_id=key,
            by=request.user,  # type: ignore[arg-type]
            **given | {"who": [UUID(each) for each in given["who"]]},
        )

    words = {
        "title": "Write down training for many at once",
        "says": "Everyone you tick gets their own line. A declaration is not here: each person makes it themself.",
        "back": reverse("training:people"),
        "more": f"?from={first + MOST_TICKED}" if first + MOST_TICKED < len(everyone) else "",
    }
    return written(request, form, act, then="training:people", shown=words, beside=BESIDE)


@behind_log_in
@require_GET
def person(request: HttpRequest, membership: int) -> HttpResponse:
    """Show one person: what they must learn, what they did, and whether they are on leave."""
    organisation, found = _person(request, membership)
    today = london_day()
    duties = queries.duties_of(
        found,
        queries.kinds_of(organisation),
        queries.done(organisation, [found.user]),
        queries.posts_of(organisation),
    )
    excused = queries.excuses(organisation, today, [found.user]).get(found.user.pk)
    context = {
        "person": found,
        "head": shown.HEAD[:2],
        "rows": [row[:2] for row in shown.mine(duties, today)],
        "excused": f"On leave until {day_in_words(excused.last)}. Nothing is due meanwhile."
        if excused
        else "",
        "learned": [
            (title, day_in_words(day), note)
            for _entry, title, day, note in queries.history(organisation, found.user)
        ],
    }
    return render(request, "assurance/training/person.html", context)


@require_http_methods(BOTH)
@behind_log_in
@kindly
def leave(request: HttpRequest, membership: int) -> HttpResponse:
    """Write down that somebody is on long leave."""
    organisation, found = _person(request, membership)
    form = ExcuseForm(typed(request))

    def act(key: UUID) -> object:
        return actions.excuse(
            organisation=organisation,
            who=found.user.pk,
            event_id=key,
            by=request.user,  # type: ignore[arg-type]
            **form.cleaned_data,
        )

    words = {
        "title": "Long leave",
        "caption": found.name,
        "says": "Nothing is due while they are on leave, and they are not counted. "
        "If they come back early, write it down again with the new last day.",
        "back": reverse("training:person", args=[membership]),
    }
    return written(request, form, act, then=words["back"], shown=words, beside=BESIDE)


def _place(request: HttpRequest) -> tuple[Organisation, UUID | None]:
    """Return the organisation, and the one home whose people this reader looks after, if it is one."""
    organisation = organisation_of(request, "assure")
    return organisation, only_home(request.membership)  # type: ignore[attr-defined]


def _person(request: HttpRequest, membership: int) -> tuple[Organisation, Person]:
    """Return somebody whom this reader looks after; of anyone else there is no page."""
    organisation, home_id = _place(request)
    found = find(people(organisation, home_id), membership)
    if found is None:
        raise Http404
    return organisation, found
