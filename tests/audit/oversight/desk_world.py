"""A desk with two readers and a worker, and decisions made through the ledger's door."""

from __future__ import annotations

from datetime import timedelta

from audit.ledger import keys
from audit.ledger.ids import new_id
from audit.oversight.reading import catch_up
from audit.oversight.review.actions import review
from audit.oversight.review.standing import standing
from portal.days import london_day
from portal.models import Membership, User
from portal.roles import Role
from tests.audit.door import made

TOMORROW = timedelta(days=1)


def reader(place, name="Gwen Price"):
    """Return another reader of the place."""
    email = f"{name.split()[0].lower()}@{place.organisation.slug}.example"
    user = User.objects.create_user(email, "pass-word-1", full_name=name)
    Membership.objects.create(user=user, organisation=place.organisation, role=Role.GUARDIAN)
    return user


def decided(place, *flags, body=None, by=None):
    """Make a decision of Amira's about somebody with a key of their own."""
    facets = {
        "home": place.home.pk,
        "door": "care-team",
        "outcome": "share_direct_care",
        "flags": list(flags),
    }
    entry = made(
        place,
        facets=facets,
        body=body or {"individual": {"name": "Zebedee Canary", "reference": "WH-101"}},
        key=keys.new_key(place.organisation),
        by=by or place.amira,
    )
    catch_up(place.organisation)
    return entry


def view(decision, by, finding="yes", words="", *, note="", turn=None, **given):
    """Give a view as of now, or of an earlier turn."""
    seen = standing(decision).turn if turn is None else turn
    fields = {"finding": finding, "words": words or ("Well done" if finding != "yes" else ""), "note": note}
    return review(decision=decision, turn=seen, by=by, **({"event_id": new_id()} | fields | given))


def tomorrow():
    """Return the day after today in London."""
    return london_day() + TOMORROW
