"""Concerns in tests: raised, acted on, and what they lack."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from audit.oversight.concerns import actions, queries
from audit.oversight.concerns.models import About
from audit.oversight.concerns.needs import missing
from audit.oversight.concerns.steps import STEPS

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
WORDS = {"why": "Because it is so", "words": "We wrote to the surgery"}
TOLD = {"on": date(2026, 11, 23), "giver": "Priya Nair", "how": "By letter", "words": "We are sorry"}
SAID = {
    "breach": {"severity": "risk", "aware": NOW - timedelta(hours=2), "why": "A stranger read it"},
    "regulator": {"told": NOW, "reference": "IC-123456"},
    "toolkit": {"on": date(2026, 11, 23), "reference": "27001"},
    "explained": TOLD,
    "explanation_withheld": {"reason": "risk", "why": "Her son would hit her"},
    "apologised": TOLD,
    "apology_withheld": {"reason": "died", "why": "He died last week"},
    "lesson": {"words": "Two people read each envelope", "who": "Ruth Bell", "by": date(2027, 1, 31)},
    "complaint": {"received": date(2026, 11, 20)},
    "acknowledged": {"on": date(2026, 11, 23), "how": "By telephone"},
    "outcome": TOLD,
    "warned": {"who": "Elm Road Surgery", "words": "They read names out aloud"},
}
BREACH = ("breach", "contained", "regulator", "toolkit", "explained", "apologised", "lesson")


def concern_of(place, about=About.MISUSE, **given):
    who = {"by": place.amira} | given
    return actions.raise_concern(
        organisation=place.organisation, about=about, text="The list lay in the hall", **who
    )


def take(place, concern, *codes, **changed):
    for code in codes:
        actions.take_step(
            concern=concern, what=code, said={**WORDS, **SAID.get(code, {}), **changed}, by=place.priya
        )
    concern.refresh_from_db()
    return concern


def lacking(concern):
    return [each.sentence for each in missing(queries.standing_of(concern))]


def offered(concern):
    return [each for each in STEPS if each.offered(queries.standing_of(concern))]
