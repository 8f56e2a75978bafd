"""The demonstration's annual report: begun by the manager, with a few words in it and most still to write."""

from __future__ import annotations

from audit.reports.annual import drafts, queries
from audit.reports.annual.models import Reader
from audit.reports.counting.period import TOOLKIT, kind_of
from audit.reports.queries import periods
from decisions.demo_cast import fixed
from portal.days import london_day
from portal.models import Organisation, User
from portal.roles import Role

DRAFT = fixed("report", "this toolkit year")
WELL = "Staff ask before they share, also when somebody rings who says that they are in a hurry."


def play(organisation: Organisation) -> None:
    """Begin the report of this toolkit year by the manager of all homes, where it was neither begun nor sealed."""
    if queries.is_there(organisation, DRAFT):
        return
    manager = User.objects.get(
        memberships__organisation=organisation, memberships__home=None, memberships__role=Role.MANAGER
    )
    this_year = next(each for each in periods(organisation, london_day()) if kind_of(each.code) == TOOLKIT)
    draft = drafts.begin(
        organisation=organisation,
        draft_id=DRAFT,
        period=this_year.code,
        homes=(),
        reader=Reader.BOARD,
        by=manager,
    )
    drafts.write(draft=draft, seen=draft.version, box="well", words=WELL, by=manager)
