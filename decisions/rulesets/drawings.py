"""What is drawn into docs/reference: each flow, in words too, its truth table, and what shows each obligation."""

from __future__ import annotations

from decisions.engine import diagram, truth
from decisions.rulesets import coverage, library, scenarios


def drawings() -> dict[str, str]:
    """Every drawing by its path in docs/reference."""
    drawn = {}
    rulesets = [library.current(name) for name in library.names()]
    for ruleset in rulesets:
        drawn[f"flows/{ruleset.name}.svg"] = diagram.diagram(ruleset)
        drawn[f"flows/{ruleset.name}.md"] = diagram.outline(ruleset)
        drawn[f"flows/{ruleset.name}-truth.md"] = truth.table(ruleset)
    shown = coverage.shown_by(rulesets, scenarios.everything())
    drawn["obligations.md"] = coverage.page(coverage.obligations(), shown)
    return drawn
