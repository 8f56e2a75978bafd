"""Which questions, outcomes, duties and stories show each obligation of the guide, and what keeps the rest."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from decisions.engine.ruleset import Ruleset
from decisions.rulesets.scenarios import Scenario

FILE: Final = Path(__file__).parents[2] / "docs" / "reference" / "obligations.toml"
KINDS: Final = frozenset({"decision", "register", "desk", "report", "house"})
"""What keeps an obligation: a decision, a register, the Guardian's desk, a report, or how the house is built."""


@dataclass(frozen=True, slots=True)
class Obligation:
    """One row of the list: its number, where it stands, what it asks, and what keeps it: `reason` if no decision."""

    number: int
    source: str
    says: str
    kind: str
    reason: str = ""


def obligations(file: Path = FILE) -> list[Obligation]:
    """Every obligation in the order of its number."""
    return [Obligation(**row) for row in tomllib.loads(file.read_text())["row"]]


def shown_by(
    rulesets: Iterable[Ruleset], stories: Iterable[Scenario]
) -> Mapping[int, Mapping[str, list[str]]]:
    """For each number the ids of what shows it, by sort and in alphabetical order."""
    found: dict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for ruleset in rulesets:
        for sort, node_id, rows in _nodes(ruleset):
            for row in rows:
                found[row][sort].add(node_id)
    for story in stories:
        for row in story.rows:
            found[row]["stories"].add(story.id)
    return {row: {sort: sorted(ids) for sort, ids in sorts.items()} for row, sorts in found.items()}


def faults(listed: list[Obligation], shown: Mapping[int, Mapping[str, list[str]]]) -> Iterator[str]:
    """What is wrong with the list, or with what claims to show it."""
    if [row.number for row in listed] != list(range(1, len(listed) + 1)):
        yield "The obligations are not numbered one after the other."
    for row in listed:
        if row.kind not in KINDS:
            yield f"Obligation {row.number} is kept by {row.kind}, which nobody knows."
        if (row.kind == "decision") == bool(row.reason):
            yield f"Obligation {row.number} needs a reason if, and only if, no decision shows it."
        if row.kind == "decision" and not shown.get(row.number):
            yield f"Obligation {row.number} is shown by nothing."
    for number in sorted(shown.keys() - {row.number for row in listed}):
        yield f"There is no obligation {number}."


def page(listed: list[Obligation], shown: Mapping[int, Mapping[str, list[str]]]) -> str:
    """The table as Markdown."""
    decided = sum(row.kind == "decision" for row in listed)
    lines = [
        "# What the guide asks, and where we show it",
        "",
        f"{len(listed)} obligations, in our own words. {decided} are shown by a question, an outcome, a duty or a "
        "story. For each of the others it says what keeps it.",
        "",
        "| # | Stands in | Asks | Questions, outcomes and duties | Stories |",
        "|---:|---|---|---|---|",
    ]
    for row in listed:
        found = shown.get(row.number, {})
        nodes = "; ".join(
            f"{sort}: {', '.join(found[sort])}"
            for sort in ("questions", "outcomes", "duties")
            if sort in found
        )
        kept = f"{row.kind}: {row.reason}" if row.reason else ""
        cells = [str(row.number), row.source, row.says, "<br>".join(filter(None, (kept, nodes)))]
        lines.append(f"| {' | '.join(cells)} | {', '.join(found.get('stories', ()))} |")
    return "\n".join(lines) + "\n"


def _nodes(ruleset: Ruleset) -> Iterator[tuple[str, str, tuple[int, ...]]]:
    """Every question, outcome and duty: its sort, its id and the rows it serves."""
    for question in ruleset.questions.values():
        yield "questions", question.id, question.rows
    for outcome in ruleset.outcomes.values():
        yield "outcomes", outcome.id, outcome.rows
    for duty in ruleset.duties.values():
        yield "duties", duty.id, duty.rows
