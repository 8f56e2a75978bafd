"""Where a concern stands: what was done about it, and which clocks run."""

from __future__ import annotations

from dataclasses import dataclass

from audit.oversight.concerns.clocks import ACKNOWLEDGE, REGULATOR, Clock, breach_due, complaint_due
from audit.oversight.concerns.models import About, Concern, Severity


@dataclass(frozen=True, slots=True)
class Standing:
    """A concern with the codes of the steps that were taken."""

    concern: Concern
    taken: frozenset[str]

    @property
    def harmless(self) -> bool:
        """Whether no harm is likely; only then need the regulator not be told."""
        return self.concern.severity == Severity.NONE

    def lacks(self, *codes: str) -> bool:
        """Say whether none of these steps stands; why not to tell the regulator stands only while no harm is likely."""
        stands = self.taken if self.harmless else self.taken - {"not_reportable"}
        return stands.isdisjoint(codes)

    @property
    def _may_be_breach(self) -> bool:
        """Whether it is a breach, or was raised as one and nobody has judged it: caution lets the clock run."""
        unjudged = self.concern.about == About.BREACH and self.lacks("breach", "no_breach")
        return self.concern.is_breach or unjudged

    def running(self) -> list[Clock]:
        """Return the clocks that run, the one that runs out first, first."""
        concern = self.concern
        clocks = []
        if concern.closed_at:
            return []
        if concern.aware_at and self._may_be_breach and self.lacks("regulator", "not_reportable"):
            clocks.append(Clock(breach_due(concern.aware_at), REGULATOR))
        if concern.received_on and concern.is_complaint and self.lacks("acknowledged"):
            clocks.append(Clock(complaint_due(concern.received_on), ACKNOWLEDGE))
        return sorted(clocks)

    def set_clock(self) -> None:
        """Write the next clock into the concern, which the caller saves."""
        first = next(iter(self.running()), None)
        self.concern.due_at = first.due if first else None
        self.concern.clock = first.id if first else ""
