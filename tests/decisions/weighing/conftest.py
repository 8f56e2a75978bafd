"""What every test of weighing begins with."""

from __future__ import annotations

import pytest

from portal.roles import Role
from tests.decisions.weighing.sitting import asked


@pytest.fixture
def decision(willow):
    """Amira was led to the Guardian."""
    willow.ada()
    return asked(willow.amira)


@pytest.fixture
def owen(willow):
    """Owen is the deputy."""
    return willow.person("Owen Price", Role.DEPUTY)
