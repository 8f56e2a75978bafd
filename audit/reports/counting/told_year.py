"""What is told of the duties of a year, of changes, reads, rules and principles, and of how it was counted."""

from __future__ import annotations

from audit.kinds import GROUPS
from audit.numbers import many, times
from audit.reports.counting import names
from audit.reports.counting.build import Names, crossed, rows, section
from audit.reports.counting.principles import NEW, OLD, principles
from audit.reports.counting.shape import Row, Section, Table
from audit.reports.counting.sums import Sums

METHOD = (
    "All numbers are counted from the leaves of the ledger, which never change. No record of a person was opened.",
    "A decision counts in the month in which it was recorded, by the clock in London.",
    "Of a decision, the view that stands today counts. So the numbers of a past year can still move a little.",
    "What an older leaf does not say counts as not known. It is never guessed.",
    "Anyone with the leaves can count again, with the same files and no other software.",
)


def duties(sums: Sums) -> Section:
    """Return what was done in the year besides decisions."""
    done = Table("done", "What was done", ("Times",), _events(sums, names.YEAR))
    letters, read = (sums.count("event", event) for event in ("letter.given", "policy.acknowledged"))
    says = (
        f"People were given a letter {times(letters)}." if letters else "Nobody was given a letter.",
        f"Staff confirmed {times(read)} that they had read a policy."
        if read
        else "Nobody confirmed reading a policy.",
    )
    return section("duties", "Training, policies, agreements and letters", (done,), says)


def changes(sums: Sums) -> Section:
    """Return what changed in the questions and the law."""
    table = Table("changed", "Questions and law", ("Times",), _events(sums, names.CHANGED))
    signed = sums.count("event", "ruleset.signed_off")
    says = f"New questions were signed off {times(signed)}." if signed else "Nobody signed off new questions."
    return section("changes", "What was changed in the questions", (table,), (says,))


def ledger(sums: Sums) -> Section:
    """Return who looked at what, and how much the ledger grew."""
    entries, looks = sums.total("event"), _events(sums, names.READS)
    reads = sum(row.counts[0] for row in looks)
    return section(
        "ledger",
        "Who looked, and what the ledger holds",
        (Table("reads", "Each look leaves an entry", ("Times",), looks),),
        (
            f"The ledger of this time holds {many(entries, 'entry', 'entries')}.",
            f"Somebody looked at what is kept {times(reads)}." if reads else "Nobody looked at what is kept.",
        ),
    )


def _events(sums: Sums, wanted: Names) -> tuple[Row, ...]:
    return rows({code: sums.count("event", code) for code in wanted}, wanted)


def rules(sums: Sums) -> Section:
    """Return how often each rule and principle stood behind our advice, what was unsure, and every mark."""
    return section(
        "rules",
        "Rules and principles",
        (
            crossed(
                "rules",
                "Rules cited",
                sums.of("rule"),
                (_rules(sums), GROUPS),
                note="A decision cites several.",
            ),
            Table(
                "outcomes", "What we advised, by its code", ("Decisions",), rows(sums.by("decision", 1), {})
            ),
            *(_principles(sums, year) for year in (NEW, OLD)),
            crossed("marks", "What was marked", sums.of("mark"), (names.MARKS, GROUPS)),
            Table(
                "unsure", "Questions answered with “I’m not sure”", ("Times",), rows(sums.of("unsure"), {})
            ),
        ),
        () if sums.total("rule") else ("No rule was cited.",),
    )


def _rules(sums: Sums) -> Names:
    """Return how each rule that was cited reads."""
    cited = sorted({key.split(" ")[0] for key in sums.of("rule")})
    return {code: names.RULES.get(code) or f"Rule {code[:1]}, part {code[1:]}" for code in cited}


def _principles(sums: Sums, year: str) -> Table:
    """Return how many decisions each principle of a set stood behind."""
    texts = {
        str(each["number"]): f"{each['number']}. {each['text']}" for each in principles()[year]["principle"]
    }
    counts = {
        key.split(" ")[1]: count for key, count in sums.of("principle").items() if key.startswith(f"{year} ")
    }
    return Table(
        f"principles_{year}",
        f"Caldicott Principles: {principles()[year]['title'].lower()}",
        ("Decisions",),
        rows(counts, texts),
        note="By the rules that our advice cites. A decision stands behind several principles.",
    )


def method() -> Section:
    """Return how all this was counted."""
    return Section("method", "How this was counted", (), METHOD)
