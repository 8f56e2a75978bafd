"""What is told of the Caldicott Guardian's work: views, disclosures without consent, advice, and the random check."""

from __future__ import annotations

from collections import Counter

from audit.agreement import ENOUGH, Agreement, agreement
from audit.kinds import GROUPS, KINDS
from audit.numbers import FEW, many, share, times
from audit.reports.counting import names
from audit.reports.counting.build import crossed, rows, section
from audit.reports.counting.shape import Section, Table
from audit.reports.counting.sums import Sums

DEPUTY = "The view of a deputy counts as that of the Guardian."
FEW_PAIRS = f"Fewer than {ENOUGH} decisions were decided again. That is too few for a rate."


def in_short(sums: Sums) -> tuple[str, ...]:
    """Say how much was looked at, and how often the Guardian disagreed."""
    if not sums.total("decision"):
        return ()
    of = sums.of("looked_at")
    looked = sum(of.get(view, 0) for view in ("yes", "yes_with_advice", "no"))
    if not looked:
        return ("The Caldicott Guardian has not given a view of these decisions.",)
    seen = f"{looked:,} of these decisions" if sums.total("decision") > 1 else "it"
    return (f"The Caldicott Guardian looked at {seen}.", _disagreed(of.get("no", 0)))


def _disagreed(number: int) -> str:
    return (
        f"The Caldicott Guardian disagreed {times(number)}."
        if number
        else "The Caldicott Guardian never disagreed."
    )


def without_consent(sums: Sums) -> Section:
    """Return the disclosures that nobody agreed to, each under the Guardian's view that stands."""
    return section(
        "without_consent",
        "Shared without the person’s agreement",
        (
            Table(
                "without_consent",
                "What the Guardian said of each",
                ("Decisions",),
                rows(sums.of("without_consent"), names.VIEWS),
                says=_told(sums, "without_consent", "Information was shared without the person’s agreement"),
                note=DEPUTY,
            ),
            Table(
                "public_interest",
                "Where only the public interest could allow it",
                ("Decisions",),
                rows(sums.of("public_interest"), names.VIEWS),
                says=_told(sums, "public_interest", "Only the public interest could allow it"),
            ),
        ),
    )


def _told(sums: Sums, what: str, happened: str) -> tuple[str, ...]:
    total, of = sums.total(what), sums.of(what)
    waits = of.get("not_yet", 0) + of.get("asked", 0)
    first = f"{happened}: {times(total)}."
    if waits == total:
        return (first, "The Caldicott Guardian has still to judge this." if total else "")
    left = (
        f"The Guardian has still to judge {waits:,} of these." if waits else "The Guardian has judged each."
    )
    return (first, _disagreed(of.get("no", 0)), left)


def views(sums: Sums) -> Section:
    """Return what the Guardian looked at, how soon, and what advice was asked and given."""
    return section(
        "guardian",
        "What the Caldicott Guardian did",
        (
            Table(
                "looked_at",
                "The decisions of this time, by the view that stands",
                ("Decisions",),
                rows(sums.of("looked_at"), names.VIEWS),
                note=DEPUTY,
            ),
            crossed(
                "views",
                "The views given in this time",
                sums.of("view"),
                (names.VIEWS, GROUPS),
                note="They may be about earlier decisions, and more than one about the same.",
            ),
            Table(
                "waits", "How long until the first view", ("Decisions",), rows(sums.of("wait"), names.WAITS)
            ),
            *_advice(sums),
        ),
        in_short(sums),
    )


def _advice(sums: Sums) -> tuple[Table, ...]:
    """Return how soon questions in the middle of a decision were answered."""
    total = sums.total("advice")
    of = sums.by("advice", 2)
    waiting = of["waiting"]
    says = ["Nobody asked for advice in the middle of a decision."]
    if total:
        says = [f"Staff asked for advice {times(total)} in the middle of a decision."]
        if total - waiting >= FEW:
            says.append(f"Answered within an hour: {share(of['hour'], total - waiting)}.")
        if waiting:
            says.append(f"Not answered yet: {waiting:,}.")
    return (
        crossed(
            "advice",
            "How soon advice was given",
            sums.by("advice", 2, 1),
            (names.ANSWERED, names.URGENT),
            says=tuple(says),
            note="A question counts in the month in which it was asked.",
        ),
        Table("asked", "Who was asked", ("Questions",), rows(sums.by("advice", 0), names.WHOM)),
    )


def random_check(sums: Sums) -> Section:
    """Return how far those who decided again, unseen, agreed with what staff had decided."""
    pairs: Counter[tuple[str, str]] = Counter()
    for key, count in sums.of("lot").items():
        theirs, ours = key.split(" ")
        pairs[theirs, ours] += count
    return section(
        "random_check",
        "Decisions decided again, unseen",
        (
            crossed(
                "lot",
                "What staff decided (rows), and the reader (columns)",
                sums.of("lot"),
                (names.DECIDED, KINDS),
                says=_agreed(agreement({pair: count for pair, count in pairs.items() if count})),
                note="Drawn by lot from each month. The reader does not know what was decided.",
            ),
        ),
    )


def _agreed(found: Agreement | None) -> tuple[str, ...]:
    if found is None:
        return ("No decision of this time was decided again.",)
    first = (
        f"{many(found.pairs, 'decision')} of this time {'was' if found.pairs == 1 else 'were'} decided again."
    )
    if found.pairs < ENOUGH:
        same = (
            f"The reader decided the same {times(found.same)}."
            if found.same
            else "The reader decided otherwise."
        )
        return (first, same, FEW_PAIRS)
    low, high = found.between
    same = f"The reader decided the same in {share(found.same, found.pairs)} (95% interval: {low:.0%} to {high:.0%})."
    if found.kappa is None:
        return (first, same)
    return (
        first,
        same,
        f"Beyond chance that is a kappa of {found.kappa:.2f}, where 1 is always and 0 is chance.",
    )
