"""Two organisations to tell short stories in, and people added by the actions themselves."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from audit.ledger.actions import open_log
from decisions.individuals import actions
from decisions.individuals.models import CapacityRecord, Consent, Individual, Objection, Wishes
from decisions.recipients.actions import add_recipient
from decisions.recipients.models import Recipient
from portal.models import Home, Membership, Organisation, User
from portal.roles import Role

MAY = date(2026, 5, 3)


@dataclass
class World:
    """An organisation with two homes: Amira works in the first, Ben in the second; Priya guards, Ruth manages."""

    slug: str = "willow-care"
    organisation: Organisation = field(init=False)

    def __post_init__(self) -> None:
        self.organisation = Organisation.objects.create(name=self.slug.title(), slug=self.slug)
        self.house = Home.objects.create(organisation=self.organisation, name="Willow House")
        self.at_home = Home.objects.create(organisation=self.organisation, name="Willow at Home")
        self.amira = self.person("Amira Khan", Role.WORKER, self.house)
        self.ben = self.person("Ben Carter", Role.WORKER, self.at_home)
        self.priya = self.person("Priya Nair", Role.GUARDIAN)
        self.ruth = self.person("Ruth Bell", Role.MANAGER)
        open_log(organisation=self.organisation, by=self.ruth)

    def person(self, name: str, role: Role, home: Home | None = None) -> User:
        email = f"{name.split(maxsplit=1)[0].lower()}@{self.slug}.example"
        user = User.objects.create_user(email, full_name=name)
        Membership.objects.create(user=user, organisation=self.organisation, home=home, role=role)
        return user

    def at(self, user: User) -> Membership:
        return Membership.objects.select_related("organisation", "home").get(user=user)

    def ada(self, **changes: Any) -> Individual:
        details: dict[str, Any] = {
            "home": self.house,
            "name": "Ada Bright",
            "reference": "WH-101",
            "nhs_number": "999 000 0018",
            "reason": "She moved in today",
            "by": self.amira,
        }
        return actions.add_individual(organisation=self.organisation, **details | changes)

    def consent(self, person: Individual, **changes: Any) -> Consent:
        words: dict[str, Any] = {
            "recipient_kind": "care_worker",
            "recipient_name": "Elm Road Surgery",
            "items": ["medicines", "allergies"],
            "purpose": "To look after her",
            "given_on": MAY,
            "by": self.amira,
        }
        return actions.give_consent(individual=person, **words | changes)

    def objection(self, person: Individual, **changes: Any) -> Objection:
        words: dict[str, Any] = {
            "items": ["diagnosis"],
            "scope": "care_team",
            "to_whom": "my GP",
            "raised_on": MAY,
            "by": self.amira,
        }
        return actions.raise_objection(individual=person, **words | changes)

    def wishes(self, person: Individual, **changes: Any) -> Wishes:
        words: dict[str, Any] = {
            "name": "Sarah Bright",
            "relation": "her daughter",
            "items": ["medicines", "recent_changes"],
            "circumstances": "When she goes into hospital",
            "recorded_on": MAY,
            "by": self.amira,
        }
        return actions.record_wishes(individual=person, **words | changes)

    def capacity(self, person: Individual, **changes: Any) -> CapacityRecord:
        words: dict[str, Any] = {
            "question": "Who may be told about her health",
            "has_capacity": False,
            "recipient_kind": "family",
            "assessed_on": MAY,
            "by": self.amira,
        }
        return actions.record_capacity(individual=person, **words | changes)

    def surgery(self, **changes: Any) -> Recipient:
        words: dict[str, Any] = {
            "kind": "care_worker",
            "name": "Elm Road Surgery",
            "phone": "020 7946 0101",
            "by": self.amira,
        }
        return add_recipient(organisation=self.organisation, **words | changes)
