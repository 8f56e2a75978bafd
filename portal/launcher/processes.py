"""The programs that make up a running portal, started and stopped together: web server, job worker and its clock."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path

from portal.launcher.broker import DIARY
from portal.launcher.place import CHECKOUT, python, rotate
from portal.launcher.progress import CannotStart

_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


class Program:
    """One program with a log of its own. It ends when we end, however we end."""

    def __init__(self, name: str, command: list[str], environment: dict[str, str], log: Path) -> None:
        self.name, self.log = name, log
        self._command, self._environment = command, environment
        self._process = self._begun()

    def _begun(self) -> subprocess.Popen[bytes]:
        """Start the process; its log goes on, since it may say why the one before ended."""
        rotate(self.log)
        with self.log.open("ab") as out:
            return subprocess.Popen(
                self._command,
                cwd=CHECKOUT,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                start_new_session=True,
                preexec_fn=_end_with_parent,  # noqa: PLW1509 (it makes one system call and no thread runs)
            )

    def start_again(self) -> None:
        """Start it anew after it stopped; what it had started itself ends first, and its log goes on."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process = self._begun()

    def running(self) -> bool:
        """Say whether it still runs."""
        return self._process.poll() is None

    def ask_to_stop(self) -> None:
        """Let it finish what it is doing, and then end."""
        if self.running():
            self._process.send_signal(signal.SIGTERM)

    def wait(self, patience: float = 10.0) -> None:
        """Return once it has stopped; after `patience` seconds it is made to."""
        try:
            self._process.wait(patience)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def last_words(self) -> str:
        """Return the end of its log, without the lines that only a programmer reads."""
        lines = self.log.read_text(errors="replace").splitlines()
        plain = [line for line in lines if line and not line.startswith((" ", "Traceback"))]
        return f"The end of {self.log} says:\n" + "\n".join(plain[-5:])


def web(port: int, environment: dict[str, str], log: Path) -> Program:
    """Start the web server on this machine only."""
    command = python("-m", "gunicorn", "portal.wsgi:application", "--bind", f"127.0.0.1:{port}", "--preload")
    command += ["--workers", "2", "--threads", "4", "--worker-class", "gthread", "--graceful-timeout", "5"]
    # It would lie in the home folder, one for all portals of this machine.
    command += ["--no-control-socket"]
    return Program("The web server", command, environment, log)


def worker(environment: dict[str, str], log: Path) -> Program:
    """Start the job worker."""
    words = ("worker", "--pool", "solo", "--without-gossip", "--without-mingle", "--without-heartbeat")
    elsewhere = os.environ.get("PORTAL_BROKER_URL") or os.environ.get("PORTAL_DATABASE_URL")
    # Where all programs are ours no other worker runs: a killed one's job can be taken up at once.
    alone = {} if elsewhere else {"PORTAL_ONLY_WORKER": "1"}
    return Program("The job worker", _celery(*words), alone | environment, log)


def clock(environment: dict[str, str], log: Path) -> Program:
    """Start the clock that asks for the regular jobs; apart from the worker, so that neither can end unseen."""
    command = _celery("beat", "--schedule", str(log.parent / "broker" / DIARY))
    return Program("The clock", command, environment, log)


def _celery(*words: str) -> list[str]:
    """Return a command of Celery's."""
    return python("-m", "celery", "--app", "portal.jobs", "--quiet", *words, "--loglevel", "WARNING")


def check_port(port: int) -> None:
    """Refuse a port that another program listens on."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise CannotStart(
                f"Port {port} cannot be used: {error.strerror}. Choose another one: PORT={port + 1} make run"
            ) from error


def wait_until_ready(port: int, program: Program, patience: float = 60.0) -> None:
    """Return once pages can be served, which /health/ says."""
    until = time.monotonic() + patience
    told = "It does not answer."
    while time.monotonic() < until and program.running():
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/", timeout=5):  # nosec B310
                return
        except urllib.error.HTTPError as error:
            told = f"/health/ answers {error.code}."
        except OSError:
            pass
        time.sleep(0.05)
    raise CannotStart(f"{program.name} did not start. {told} {program.last_words()}")


def _end_with_parent() -> None:
    """In the new program, just before it starts: ask the kernel to end it when the launcher is gone."""
    if _LIBC is not None:
        _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
