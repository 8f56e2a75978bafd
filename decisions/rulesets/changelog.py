"""What the newest edition of the rules changes, for Guardians in plain words: a page that is written, never edited."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from decisions.engine.ruleset import Ruleset
from decisions.rulesets import compare, library
from decisions.rulesets.compare import Case, Change, Different
from decisions.rulesets.scenarios import Scenario

FILE: Final = "rules-changelog.md"
"""Its name in docs/reference."""
DECISIONS: Final = "## Decisions of a year that would come out differently"
"""Where the part begins that needs an organisation's decisions. It stands last, and stays until it is tried again."""
SHARED: Final = 3
"""A change in this many rulesets or more is listed once."""
TOLD: Final = (
    "New answer",
    "No longer an answer",
    "The title",
    "What kind it is",
    "Whether it binds",
    "The ground",
)
"""How the line about a change begins; the rest is its words."""
HEADINGS: Final = {
    ("Added", "Question"): "New questions",
    ("Changed", "Question"): "Questions with other answers",
    ("Removed", "Question"): "Questions that are no longer asked",
    ("Added", "Outcome"): "New ends",
    ("Changed", "Outcome"): "Ends that changed",
    ("Removed", "Outcome"): "Ends that are gone",
    ("Added", "Duty"): "New things to do",
    ("Removed", "Duty"): "Things that are no longer to do",
    ("Added", "Ground"): "New grounds",
    ("Removed", "Ground"): "Grounds that are gone",
}
"""What is listed, in this order."""


@dataclass(frozen=True, slots=True)
class Pair:
    """The newest version of a ruleset, and the last one of an edition before; None where the ruleset is new."""

    old: Ruleset | None
    new: Ruleset

    @property
    def title(self) -> str:
        """What this ruleset is called, with both versions."""
        before = f"{self.old.key} → " if self.old else ""
        name = "Where every decision begins" if self.new.name == library.START else self.new.title
        return f"{name} ({before}{self.new.key})"


def pairs(rulesets: Iterable[Ruleset]) -> list[Pair]:
    """What is compared, the start first and then door by door. What did not change its edition is left out."""
    versions: dict[str, list[Ruleset]] = {}
    for each in sorted(rulesets, key=lambda one: (one.name != library.START, one.name, one.version)):
        versions.setdefault(each.name, []).append(each)
    found = []
    for every in versions.values():
        older = [one for one in every if one.edition < every[-1].edition]
        if every[-1].edition > 1:
            found.append(Pair(older[-1] if older else None, every[-1]))
    return found


def page(compared: list[Pair], stories: Iterable[Scenario], decisions: str) -> str:
    """The whole page as Markdown. `decisions` is its last part."""
    by_name = {pair.new.name: list(_changes(pair)) for pair in compared}
    shared = _shared(by_name)
    lines = [
        "# What the newest edition of the rules changes",
        "",
        "For Guardians, before they sign off a new version. It is written by `manage.py rulesets changelog`, and never "
        "by hand. Words that only became clearer are left out: `manage.py rulesets compare family.2` shows them all.",
        "",
        "## In several doors",
        "",
        "| Door | Questions | Ends | Stories that come out differently |",
        "|---|---:|---:|---:|",
    ]
    every = list(stories)
    tried = {pair.new.name: _tried(pair, every) for pair in compared}
    lines += [_row(pair, tried[pair.new.name]) for pair in compared]
    lines += ["", f"What follows changes in {SHARED} doors or more, and is listed here once.", ""]
    lines += _listed(shared)
    for pair in compared:
        own = [change for change in by_name[pair.new.name] if change not in shared]
        lines += [f"## {pair.title}", "", *_listed(own), *_stories(tried[pair.new.name])]
    return "\n".join([*lines, decisions or _untried()]).rstrip() + "\n"


def decisions_in(text: str) -> str:
    """The last part of a page, or "" where it has none."""
    _before, heading, found = text.partition(DECISIONS)
    return (heading + found).rstrip()


def of_decisions(whose: str, tried: Mapping[str, tuple[int, list[Different]]]) -> str:
    """The last part: by door how many of an organisation's decisions were tried, and which come out differently."""
    lines = [DECISIONS, "", f"{whose}, the last year, by door. What was decided stays decided.", ""]
    for title, (number, found) in tried.items():
        lines += [f"### {title}", "", *_different(number, "decisions", found)]
    return "\n".join(lines).rstrip()


def _untried() -> str:
    return f"{DECISIONS}\n\nNone were tried: `manage.py rulesets changelog --organisation NAME --by EMAIL` tries them."


def _changes(pair: Pair) -> Iterator[Change]:
    """A change without what only its words say."""
    if pair.old is None:
        return
    for change in compare.changes(pair.old, pair.new):
        lines = tuple(line for line in change.lines if line.startswith(TOLD) or ": Where it leads: " in line)
        if (change.how, change.what) in HEADINGS and (lines or change.how != "Changed"):
            yield replace(change, lines=lines)


def _shared(by_name: Mapping[str, list[Change]]) -> list[Change]:
    """What changes alike in several rulesets, in the order met."""
    every = [change for changes in by_name.values() for change in changes]
    return [
        one for one in dict.fromkeys(every) if sum(one in changes for changes in by_name.values()) >= SHARED
    ]


def _listed(changes: list[Change]) -> list[str]:
    """Changes under their headings, as lines of Markdown."""
    lines: list[str] = []
    for (how, what), heading in HEADINGS.items():
        found = [one for one in changes if (one.how, one.what) == (how, what)]
        if found:
            lines += [f"### {heading}", ""]
            lines += [
                line for one in found for line in (f"- {one.title}", *(f"  - {each}" for each in one.lines))
            ]
            lines.append("")
    return lines


def _tried(pair: Pair, stories: list[Scenario]) -> tuple[int, list[Different]] | None:
    """How many stories of a door were tried, and which come out differently; None where the door is new."""
    if pair.old is None:
        return None
    cases = [Case(one.id, one.facts) for one in stories if one.door == pair.new.name]
    return len(cases), compare.different(cases, pair.old, pair.new)


def _row(pair: Pair, tried: tuple[int, list[Different]] | None) -> str:
    old = pair.old
    counted = [
        f"{len(getattr(old, part))} → {len(getattr(pair.new, part))}"
        if old
        else f"{len(getattr(pair.new, part))}"
        for part in ("questions", "outcomes")
    ]
    differ = "a new door"
    if tried:
        unheard = sum(one.before.startswith(compare.ASKS) for one in tried[1])
        differ = f"{len(tried[1]) - unheard} of {tried[0]}" + (f", and {unheard} new ones" if unheard else "")
    return f"| {pair.title} | {' | '.join(counted)} | {differ} |"


def _stories(tried: tuple[int, list[Different]] | None) -> list[str]:
    if tried is None:
        return ["This door is new.", ""]
    return ["### Stories that come out differently", "", *_different(tried[0], "stories", tried[1])]


def _different(number: int, what: str, found: list[Different]) -> list[str]:
    """What comes out differently, the same changes together; last what the old version could not hear to the end."""
    heard = [one for one in found if not one.before.startswith(compare.ASKS)]
    lines = [f"{len(heard)} of {number} {what}.", ""]
    for (before, after), references in compare.together(heard).items():
        lines.append(f"- “{before}” → “{after}”: {', '.join(references)}")
    if unheard := [one.reference for one in found if one not in heard]:
        lines.append(
            f"- The version before asks for more, and cannot hear these to the end: {', '.join(unheard)}"
        )
    return [*lines, ""] if found else lines
