"""The rulesets we decide with, read from the sealed files in this folder and kept in memory.

A file that does not match its seal, or that nobody sealed, is refused: a published ruleset is never edited.
"""

from __future__ import annotations

import hashlib
import tomllib
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Final

from decisions.engine.load import RulesetError, load
from decisions.engine.ruleset import Ruleset

FOLDER: Final = Path(__file__).parent
SEALS: Final = "sealed.toml"
NO_RULES: Final = frozenset({SEALS, "alike.toml"})
"""Files in this folder that hold no rules: they are never sealed."""
TABLES: Final = ("sources.", "lawful_bases.")
"""How the files begin that hold no ruleset, but what rulesets stand on."""
START: Final = "start"
"""The ruleset in which every decision begins. It is no door."""
WEIGH: Final = "weigh"
"""The ruleset by which a Guardian or the deputy weighs what a worker put to them. It is no worker's door."""
NO_DOORS: Final = frozenset({START, WEIGH})


class Altered(RulesetError):
    """A file of rules that is not the one that was sealed."""


class UnknownRuleset(LookupError):
    """No ruleset of that name, version or digest. The message is a sentence."""


def names() -> list[str]:
    """Every ruleset by name, in alphabetical order."""
    return sorted({ruleset.name for ruleset in _all(FOLDER).values()})


def doors() -> list[Ruleset]:
    """The current ruleset of each door that a worker may come to, in alphabetical order."""
    return [current(name) for name in names() if name not in NO_DOORS]


def current(name: str) -> Ruleset:
    """The newest version of this ruleset; `name` may also be "family.1". Raises UnknownRuleset or Altered.

    The newest is not always the one in force: an organisation uses the newest that it has signed off.
    """
    found = [ruleset for ruleset in _all(FOLDER).values() if name in (ruleset.name, ruleset.key)]
    if not found:
        raise UnknownRuleset(f"There is no ruleset called {name!r}. There are: {', '.join(names())}.")
    return max(found, key=lambda ruleset: ruleset.version)


def versions(name: str) -> list[Ruleset]:
    """Every version of a ruleset, the first first. Raises UnknownRuleset or Altered."""
    found = [ruleset for ruleset in _all(FOLDER).values() if ruleset.name == name]
    if not found:
        raise UnknownRuleset(f"There is no ruleset called {name!r}. There are: {', '.join(names())}.")
    return sorted(found, key=lambda ruleset: ruleset.version)


def asks(question_id: str) -> bool:
    """Whether any version of any ruleset asks this question."""
    return any(question_id in ruleset.questions for ruleset in _all(FOLDER).values())


def alone(name: str) -> Ruleset:
    """The same as `current`, read without the other rulesets: for a program that asks for one and ends.

    Seals are checked all the same. Raises UnknownRuleset or Altered.
    """
    texts = texts_of(FOLDER)
    check_seals(texts, sealed(FOLDER))
    named = [file for file in texts if is_ruleset(file) and name in (file, file.rpartition(".")[0])]
    if not named:
        return current(name)
    return max((load(file, texts) for file in named), key=lambda ruleset: ruleset.version)


def by_digest(digest: str) -> Ruleset:
    """The ruleset with this digest, of any version. Raises UnknownRuleset or Altered."""
    found = _all(FOLDER).get(digest)
    if found is None:
        raise UnknownRuleset(f"There is no ruleset with the digest {digest!r}.")
    return found


def read(folder: Path) -> dict[str, Ruleset]:
    """Every ruleset of a folder by its digest, seals checked first. Raises Altered or RulesetError."""
    texts = texts_of(folder)
    check_seals(texts, sealed(folder))
    rulesets = [load(file, texts) for file in texts if is_ruleset(file)]
    return {ruleset.digest: ruleset for ruleset in rulesets}


def draft(path: Path) -> Ruleset:
    """The ruleset in a file that is not sealed yet, with whatever is drafted beside it. Raises RulesetError.

    What it includes and has not drafted itself comes from the sealed files. A draft never stands in the place of a
    sealed file: to change one is to write its next version.
    """
    published = _sealed_texts(FOLDER)
    beside = texts_of(path.parent) if path.is_file() else {}
    for file, text in beside.items():
        if published.get(file, text) != text:
            raise Altered(f"{file}.toml is sealed. Write what changes as its next version.")
    if path.stem not in beside:
        raise RulesetError(f"{path} cannot be read.")
    return load(path.stem, published | beside)


def published() -> list[Ruleset]:
    """Every sealed ruleset, also while somebody drafts another beside them. Raises Altered or RulesetError."""
    texts = _sealed_texts(FOLDER)
    return [load(file, texts) for file in texts if is_ruleset(file)]


def drafts(folder: Path) -> list[Ruleset]:
    """The rulesets drafted in a folder, in alphabetical order; a file that cannot be read is left out."""
    found = []
    for path in sorted(folder.glob("*.toml")):
        with suppress(RulesetError):
            found += [draft(path)] if is_ruleset(path.stem) else []
    return found


def texts_of(folder: Path) -> dict[str, str]:
    """The text of each file of rules, by its path in the folder without ".toml"."""
    paths = [path for path in sorted(folder.rglob("*.toml")) if path.name not in NO_RULES]
    return {path.relative_to(folder).with_suffix("").as_posix(): _text(path) for path in paths}


def is_ruleset(file: str) -> bool:
    """Whether this file is a ruleset, and not a stretch or a table of sources."""
    return "/" not in file and not file.startswith(TABLES)


def sealed(folder: Path) -> dict[str, str]:
    """The seals of a folder: SHA-256 (hex) by file, without ".toml"."""
    path = folder / SEALS
    return dict(tomllib.loads(path.read_text())) if path.exists() else {}


def write_seals(folder: Path, seals: dict[str, str]) -> None:
    """Write down the seals of a folder."""
    rows = "".join(f'"{file}" = "{seal}"\n' for file, seal in sorted(seals.items()))
    head = "# SHA-256 of each file of rules. A sealed file is never edited: a change is a new version.\n"
    (folder / SEALS).write_text(head + rows)


def seal_of(text: str) -> str:
    """The seal of a text: its SHA-256 (hex)."""
    return hashlib.sha256(text.encode()).hexdigest()


def check_seals(texts: dict[str, str], seals: dict[str, str]) -> None:
    """Refuse a file that was altered, one that was never sealed, and a seal whose file is gone."""
    for file, text in texts.items():
        if file not in seals:
            raise Altered(f"{file}.toml is not sealed.")
        if seals[file] != seal_of(text):
            raise Altered(f"{file}.toml was altered after it was sealed.")
    for file in seals:
        if file not in texts:
            raise Altered(f"{file}.toml was sealed and is gone.")


def _sealed_texts(folder: Path) -> dict[str, str]:
    """The texts of a folder that are sealed, and none that is not; each as it was sealed, or Altered is raised."""
    seals = sealed(folder)
    texts = {file: text for file, text in texts_of(folder).items() if file in seals}
    check_seals(texts, seals)
    return texts


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode()
    except UnicodeDecodeError as error:
        raise RulesetError(f"{path.name} is not UTF-8 text.") from error


@cache
def _all(folder: Path) -> dict[str, Ruleset]:
    return read(folder)
