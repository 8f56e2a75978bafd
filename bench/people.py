"""The people on whom the measurements are made: the demo organisation, and organisations as alike as eggs."""

from __future__ import annotations

import io

from django.core.management import call_command
from django.db import models, transaction

from audit.ledger.actions import open_log
from decisions.individuals.actions import add_individual
from decisions.individuals.models import Individual
from portal.models import Home, Membership, Organisation, User
from portal.roles import Role


def worker() -> Membership:
    """Return the membership of someone who decides, making the demo organisation if there is none."""
    if not Organisation.objects.filter(slug="willow-care").exists():
        call_command("demo", "--force", stdout=io.StringIO())
    return _workers().filter(organisation__slug="willow-care")[0]


@transaction.atomic
def worker_of(number: int) -> tuple[Membership, Individual]:
    """Return a worker of an organisation of their own and the one individual it looks after."""
    slug = f"measured-{number}"
    if not Organisation.objects.filter(slug=slug).exists():
        _make(slug)
    membership = _workers().get(organisation__slug=slug)
    return membership, Individual.objects.get(organisation=membership.organisation)


def _make(slug: str) -> None:
    """Make an organisation with one home, one worker and one individual."""
    organisation = Organisation.objects.create(name=slug, slug=slug)
    home = Home.objects.create(organisation=organisation, name=slug)
    user = User.objects.create_user(f"worker@{slug}.example", full_name="Mary Major")
    Membership.objects.create(user=user, organisation=organisation, home=home, role=Role.WORKER)
    open_log(organisation=organisation, by=user)
    add_individual(
        organisation=organisation,
        home=home,
        name="Joan Ellis",
        reference="M-1",
        reason="To be measured",
        by=user,
    )


def _workers() -> models.QuerySet[Membership]:
    """Return the memberships of workers with all that a page asks of them."""
    return (
        Membership.objects.select_related("user", "organisation", "home")
        .filter(role=Role.WORKER)
        .order_by("pk")
    )
