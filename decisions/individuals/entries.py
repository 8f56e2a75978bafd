"""What the ledger is told of a fact about an individual."""

from __future__ import annotations

from typing import Any, Final

from audit.ledger.facts import Fact
from decisions.individuals.models import Individual

AT_RISK: Final = "care_at_risk"
"""The flag of a no that may make care impossible."""


def entry_of(
    fact: Fact,
    individual: Individual,
    says: str,
    said: dict[str, str],
    *,
    about: Fact | None = None,
    flags: tuple[str, ...] = (),
) -> dict[str, Any]:
    """Return what the ledger is told of a fact: a sentence, the words as given, and whose key seals them."""
    details = individual.details
    body: dict[str, object] = {
        "says": says,
        "words": said,
        "individual": {"id": str(individual.id), "name": details.name, "reference": details.reference},
    }
    return {
        "organisation": individual.organisation,
        "body": body,
        "facets": {"home": individual.home_id, "about": about and about.id, "flags": list(flags)},
        "key": individual.key,
        "event_id": fact.id,
    }
