"""Finds a browser for the tests that need one, or gets one."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from portal.launcher.place import python
from portal.launcher.progress import CannotStart, say, step

# The one without windows comes first: it turns the same pages with a quarter less work.
_NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
)
_ASK_PLAYWRIGHT = (
    "from playwright.sync_api import sync_playwright\n"
    "with sync_playwright() as playwright: print(playwright.chromium.executable_path)"
)


def find() -> Path | None:
    """Return the browser named in PORTAL_BROWSER, else one on this machine, else playwright's own."""
    named = os.environ.get("PORTAL_BROWSER")
    if named:
        path = shutil.which(named)
        if path is None:
            raise CannotStart(f"PORTAL_BROWSER names {named}, which is no program that can be run.")
        return Path(path)
    for name in _NAMES:
        path = shutil.which(name)
        if path is not None:
            return Path(path)
    return _playwrights()


def find_or_get() -> Path | None:
    """Return a browser, installing one if there is none; None where none can be had."""
    return find() or _from_debian() or _from_playwright()


def _playwrights() -> Path | None:
    """Return the browser that playwright downloaded before, if it did."""
    told = subprocess.run(python("-c", _ASK_PLAYWRIGHT), capture_output=True, text=True, check=False).stdout
    path = Path(told.strip() or "/nowhere")
    return path if path.exists() else None


def _from_debian() -> Path | None:
    """Install Debian's chromium with a font to draw with, where we may."""
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return None
    install = ["apt-get", "install", "--yes", "--no-install-recommends", _NAMES[0], "fonts-liberation"]
    with step("Looked for Debian's chromium"):
        _quietly(install) or (_quietly(["apt-get", "update"]) and _quietly(install))
    path = shutil.which(_NAMES[0])
    return Path(path) if path else None


def _from_playwright() -> Path | None:
    """Download playwright's chromium."""
    with step("Looked for playwright's chromium"):
        _quietly(python("-m", "playwright", "install", "chromium"))
    return _playwrights()


def _quietly(command: list[str]) -> bool:
    """Run a command that may fail, and say whether it worked."""
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(
            command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=600, check=False
        )
    except subprocess.TimeoutExpired:
        say(f"{command[0]} took too long.")
        return False
    return done.returncode == 0
