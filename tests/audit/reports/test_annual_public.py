"""What the public reads of a year tells of nobody, and leaves no heading without a word."""

from __future__ import annotations

import pytest

from audit.reports.annual.counted import count

LAST = "toolkit-2024-25"
pytestmark = pytest.mark.django_db


def test_the_public_reads_no_number_of_the_staff(year):
    told = {}
    for reader in ("board", "public"):
        counted = count(year.organisation, period=LAST, homes=(), reader=reader)
        told[reader] = {room["id"]: " ".join(room["says"]) for room in counted["duties"]["rooms"]}
    assert "people can log in." in told["board"]["access"]
    assert told["public"]["access"] == "Nobody has gone through the list of who can log in yet."
    assert told["public"]["training"].startswith("The target of 95 % is not reached. We count everyone")
    assert "On long leave" not in told["public"]["training"]
    assert told["public"]["appointments"] == told["board"]["appointments"]


def test_a_time_without_decisions_says_so_to_the_public(year):
    counted = count(year.organisation, period=LAST, homes=(), reader="public")
    decided = next(each for each in counted["sections"] if each["id"] == "decisions")
    assert decided["says"] == ["There were too few decisions to tell more about them, or none."]
