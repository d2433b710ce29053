"""As whom PostgreSQL runs. It refuses to run as root, so root starts it under another name."""

import os
import pwd
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

LAUNCHER = Path(__file__).with_name("launch.py")


@dataclass(frozen=True)
class Identity:
    """The account that a server runs as, and how it is reached from this process."""

    how: Literal["same", "namespace", "account"]
    uid: int
    gid: int

    @property
    def owner(self) -> tuple[int, int]:
        """User and group that files must belong to on disk for the server to own them."""
        return (self.uid, self.gid) if self.how == "account" else (os.geteuid(), os.getegid())

    def command(self, program: Sequence[str | Path]) -> list[str]:
        """The command line that runs `program` under this identity."""
        words = [str(word) for word in program]
        if self.how == "same":
            return words
        return [sys.executable, "-I", str(LAUNCHER), self.how, str(self.uid), str(self.gid), *words]

    def reaches(self, path: Path) -> bool:
        """Whether the server may enter every folder above `path`, and `path` itself if it is there."""
        if self.how != "account":
            return True
        return all(self._may_enter(folder) for folder in [path, *path.parents] if folder.is_dir())

    def _may_enter(self, folder: Path) -> bool:
        status = folder.stat()
        if status.st_uid == self.uid:
            return bool(status.st_mode & 0o100)
        return bool(status.st_mode & (0o010 if status.st_gid == self.gid else 0o001))


def unprivileged_account() -> tuple[int, int]:
    """An account that exists everywhere and owns nothing; initdb wants its account to have a name."""
    account = pwd.getpwnam("nobody")
    return account.pw_uid, account.pw_gid


@cache
def namespaces_work() -> bool:
    """Whether this process may start programs in a user namespace of their own."""
    if not sys.platform.startswith("linux"):
        return False
    probe = Identity("namespace", *unprivileged_account()).command(["/bin/sh", "-c", "exit 0"])
    return subprocess.run(probe, capture_output=True, check=False).returncode == 0


def server_identity() -> Identity:
    """This user where it is not root; else this user under another name; else another account."""
    if os.geteuid() != 0:
        return Identity("same", os.geteuid(), os.getegid())
    return Identity("namespace" if namespaces_work() else "account", *unprivileged_account())
