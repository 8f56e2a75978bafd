"""The question page, drawn once and kept.

What a question looks like is fixed by the ruleset, the question, the ticked answer and whether nothing was
answered. So the whole page is drawn once with slots in it, and each showing fills the slots: the token, who is
logged in, the addresses, what the registers say. No slot's filling is kept, nor any page with typed words in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template import Context
from django.template.loader import get_template
from django.urls import reverse
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from decisions.engine.ruleset import Question
from decisions.rulesets import library
from decisions.wizard.forms import QuestionForm, form_for
from decisions.wizard.journey import ALSO, Journey
from portal import telephone
from portal.contacts import Contact, guardian_of
from portal.design.components import component
from portal.design.context import Page
from portal.design.forms import form_errors, render_bound
from portal.models import Membership

OPEN, CLOSE = "\ue0f0", "\ue0f1"
SLOTS: Final = re.compile(f"{OPEN}([a-z_]+){CLOSE}")
KEPT_KINDS: Final = frozenset({"radios", "checkboxes"})

Key = tuple[str, str, str | tuple[str, ...] | None, bool]


def _slot(name: str) -> SafeString:
    """Return what stands in a kept page for something that differs at each showing."""
    return mark_safe(f"{OPEN}{name}{CLOSE}")  # noqa: S308  # nosec B308 B703: fixed words


class SlottedPage(Page):
    """What base.html asks about the request, as slots."""

    logged_in = True
    person = _slot("person")
    place = _slot("place")
    logged_out_url = _slot("logged_out_url")
    # A decision belongs to the place where it was begun, so no question leads to another.
    places_url = ""

    def __init__(self) -> None:
        """There is no request: nothing here belongs to anyone."""


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a question: a mark before the page's title, lines over the question, the way to stop.

    `call` is the line that says whom to ask; None is the usual one.
    """

    mark: str = ""
    over: str = ""
    leave: str = "Save and come back later"
    leave_url: str = ""
    call: str | None = None


DECIDING: Final = Around()
BELOW_999: Final = Around(
    over=SafeString('<p class="app-danger"><a href="tel:999">Call 999</a> if it cannot wait.</p>')
)
"""While someone is in danger every question stands below the number that helps."""


def question_page(
    request: HttpRequest,
    membership: Membership,
    journey: Journey,
    form: QuestionForm | None = None,
    *,
    question_id: str,
    back: str,
    says: Sequence[str] = (),
    nothing_answered: bool = False,
    around: Around = DECIDING,
    advice: tuple[str, str] = ("", ""),
) -> HttpResponse:
    """Return the page of one question: as the journey has it, or as `form` has it where something was typed.

    `advice` is what was asked of somebody: what stands by the answers, and what stands below them.
    """
    parts = _parts(journey, form, question_id, nothing_answered=nothing_answered)
    person = request.user
    fill = {
        "token": get_token(request),
        "person": escape(person.full_name),  # type: ignore[union-attr]
        "place": escape(membership.place),
        "logged_out_url": f"{reverse('portal:logged_out')}?next={quote(request.get_full_path())}",
        "back": back,
        "action": escape(request.get_full_path()),
        "notice": notice(journey),
        "register": advice[0] + register_box(says, journey),
        "advice": advice[1],
        "mark": escape(around.mark),
        "over": around.over,
        "leave": escape(around.leave),
        "leave_url": around.leave_url or reverse("portal:home"),
        "call": whom_to_call(guardian_of(membership.organisation)) if around.call is None else around.call,
    }
    html = "".join(fill[part] if place % 2 else part for place, part in enumerate(parts))
    return HttpResponse(html)


def _parts(
    journey: Journey, form: QuestionForm | None, question_id: str, *, nothing_answered: bool
) -> tuple[str, ...]:
    """Return a page cut at its slots: drawn before where no typed words are in it, else drawn now."""
    digest = journey.ruleset.digest
    kept = _kept_answer(journey, question_id) if form is None or nothing_answered else None
    if kept is not None:
        return _drawn_once((digest, question_id, None if nothing_answered else kept[0], nothing_answered))
    kind = form_for(digest, question_id)
    return _draw(digest, question_id, form or kind(initial=kind.as_initial(journey.state.answers)))


def _kept_answer(journey: Journey, question_id: str) -> tuple[str | tuple[str, ...] | None] | None:
    """Return the ticked answer where the page may be kept: no typed words are in it. Else None."""
    answers = journey.state.answers
    if journey.ruleset.questions[question_id].kind not in KEPT_KINDS or answers.get(question_id + ALSO):
        return None
    given = answers.get(question_id)
    return (tuple(given) if isinstance(given, list) else given,)


@lru_cache(maxsize=2000)
def _drawn_once(key: Key) -> tuple[str, ...]:
    """Return a page without typed words; the same for everyone."""
    digest, question_id, given, nothing_answered = key
    kind = form_for(digest, question_id)
    initial = list(given) if isinstance(given, tuple) else given
    return _draw(digest, question_id, kind({}) if nothing_answered else kind(initial={"answer": initial}))


def _draw(digest: str, question_id: str, form: QuestionForm) -> tuple[str, ...]:
    """Draw a page and cut it at its slots: text, slot name, text, and so on."""
    ruleset = library.by_digest(digest)
    question = ruleset.questions[question_id]
    html = get_template("wizard/question.html").template.render(_context(question, form))  # type: ignore[attr-defined]
    return tuple(SLOTS.split(html))


def _context(question: Question, form: QuestionForm) -> Context:
    """Return what the template of a question shows."""
    errors = form_errors(form)
    controls = "\n".join(render_bound(bound) for bound in form.in_order())
    # Before the answers and inside their group, so that nobody chooses without having met it.
    controls = controls.replace("</legend>", "</legend>" + _slot("register"), 1)
    return Context(
        {
            "page": SlottedPage(),
            "csrf_token": _slot("token"),
            "question": question,
            "controls": mark_safe(controls),  # noqa: S308  # nosec B308 B703: drawn by the design system
            "errors": errors,
            "has_errors": bool(errors),
            "back": _slot("back"),
            "action": _slot("action"),
            "notice": _slot("notice"),
            **{name: _slot(name) for name in ("mark", "over", "leave", "leave_url", "advice", "call")},
        }
    )


def whom_to_call(guardian: Contact) -> SafeString:
    """Return the line on every question that says whom to ask."""
    if not guardian:
        return SafeString("<p>Not sure? Ask your supervisor before you go on.</p>")
    number = format_html(", {}", telephone.link(guardian.phone))
    return format_html(
        "<p>Not sure? Ask your supervisor, or call {}, {}{}.{}</p>",
        guardian.name,
        guardian.role,
        number if guardian.phone else "",
        format_html("<br>{}.", guardian.at_night) if guardian.at_night else "",
    )


def notice(journey: Journey) -> SafeString:
    """Return what the last answer made to no longer apply, or nothing."""
    titles = journey.state.notice
    if not titles:
        return SafeString("")
    told = "This answer no longer applies" if len(titles) == 1 else "These answers no longer apply"
    listed = format_html_join("", "<li>{}</li>", ((title,) for title in titles))
    html = format_html(
        '<p class="nhsuk-notification-banner__heading">{}, so we took {} out:</p>'
        '<ul class="nhsuk-list nhsuk-list--bullet">{}</ul>',
        told,
        "it" if len(titles) == 1 else "them",
        listed,
    )
    return component("notification-banner", {"titleText": "You changed an answer", "html": html})


def register_box(says: Sequence[str], journey: Journey) -> SafeString:
    """Return what the registers say about this question, under the name of the person it is about."""
    if not says:
        return SafeString("")
    person = journey.state.people.get(journey.individual)
    about = f"{person['name']} ({person['reference']})" if person else ""
    title = f"What our register says about {about}" if about else "What our register says"
    sentences = format_html_join("", "<li>{}</li>", ((sentence,) for sentence in says))
    return format_html(
        '<div class="nhsuk-card app-register nhsuk-u-margin-bottom-4"><div class="nhsuk-card__content">'
        '<p class="nhsuk-heading-s">{}</p><ul class="nhsuk-list nhsuk-list--bullet">{}</ul></div></div>',
        title,
        sentences,
    )
