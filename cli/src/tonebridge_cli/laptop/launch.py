"""Turns itself into a child process that cannot be lost; run as a script, never imported.

`python -I -S launch.py SPEC` records its own process id, gives up root where it is told
to, asks Linux to end it with its parent, and becomes the command. Doing this here keeps
the parent free of `preexec_fn`, and leaves no moment in which an unrecorded child runs.
"""

import ctypes
import json
import os
import sys
from pathlib import Path
from typing import Any

PR_SET_PDEATHSIG = 1
PR_SET_SECUREBITS = 28
SECBIT_NO_SETUID_FIXUP = 1 << 2
"""A change of user leaves capabilities alone, and `access` looks at them."""
PR_CAP_AMBIENT = 47
PR_CAP_AMBIENT_RAISE = 2
CAP_DAC_OVERRIDE = 1
CAPABILITY_VERSION_3 = 0x20080522
LINUX = sys.platform == "linux"


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _Data(ctypes.Structure):
    _fields_ = (
        ("effective", ctypes.c_uint32),
        ("permitted", ctypes.c_uint32),
        ("inheritable", ctypes.c_uint32),
    )


def main(spec: dict[str, Any]) -> None:
    """Become `spec["command"]`."""
    os.setsid()
    libc = ctypes.CDLL(None, use_errno=True)
    if spec["record"]:
        _record(Path(spec["record"]), spec["mark"])
    if spec["uid"] is not None:
        _become(libc, spec["uid"], spec["gid"], reach_all=spec["reach_all"])
    if LINUX and spec["death_signal"]:
        # After the change of user, which clears it.
        libc.prctl(PR_SET_PDEATHSIG, spec["death_signal"], 0, 0, 0)
        if os.getppid() != spec["parent"]:
            sys.exit(0)
    os.execv(spec["command"][0], spec["command"])  # noqa: S606 - becoming it is the point


def _record(path: Path, mark: str) -> None:
    partial = path.with_suffix(".new")
    partial.write_text(json.dumps({"pid": os.getpid(), "mark": mark}))
    partial.replace(path)


def _become(libc: ctypes.CDLL, uid: int, gid: int, *, reach_all: bool) -> None:
    """Give up root; with `reach_all`, keep its way through folders that are root's alone."""
    keeps = (
        reach_all and LINUX and libc.prctl(PR_SET_SECUREBITS, SECBIT_NO_SETUID_FIXUP, 0, 0, 0) == 0
    )
    os.setgroups([])
    os.setgid(gid)
    os.setuid(uid)
    if keeps:
        kept = 1 << CAP_DAC_OVERRIDE
        data = (_Data * 2)(_Data(kept, kept, kept), _Data(0, 0, 0))
        header = _Header(CAPABILITY_VERSION_3, 0)
        if libc.capset(ctypes.byref(header), ctypes.byref(data)) != 0:
            sys.exit("cannot give up root's capabilities")
        libc.prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_DAC_OVERRIDE, 0, 0)


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
