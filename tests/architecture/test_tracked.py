"""What is committed must be true on any machine: no addresses of registries, no folders of one computer, no secrets."""

import re
import subprocess

import pytest

from tests.architecture.source import CHECKOUT, name, tracked

TEXTS = [path for path in tracked() if path.suffix not in {".png", ".ico", ".woff2", ".jpg", ".gif"}]
# Written in pieces, so that this file is not what it looks for.
REGISTRIES = re.compile("registry" r"\.npmjs|pythonhosted" r"\.org|pypi" r"\.org|--(extra-)?index" "-url[ =]")
MACHINES = re.compile(r"(?<![\w.])/(work|root)" r"/|/(home|Users)" r"/\w+/")
SECRETS = re.compile("-----BEGIN " + "[A-Z ]*PRIVATE KEY|AKIA" + "[0-9A-Z]{16}")


@pytest.mark.parametrize("pattern", [REGISTRIES, MACHINES, SECRETS], ids=["registry", "machine", "secret"])
def test_nothing_tracked_holds(pattern):
    found = [name(path) for path in TEXTS if pattern.search(path.read_text(errors="replace"))]
    assert not found


def test_no_link_is_tracked_since_it_leads_somewhere_else_on_another_machine():
    """A link to a virtual environment was: in a clone nothing could be installed in its place."""
    listed = subprocess.run(
        ["git", "ls-files", "--stage"], cwd=CHECKOUT, capture_output=True, text=True, check=True
    )
    assert [line for line in listed.stdout.splitlines() if line.startswith("120000")] == []


def test_the_locks_pin_every_package_by_hash():
    for lock in (path for path in tracked() if path.parent.name == "requirements" and path.suffix == ".txt"):
        entries = re.findall(
            r"^(\S+)==(?:[^\n]*\\\n)((?: +--hash=sha256:\w+ *\\?\n)*)", lock.read_text(), re.MULTILINE
        )
        assert entries, name(lock)
        assert all(hashes.count("--hash=sha256:") for _, hashes in entries), name(lock)
