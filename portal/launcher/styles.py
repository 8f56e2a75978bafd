"""Styles and script, compiled from the npm packages of package-lock.json into folders that git ignores."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from portal.launcher.binaries import install
from portal.launcher.place import CHECKOUT, data_folder
from portal.launcher.progress import CannotStart, step

_OLDEST_NODE = 20
_STATIC = CHECKOUT / "static"
_BUILT = _STATIC / "build"
_PACKAGES = CHECKOUT / "node_modules"
_LOCKS = (CHECKOUT / "package.json", CHECKOUT / "package-lock.json")


def build() -> None:
    """Compile the styles, unless what they are made of has not changed."""
    if not _fresh(_PACKAGES, _LOCKS):
        with step("Installed the packages of the styles"):
            _npm("ci", "--ignore-scripts", "--no-audit", "--no-fund")
            _mark(_PACKAGES, _LOCKS)
    sources = [*_LOCKS, *(file for file in _files(_STATIC) if _BUILT not in file.parents)]
    if not _fresh(_BUILT, sources):
        with step("Compiled the styles"):
            _npm("run", "build")
            _mark(_BUILT, sources)


def make_room() -> None:
    """Make the folder the settings name, so that they can be checked before any style is compiled."""
    _BUILT.mkdir(parents=True, exist_ok=True)


def is_gathered(gathered: Path, stamp: Path) -> bool:
    """Say whether a folder holds what was gathered last, undamaged, and nothing has changed since."""
    if not stamp.is_file():
        return False
    made = stamp.stat().st_mtime
    files = [*_files(_STATIC), CHECKOUT / "requirements" / "run.txt"]
    if any(file.stat().st_mtime > made for file in files):
        return False
    return stamp.read_bytes() == _digest(_files(gathered), gathered).encode()


def note_gathered(gathered: Path, stamp: Path) -> None:
    """Note what was gathered, so that what a crash did to it is seen."""
    stamp.write_text(_digest(_files(gathered), gathered))


def _npm(*words: str) -> None:
    """Run npm with the machine's Node, else with the one of a wheel."""
    path = _path()
    log = data_folder() / "npm.log"
    with log.open("wb") as out:
        done = subprocess.run(
            [shutil.which("npm", path=path) or "npm", *words],
            cwd=CHECKOUT,
            env=os.environ | {"PATH": path, "npm_config_update_notifier": "false"},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            check=False,
        )
    if done.returncode != 0:
        end = " / ".join(log.read_text(errors="replace").splitlines()[-5:])
        raise CannotStart(f"npm {words[0]} failed. The end of {log} says: {end}")


def _path() -> str:
    """Return a search path on which there is a Node that will do, fetching one if there is none."""
    machine = os.environ.get("PATH", os.defpath)
    if _node(machine):
        return machine
    ours = os.pathsep.join((str(Path(sys.executable).parent), machine))
    if not _node(ours):
        with step("Fetched Node, as this machine has none"):
            install("node")
    if not _node(ours):
        raise CannotStart(
            f"Node {_OLDEST_NODE} or newer is needed to compile the styles. Install it and try again."
        )
    return ours


def _node(path: str) -> bool:
    """Say whether a search path leads to npm and to a Node that is new enough."""
    node, npm = shutil.which("node", path=path), shutil.which("npm", path=path)
    if node is None or npm is None:
        return False
    told = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    version = re.match(r"v(\d+)", told)
    return version is not None and int(version.group(1)) >= _OLDEST_NODE


def _files(folder: Path) -> list[Path]:
    """Return every file below a folder, in order."""
    return sorted(file for file in folder.rglob("*") if file.is_file())


def _digest(sources: Iterable[Path], base: Path = CHECKOUT) -> str:
    """Return a digest of the names and the contents of files below a folder."""
    digest = hashlib.sha256()
    for file in sources:
        digest.update(f"{file.relative_to(base)}\0".encode(errors="surrogateescape") + file.read_bytes())
    return digest.hexdigest()


def _fresh(folder: Path, sources: Iterable[Path]) -> bool:
    """Say whether a folder was made from just these sources."""
    stamp = folder / ".made-from"
    return stamp.exists() and stamp.read_text() == _digest(sources)


def _mark(folder: Path, sources: Iterable[Path]) -> None:
    """Note what a folder was made from."""
    (folder / ".made-from").write_text(_digest(sources))
