"""Willow Care with two homes, someone of each role, and one record of every kind, at a home or at none."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from django.utils import timezone

from audit.assurance.tasks.toolkit import edition
from audit.ledger.ids import new_id
from audit.ledger.models import Entry
from audit.oversight import reading
from audit.reports.packs.actions import ask_for_evidence
from decisions.wizard.models import Decision
from portal.days import london_day
from portal.making import files
from portal.making.made import Made
from portal.making.models import Job
from portal.models import Home, Membership, User
from portal.roles import Role
from tests.audit.assurance import adopting, learning, registering
from tests.audit.door import made
from tests.audit.oversight.concerned import concern_of
from tests.audit.reports import year
from tests.decisions.wizard.call import surgery
from tests.decisions.world import World

A, B, NONE = "A", "B", "-"
"""The first home, the second, and what belongs to no home or to all."""
ENTRIES = {A: 3, B: 5, NONE: 2}
FILE = "report.html"


@dataclass
class Homes:
    """Two organisations, the readers by name, and the ids of what there is of each home."""

    willow: World
    alder: World
    readers: dict[str, User]
    of: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def organisation(self):
        return self.willow.organisation

    def home(self, which: str) -> Home | None:
        return {A: self.willow.house, B: self.willow.at_home, NONE: None}[which]

    def decide(self, which: str) -> Entry:
        """Let a decision be made at a home, or at none."""
        home = self.home(which)
        facets = {"door": "family", "outcome": "share", "flags": ["decided.share", "overruled"]}
        return made(self.willow, facets=facets | {"home": home and home.pk}, body={"decided": "share"})

    def grow(self, which: str) -> None:
        """Let a decision be made and a concern be raised at a home, and someone come who learns and reads."""
        self.decide(which)
        concern_of(self.willow, home=self.home(which))
        person = self.willow.person(f"New{which}", Role.WORKER, self.home(which))
        learning.learn(self.willow, person)
        adopting.read(self.willow, person, self.of["version"][NONE])
        Membership.objects.filter(user=person).update(began_on=learning.LONG_AGO)


def homes() -> Homes:
    """Make everything."""
    willow, alder = World("willow-care"), World("alder-court")
    readers = {
        "worker": willow.amira,
        "manager of A": willow.person("Mia Stone", Role.MANAGER, willow.house),
        "manager of B": willow.person("Noel Park", Role.MANAGER, willow.at_home),
        "manager of all": willow.ruth,
        "head office": willow.person("Hana Brook", Role.HQ_MANAGER),
        "Guardian": willow.priya,
        "deputy": willow.person("Owen Price", Role.DEPUTY),
        "left": willow.person("Lena Gone", Role.MANAGER),
        "Guardian elsewhere": alder.priya,
        "manager elsewhere": alder.ruth,
    }
    Membership.objects.filter(user=readers["left"]).update(ended_on=london_day())
    _rename(alder)
    place = Homes(willow, alder, readers)
    _people(place)
    _decisions(place)
    _reports(place)
    _duties(place)
    reading.catch_up(place.organisation)
    return place


def _rename(place: World) -> None:
    """Give the homes and people of the other organisation names of their own."""
    for each in (
        *place.organisation.homes.all(),
        *User.objects.filter(memberships__organisation=place.organisation),
    ):
        field = "name" if isinstance(each, Home) else "full_name"
        type(each).objects.filter(pk=each.pk).update(**{field: f"Alder {each.pk.hex[-4:]}"})


def _people(place: Homes) -> None:
    """Let someone be looked after at each home, and someone work there."""
    willow = place.willow
    ada = willow.ada()
    bea = willow.ada(home=willow.at_home, name="Bea Stone", reference="WH-102", nhs_number="", by=willow.ben)
    place.of["individual"] = {A: ada.pk, B: bea.pk}
    staff = {A: willow.amira, B: willow.ben, NONE: willow.ruth}
    place.of["member"] = {which: Membership.objects.get(user=each).pk for which, each in staff.items()}
    place.of["home"] = {A: willow.house.pk, B: willow.at_home.pk}
    place.of["name"] = {A: willow.house.name, B: willow.at_home.name, NONE: "No home"}
    place.of["staff"] = {which: each.full_name for which, each in staff.items()}


def _decisions(place: Homes) -> None:
    made_at = {which: [place.decide(which) for _ in range(number)] for which, number in ENTRIES.items()}
    place.of["entry_of_home"] = {which: entries[0].pk for which, entries in made_at.items()}
    asked = {A: surgery(place.willow.amira), B: surgery(place.willow.ben, "WH-102")}
    pks = {which: call.confirm().split("/")[2] for which, call in asked.items()}
    place.of["decision"] = {which: Decision.objects.get(pk=pk).pk for which, pk in pks.items()}


def _reports(place: Homes) -> None:
    """Let a report of each home, and one of all, be begun, sent and sealed, with its files, and a pack be made."""
    ruth, priya = place.willow.ruth, place.willow.priya
    of = SimpleNamespace(organisation=place.organisation, ruth=ruth, priya=priya, code=f"{london_day().year}")
    for name, make in (("draft", year.begun), ("sent", year.sent), ("sealed", year.sealed)):
        place.of[name] = {
            which: make(of, homes=[home.pk] if (home := place.home(which)) else []).pk
            for which in (A, B, NONE)
        }
    jobs = {which: Job.objects.get(about=pk) for which, pk in place.of["sealed"].items()}
    pack = ask_for_evidence(
        organisation=place.organisation,
        edition=edition(london_day()).first,
        key=new_id(),
        by=place.readers["head office"],
    )
    for each in (*jobs.values(), pack):
        files.store(each, Made(FILE, "text/html", b"<p>The year</p>"))
        Job.objects.filter(pk=each.pk).update(
            state=Job.State.DONE, expires_at=timezone.now() + timedelta(days=30)
        )
    place.of["job"] = {which: each.pk for which, each in jobs.items()}
    place.of["pack"] = {NONE: pack.pk}


def _duties(place: Homes) -> None:
    """Let there be a policy, an entry of a register, and a concern at each home."""
    willow = place.willow
    version = adopting.adopt(willow, willow.ruth)
    held = registering.enter(willow, willow.ruth)
    place.of |= {
        "version": {NONE: version},
        "policy": {NONE: version.policy_id},
        "entry": {NONE: held.pk},
        "evidence": {NONE: registering.file_it(held, willow.ruth).pk},
        "concern": {which: concern_of(willow, home=place.home(which)).pk for which in (A, B, NONE)},
    }
    Membership.objects.filter(organisation=place.organisation).update(began_on=learning.LONG_AGO)
