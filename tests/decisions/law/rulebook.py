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
from portal import editions

KEPT = {"start", "care-team", "family"}
LAW = "csw_2026"
ASK = "ask_about_other_use"
DUTY = "Write down why sharing would not harm the child more"


class Rulebook:
    """The rules in a folder, and the library that reads it."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        shutil.copytree(library.FOLDER, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
        self.patch = monkeypatch
        monkeypatch.setattr(library, "FOLDER", folder)
        for path in sorted(folder.glob("*.toml")):
            name, _, version = path.stem.partition(".")
            if not library.is_ruleset(path.stem):
                continue
            if name in KEPT:
                # The newest is the first here, so that a story tells of a first and a second version.
                text = path.read_text().replace(f"\nversion = {version}\n", "\nversion = 1\n")
                (folder / f"{name}.1.toml").write_text(text)
            # Three sets of questions tell every story here, and are read quickly.
            if name not in KEPT or version != "1":
                path.unlink()
        self.seal()

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
        self.bind_law()

    def date_law(self, **days: str) -> None:
        """Give that law what its file may say of it, such as the day on which it begins by itself."""
        self._write_law(**{name: f'"{value}"' for name, value in days.items()})
        self.seal()

    def bind_law(self, *kinds: str) -> None:
        """Let that law bind these kinds of organisation, and no other; without any it binds everyone."""
        self._write_law(bound="[{}]".format(", ".join(f'"{kind}"' for kind in kinds)))
        self.seal()

    def _write_law(self, **says: str) -> None:
        """Write lines of that law's entry in place of those it has."""
        path = self._newest("sources")
        head, mark, rest = path.read_text().partition(f"[{LAW}]\n")
        entry, gap, more = rest.partition("\n\n")
        kept = [line for line in entry.splitlines() if line.partition(" = ")[0] not in says]
        lines = [f"{name} = {value}" for name, value in says.items() if value != "[]"]
        path.write_text(head + mark + "\n".join([*lines, *kept]) + gap + more)

    def rest_basis_on_law(self, basis: str, *, otherwise: str) -> None:
        """Let a basis in data-protection law rest on that law too, and name the one that holds before it."""
        path = self._newest("lawful_bases")
        head, mark, rest = path.read_text().partition(f"[{basis}]\n")
        entry, gap, more = rest.partition("\n\n")
        entry = entry.replace('cites = ["uk_gdpr"', f'otherwise = "{otherwise}"\ncites = ["{LAW}", "uk_gdpr"')
        path.write_text(head + mark + entry + gap + more)
        self.seal()

    def second(self, name: str = "care-team", *, sealed: bool = True, folder: Path | None = None) -> Ruleset:
        """Write version 2 of a ruleset, in which to be looked after is no longer reason enough: the Guardian is asked.

        It belongs to the edition after the newest, so nobody has it by installation.
        """
        text = (self.folder / f"{name}.1.toml").read_text().replace("\nversion = 1\n", "\nversion = 2\n")
        text = re.sub(r"\nedition = \d+\n", f"\nedition = {editions.NEWEST + 1}\n", text)
        option = re.compile(r'(id = "look_after"\n(?:(?!goes_to).*\n)*)goes_to = "\w+"')
        text, found = option.subn(rf'\1goes_to = "{ASK}"', text, count=1)
        assert found
        (folder or self.folder).mkdir(exist_ok=True)
        path = (folder or self.folder) / f"{name}.2.toml"
        path.write_text(text)
        if sealed:
            self.seal()
        return library.draft(path)

    def _newest(self, table: str) -> Path:
        """Return the newest version of a table that the sets of questions here stand on."""
        return max(self.folder.glob(f"{table}.*.toml"), key=lambda path: int(path.stem.partition(".")[2]))

    def lose(self, file: str) -> None:
        """Take a file and its seal away, as nobody should."""
        (self.folder / f"{file}.toml").unlink()
        self.seal()

    def ruleset(self, key: str) -> Ruleset:
        """Return a ruleset as the library has it now."""
        return library.current(key)
