"""How many mutants of what the portal reads, counts and signs go unnoticed? `python -m tests.mutation.product`.

Name modules, or a part of their names, for some only. Each mutant is looked at by the tests that run its statement (see
`reached`). What was noticed is kept in .data/mutants, by the text of the function: it is not hunted again (`--again`
does). `--patience=SECONDS` is how long tests may take over one mutant. Mutants that do as the code does are
left out, with their reason in `alike`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from tests.mutation import reached
from tests.mutation.alike import ALIKE
from tests.mutation.code import Mutant, mutants
from tests.mutation.hunt import Hunter, Session
from tests.mutation.ways import every

ROOT: Final = Path(__file__).parents[2]
KEPT: Final = ROOT / ".data" / "mutants"
LIMIT: Final = 0.95
PATIENCE: Final = 30.0
HUNTED: Final = (
    "decisions/wizard/flags.py",
    "audit/**/due.py",
    "audit/**/owed.py",
    "decisions/**/owed.py",
    "audit/assurance/task.py",
    "audit/assurance/standing.py",
    "audit/assurance/tasks/*.py",
    "audit/**/signing.py",
    "audit/**/verifying.py",
    "audit/oversight/verifying/*.py",
    "audit/ledger/verify.py",
    "audit/reports/*.py",
    "audit/reports/counting/*.py",
    "audit/reports/annual/*.py",
    "audit/reports/homes/*.py",
    "audit/reports/packs/*.py",
    "audit/oversight/pictures/*.py",
    "*/**/queries*.py",
    "*/**/queries/*.py",
)
"""What is hunted: flags, tasks and what is due, signing, reports and their figures, and every query."""
LEFT_OUT: Final = (
    "urls",
    "forms",
    "models",
    "own",
    "asking",
    "__main__",
    "making",
    "formats",
    "archive",
    "draw",
)
"""How pages and files are put together is tested by what they show; who reaches them (`own`) by tests/reach."""
FLOORS: Final = ("portal", "audit", "decisions")
Found = dict[str, Any]
"""What was found of a module: by which test each mutant was noticed, which got away, and how many are alike."""


def modules() -> list[str]:
    """Every module that is hunted, in the order of the patterns."""
    found = [path for pattern in HUNTED for path in sorted(ROOT.glob(pattern))]
    inside = [path.relative_to(ROOT).with_suffix("") for path in found]
    return list(
        dict.fromkeys(
            ".".join(path.parts)
            for path in inside
            if path.parts[0] in FLOORS and path.name not in LEFT_OUT and not _is_page(path.name)
        )
    )


def _is_page(name: str) -> bool:
    return name == "__init__" or name.endswith("urls") or name.startswith("views")


def kept(module: str) -> Found:
    """What was found of a module before."""
    file = KEPT / f"{module}.json"
    found: Found = json.loads(file.read_text()) if file.exists() else {}
    return found


def hunt(session: pytest.Session, wanted: list[str], *, again: bool, patience: float) -> None:
    """Hunt through modules, print what got away, and keep what was noticed."""
    tests = {name: test for held in reached.kept().values() for name, test in held["tests"].items()}
    hunter = Hunter(session, tests, wanted, patience)
    for module in wanted:
        before = {} if again else kept(module).get("noticed", {})
        noticed, away = dict[str, str](), list[str]()
        every_one = list(mutants(module, every))
        different = [each for each in every_one if each.name not in ALIKE.get(module, {})]
        for mutant in different:
            name = before.get(mutant.key) or hunter.notices(module, mutant)
            if name:
                noticed[mutant.key] = name
            else:
                away.append(_line(hunter, module, mutant))
        found = {"noticed": noticed, "away": away, "alike": len(every_one) - len(different)}
        KEPT.mkdir(parents=True, exist_ok=True)
        (KEPT / f"{module}.json").write_text(json.dumps(found, indent=1))
        print("\n".join(_row(module, found)), flush=True)
    for name in hunter.broken():
        print(f"Fails now without any mutant: {name}", flush=True)


def _line(hunter: Hunter, module: str, mutant: Mutant) -> str:
    looks = len(hunter.looks(module, mutant))
    return f"{mutant.line} {mutant.name}{'' if looks else ' (no test runs it)'}"


def _row(module: str, found: Found) -> Iterator[str]:
    killed, away = len(found["noticed"]), len(found["away"])
    share = f"{killed / (killed + away):.1%}" if killed + away else "none"
    yield f"{module:<44}{killed + away:>6}{killed:>6}{share:>8}{found['alike']:>4} alike"
    yield from (f"    {one}" for one in found["away"])


def main(words: list[str]) -> int:
    """Hunt through the modules named, or all, and print the table. Whether enough are killed is the exit code."""
    options = [word for word in words if word.startswith("--")]
    names = [word for word in words if not word.startswith("--")]
    patience = next((float(each.partition("=")[2]) for each in options if "patience" in each), PATIENCE)
    wanted = list(dict.fromkeys(each for name in names or [""] for each in modules() if name in each))
    files = [file for file, held in reached.kept().items() if set(wanted) & held["modules"].keys()]
    session = Session(lambda session: hunt(session, wanted, again="--again" in options, patience=patience))
    pytest.main([*files, *reached.QUIET, "--assert=plain"], plugins=[session])
    found = [each for each in map(kept, wanted) if each]
    killed, away = sum(len(each["noticed"]) for each in found), sum(len(each["away"]) for each in found)
    print(f"{'all':<44}{killed + away:>6}{killed:>6}{killed / (killed + away):>8.1%}")
    return 0 if len(found) == len(wanted) and killed >= LIMIT * (killed + away) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
