"""A month of decisions, its lot, and a reader who decides one of them again."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

import time_machine
from django.utils import timezone

from audit.ledger.unnamed import Unnamed
from audit.oversight.watching import drawing, unseen
from audit.oversight.watching.actions import draw_lot, judge_unseen
from portal.days import london_day
from tests.audit.door import made

THIS = london_day().replace(day=1)
LATER = datetime.combine(drawing.month_after(THIS), datetime.min.time(), UTC) + timedelta(days=2)


def decided(place, kind="share", flags=(), **given):
    facets = {
        "home": place.home.pk,
        "door": "family",
        "outcome": "share",
        "flags": [f"decided.{kind}", *flags],
    }
    return made(place, facets=facets, **given)


def draw(place):
    with time_machine.travel(LATER, tick=False):
        return draw_lot(organisation=place.organisation, month=THIS, by=Unnamed.PORTAL)


def month_ends_now(monkeypatch):
    """Let this month end at this moment, since nobody can set the ledger's clock."""
    time.sleep(0.002)
    real, now = drawing.begins, timezone.now()
    monkeypatch.setattr(drawing, "begins", lambda month: now if month > THIS else real(month))
    time.sleep(0.002)


def found(place, decision, viewer=None):
    return unseen.one(place.organisation, decision.pk, viewer or place.priya)


def judge(place, decision, kind="share", by=None, **given):
    lot, drawn = found(place, decision, by)
    words = given.pop("words", "She agreed to it")
    return judge_unseen(lot=lot, drawn=drawn, decided=kind, words=words, by=by or place.priya, **given)
