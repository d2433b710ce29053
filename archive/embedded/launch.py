"""Become another account, then become another program: `python launch.py HOW uid gid program…`.

Runs as a program of its own, on the standard library alone, because both changes are made to the process
that runs them. HOW is one of

- `namespace`: enter a user namespace in which this user is called `uid`. For the kernel the process still
  owns this user's files, so it needs no file copied and no permission widened; it holds no privilege outside
  the namespace.
- `account`: give up this user for `uid` altogether.
"""

import ctypes
import os
import sys
from pathlib import Path

CLONE_NEWUSER = 0x10000000


def enter_namespace(uid: int, gid: int) -> None:
    """Call this user `uid` from here on; OSError where the system allows no user namespaces."""
    outer_uid, outer_gid = os.geteuid(), os.getegid()
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(CLONE_NEWUSER) != 0:
        raise OSError(ctypes.get_errno(), "user namespaces are not allowed here")
    # The kernel accepts a group map from an unprivileged process only after setgroups is given up.
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{uid} {outer_uid} 1")
    Path("/proc/self/gid_map").write_text(f"{gid} {outer_gid} 1")


def become_account(uid: int, gid: int) -> None:
    """Give up the present user and its groups for good."""
    os.setgroups([])
    os.setgid(gid)
    os.setuid(uid)


CHANGES = {"namespace": enter_namespace, "account": become_account}


def main(how: str, uid: str, gid: str, *program: str) -> None:
    """Change, then run the program in this process's place."""
    CHANGES[how](int(uid), int(gid))
    os.umask(0o077)
    os.execv(program[0], program)


if __name__ == "__main__":
    main(*sys.argv[1:])
