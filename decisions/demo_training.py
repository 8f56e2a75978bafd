"""What the demonstration's people learned: most are in time and a few are not, so that there is something to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from audit.assurance.training import actions
from audit.assurance.training.kinds import INDUCTION, YEAR, YEARLY
from audit.ledger.models import Entry
from decisions.demo_cast import Provider, fixed
from portal.days import london_day
from portal.models import Organisation, User
from portal.roles import Role, may

HERE_FOR = 420
"""How many days ago everyone began."""


@dataclass(frozen=True, slots=True)
class Taught:
    """One thing that some learned on a day, and how it can be seen."""

    kind: str
    days_ago: int
    emails: Sequence[str]
    note: str = "Signed list in the office"


_AMIRA, _BEN, _OWEN = "amira@willow.example", "ben@willow.example", "owen@willow.example"
_PRIYA, _RUTH = "priya@willow.example", "ruth@willow.example"
_ALDER = ("dana@alder.example", "gwen@alder.example")

TAUGHT = {
    "willow-care": (
        Taught(INDUCTION, 410, (_AMIRA, _BEN, _OWEN, _PRIYA, _RUTH)),
        Taught(YEARLY, 385, (_BEN,)),
        Taught(YEARLY, 345, (_AMIRA, _OWEN)),
        Taught(YEARLY, 60, (_PRIYA, _RUTH), "Certificate in the staff file"),
        Taught("guardian", 100, (_PRIYA,), "Certificate of the course"),
        Taught("risk", 90, (_RUTH,), "Certificate in the staff file"),
    ),
    "alder-court": (Taught(INDUCTION, 410, _ALDER), Taught(YEARLY, 30, _ALDER)),
}
DECLARED = {"willow-care": (_AMIRA, _OWEN, _PRIYA, _RUTH), "alder-court": _ALDER}


def play(provider: Provider) -> None:
    """Write down what one provider's people learned and declared, and what it asks besides; once."""
    needs = fixed("needs", provider.slug)
    if Entry.objects.filter(pk=needs).exists():
        return
    organisation = Organisation.objects.get(slug=provider.slug)
    users = {each.email: each for each in User.objects.filter(email__in=[p.email for p in provider.people])}
    keeper = _keeper(users, organisation)
    for each in TAUGHT[provider.slug]:
        actions.record(
            organisation=organisation,
            kind=each.kind,
            who=[users[email].pk for email in each.emails],
            done_on=london_day() - timedelta(days=each.days_ago),
            note=each.note,
            event_id=fixed("taught", f"{provider.slug}:{each.kind}:{each.days_ago}"),
            by=keeper,
        )
    for email in DECLARED[provider.slug]:
        key = fixed("declared", email)
        actions.declare(organisation=organisation, promised=True, event_id=key, by=users[email])
    actions.add_kind(
        organisation=organisation,
        title="Using our phones safely",
        about="Locking them, and what never to send with them.",
        every=YEAR,
        roles=[Role.WORKER.value],
        event_id=fixed("own kind", provider.slug),
        by=keeper,
    )
    actions.review_needs(organisation=organisation, event_id=needs, by=keeper)


def _keeper(users: dict[str, User], organisation: Organisation) -> User:
    """Return who keeps the registers of training: the last of those who may."""
    *_, keeper = (
        user
        for user in users.values()
        for membership in user.memberships.filter(organisation=organisation)
        if may(membership, "assure")
    )
    return keeper
