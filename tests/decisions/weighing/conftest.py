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


@pytest.fixture(params=[True, False], ids=["with a deputy", "alone"])
def deputy(request):
    """Whether there is a deputy, Owen, or the Guardian is alone."""
    if request.param:
        request.getfixturevalue("owen")
    return request.param


@pytest.fixture
def guardians_own(willow, deputy):
    """Priya was led to the Guardian, who she is."""
    willow.ada()
    return asked(willow.priya)
