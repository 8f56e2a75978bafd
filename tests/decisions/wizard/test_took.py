"""How long a decision took stands on its entry in steps, never to the minute."""

from __future__ import annotations

from datetime import timedelta

import pytest

from decisions.wizard.flags import TOOK, took


@pytest.mark.parametrize(
    ("minutes", "code"),
    [(0, "under_2"), (1.99, "under_2"), (2, "2_to_5"), (14.9, "5_to_15"), (59, "15_to_60"), (60, "longer")],
)
def test_how_long_deciding_took_is_told_in_steps(minutes, code):
    assert took(timedelta(minutes=minutes)) == TOOK + code
