"""One year to report, for the tests of this room."""

from __future__ import annotations

import pytest
import time_machine

from audit.ledger.models import Log
from audit.reports.models import CountedTo
from portal.models import Home
from tests.audit.reports.kept import NOW
from tests.audit.reports.year import year_of


@pytest.fixture
def year(willow):
    """Return Willow Care with a head office manager, a manager of one home, and three decisions."""
    return year_of(willow)


@pytest.fixture
def here(willow):
    """Willow Care with a second home, its log counted to the end, on a day in November."""
    willow.oak = Home.objects.create(organisation=willow.organisation, name="Oak House")
    size = Log.objects.get(pk=willow.organisation.pk).size
    CountedTo.objects.create(organisation=willow.organisation, seq=size)
    with time_machine.travel(NOW, tick=False):
        yield willow
