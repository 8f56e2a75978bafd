"""Our rules in a folder where a test may change them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from audit.ledger import queries as ledger
from audit.ledger.errors import BodyAltered
from audit.ledger.models import Entry
from decisions.engine.ruleset import Ruleset
from decisions.individuals.models import Individual
from decisions.wizard import journey
from decisions.wizard.models import Decision
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


@pytest.fixture
def spoil(monkeypatch: pytest.MonkeyPatch) -> Callable[[Decision], None]:
    """Make the body of one decision one that cannot be read."""

    def spoilt(decision: Decision) -> None:
        real = ledger.bodies_of

        def altered(entries: Sequence[Entry]) -> list[dict[str, Any]]:
            if any(entry.pk == decision.pk for entry in entries):
                raise BodyAltered("altered")
            return real(entries)

        monkeypatch.setattr(ledger, "bodies_of", altered)

    return spoilt
