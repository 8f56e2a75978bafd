"""Willow Care with one person in its registers: Ada Bright, WH-101."""

from __future__ import annotations

import pytest

from decisions.individuals.models import Individual
from tests.decisions.wizard.call import Call
from tests.decisions.world import World


@pytest.fixture
def ada(willow: World) -> Individual:
    """Ada Bright, about whom nothing is recorded."""
    return willow.ada()


@pytest.fixture
def call(willow: World, ada: Individual) -> Call:
    """Amira picks up the telephone."""
    return Call(willow.amira)
