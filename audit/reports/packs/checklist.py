"""What an inspector asks of disclosures, answered from what was counted, with where to look. Nobody is named.

The questions follow those of the Information Commissioner's toolkit on disclosures, in our words.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from audit.numbers import exact
from audit.reports.counting.sums import Sums

LEAVES, SAMPLE = "leaves.jsonl", "decisions/"


@dataclass(frozen=True, slots=True)
class Check:
    """One question, what we answer, and where in the pack it can be seen."""

    asks: str
    says: str
    where: str


def checks(sums: Sums, size: int, root: str) -> list[Check]:
    """Return the questions in their order."""
    event = {key: exact(count) for key, count in sums.of("event").items()}

    def number(name: str) -> str:
        return event.get(name, "0")

    return [*_made(sums, number), *_looked_at(sums, number), _kept(size, root)]


Number = Callable[[str], str]


def _made(sums: Sums, number: Number) -> list[Check]:
    """Return what is asked of disclosures as they are made."""
    decisions = exact(sums.total("decision"))
    return [
        Check(
            "Are disclosures recorded, also those that are spoken?",
            f"Staff recorded {decisions} decisions before sharing, and wrote down "
            f"{number('disclosure.made')} times what was in fact shared. "
            "What nobody recorded is not here.",
            f"{SAMPLE} and {LEAVES}",
        ),
        Check(
            "Is it checked who asks?",
            "Each sampled form says who asked. How that was checked is not counted. Ask to see the decision itself.",
            SAMPLE,
        ),
        Check(
            "Are disclosures approved where they must be?",
            f"Staff asked for advice before deciding {number('advice.asked')} times "
            f"and got {number('advice.given')} answers.",
            f"{SAMPLE} and {LEAVES}, advice.asked and advice.given",
        ),
    ]


def _looked_at(sums: Sums, number: Number) -> list[Check]:
    """Return what is asked of disclosures afterwards."""
    return [
        Check(
            "Does somebody look whether disclosures were right?",
            f"The Caldicott Guardian or a deputy gave a view {exact(sums.total('view'))} times. "
            f"In monthly lots {exact(sums.total('lot'))} decisions were judged again without seeing the first answer.",
            f"{LEAVES}, decision.reviewed and sample.judged",
        ),
        Check(
            "Are wrong disclosures logged as breaches?",
            f"{number('concern.raised')} concerns were raised. "
            f"{exact(sums.total('judged_breach'))} were judged to be a breach.",
            f"{LEAVES}, concern.raised and concern.acted_on",
        ),
    ]


def _kept(size: int, root: str) -> Check:
    """Return what is asked of the log."""
    says = f"All of it is in one ledger of {exact(size)} entries. Its root is {root}."
    return Check("Is there one central log?", says, LEAVES)
