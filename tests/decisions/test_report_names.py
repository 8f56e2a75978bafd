"""A report names what staff were asked in words, whichever set of questions they went through."""

from __future__ import annotations

from audit.reports.counting.names import DOORS
from decisions.rulesets import library


def test_every_set_of_questions_has_a_name_in_reports():
    assert set(DOORS) == set(library.names()) - {library.WEIGH}, "no decision is made by the Guardian's own"
    assert len(set(DOORS.values())) == len(DOORS)
