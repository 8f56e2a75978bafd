"""How this room's findings read: sentences, rows and cells, with no name on any list."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from audit.agreement import ENOUGH, Agreement, Pairs, agreement
from audit.kinds import KINDS, in_words
from audit.ledger.events import WORDS, Event
from audit.ledger.queries import Opened, opened
from audit.oversight.desk.models import Matter
from audit.oversight.watching import odd
from audit.oversight.watching.agreed import RECENT, Trend
from audit.oversight.watching.alike import Compared
from audit.oversight.watching.models import CameOf, Judged, Look, LookJudged
from audit.oversight.watching.unseen import Drawn, Standing
from audit.oversight.words import Row, row, text
from portal.days import moment_in_words
from portal.design.components import component
from portal.models import User

STANDINGS: Mapping[Standing, str] = {
    Standing.OWN: "You made it, so somebody else decides it again",
    Standing.SEEN: "You know what was decided, so somebody else decides it again",
    Standing.JUDGED: "Decided again",
    Standing.GONE: "Left out: its details are gone",
}
OUR_OWN = "The portal does not know why."


def look_row(look: Look, homes: Mapping[UUID, str]) -> list[object]:
    """Return what the list says of an odd look: no name, neither whose nor of whom."""
    link = format_html(
        '<a href="{}">{}</a>', reverse("watching:look", args=[look.pk]), moment_in_words(look.at)
    )
    tags = [component("tag", {"text": each.title, "colour": "orange"}) for each in _reasons(look)]
    return [
        link,
        format_html_join(" ", "{}", ((tag,) for tag in tags)),
        homes.get(look.home_id, "") if look.home_id else "",
        look.people,
    ]


def _reasons(look: Look) -> list[odd.Odd]:
    return [each for each in map(odd.reason, look.odd) if each]


def because(look: Look) -> list[str]:
    """Return why a look seems odd, a sentence each."""
    return [each.because for each in _reasons(look)] or [OUR_OWN]


def seen_row(each: Opened, look: Look) -> list[str]:
    """Return when a worker looked at something and at what; the look itself is marked."""
    says = text(each.body.get("says")) or WORDS[Event(each.entry.event)]
    return [
        moment_in_words(each.entry.recorded_at),
        f"{says} (this look)" if each.entry.pk == look.pk else says,
    ]


def decision_row(matter: Matter, look: Look) -> list[object]:
    """Return a decision that the worker made soon after, and whether it was about the person of the look."""
    link = format_html(
        '<a href="{}">{}</a>', reverse("oversight:decision", args=[matter.pk]), matter.reference
    )
    same = look.individual_id is not None and matter.individual_id == look.individual_id
    return [link, moment_in_words(matter.recorded_at), "This person" if same else "Somebody else"]


def came_of(judged: LookJudged) -> list[Row]:
    """Return what came of looking into a look, who said so, and in which words."""
    body = opened([judged.entry])[0].body
    return [
        row("What came of it", CameOf(judged.finding).label),
        row("Who looked into it", judged.judge.full_name),
        row("When", moment_in_words(judged.made_at)),
        row("What they found out", body.get("text")),
    ]


def side_by_side(decision: Matter, judged: Judged, viewer: User) -> list[Row]:
    """Return what the worker decided beside what the reader would have."""
    who = "You" if judged.judge_id == viewer.pk else judged.judge.full_name
    return [
        row("The worker decided", _kind(decision.decided)),
        row(f"{who} would have decided", _kind(judged.decided)),
        row("Decided again on", moment_in_words(judged.made_at)),
    ]


def _kind(code: str) -> str:
    return KINDS.get(code, in_words(code))


def percent(share: float) -> str:
    """Return a share in whole percent."""
    return f"{round(100 * share)}%"


def months(counted: Mapping[date, Pairs]) -> list[list[object]]:
    """Return how far readers agreed in each month, the latest first."""
    found = ((month, agreement(pairs)) for month, pairs in counted.items())
    return [[f"{month:%B %Y}", each.pairs, each.same, kappa(each)] for month, each in found if each]


def kappa(found: Agreement) -> str:
    """Return kappa with its interval, or why there is none."""
    if found.pairs < ENOUGH:
        return "Too few to say"
    if found.kappa is None or found.kappa_between is None:
        return "None: both always decided the same one thing"
    low, high = found.kappa_between
    return f"{found.kappa:.2f} (between {low:.2f} and {high:.2f})"


def in_short(found: Agreement) -> str:
    """Return how far readers agreed, in a sentence."""
    said = f"{found.same} of {found.pairs} were decided the same"
    if found.pairs < ENOUGH:
        return f"{said}. Fewer than {ENOUGH} are too few to say more."
    low, high = map(percent, found.between)
    return (
        f"{said}: {percent(found.rate)}. If many more were drawn, we would expect between {low} and {high}."
    )


def trend(found: Trend | None) -> str:
    """Return how agreement changed, in sentences; "" where there are too few to say."""
    if found is None:
        return ""
    now, before = found.now, found.before
    chance = "unlikely to be" if found.more_than_chance else "perhaps only"
    return (
        f"In the latest {RECENT} months {now.same} of {now.pairs} were decided the same, in the {RECENT} before "
        f"them {before.same} of {before.pairs}. The difference is {chance} chance."
    )


def drawn_row(number: int, drawn: Drawn, homes: Mapping[UUID, str]) -> list[object]:
    """Return one drawn decision: a number, since its reference would lead to what was decided."""
    home = homes.get(drawn.entry.home_id, "") if drawn.entry.home_id else ""
    return [f"Decision {number}", home, _stands(number, drawn)]


def _stands(number: int, drawn: Drawn) -> str | SafeString:
    """Return where a drawn decision stands, with the link that leads on if there is one."""
    says = STANDINGS.get(drawn.standing, "Decide it again")
    if drawn.standing not in {Standing.OPEN, Standing.JUDGED}:
        return says
    url = reverse("watching:unseen", args=[drawn.entry.pk])
    return format_html(
        '<a href="{}">{}<span class="nhsuk-u-visually-hidden">: decision {}</span></a>', url, says, number
    )


def name_of(each: Compared, names: Mapping[UUID, str]) -> str:
    """Return the name of the home or the worker."""
    return names.get(each.who, "No home") if each.who else "No home"


def compared(each: Compared, name: str) -> str:
    """Return a difference that stands out, in sentences."""
    often = "more often" if each.more else "less often"
    return (
        f"{name} {each.measure.does} {often} than others: {each.hits} of {each.number}, others {each.other_hits} "
        f"of {each.other_number} (questions: {in_words(each.door)}). This is unlikely to be chance."
    )


def compared_row(each: Compared, name: str) -> list[object]:
    """Return one share beside that of all others."""
    return [
        name,
        f"{in_words(each.door)}: {each.measure.does}",
        f"{each.hits} of {each.number}",
        f"{each.other_hits} of {each.other_number}",
        "Unlikely" if each.stands_out else "Perhaps",
    ]
