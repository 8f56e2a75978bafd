"""Asking for advice and giving it in tests, and looking at its pages."""

from __future__ import annotations

from uuid import uuid4

from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from audit.ledger.ids import new_id
from audit.ledger.models import Entry
from audit.oversight.advice import actions, queries
from portal.models import Membership, User

FACTS = [{"title": "Who is asking?", "answer": ["Family member or friend"], "also": "Her son, Zeb Canary"}]


def person(place, name, role, home=None):
    user = User.objects.create_user(f"{name}@willow.example", "pass-word-1", full_name=name.title())
    Membership.objects.create(user=user, organisation=place.organisation, home=home, role=role)
    return user


def ask(place, text="May I tell her son?", *, by=None, whom="guardian", urgent=False, **given):
    fields = {
        "organisation": place.organisation,
        "home": place.home,
        "decision": uuid4(),
        "door": "family",
        "question": "agreement",
        "question_title": "Does the person know?",
        "event_id": new_id(),
    } | given
    return actions.ask(text=text, whom=whom, urgent=urgent, by=by or place.amira, **fields)


def more(place, thread, text="He is at the door", **given):
    return ask(place, text, decision=thread.decision, whom=thread.whom, **given)


def advise(place, thread, text="Ask her first", *, by=None, **given):
    return actions.advise(thread=thread, text=text, event_id=new_id(), by=by or place.priya, **given)


def said(thread):
    return [(line.is_advice, line.text) for line in queries.lines(thread)]


def entries(event):
    return list(Entry.objects.filter(event=event).order_by("seq"))


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def page(client, url, status=200):
    response = client.get(url)
    assert response.status_code == status
    return BeautifulSoup(response.content, "html5lib")


def url_of(thread):
    return reverse("advice:thread", args=[thread.pk])
