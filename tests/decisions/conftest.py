"""Willow Care and Alder Court, and the day on which their stories are told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine

from tests.decisions.world import World


@pytest.fixture
def autumn() -> Iterator[None]:
    """Let it be 22 November 2026."""
    with time_machine.travel(datetime(2026, 11, 22, 12, tzinfo=UTC)):
        yield


@pytest.fixture
def willow(db: None) -> World:
    """Willow Care."""
    return World("willow-care")


@pytest.fixture
def alder(db: None) -> World:
    """Alder Court, where nobody knows Willow Care's people."""
    return World("alder-court")
