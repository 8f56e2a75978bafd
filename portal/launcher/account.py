"""PostgreSQL refuses to run as root. Where we are root, this finds another way to run it."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from portal.launcher.progress import CannotStart

_LIKELY = ("postgres", "nobody", "daemon")


@dataclass(frozen=True, slots=True)
class Account:
    """How to start a program of PostgreSQL's: words before the command, and the numbers of a user to become."""

    prefix: tuple[str, ...] = ()
    uid: int | None = None
    gid: int | None = None

    def give(self, folder: Path) -> Path:
        """Make a folder belong to the account, and return it."""
        if self.uid is not None and self.gid is not None:
            os.chown(folder, self.uid, self.gid)
        return folder

    def popen_options(self) -> dict[str, object]:
        """Return what subprocess needs to become the account."""
        if self.uid is None:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


def choose(*folders: Path) -> Account:
    """Return an account that PostgreSQL accepts and that can reach the given folders."""
    if os.geteuid() != 0:
        return Account()
    someone = _someone()
    mapped = _mapped(someone)
    if mapped is not None:
        return mapped
    for folder in folders:
        _check_reach(folder, someone)
    return Account(uid=someone.pw_uid, gid=someone.pw_gid)


def _someone() -> pwd.struct_passwd:
    """Return a user of this machine who is not root; PostgreSQL insists that the user has a name."""
    users = {user.pw_name: user for user in pwd.getpwall() if user.pw_uid != 0}
    for name in _LIKELY:
        if name in users:
            return users[name]
    if not users:
        raise CannotStart("PostgreSQL refuses to run as root and this machine has no other user. Add one.")
    return next(iter(users.values()))


def _mapped(someone: pwd.struct_passwd) -> Account | None:
    """Return a way to stay who we are while PostgreSQL sees another user, where the kernel allows it."""
    unshare = shutil.which("unshare")
    if unshare is None:
        return None
    prefix = (unshare, "--user", f"--map-user={someone.pw_uid}", f"--map-group={someone.pw_gid}")
    works = subprocess.run([*prefix, "true"], capture_output=True, check=False).returncode == 0
    return Account(prefix=prefix) if works else None


def _check_reach(folder: Path, someone: pwd.struct_passwd) -> None:
    """Refuse a folder that lies below one the account may not enter."""
    for parent in folder.resolve().parents:
        if parent.exists() and not parent.stat().st_mode & 0o001 and parent.stat().st_uid != someone.pw_uid:
            raise CannotStart(
                f"PostgreSQL refuses to run as root, and {someone.pw_name} may not enter {parent}. "
                "Run as another user, or set PORTAL_DATA to a folder that others may enter."
            )
