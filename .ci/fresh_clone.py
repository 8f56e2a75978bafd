"""Proves the first command of the README: `make run`, in a fresh clone, for someone whose home is empty."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
# How long until a start counts as hung. It is no limit on speed: a busy machine is no reason to fail.
PATIENCE = 600.0


def main() -> None:
    """Clone, start, look, stop, start again, stop, reset."""
    with tempfile.TemporaryDirectory(prefix="portal-") as made:
        place = Path(made)
        clone, home = place / "clone", place / "home"
        home.mkdir()
        run("git", "clone", "--quiet", "--no-hardlinks", str(CHECKOUT), str(clone))
        port = free_port()
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PORTAL_", "UV_"))}
        environment = kept | {"HOME": str(home), "PORT": str(port)}
        environment.pop("VIRTUAL_ENV", None)

        first = start_and_stop(clone, environment, port)
        keyring = (clone / ".data" / "keyring.json").read_bytes()
        again = start_and_stop(clone, environment, port)
        print(
            f"First start: {first:.1f} s. Second start: {again:.1f} s (at most a third of the first)",
            flush=True,
        )
        check(again < first / 3, "the second start took too long beside the first")
        check((clone / ".data" / "keyring.json").read_bytes() == keyring, "the second start made new keys")
        changed = run("git", "status", "--porcelain", cwd=clone)
        check(not changed, f"the run left files that git sees: {changed}")
        run("make", "reset", cwd=clone, env=environment)
        check(not (clone / ".data" / "postgres").exists(), "make reset left the database")
    print("make run starts from nothing, starts again, stops wholly, and is thrown away.", flush=True)


def start_and_stop(clone: Path, environment: dict[str, str], port: int) -> float:
    """Run `make run` until pages are served, look at the log-in page, stop it, and return the seconds it took."""
    begun = time.monotonic()
    with subprocess.Popen(["make", "run"], cwd=clone, env=environment, start_new_session=True) as started:
        try:
            while not answers(port, "/health/"):
                check(started.poll() is None, "make run ended")
                check(time.monotonic() - begun < PATIENCE, "make run did not come up")
                time.sleep(0.1)
            seconds = time.monotonic() - begun
            page = read(port, "/")
            check('type="password"' in page, "the first page is not the log-in page")
            for link in stylesheets(page):
                check(answers(port, link), f"{link} is not served")
        finally:
            # As a terminal does on Ctrl-C: to all of the group at once.
            os.killpg(started.pid, signal.SIGINT)
            try:
                started.wait(30)
            except subprocess.TimeoutExpired:
                os.killpg(started.pid, signal.SIGKILL)
                check(False, "Ctrl-C did not stop it")
    check(not left_over(clone), f"Ctrl-C left programs running: {left_over(clone)}")
    check(not answers(port, "/health/"), "something still answers after Ctrl-C")
    return seconds


def stylesheets(page: str) -> list[str]:
    """Return the addresses of a page's stylesheets; there must be one."""
    links = [part.split('"', 1)[0] for part in page.split('href="')[1:]]
    found = [link for link in links if link.endswith(".css")]
    check(bool(found), "the page has no stylesheet")
    return found


def answers(port: int, path: str) -> bool:
    """Say whether an address answers 200."""
    try:
        with urllib.request.urlopen(f"http://localhost:{port}{path}", timeout=10) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def read(port: int, path: str) -> str:
    """Return the page at an address, following redirects."""
    with urllib.request.urlopen(f"http://localhost:{port}{path}", timeout=10) as answer:
        return str(answer.read().decode())


def left_over(clone: Path) -> list[str]:
    """Return the command lines of programs that still run from the clone."""
    found = []
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = file.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if str(clone) in words:
            found.append(words.strip())
    return found


def free_port() -> int:
    """Return a port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def run(*command: str, cwd: Path | None = None, env: dict[str, str] | None = None) -> str:
    """Run a command that must work, and return what it printed."""
    program = shutil.which(command[0]) or command[0]
    done = subprocess.run(
        [program, *command[1:]], cwd=cwd, env=env, stdout=subprocess.PIPE, text=True, check=True
    )
    return done.stdout


def check(holds: bool, otherwise: str) -> None:
    """Stop with a sentence unless something holds."""
    if not holds:
        sys.exit(f"FAILED: {otherwise}.")


if __name__ == "__main__":
    main()
