"""The library reads sealed files only, and keeps what it read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from decisions.engine.load import RulesetError
from decisions.rulesets import library
from tests.engine.rulebook import texts


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the tea ruleset, sealed."""
    files = texts()
    files["sources.1"] = files.pop("sources")
    files["lawful_bases.1"] = files.pop("lawful_bases")
    files["tea.1"] = re.sub('"(sources|lawful_bases)"', r'"\1.1"', files["tea.1"])
    files["tea.2"] = files["tea.1"].replace("version = 1", "version = 2")
    (tmp_path / "stretches").mkdir()
    for file, text in files.items():
        (tmp_path / f"{file}.toml").write_text(text)
    library.write_seals(tmp_path, {file: library.seal_of(text) for file, text in files.items()})
    return tmp_path


def test_sealed_files_are_read(folder: Path) -> None:
    rulesets = library.read(folder)
    assert sorted(ruleset.key for ruleset in rulesets.values()) == ["tea.1", "tea.2"]
    assert all(digest == ruleset.digest for digest, ruleset in rulesets.items())


@pytest.mark.parametrize("file", ["tea.1", "stretches/ticks", "sources.1", "lawful_bases.1"])
def test_an_altered_file_is_refused(folder: Path, file: str) -> None:
    path = folder / f"{file}.toml"
    path.write_text(path.read_text() + "\n")
    with pytest.raises(library.Altered, match=rf"^{file}.toml was altered after it was sealed\.$"):
        library.read(folder)


def test_a_line_ending_is_an_alteration_too(folder: Path) -> None:
    path = folder / "tea.1.toml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    with pytest.raises(library.Altered):
        library.read(folder)


def test_a_file_without_a_seal_is_refused(folder: Path) -> None:
    (folder / "more.1.toml").write_text("")
    with pytest.raises(library.Altered, match=r"^more.1.toml is not sealed\.$"):
        library.read(folder)


def test_without_seals_nothing_is_read(folder: Path) -> None:
    (folder / library.SEALS).unlink()
    with pytest.raises(library.Altered):
        library.read(folder)


def test_a_seal_without_its_file_is_refused(folder: Path) -> None:
    (folder / "tea.2.toml").unlink()
    with pytest.raises(library.Altered, match=r"^tea.2.toml was sealed and is gone\.$"):
        library.read(folder)


def test_the_newest_version_is_the_current_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "FOLDER", folder)
    assert library.names() == ["tea"]
    assert library.current("tea").version == 2
    assert library.current("tea.1").version == 1
    assert library.by_digest(library.current("tea.1").digest).version == 1


def test_what_was_read_is_kept() -> None:
    assert library.current("family") is library.current("family")


def test_the_doors_are_the_rulesets_but_the_start_and_the_seniors() -> None:
    assert {door.name for door in library.doors()} == set(library.names()) - {"start", "weigh"}


@pytest.mark.parametrize("name", ["nobody", "", "../family", "family.9", "tea\x00"])
def test_an_unknown_name_is_refused_in_one_sentence(name: str) -> None:
    with pytest.raises(library.UnknownRuleset, match=r"^There is no ruleset called .* There are: "):
        library.current(name)


def test_an_unknown_digest_is_refused() -> None:
    with pytest.raises(library.UnknownRuleset, match="no ruleset with the digest"):
        library.by_digest("0" * 64)


def test_text_that_is_not_utf8_is_refused(folder: Path) -> None:
    (folder / "tea.1.toml").write_bytes(b"\xff")
    with pytest.raises(RulesetError, match=r"^tea.1.toml is not UTF-8 text\.$"):
        library.read(folder)


def test_one_ruleset_alone_is_the_same_as_among_the_others(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library, "FOLDER", folder)
    for name in ("tea", "tea.1", "tea.2"):
        assert library.alone(name) == library.current(name)
    with pytest.raises(library.UnknownRuleset):
        library.alone("coffee")
    (folder / "tea.2.toml").write_text("")
    with pytest.raises(library.Altered):
        library.alone("tea.1")
