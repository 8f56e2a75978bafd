"""One year to report, for the tests of this room."""

from __future__ import annotations

import pytest

from tests.audit.reports.year import year_of


@pytest.fixture
def year(willow):
    """Return Willow Care with a head office manager, a manager of one home, and three decisions."""
    return year_of(willow)
