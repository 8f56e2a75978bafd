"""A law of our own that has not begun, in a copy of the rules where there is none yet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from decisions.rulesets import library
from tests.decisions.law.rulebook import Rulebook


@pytest.fixture
def rulebook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Rulebook]:
    """Our rules, copied to a folder where they may be changed."""
    yield Rulebook(tmp_path / "rules", monkeypatch)
    library._all.cache_clear()
