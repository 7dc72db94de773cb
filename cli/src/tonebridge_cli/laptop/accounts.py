"""As whom PostgreSQL runs: it refuses root."""

import os
import pwd
import stat
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from tonebridge_cli.failures import CannotStart

CANDIDATES = ("postgres", "nobody")


class Account(Struct, frozen=True, kw_only=True):
    """Who a child runs as."""

    uid: int
    gid: int
    reach_all: bool
    """Folders on its way are root's alone (a clone in /root): it keeps one capability,
    to pass them, and nothing else of root's. Linux only."""


def for_server(owned: Path, reached: Iterable[Path]) -> Account | None:
    """Choose the account for a server that refuses root; None: stay who we are.

    Args:
        owned: the folder that the server must own; its owner stays its owner.
        reached: what the server must be able to read.
    """
    if os.geteuid() != 0:
        return None
    entry = _entry(owned)
    hidden = not all(_reachable(path, entry) for path in reached)
    return Account(uid=entry.pw_uid, gid=entry.pw_gid, reach_all=hidden)


def _entry(owned: Path) -> pwd.struct_passwd:
    if owned.exists() and (uid := owned.stat().st_uid) != 0:
        try:
            return pwd.getpwuid(uid)
        except KeyError:
            pass  # the account is gone: another one takes the folder over
    for name in CANDIDATES:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    what = "PostgreSQL refuses to run as root and there is no account 'postgres' or 'nobody'"
    raise CannotStart(what, "run tonebridge as an ordinary user")


def _reachable(path: Path, entry: pwd.struct_passwd) -> bool:
    """Tell whether the account can read this path and pass every folder above it."""
    resolved = path.resolve()
    if not all(_allows(folder, entry, stat.S_IXOTH) for folder in resolved.parents):
        return False
    wanted = stat.S_IROTH | (stat.S_IXOTH if os.access(resolved, os.X_OK) else 0)
    return _allows(resolved, entry, wanted)


def _allows(path: Path, entry: pwd.struct_passwd, bits_for_others: int) -> bool:
    status = path.stat()
    if status.st_uid == entry.pw_uid:
        bits = bits_for_others << 6
    elif status.st_gid == entry.pw_gid:
        bits = bits_for_others << 3
    else:
        bits = bits_for_others
    return status.st_mode & bits == bits
