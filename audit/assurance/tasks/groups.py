"""Under which heading of the list each topic stands."""

from __future__ import annotations

GROUPS: tuple[tuple[str, frozenset[str]], ...] = (
    ("Who answers for what", frozenset({"guardian", "deputy", "siro", "dpo", "ownership"})),
    (
        "Policies and what people are told",
        frozenset({"policies", "policy_monitoring", "notice", "objection_criteria", "annual_report"}),
    ),
    (
        "Staff and volunteers",
        frozenset(
            {"induction", "training_needs", "training_95", "specialist_training", "contracts", "volunteers"}
        ),
    ),
    (
        "Where information goes",
        frozenset(
            {
                "data_flows",
                "dpia",
                "sharing_agreements",
                "recipients",
                "opt_out",
                "paper_off_site",
                "retention",
            }
        ),
    ),
    (
        "Who can log in, and what they use",
        frozenset({"access", "assets", "administrators", "breach_reporting"}),
    ),
)
"""The groups of the list, in its order, each with the topics of its tasks."""
REST = "Everything else"


def group_of(topic: str) -> str:
    """Return the heading under which tasks of a topic stand."""
    return next((title for title, topics in GROUPS if topic in topics), REST)
