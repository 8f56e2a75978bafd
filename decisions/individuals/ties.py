"""Who looks after whom on a day: which homes, and which workers of other homes. Pages and actions ask here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from decisions.individuals.models import Individual
from decisions.individuals.models_ties import Correction, HomeOfIndividual, Relationship
from portal.days import london_day, stands
from portal.errors import NotAllowed
from portal.models import Home, Membership, User
from portal.roles import Role, may
from portal.standing import STRANGER


def everywhere(membership: Membership) -> bool:
    """Say whether a membership reaches every home of its organisation."""
    return membership.role != Role.WORKER or membership.home_id is None


def in_organisation(organisation_id: UUID) -> QuerySet[Individual]:
    """Return an organisation's individuals, each with the details that stand: reading them asks no more."""
    newest = Correction.objects.filter(individual=OuterRef("pk")).order_by("-entry__seq")
    people = Individual.objects.filter(organisation_id=organisation_id).annotate(
        corrected_id=newest.values("id")[:1], corrected_sealed=newest.values("sealed")[:1]
    )
    return people.select_related("key", "home").order_by("pk")


def reached_by(membership: Membership, on: date | None = None) -> QuerySet[Individual]:
    """Return the individuals a membership reaches on a day: of its home that day, or helped by this worker."""
    people = in_organisation(membership.organisation_id)
    return people if everywhere(membership) else people.filter(_reached(membership, on or london_day()))


def _reached(membership: Membership, on: date) -> Q:
    """Return what makes an individual reachable for a worker of one home."""
    moved = HomeOfIndividual.objects.filter(instead=True, began_on__lte=on)
    later = Q(began_on__gt=OuterRef("began_on")) | Q(
        began_on=OuterRef("began_on"), entry__seq__gt=OuterRef("entry__seq")
    )
    here = HomeOfIndividual.objects.filter(
        _not_ended(on), individual=OuterRef("pk"), home_id=membership.home_id, began_on__lte=on
    ).exclude(Exists(moved.filter(later, individual=OuterRef("individual"))))
    helping = Relationship.objects.filter(
        _not_ended(on),
        individual=OuterRef("pk"),
        worker_id=membership.user_id,
        began_on__lte=on,
        ends_on__gte=on,
    )
    still = Q(home_id=membership.home_id) & ~Exists(moved.filter(individual=OuterRef("pk")))
    return still | Q(Exists(here)) | Q(Exists(helping))


def has_a_tie(people: Iterable[Individual], membership: Membership, on: date) -> bool:
    """Say whether anything ties a worker to one of some people: a home or dated help on that day, or a decision.

    In one statement, for a membership of whatever reach.
    """
    ties = _reached(membership, on) | Q(decisions__worker_id=membership.user_id)
    return Individual.objects.filter(ties, pk__in=[person.pk for person in people]).exists()


def _not_ended(on: date) -> Q:
    return Q(end__isnull=True) | Q(end__ended_on__gt=on)


def homes_of(individual: Individual, on: date) -> list[Home]:
    """Return the homes that look after an individual on a day: the one they moved to last, and those besides."""
    homes = [individual.home]
    for stay in individual.homeofindividual_set.select_related("home", "end").order_by(
        "began_on", "entry__seq"
    ):
        if stay.instead and stay.began_on <= on:
            homes = [stay.home]
        elif stands(on, since=stay.began_on, ended=stay.ended_on):
            homes.append(stay.home)
    return list(dict.fromkeys(homes))


def must_reach(by: User, individual: Individual) -> Membership:
    """Return the membership under which somebody may write about an individual today; raises NotAllowed else."""
    memberships = Membership.objects.filter(
        user=by, organisation_id=individual.organisation_id, user__is_active=True
    )
    for membership in memberships.select_related("organisation", "home").order_by(
        F("home").asc(nulls_first=True)
    ):
        if may(membership, "decide") and (
            everywhere(membership) or reached_by(membership).filter(pk=individual.pk).exists()
        ):
            by.acting = membership
            return membership
    raise NotAllowed(STRANGER)
