"""Tries the first page on machines unlike ours: `python3 .ci/matrix.py [words of its rows]`, as root on Debian.

Each row is a user, with the kernel's user namespaces or without, a PostgreSQL, and a home that is open or closed to
others; the page is fetched, and drawn by a browser where there is one. It takes half an hour. CI runs the row that is
least like its own start; what of the others is quick is in tests/launcher (test_as_root_or_not.py, test_three_ways.py).
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path

from fresh_clone import CHECKOUT, answers, check, free_port, read

PLAIN_PYTHON = "/usr/bin/python3"  # one that every user reaches
PATIENCE = 600.0
NOBODY = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
# As in a container: a process whose root is not the machine's can make no namespace, also as root.
WITHOUT = ["unshare", "--mount", "sh", "-c"]
WITHOUT += [
    'mount --rbind / /mnt && exec chroot /mnt sh -c \'cd "$0" && exec "$@"\' "$PWD" "$@"',
    "sh",
]
BROWSERS = ("chromium-headless-shell", "chromium", "google-chrome")
ROWS = list(
    product(("root", "user"), ("namespaces", "none"), ("machine", "wheel", "given"), ("open", "closed"))
)


def main(words: list[str]) -> int:
    """Try each row, print how it went, and return how many failed."""
    check(os.geteuid() == 0, "only root can become the others")
    rows = [row for row in ROWS if set(words) <= set(row)]
    failed = 0
    with tempfile.TemporaryDirectory(prefix="portal-matrix-", dir="/var/tmp") as made:
        place = Path(made)
        place.chmod(0o755)
        for row in rows:
            begun = time.monotonic()
            fault = tried(place, *row)
            failed += bool(fault)
            print(
                f"{' · '.join(row):<40} {fault or 'the first page'} ({time.monotonic() - begun:.0f} s)",
                flush=True,
            )
    print(f"{len(rows) - failed} passed, {failed} failed")
    return min(failed, 1)


def tried(place: Path, who: str, namespaces: str, postgres: str, home: str) -> str:
    """Start the portal as a row says and look at the first page; return what went wrong, "" where nothing did."""
    become = NOBODY if who == "user" else []
    inside = [*(WITHOUT if namespaces == "none" else []), *become]
    folder = place / f"{who}-{home}"
    environment = {
        "HOME": str(folder),
        "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
        "PYTHON": PLAIN_PYTHON,
        "PORTAL_DEMO": "no",
    }
    environment |= {
        name: value for name, value in os.environ.items() if "CERT" in name or name.startswith("PIP_")
    }
    clone = begun(folder, become, environment, closed=home == "closed")
    environment |= {"PORT": str(free_port()), "PORTAL_POSTGRES": "" if postgres == "given" else postgres}
    with given_server(place) if postgres == "given" else nothing() as url:
        environment |= {"PORTAL_DATABASE_URL": url} if url else {}
        try:
            return page_of([*inside, "make", "run"], clone, environment, inside)
        finally:
            subprocess.run(
                [*become, "make", "reset"], cwd=clone, env=environment, capture_output=True, check=False
            )
            shutil.rmtree(clone / ".data", ignore_errors=True)


def begun(folder: Path, become: list[str], environment: dict[str, str], *, closed: bool) -> Path:
    """Return a clone in a home of a user's own, made once."""
    clone = folder / "clone"
    if not clone.exists():
        folder.mkdir()
        subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", CHECKOUT, clone], check=True)
        if become:
            subprocess.run(["chown", "-R", "65534:65534", folder], check=True)
        folder.chmod(0o700 if closed else 0o755)
        subprocess.run([*become, "make", "venv"], cwd=clone, env=environment, check=True)
    return clone


def page_of(command: list[str], clone: Path, environment: dict[str, str], inside: list[str]) -> str:
    """Run a command until the first page is served; return what it said last where it is not."""
    port, log = int(environment["PORT"]), clone.parent / "said"
    with log.open("w+") as said:
        started = subprocess.Popen(
            command, cwd=clone, env=environment, stdout=said, stderr=said, start_new_session=True
        )
        until = time.monotonic() + PATIENCE
        while started.poll() is None and time.monotonic() < until and not answers(port, "/health/"):
            time.sleep(0.2)
        fault = ""
        if not answers(port, "/health/") or 'type="password"' not in read(port, "/"):
            fault = " / ".join(log.read_text().strip().splitlines()[-3:])
        else:
            fault = drawn(f"http://localhost:{port}/", inside, environment)
        with_group(started, signal.SIGINT)
    return fault


def drawn(address: str, inside: list[str], environment: dict[str, str]) -> str:
    """Draw a page with this machine's browser, if it has one, as the same user; return what is wrong with it."""
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        return ""
    command = [*inside, path, "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", address]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=120)
    return "" if 'type="password"' in done.stdout else f"the browser: {done.stderr[-300:]}"


def with_group(started: subprocess.Popen[bytes], number: int) -> None:
    """Stop a program and all that it started, as a terminal does on Ctrl-C."""
    if started.poll() is None:
        os.killpg(started.pid, number)
    try:
        started.wait(60)
    except subprocess.TimeoutExpired:
        os.killpg(started.pid, signal.SIGKILL)


@contextmanager
def nothing() -> Iterator[str]:
    """Give no server."""
    yield ""


@contextmanager
def given_server(place: Path) -> Iterator[str]:
    """Run a server such as one would be given, on a port, and yield its address."""
    programs = max(Path("/usr/lib/postgresql").glob("*/bin"))
    data, port = place / "given", free_port()
    data.mkdir()
    shutil.chown(data, 65534, 65534)
    subprocess.run(
        [*NOBODY, programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust"],
        capture_output=True,
        check=True,
    )
    control = [*NOBODY, programs / "pg_ctl", "-D", data, "-w", "-l", data / "log"]
    subprocess.run([*control, "-o", f"-p {port} -k {data}", "start"], stdout=subprocess.DEVNULL, check=True)
    try:
        yield f"postgresql://postgres@127.0.0.1:{port}/postgres"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], capture_output=True, check=False)
        shutil.rmtree(data)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
