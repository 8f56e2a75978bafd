"""Our rules in a folder where a test may change them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from decisions.engine.ruleset import Ruleset
from decisions.individuals.models import Individual
from decisions.wizard import journey
from tests.decisions.law.rulebook import Rulebook
from tests.decisions.world import World


@pytest.fixture
def rulebook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Rulebook]:
    """Our rules, copied to a folder where they may be changed."""
    yield Rulebook(tmp_path / "rules", monkeypatch)
    journey._ahead.cache_clear()


@pytest.fixture
def ada(willow: World) -> Individual:
    """Ada Bright, about whom nothing is recorded."""
    return willow.ada()


@pytest.fixture
def second(rulebook: Rulebook) -> Ruleset:
    """Version 2 of the care team's questions, sealed and not yet signed off."""
    return rulebook.second("care-team")
