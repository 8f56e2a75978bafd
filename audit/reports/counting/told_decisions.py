"""What is told of decisions: what was decided, about what, how long it took, and what became of a no."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from audit.kinds import GROUPS, group
from audit.numbers import FEW, many, share, times
from audit.reports.counting import names
from audit.reports.counting.adds import NOT_KNOWN
from audit.reports.counting.build import crossed, rows, section
from audit.reports.counting.shape import Section, Table
from audit.reports.counting.sums import Sums

SHARED, KEPT = "shared", "kept"
# Whoever shares nothing needs no ground to stand on.
GROUNDS = {NOT_KNOWN: "No ground was named"}


def groups(sums: Sums) -> Counter[str]:
    """Return how many decisions there were of each group."""
    found: Counter[str] = Counter()
    for decided, count in sums.by("decision", 2).items():
        found[group(decided)] += count
    return found


def in_short(sums: Sums) -> tuple[str, ...]:
    """Say how often staff checked, and what they then did."""
    total, of = sums.total("decision"), groups(sums)
    if not total:
        return ("Nobody recorded a decision in this time.",)
    shared = (
        f"Information was shared {times(of[SHARED])}."
        if of[SHARED]
        else "Nothing that names a person was shared."
    )
    kept = f"It was not shared {times(of[KEPT])}." if of[KEPT] else "Nobody decided not to share."
    said = [f"Staff checked {times(total)} before sharing information.", shared]
    if of["unnamed"]:
        said.append(f"It was shared without names {times(of['unnamed'])}.")
    said.append(kept)
    if of["asked"]:
        said.append(f"Staff chose to ask the Caldicott Guardian first {times(of['asked'])}.")
    return tuple(said)


def decisions(sums: Sums) -> Section:
    """Return what was decided, by subject, advice and ground."""
    doors = Counter[str]()
    for key, count in sums.by("decision", 0, 2).items():
        door, decided = key.split(" ")
        doors[f"{door} {group(decided)}"] += count
    return section(
        "decisions",
        "What was decided",
        (
            Table(
                "decided", "What staff decided", ("Decisions",), rows(sums.by("decision", 2), names.DECIDED)
            ),
            crossed("doors", names.ASKED, doors, (names.DOORS, GROUPS), says=_most(doors)),
            crossed("basis", "The ground that our advice rested on", sums.of("basis"), (GROUNDS, GROUPS)),
        ),
        in_short(sums),
    )


def _most(doors: Mapping[str, int]) -> tuple[str, ...]:
    """Say which subject there was most of."""
    of: Counter[str] = Counter()
    for key, count in doors.items():
        of[key.split(" ")[0]] += count
    if len(of) < 2:
        return ()
    (first,) = rows({door: count for door, count in of.items() if count == max(of.values())}, names.DOORS)[:1]
    return (f"The most frequent: {first.label} ({first.counts[0]:,}).",)


def care(sums: Sums) -> Section:
    """Return how long deciding took, and what shows that a refusal is weighed like sharing."""
    marks = {key: count for key, count in sums.of("mark").items() if key.split(" ")[0] in names.CAREFUL}
    return section(
        "care",
        "Refusals and delay",
        (
            crossed(
                "took",
                "How long it took to decide",
                sums.of("took"),
                (names.TOOK, GROUPS),
                says=(*_speed(sums, SHARED, "sharing"), *_speed(sums, KEPT, "not sharing")),
                note="From the first answer to the record, breaks included.",
            ),
            crossed(
                "careful",
                "What asks for a second look",
                marks,
                ({code: names.MARKS[code] for code in names.CAREFUL}, GROUPS),
                says=_safety(sums),
                note="A decision can stand in more than one row.",
            ),
        ),
        ("Not to share can do as much harm as to share. So both are measured here.",),
    )


def _speed(sums: Sums, of: str, doing: str) -> tuple[str, ...]:
    """Say which part of the decisions of a group took less than a quarter of an hour; nothing of very few."""
    taken = {key.split(" ")[0]: count for key, count in sums.of("took").items() if key.endswith(f" {of}")}
    known = sum(count for code, count in taken.items() if code != NOT_KNOWN)
    if known < FEW:
        return ()
    quick = sum(taken.get(code, 0) for code in list(names.TOOK)[:3])
    return (f"Of {known:,} decisions on {doing}, {share(quick, known)} took less than 15 minutes.",)


def _safety(sums: Sums) -> tuple[str, ...]:
    of = sums.by("mark", 0)
    refused, late = of["refused_safety"], of["late"]
    if not sums.total("decision"):
        return ()
    return (
        f"Nothing was shared though somebody’s safety was at stake: {times(refused)}."
        if refused
        else "No refusal was marked as a risk to somebody’s safety.",
        f"A danger was recorded after more than 24 hours: {times(late)}." if late else "",
    )


def objections(sums: Sums) -> Section:
    """Return what people said no to, and what became of it."""
    became = {code: sums.count("objection", code) for code in names.OBJECTIONS}
    # Entries from before the leaf said what became of a no still say that it was overruled.
    became["overruled"] = max(became["overruled"], sums.total("overruled"))
    said = {key: count for key, count in sums.of("event").items() if key in names.SAID}
    return section(
        "objections",
        "When people said no",
        (
            Table(
                "objection",
                "What became of a no",
                ("Decisions",),
                rows(became, names.OBJECTIONS),
                says=(_no(became),),
                note="Decisions from before November 2026 say only that a no was overruled.",
            ),
            crossed(
                "overruled",
                "Each no that was overruled, and what the Guardian said",
                sums.of("overruled"),
                (names.HOW, names.VIEWS),
            ),
            Table("said", "What was written in the registers", ("Times",), rows(said, names.SAID)),
        ),
    )


def _no(became: Mapping[str, int]) -> str:
    whole = sum(became.values())
    if not whole:
        return "Nobody said no to sharing in a decision of this time."
    respected, over = became["respected"] + became["narrowed"], became["overruled"]
    parts = [f"In {many(whole, 'decision')} the person had said no."]
    parts += [f"Their no was respected {times(respected)}."] if respected else []
    return " ".join([*parts, f"It was overruled {times(over)}." if over else "It was never overruled."])
