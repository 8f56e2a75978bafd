"""People who learn: a manager, a second home, and pages visited as a browser does."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import time_machine
from django.test import Client

from audit.assurance.training import actions, queries
from audit.assurance.training.kinds import INDUCTION, YEARLY, built_in, of_code
from audit.ledger import queries as ledger
from audit.ledger.ids import new_id
from audit.ledger.models import Entry
from portal.days import LONDON, london_day
from portal.models import Membership
from tests.portal.visit import page


def client_of(user):
    client = Client()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


def words(response):
    return " ".join(page(response).main.text.split())


def on(day, hour=12, minute=0):
    """Let it be a day in London, at an hour."""
    moment = datetime.combine(day, time(hour, minute), LONDON)
    return time_machine.travel(moment, tick=False)


def since(user, day):
    Membership.objects.filter(user=user).update(began_on=day)


def learn(place, by, kind="yearly", who=None, done_on=None, **given):
    fields = {"note": "Certificate in the staff file", "event_id": new_id()} | given
    return actions.record(
        organisation=place.organisation,
        kind=kind,
        who=[each.pk for each in who] if who else [by.pk],
        done_on=done_on or london_day(),
        by=by,
        **fields,
    )


def declare(place, by, **given):
    fields = {"promised": True, "event_id": new_id()} | given
    return actions.declare(organisation=place.organisation, by=by, **fields)


def told(event):
    return [ledger.body_of(each) for each in Entry.objects.filter(event=event).order_by("seq")]


LONG_AGO = date(2024, 1, 8)
DAY = timedelta(days=1)
YEARLY_KIND = of_code(built_in(), YEARLY)
ONCE_KIND = of_code(built_in(), INDUCTION)


def excuse(place, by, user, first, last, **given):
    fields = {"reason": "Long leave", "event_id": new_id()} | given
    return actions.excuse(
        organisation=place.organisation, who=user.pk, first=first, last=last, by=by, **fields
    )


def gate_of(place, by, days=14, *, on=True, **given):
    fields = {"reason": "We agreed it", "event_id": new_id()} | given
    return actions.set_gate(organisation=place.organisation, on=on, days=days, by=by, **fields)


def add(place, by, title="Our phones", **given):
    fields = {"about": "", "every": "year", "roles": [], "event_id": new_id()} | given
    return actions.add_kind(organisation=place.organisation, title=title, by=by, **fields)


def held(user):
    return Membership.objects.select_related("organisation", "user").get(user=user)


def stop(user, day=None):
    return queries.gate(held(user), day or london_day())


def share(place, day=None):
    day = day or london_day()
    return queries.share(queries.progress(place.organisation, day), day)


def end_kind(place, by, code, **given):
    fields = {"reason": "We have no phones", "event_id": new_id()} | given
    return actions.end_kind(organisation=place.organisation, code=code, by=by, **fields)
