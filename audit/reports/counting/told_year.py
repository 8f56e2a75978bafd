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
    letters = sums.count("event", "letter.given")
    done = Table("done", "What was done", ("Times",), _events(sums, names.YEAR))
    return section(
        "duties",
        "Training, policies, agreements and letters",
        (done,),
        (f"{_letters(letters)} given to people.",),
    )


def _letters(letters: int) -> str:
    return f"{many(letters, 'letter').capitalize()} {'was' if letters == 1 else 'were'}"


def changes(sums: Sums) -> Section:
    """Return what changed in the questions and the law."""
    table = Table("changed", "Questions and law", ("Times",), _events(sums, names.CHANGED))
    signed = sums.count("event", "ruleset.signed_off")
    says = (
        f"New questions were signed {times(signed)}."
        if signed
        else "The questions did not change by signature."
    )
    return section("changes", "What was changed in the questions", (table,), (says,))


def ledger(sums: Sums) -> Section:
    """Return who looked at what, and how much the ledger grew."""
    entries, reads = sums.total("event"), sum(row.counts[0] for row in _events(sums, names.READS))
    return section(
        "ledger",
        "Who looked, and what the ledger holds",
        (Table("reads", "Each look leaves an entry", ("Times",), _events(sums, names.READS)),),
        (
            f"The ledger of this time holds {many(entries, 'entry', 'entries')}.",
            f"{many(reads, 'entry', 'entries').capitalize()} of these {'says' if reads == 1 else 'say'} that"
            " somebody looked at something.",
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
            *(_principles(sums, year) for year in (NEW, OLD)),
            crossed("marks", "What was marked", sums.of("mark"), (names.MARKS, GROUPS)),
            Table(
                "unsure", "Questions answered with “I’m not sure”", ("Times",), rows(sums.of("unsure"), {})
            ),
        ),
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
