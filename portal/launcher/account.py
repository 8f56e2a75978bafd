"""PostgreSQL refuses to run as root. Where we are root, this finds another way to run it."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from portal.launcher.progress import CannotStart

_LIKELY = ("postgres", "nobody", "daemon")
# With either of these a user passes through folders that are closed to others. A container has often only the second.
_PASSES = ("dac_read_search", "dac_override")


@dataclass(frozen=True, slots=True)
class Account:
    """How to start a program of PostgreSQL's: words before the command, or a user to become.

    `user` is whom its files must belong to, where that is not us. With words before the command, those become it.
    """

    prefix: tuple[str, ...] = ()
    user: pwd.struct_passwd | None = None

    @property
    def needs_open_folders(self) -> bool:
        """Say whether it can enter only what is open to everyone."""
        return self.user is not None and not self.prefix

    def give(self, folder: Path) -> Path:
        """Make a folder and all in it belong to the account, and return it.

        A folder can have been begun as another account: by the same root, when the kernel allowed another way.
        """
        uid, gid = (self.user.pw_uid, self.user.pw_gid) if self.user else (os.geteuid(), os.getegid())
        if os.geteuid() == 0 and folder.stat().st_uid != uid:
            for place, folders, files in os.walk(folder):
                for name in (*folders, *files):
                    os.chown(Path(place) / name, uid, gid, follow_symlinks=False)
            # Itself last, so that a crash half-way is noticed by the next start.
            os.chown(folder, uid, gid)
        return folder

    def popen_options(self) -> dict[str, object]:
        """Return what subprocess needs to become the account."""
        if self.user is None or self.prefix:
            return {}
        return {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": []}

    def reaches(self, folder: Path, programs: Path) -> bool:
        """Say whether the account may go to a folder, and run the programs in another."""
        # It asks as PostgreSQL does: the kernel answers with fewer rights than it grants, unless it is told otherwise.
        return self._can(
            "test", "-d", folder, "-a", "-r", programs / "initdb", "-a", "-x", programs / "initdb"
        )

    def _can(self, *command: str | Path) -> bool:
        """Say whether a command works for the account."""
        try:
            done = subprocess.run(
                [*self.prefix, *command],
                cwd="/",
                env={"PATH": os.defpath, "LC_ALL": "C"},
                capture_output=True,
                check=False,
                **self.popen_options(),  # type: ignore[call-overload]
            )
        except (OSError, subprocess.SubprocessError):
            return False
        return bool(done.returncode == 0)


def choose(folder: Path, programs: Path) -> Account:
    """Return an account that PostgreSQL accepts, and that can reach the data folder and PostgreSQL's programs."""
    if os.geteuid() != 0 and _has_name(os.geteuid()):
        return Account()
    someone = _someone()
    for account in _ways(someone):
        if account.reaches(folder, programs):
            return account
    if os.geteuid() != 0:
        raise CannotStart(
            f"PostgreSQL runs only as a user who has a name, and {os.geteuid()} has none on this machine. Run as "
            "one who has, or name a server in PORTAL_DATABASE_URL."
        )
    closed = _closed_to(someone, folder) or _closed_to(someone, programs) or programs
    raise CannotStart(
        f"PostgreSQL refuses to run as root, and {someone.pw_name} may not enter {closed}. Let others pass through "
        f"it (chmod o+x {closed}), run as an ordinary user, or name a server in PORTAL_DATABASE_URL."
    )


def _ways(someone: pwd.struct_passwd) -> Iterator[Account]:
    """Return ways to run a program as another user, those that change least first."""
    unshare, setpriv = shutil.which("unshare"), shutil.which("setpriv")
    if unshare:
        # We stay who we are, and PostgreSQL sees another.
        mapped = (f"--map-user={someone.pw_uid}", f"--map-group={someone.pw_gid}")
        yield Account((unshare, "--user", *mapped))
    if os.geteuid() != 0:
        return
    yield Account(user=someone)
    become = (f"--reuid={someone.pw_uid}", f"--regid={someone.pw_gid}", "--clear-groups")
    for power in _PASSES if setpriv else ():
        # The data stays where it is, also below a folder that only root may enter.
        passing = ("--securebits=+no_setuid_fixup", f"--inh-caps=+{power}", f"--ambient-caps=+{power}")
        yield Account((str(setpriv), *become, *passing), someone)


def _someone() -> pwd.struct_passwd:
    """Return a user of this machine who is not root; PostgreSQL insists that the user has a name."""
    users = {user.pw_name: user for user in pwd.getpwall() if user.pw_uid != 0}
    for name in _LIKELY:
        if name in users:
            return users[name]
    if not users:
        raise CannotStart("PostgreSQL refuses to run as root and this machine has no other user. Add one.")
    return next(iter(users.values()))


def _has_name(uid: int) -> bool:
    """Say whether this machine knows a user by name, as PostgreSQL insists."""
    try:
        pwd.getpwuid(uid)
    except KeyError:
        return False
    return True


def _closed_to(someone: pwd.struct_passwd, folder: Path) -> Path | None:
    """Return the outermost folder on the way to another that a user may not enter."""
    for parent in reversed(folder.resolve().parents):
        if parent.exists() and not parent.stat().st_mode & 0o001 and parent.stat().st_uid != someone.pw_uid:
            return parent
    return None
