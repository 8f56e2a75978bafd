"""A copy of our rules in a folder of its own, in which a test may draft, seal and lose a version."""

from __future__ import annotations

import re
import shutil
from functools import cache
from pathlib import Path

import pytest

from decisions.engine.ruleset import Ruleset
from decisions.rulesets import library
from decisions.wizard import journey

KEPT = {"start", "care-team", "family"}
LAW = "csw_2026"
ASK = "ask_about_other_use"
DUTY = "Write down why sharing would not harm the child more"


class Rulebook:
    """The rules in a folder, and the library that reads it."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        shutil.copytree(library.FOLDER, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
        for path in folder.glob("*.toml"):
            # Three sets of questions in their first version tell every story here, and are read quickly.
            if library.is_ruleset(path.stem) and path.stem not in {f"{name}.1" for name in KEPT} | {"sealed"}:
                path.unlink()
        library.write_seals(
            folder, {f: s for f, s in library.sealed(folder).items() if (folder / f"{f}.toml").exists()}
        )
        self.patch = monkeypatch
        monkeypatch.setattr(library, "FOLDER", folder)
        self.read_again()

    def read_again(self) -> None:
        """Forget what was read of this folder, and nothing of ours."""
        self.patch.setattr(library, "_all", cache(library.read))
        journey._ahead.cache_clear()

    def seal(self) -> None:
        """Seal everything as it stands now."""
        texts = library.texts_of(self.folder)
        library.write_seals(self.folder, {file: library.seal_of(text) for file, text in texts.items()})
        self.read_again()

    def add_law(self, door: str = "care-team") -> None:
        """Give the commonest end of a door a duty that rests on a law not yet in force."""
        path = self.folder / f"{door}.1.toml"
        text = path.read_text()
        duty = f'\n[duty.write_why]\ntext = "{DUTY}"\nflag = "child_law"\nlaw = "{LAW}"\n'
        head, mark, rest = text.partition("[outcome.share]\n")
        outcome, gap, more = rest.partition("\n\n")
        if "\nduties = [" in outcome:
            outcome = outcome.replace("\nduties = [", '\nduties = ["write_why", ')
        else:
            outcome += '\nduties = ["write_why"]'
        path.write_text(head + mark + outcome + gap + more + duty)
        self.seal()

    def date_law(self, **days: str) -> None:
        """Give that law what its file may say of it, such as the day on which it begins by itself."""
        path = self.folder / "sources.1.toml"
        said = "".join(f'{name} = "{value}"\n' for name, value in days.items())
        head, mark, rest = path.read_text().partition(f"[{LAW}]\n")
        entry, gap, more = rest.partition("\n\n")
        kept = [line for line in entry.splitlines() if line.partition(" = ")[0] not in days]
        path.write_text(head + mark + said + "\n".join(kept) + gap + more)
        self.seal()

    def bind_law(self, *kinds: str) -> None:
        """Let that law bind these kinds of organisation, and no other."""
        path = self.folder / "sources.1.toml"
        codes = ", ".join(f'"{kind}"' for kind in kinds)
        path.write_text(path.read_text().replace(f"[{LAW}]\n", f"[{LAW}]\nbound = [{codes}]\n"))
        self.seal()

    def rest_basis_on_law(self, basis: str, *, otherwise: str) -> None:
        """Let a basis in data-protection law rest on that law too, and name the one that holds before it."""
        path = self.folder / "lawful_bases.1.toml"
        head, mark, rest = path.read_text().partition(f"[{basis}]\n")
        entry, gap, more = rest.partition("\n\n")
        entry = entry.replace('cites = ["uk_gdpr"', f'otherwise = "{otherwise}"\ncites = ["{LAW}", "uk_gdpr"')
        path.write_text(head + mark + entry + gap + more)
        self.seal()

    def second(self, name: str = "care-team", *, sealed: bool = True, folder: Path | None = None) -> Ruleset:
        """Write version 2 of a ruleset, in which to be looked after is no longer reason enough: the Guardian is asked."""
        text = (self.folder / f"{name}.1.toml").read_text().replace("\nversion = 1\n", "\nversion = 2\n")
        option = re.compile(r'(id = "look_after"\n(?:(?!goes_to).*\n)*)goes_to = "\w+"')
        text, found = option.subn(rf'\1goes_to = "{ASK}"', text, count=1)
        assert found
        (folder or self.folder).mkdir(exist_ok=True)
        path = (folder or self.folder) / f"{name}.2.toml"
        path.write_text(text)
        if sealed:
            self.seal()
        return library.draft(path)

    def lose(self, file: str) -> None:
        """Take a file and its seal away, as nobody should."""
        (self.folder / f"{file}.toml").unlink()
        self.seal()

    def ruleset(self, key: str) -> Ruleset:
        """Return a ruleset as the library has it now."""
        return library.current(key)
