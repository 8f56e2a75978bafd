"""An organisation's policies: which version is in force, who has read it, and what is due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from audit.assurance.people import Person, people
from audit.assurance.policies.kinds import Kind, kinds
from audit.assurance.policies.models import (
    ComplianceReview,
    PolicyEnd,
    PolicyRead,
    PolicyReview,
    PolicyVersion,
)
from audit.assurance.registers import kinds as registers
from audit.ledger import queries as ledger
from audit.ledger.models import Entry
from portal.models import Organisation, User

UNREADABLE = "A policy whose name can no longer be read"


@dataclass(frozen=True, slots=True)
class Policy:
    """One policy: all its versions, the first first, what they say, and how it stands."""

    versions: tuple[PolicyVersion, ...]
    bodies: tuple[dict[str, Any], ...]
    review: PolicyReview | None
    ended_on: date | None

    @property
    def id(self) -> UUID:
        """What all its versions share."""
        return self.latest.policy_id

    @property
    def latest(self) -> PolicyVersion:
        """The version adopted last."""
        return self.versions[-1]

    @property
    def name(self) -> str:
        """How the version adopted last calls it."""
        return self.name_of(self.latest.number)

    @property
    def kind(self) -> Kind:
        """What kind it is."""
        return kinds()[self.latest.kind]

    @property
    def review_by(self) -> date:
        """The last day by which somebody must look at it again."""
        return self.review.review_by if self.review else self.latest.review_by

    def name_of(self, number: int) -> str:
        """Return how a version calls it."""
        return str(self.bodies[number - 1].get("name", UNREADABLE))

    def text_of(self, number: int) -> str:
        """Return the text of a version; "" where it can no longer be read."""
        return str(self.bodies[number - 1].get("text", ""))


def policies(organisation: Organisation, *, ended: bool = False) -> list[Policy]:
    """Return the policies in force (or those no longer in use) by name, each with its versions."""
    ends = dict(PolicyEnd.objects.filter(organisation=organisation).values_list("policy_id", "ended_on"))
    rows = PolicyVersion.objects.filter(organisation=organisation).select_related("organisation", "entry")
    wanted = [each for each in rows.order_by("policy_id", "number") if (each.policy_id in ends) == ended]
    return sorted(_whole(wanted, ends), key=lambda each: each.name.casefold())


def policy(organisation: Organisation, policy_id: UUID) -> Policy | None:
    """Return one policy of an organisation, in use or not, or None."""
    rows = PolicyVersion.objects.filter(organisation=organisation, policy_id=policy_id)
    ends = dict(PolicyEnd.objects.filter(policy_id=policy_id).values_list("policy_id", "ended_on"))
    whole = _whole(list(rows.select_related("organisation", "entry").order_by("number")), ends)
    return whole[0] if whole else None


def _whole(rows: Sequence[PolicyVersion], ends: dict[UUID, date]) -> list[Policy]:
    """Return policies from all their versions, which come one policy after the other."""
    opened = ledger.opened([each.entry for each in rows]) if rows else []
    reviews: dict[UUID, PolicyReview] = {}
    for each in PolicyReview.objects.filter(version__in=rows).order_by("reviewed_on", "review_by", "pk"):
        reviews[each.version_id] = each
    grouped: dict[UUID, list[tuple[PolicyVersion, dict[str, Any]]]] = {}
    for row, said in zip(rows, opened, strict=True):
        grouped.setdefault(row.policy_id, []).append((row, said.body))
    return [
        Policy(
            tuple(row for row, _ in group),
            tuple(body for _, body in group),
            reviews.get(group[-1][0].pk),
            ends.get(policy_id),
        )
        for policy_id, group in grouped.items()
    ]


def in_force(organisation: Organisation) -> list[PolicyVersion]:
    """Return the version in force of each policy, without its words."""
    ended = PolicyEnd.objects.filter(organisation=organisation).values("policy_id")
    rows = PolicyVersion.objects.filter(organisation=organisation).exclude(policy_id__in=ended)
    latest = rows.order_by("policy_id", "-number").distinct("policy_id")
    return list(latest.select_related("organisation", "entry"))


def unread(organisation: Organisation, user: User) -> list[PolicyVersion]:
    """Return the versions in force that somebody has not confirmed to have read."""
    stand = in_force(organisation)
    read = set(PolicyRead.objects.filter(version__in=stand, person=user).values_list("version_id", flat=True))
    return [each for each in stand if each.pk not in read]


def readers(version: PolicyVersion, home_id: UUID | None = None) -> tuple[list[Person], list[Person]]:
    """Return who has read a version and who has not, of those who can log in, at all homes or at one; by name."""
    read = set(PolicyRead.objects.filter(version=version).values_list("person_id", flat=True))
    everyone = people(version.organisation, home_id)
    return (
        [each for each in everyone if each.user.pk in read],
        [each for each in everyone if each.user.pk not in read],
    )


def last_compliance(organisation: Organisation) -> ComplianceReview | None:
    """Return the last time somebody went through all policies and registers, or None."""
    found = ComplianceReview.objects.filter(organisation=organisation)
    return found.select_related("entry").order_by("-reviewed_on", "-id").first()


def found_in(review: ComplianceReview) -> list[dict[str, str]]:
    """Return what was found then, line by line."""
    (said,) = ledger.opened([review.entry])
    return list(said.body.get("findings", []))


def history(found: Policy) -> list[dict[str, str]]:
    """Return what was done with a policy, the latest first: what each entry says, and why."""
    versions = [each.pk for each in found.versions]
    done = [*versions, *PolicyReview.objects.filter(version__in=versions).values_list("pk", flat=True)]
    done += PolicyEnd.objects.filter(policy_id=found.id).values_list("pk", flat=True)
    entries = sorted(
        Entry.objects.filter(organisation=found.latest.organisation, pk__in=done),
        key=lambda each: -each.seq,
    )
    return [
        {
            "says": said.body.get("says", "What was done can no longer be read."),
            "reason": said.body.get("reason", ""),
        }
        for said in ledger.opened(entries)
    ]


def to_go_through(organisation: Organisation) -> dict[str, str]:
    """Return what is gone through once a year, by code: each policy in force, then each register."""
    own = {f"policy_{each.id.hex}": each.name for each in policies(organisation)}
    return own | {f"register_{each.code}": each.title for each in registers.kinds()}
