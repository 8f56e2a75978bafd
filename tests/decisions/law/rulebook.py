"""A copy of our rules in a folder of its own, in which a test may draft, seal and lose a version."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from decisions.engine.ruleset import Ruleset
from decisions.rulesets import library
from decisions.wizard import journey

LAW = "csw_2026"
DUTY = "Write down why sharing would not harm the child more"


class Rulebook:
    """The rules in a folder, and the library that reads it."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        shutil.copytree(library.FOLDER, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
        monkeypatch.setattr(library, "FOLDER", folder)
        self.read_again()

    def read_again(self) -> None:
        """Forget what was read."""
        library._all.cache_clear()
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

    def second(
        self, name: str, *changes: tuple[str, str], sealed: bool = True, folder: Path | None = None
    ) -> Path:
        """Write version 2 of a ruleset: version 1 with some words put in the place of others."""
        text = (self.folder / f"{name}.1.toml").read_text().replace("\nversion = 1\n", "\nversion = 2\n")
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new)
        path = (folder or self.folder) / f"{name}.2.toml"
        path.write_text(text)
        if sealed:
            self.seal()
        return path

    def ruleset(self, key: str) -> Ruleset:
        """Return a ruleset as the library has it now."""
        return library.current(key)
