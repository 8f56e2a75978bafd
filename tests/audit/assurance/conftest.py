"""Willow Care, with a manager, and everyone there for long."""

from __future__ import annotations

import pytest

from portal.models import Membership
from portal.roles import Role
from tests.audit.assurance.learning import LONG_AGO
from tests.audit.oversight.asking import person


@pytest.fixture
def ruth(willow):
    """Manage all of Willow Care."""
    return person(willow, "ruth", Role.MANAGER)


@pytest.fixture
def settled(willow, ruth):
    """Let everyone have been here for long."""
    Membership.objects.update(began_on=LONG_AGO)
    return willow


@pytest.fixture
def alder(willow, make):
    """Another organisation, made after Willow Care."""
    return make("alder")
