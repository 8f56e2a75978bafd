"""One PostgreSQL server of our own in a data folder, reached over a Unix socket that only we can reach."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import IO
from urllib.parse import quote

import psycopg
from psycopg import pq

from portal.launcher import binaries
from portal.launcher.account import choose
from portal.launcher.place import make_private, rotate
from portal.launcher.progress import CannotStart

SUPERUSER = "postgres"
# A Unix socket's path may hold 107 bytes; PostgreSQL adds this name to the folder's.
_SOCKET_NAME = "/.s.PGSQL.5432"
_PLAIN = re.compile(r"[\w./+@ -]+", re.ASCII)
_PATIENCE = 60.0
_SERVER = {"postgres", "unshare", "setpriv"}
"""Names of the program of a server, and of those that become it."""
_NEEDED = 64 * 1024**2
"""Bytes of disk without which PostgreSQL does not start, or stops soon."""

_SETTINGS = {
    "listen_addresses": "",
    "max_connections": "200",
    "synchronous_commit": "on",
    "shared_buffers": "128MB",
    "timezone": "UTC",
    # A statement or a row written to the log would be personal text outside its encryption.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
}
_FILES_OF_SETTINGS = {
    # Who reaches the socket, in a folder of ours, may come in.
    "pg_hba.conf": b"local all all trust\n",
    "pg_ident.conf": b"",
    "postgresql.conf": b"",
    "postgresql.auto.conf": b"",
}


class Cluster:
    """A PostgreSQL server that starts and stops with us.

    `scratch` gives up surviving a power cut, for tests only.
    """

    def __init__(self, folder: Path, *, scratch: bool = False) -> None:
        self.folder = make_private(folder)
        self.data = folder / "postgres"
        self.log = folder / "postgres.log"
        self.sockets = _socket_folder(folder)
        self.settings = _SETTINGS | ({"fsync": "off", "full_page_writes": "off"} if scratch else {})
        self.programs = binaries.find(self._version())
        self.account = choose(self.folder, self.programs)
        self._process: subprocess.Popen[bytes] | None = None

    def url(self, database: str, role: str = SUPERUSER) -> str:
        """Return the address of a database for a role."""
        return f"postgresql://{role}@/{database}?host={quote(str(self.sockets), safe='')}"

    def start(self) -> None:
        """Make the data folder if there is none, start the server, and return when it answers."""
        self._stop_orphan()
        if shutil.disk_usage(self.folder).free < _NEEDED:
            raise CannotStart(f"The disk of {self.folder} is full. Free some space, and start again.")
        self._make_sockets()
        if self.account.needs_open_folders:
            # The account must pass through our folder to reach its own.
            self.folder.chmod(0o711)
        if self._version() is None:
            self._initialise()
        self._mend_settings()
        self.account.give(self.data)
        command = [*self.account.prefix, str(self.programs / "postgres"), "-D", str(self.data)]
        command += ["-c", f"unix_socket_directories={self.sockets}"]
        for name, value in self.settings.items():
            command += ["-c", f"{name}={value}"]
        rotate(self.log)
        with self.log.open("ab") as log:
            self._process = self._popen(command, log)
        self._wait()

    def stop(self) -> None:
        """Stop the server: open connections are cut, what was committed stays."""
        if self._process is None:
            return
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
            try:
                self._process.wait(30)
            except subprocess.TimeoutExpired:
                self._process.send_signal(signal.SIGQUIT)
                self._process.wait(30)
        self._process = None
        if self.sockets.parent != self.folder:
            shutil.rmtree(self.sockets, ignore_errors=True)

    def running(self) -> bool:
        """Say whether the server we started still runs."""
        return self._process is not None and self._process.poll() is None

    def _version(self) -> int | None:
        """Return the major version that made the data, None where there is no data yet."""
        file = self.data / "PG_VERSION"
        if not file.exists():
            if self.data.is_dir() and any(self.data.iterdir()):
                raise CannotStart(_damaged(self.data, "PG_VERSION is gone"))
            return None
        text = file.read_bytes().decode(errors="replace").strip()
        if not text.isdecimal():
            raise CannotStart(_damaged(self.data, "PG_VERSION is spoilt"))
        return int(text)

    def _make_sockets(self) -> None:
        """Make the socket's folder. In /tmp another may have made it before us, and would be let in unasked."""
        there = self.sockets.parent != self.folder and (self.sockets.exists() or self.sockets.is_symlink())
        ours = {os.geteuid(), self.account.user.pw_uid if self.account.user else os.geteuid()}
        if there and self.sockets.lstat().st_uid not in ours:
            raise CannotStart(f"{self.sockets} belongs to another user. Remove it, and start again.")
        self.account.give(make_private(self.sockets))

    def _mend_settings(self) -> None:
        """Write anew what a power cut emptied or filled with NULs of the settings; no record is in them."""
        for name, ours in _FILES_OF_SETTINGS.items():
            file = self.data / name
            kept = file.read_bytes() if file.is_file() else b"\0"
            if kept != ours and (not kept.strip() or b"\0" in kept):
                file.write_bytes(ours)
                self.account.give(file)

    def _initialise(self) -> None:
        """Make the data folder under another name first, so that a crash leaves no half of one."""
        fresh = self.data.with_name("postgres.new")
        shutil.rmtree(fresh, ignore_errors=True)
        self.account.give(make_private(fresh))
        command = [*self.account.prefix, str(self.programs / "initdb"), "-D", str(fresh), "-U", SUPERUSER]
        command += ["-A", "trust", "-E", "UTF8", "--no-locale", "--data-checksums", "--no-instructions"]
        with self.log.open("ab") as log:
            code = self._popen(command, log).wait()
        if code != 0:
            raise CannotStart(f"PostgreSQL could not make its data folder. {self._last_words()}")
        fresh.replace(self.data)

    def _popen(self, command: list[str], log: IO[bytes]) -> subprocess.Popen[bytes]:
        """Start a program of PostgreSQL's away from our terminal, so that Ctrl-C reaches it through us."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd="/",
            env=environment | {"LC_ALL": "C"},
            start_new_session=True,
            **self.account.popen_options(),  # type: ignore[call-overload]
        )

    def _wait(self) -> None:
        """Return once the server answers."""
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until and self.running():
            accepts = pq.PGconn.ping(self.url("postgres").encode()) == pq.Ping.OK
            try:
                psycopg.connect(self.url("postgres"), connect_timeout=5).close()
            except psycopg.OperationalError:
                if accepts:  # it is up, and lets no one in: what it would read is damaged
                    break
                time.sleep(0.03)
            else:
                return
        raise CannotStart(
            f"PostgreSQL did not start. {self._last_words()}\nIf that speaks of damage, put the data folder "
            f"{self.folder} back from your backup. Without one, `make reset` throws it away and starts over."
        )

    def _last_words(self) -> str:
        """Return the end of the log."""
        lines = self.log.read_text(errors="replace").splitlines() if self.log.exists() else []
        return f"The end of {self.log} says: " + " / ".join(lines[-3:])

    def _stop_orphan(self) -> None:
        """Stop a server that a killed launcher left behind, and put away what a crash left of its locks.

        The folder's lock is ours, so nobody needs that server. What its files say is not believed: a power cut can
        leave them empty, or naming a number that another program bears by now.
        """
        until = time.monotonic() + _PATIENCE
        while (left := _servers_on(self.data)) and time.monotonic() < until:
            for pid in left:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGINT)
            time.sleep(0.05)
        if left:
            raise CannotStart(
                f"A PostgreSQL from before does not end (process {left[0]}). Stop it: kill {left[0]}"
            )
        for file in (self.data / "postmaster.pid", *self.sockets.glob(".s.PGSQL.*")):
            file.unlink(missing_ok=True)


def _damaged(data: Path, what: str) -> str:
    """Return what to do where the database's own files are spoilt."""
    return (
        f"The database in {data} is damaged: {what}. Put the data folder back from your backup. "
        "Without one, `make reset` throws it away and starts over."
    )


def _servers_on(data: Path) -> list[int]:
    """Return the processes that are a PostgreSQL server on the given data, as the kernel knows them."""
    found = []
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = file.read_bytes().split(b"\0")
        except OSError:
            continue
        if os.fsencode(data) in words and Path(os.fsdecode(words[0])).name in _SERVER:
            found.append(int(file.parent.name))
    return found


def _socket_folder(folder: Path) -> Path:
    """Return a folder for the socket: in ours where its path is short and plain enough, else one of a kind in /tmp.

    A comma would end the path, for PostgreSQL as for its clients, and neither knows a way to write one.
    """
    inside = folder / "socket"
    if len(os.fsencode(inside)) + len(_SOCKET_NAME) <= 107 and _PLAIN.fullmatch(str(inside)):
        return inside
    name = hashlib.sha256(os.fsencode(folder)).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"portal-{os.geteuid()}-{name}"
