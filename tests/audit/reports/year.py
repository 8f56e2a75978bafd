"""A year to report: Willow Care with two homes, its people, and decisions in its log."""

from __future__ import annotations

from dataclasses import dataclass

from bs4 import BeautifulSoup
from django.test import Client

from audit.ledger.ids import new_id
from audit.reports.annual import actions, drafts, queries
from portal.days import london_day
from portal.models import Home, Membership, User
from portal.roles import Role
from tests.audit.door import made


@dataclass
class Year:
    """Willow Care as its manager sees it."""

    place: object
    elm: Home
    ruth: User
    omar: User

    @property
    def organisation(self):
        return self.place.organisation

    @property
    def priya(self):
        return self.place.priya

    @property
    def code(self):
        """The calendar year that runs, which every test can count on."""
        return str(london_day().year)


def person(organisation, name, role, home=None):
    user = User.objects.create_user(f"{name.split()[0].lower()}@{organisation.slug}.example", full_name=name)
    Membership.objects.create(user=user, organisation=organisation, home=home, role=role)
    return user


def year_of(place):
    elm = Home.objects.create(organisation=place.organisation, name="Elm House")
    ruth = person(place.organisation, "Ruth Bell", Role.HQ_MANAGER)
    omar = person(place.organisation, "Omar Reid", Role.MANAGER, elm)
    for home, decided in ((place.home, "share"), (place.home, "do_not_share"), (elm, "share")):
        decide(place, home, decided)
    return Year(place, elm, ruth, omar)


def decide(place, home, decided="share"):
    flags = [f"decided.{decided}"]
    facets = {"home": home.pk, "door": "family", "outcome": f"{decided}_x", "flags": flags}
    return made(place, facets=facets)


def begun(year, *, by=None, homes=(), reader="board", period=""):
    return drafts.begin(
        organisation=year.organisation,
        draft_id=new_id(),
        period=period or year.code,
        homes=homes,
        reader=reader,
        by=by or year.ruth,
    )


def sent(year, *, by=None, **given):
    draft = begun(year, by=by, **given)
    return drafts.send(
        draft=draft, seen=draft.version, counted=queries.counted_now(draft), by=by or year.ruth
    )


def sealed(year, words="Read and agreed.", **given):
    draft = sent(year, **given)
    return actions.seal_report(draft=draft, seen=draft.version, words=words, by=year.priya)


def client_of(user):
    client = Client()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


def page_of(response):
    return BeautifulSoup(response.content, "html5lib")


def words_of(response):
    return " ".join(page_of(response).main.get_text(" ", strip=True).split())
