"""What is told of concerns, breaches and complaints, and of the clocks of the law."""

from __future__ import annotations

from audit.numbers import many
from audit.reports.counting import names
from audit.reports.counting.build import crossed, rows, section
from audit.reports.counting.shape import Section, Table
from audit.reports.counting.sums import Sums


def in_short(sums: Sums) -> tuple[str, ...]:
    """Say how many concerns and breaches there were."""
    raised, breaches = sums.total("concern"), sums.total("breach")
    if not raised:
        return ("Nobody raised a concern.",)
    was = "was" if breaches == 1 else "were"
    breach = f"There {was} {many(breaches, 'breach', 'breaches')} among them."
    if not breaches:
        breach = "None was a breach."
    return (f"{many(raised, 'concern').capitalize()} {'was' if raised == 1 else 'were'} raised.", breach)


def concerns(sums: Sums) -> Section:
    """Return the concerns raised in this time as they stand now."""
    return section(
        "concerns",
        "Concerns and breaches",
        (
            crossed("concerns", "What they were about", sums.of("concern"), (names.CONCERNS, names.STATES)),
            Table(
                "breaches",
                "How bad each breach was",
                ("Breaches",),
                rows(sums.of("breach"), names.SEVERITIES),
            ),
            crossed(
                "clocks",
                "The clocks of the law",
                sums.of("clock"),
                (names.CLOCKS, names.KEPT),
                says=_clocks(sums),
            ),
        ),
        in_short(sums),
    )


def _clocks(sums: Sums) -> tuple[str, ...]:
    """Say which clock was not kept."""
    late = {clock: sums.count("clock", f"{clock} late") for clock in names.CLOCKS}
    return (
        f"The regulator was told after more than 72 hours of {many(late['regulator'], 'breach', 'breaches')}."
        if late["regulator"]
        else "",
        f"{many(late['acknowledge'], 'complaint').capitalize()} waited longer than 30 days for an answer."
        if late["acknowledge"]
        else "",
    )
