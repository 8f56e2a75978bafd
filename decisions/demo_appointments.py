"""Willow Care's appointments, written down by its Guardian, so that the list of the year is not empty."""

from __future__ import annotations

from datetime import timedelta

from audit.assurance.appointments.actions import appoint
from audit.ledger.models import Entry
from decisions.demo_cast import fixed
from portal.days import london_day
from portal.models import Organisation, User

GUARDIAN = "priya@willow.example"
BOARD = "The board of Willow Care, at its meeting in spring"
APPOINTED = (
    ("guardian", GUARDIAN, "", "", 400),
    ("siro", "ruth@willow.example", "", "020 7946 0011", 300),
    ("dpo", "", "Noor Haddad, Harbour Data Protection", "020 7946 0077", 200),
)
"""Post, who logs in or is called so, telephone number, and how many days ago it began."""


def play(organisation: Organisation) -> None:
    """Appoint whom Willow Care's board chose; again, it changes nothing."""
    wanted = {fixed("appointment", each[0]): each for each in APPOINTED}
    made = set(Entry.objects.filter(pk__in=wanted).values_list("pk", flat=True))
    for event_id, (post, email, name, phone, days) in wanted.items():
        if event_id not in made:
            appoint(
                organisation=organisation,
                post=post,
                person=User.objects.get(email=email) if email else None,
                name=name,
                phone=phone,
                since=london_day() - timedelta(days=days),
                evidence=BOARD,
                event_id=event_id,
                by=User.objects.get(email=GUARDIAN),
            )
