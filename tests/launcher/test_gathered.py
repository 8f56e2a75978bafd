"""Styles and script that a crash spoilt are gathered again at the next start: without their list no page can be made."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from portal.launcher import commands, styles


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a data folder whose styles were gathered."""

    def gather(*_words: str, **_environment: str) -> str:
        (tmp_path / "static" / "account").mkdir(parents=True)
        (tmp_path / "static" / "staticfiles.json").write_text("{}")
        (tmp_path / "static" / "account" / "x.css").write_text("a {}")
        return ""

    monkeypatch.setattr(commands, "manage", gather)
    commands._gather_static({}, tmp_path)
    # As on a machine on which the sources were made just now.
    os.utime(tmp_path / "static.made", (2e9, 2e9))
    return tmp_path


def test_what_is_as_it_was_gathered_is_left_as_it_is(folder, monkeypatch):
    monkeypatch.setattr(commands, "manage", lambda *_words, **_environment: pytest.fail("gathered again"))
    commands._gather_static({}, folder)


@pytest.mark.parametrize("name", ["static.made", "static/staticfiles.json", "static/account/x.css"])
@pytest.mark.parametrize(
    "left", [b"", b"\0" * 4, b"{", None], ids=["emptied", "of NULs", "cut short", "gone"]
)
def test_what_a_crash_spoilt_is_gathered_again(folder, name, left):
    assert styles.is_gathered(folder / "static", folder / "static.made")
    if left is None:
        (folder / name).unlink()
    else:
        (folder / name).write_bytes(left)
    assert not styles.is_gathered(folder / "static", folder / "static.made")
    commands._gather_static({}, folder)
    assert (folder / "static" / "account" / "x.css").read_text() == "a {}"
