"""A person's own names for ways to narrow the list. They are a convenience and no fact: they leave no entry."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.db import transaction

from audit.oversight.desk import filters
from audit.oversight.desk.models import SavedView
from audit.oversight.desk.queries import Filters
from portal.errors import NotAllowed
from portal.models import Organisation, User

MOST: Final = 20
"""How many views one person may keep."""
TOO_MANY: Final = f"You have saved {MOST} views, which is the most we keep. Delete one you do not need."


def views_of(organisation: Organisation, user: User) -> Sequence[SavedView]:
    """Return the views a person keeps, by name."""
    return list(SavedView.objects.filter(organisation=organisation, user=user))


@transaction.atomic
def keep(*, organisation: Organisation, name: str, narrowed: Filters, by: User) -> SavedView:
    """Keep a way to narrow the list under a name; what had this name before is replaced."""
    mine = SavedView.objects.filter(organisation=organisation, user=by)
    # One at a time for one person, so that two of them cannot pass the limit together.
    User.objects.select_for_update().get(pk=by.pk)
    if mine.exclude(name=name).count() >= MOST:
        raise NotAllowed(TOO_MANY)
    view, _ = SavedView.objects.update_or_create(
        organisation=organisation, user=by, name=name, defaults={"query": filters.written(narrowed)}
    )
    return view


def forget(*, organisation: Organisation, view: int, by: User) -> None:
    """Delete a view of this person's own; of anybody else's nothing happens."""
    SavedView.objects.filter(organisation=organisation, user=by, pk=view).delete()
