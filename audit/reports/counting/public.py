"""What the public is told: one partition of the decisions, and besides it numbers that are no partition of them.

The sums given here are rounded already, each smallest cell once. Every number told is one of them or a sum of them.
"""

from __future__ import annotations

from audit.kinds import GROUPS
from audit.numbers import about, about_times
from audit.reports.counting import names
from audit.reports.counting.build import crossed, rows, section
from audit.reports.counting.shape import Figures, Section, Table
from audit.reports.counting.sums import Sums

DECISION, OVERRULED, VIEW, CONCERN = "decision", "overruled", "view", "concern"
AGREED, DISAGREED = "agreed", "disagreed"
RAISED, BREACH = "raised", "breach"
TOLD = (DECISION, OVERRULED, VIEW, CONCERN)
VIEWS = {AGREED: "Agreed", DISAGREED: "Disagreed"}
CONCERNS = {RAISED: "Concerns raised", BREACH: "Found to be a breach"}
NOTE = "Numbers are rounded to fives, up or down by lot, so that they tell about nobody."
METHOD = (
    "Every number here is rounded, or a sum of rounded numbers. A 5 stands for 1 to 9, and a 0 for 0 to 4.",
    "So no number says anything about one person, also when one is taken from another.",
    "Only whole quarters that have ended are counted.",
    "Sums of many small numbers can be some way off.",
)


def figures(sums: Sums) -> Figures:
    """Return what the public is told of rounded sums."""
    return Figures(
        _in_short(sums),
        (
            _decisions(sums),
            _objections(sums),
            _guardian(sums),
            Section("method", "How this was counted", (), METHOD),
        ),
    )


def _in_short(sums: Sums) -> tuple[str, ...]:
    of, views, concerns = sums.by(DECISION, 1), sums.of(VIEW), sums.of(CONCERN)
    if not sums.total(DECISION):
        return ("Staff recorded few decisions about sharing information, or none.",)
    return (
        f"Staff checked {about_times(sums.total(DECISION))} before sharing information.",
        f"Information was shared {about_times(of['shared'])}.",
        f"It was not shared {about_times(of['kept'])}.",
        f"A no was overruled {about_times(sums.total(OVERRULED))}.",
        f"The Caldicott Guardian disagreed {about_times(views.get(DISAGREED, 0))}.",
        f"Concerns raised: {about(concerns.get(RAISED, 0))}.",
    )


def _decisions(sums: Sums) -> Section:
    decided = Table(
        "decided", "What staff decided", ("Decisions",), rows(sums.by(DECISION, 1), GROUPS), note=NOTE
    )
    doors = crossed("doors", names.ASKED, sums.of(DECISION), (names.DOORS, GROUPS), note=NOTE)
    says = () if decided.rows else ("There were too few decisions to tell more about them, or none.",)
    return section("decisions", "What was decided", (decided, doors), says)


def _objections(sums: Sums) -> Section:
    found = rows(sums.of(OVERRULED), {})
    says = "Where somebody may be harmed, or a law demands it, information can be shared though the person said no."
    return section(
        "objections",
        "When a no was overruled",
        (Table("overruled", "What it was about", ("Decisions",), found, note=NOTE),),
        (says, f"This happened {about_times(sums.total(OVERRULED))}."),
    )


def _guardian(sums: Sums) -> Section:
    return section(
        "guardian",
        "Who looks at this",
        (
            Table(
                "views", "What the Caldicott Guardian said", ("Views",), rows(sums.of(VIEW), VIEWS), note=NOTE
            ),
            Table("concerns", "Concerns", ("In all",), rows(sums.of(CONCERN), CONCERNS), note=NOTE),
        ),
        ("The Caldicott Guardian is the senior person here who protects what people tell us in confidence.",),
    )
