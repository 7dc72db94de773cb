"""The bed's processes: recorded when started, found again by anyone, stopped by their id."""

import os
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

import msgspec
import psutil
from msgspec import Struct

POLL_S = 0.1


class Failed(Exception):
    """A part of the bed did not come up; the message ends with what it printed last."""


class Record(Struct):
    """One process; ids are used again, so the time of its start belongs to it."""

    pid: int
    created: float


def start(
    folder: Path,
    name: str,
    command: list[str],
    *,
    environment: Mapping[str, str] | None = None,
) -> int:
    """Start a process that outlives us and return its id; it logs to `<folder>/<name>.log`."""
    append = os.O_WRONLY | os.O_CREAT | os.O_APPEND
    pid = os.posix_spawn(
        command[0],
        command,
        os.environ if environment is None else environment,
        file_actions=[
            (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
            (os.POSIX_SPAWN_OPEN, 1, str(folder / f"{name}.log"), append, 0o600),
            (os.POSIX_SPAWN_DUP2, 1, 2),
        ],
        setpgroup=0,  # an interrupt at the terminal is for us, not for it
    )
    record(folder, name, pid)
    return pid


def record(folder: Path, name: str, pid: int) -> None:
    """Note which process a name stands for, so that anyone can find and stop it."""
    noted = Record(pid, psutil.Process(pid).create_time())
    (folder / f"{name}.pid.json").write_bytes(msgspec.json.encode(noted))


def wait_until(
    ready: Callable[[], bool], folder: Path, name: str, *, timeout_s: float = 60.0
) -> None:
    """Wait for a process to be ready; notice when it ends instead.

    Raises:
        Failed: it ended, or was not ready in time.
    """
    pause = threading.Event()
    for _ in range(int(timeout_s / POLL_S)):
        if ready():
            return
        if running(folder, name) is None:
            message = f"{name} ended: {last_words(folder, name)}"
            raise Failed(message)
        pause.wait(POLL_S)
    message = f"{name} is not ready after {timeout_s:g} s: {last_words(folder, name)}"
    raise Failed(message)


def running(folder: Path, name: str) -> psutil.Process | None:
    """Return the recorded process while it runs."""
    try:
        noted = msgspec.json.decode((folder / f"{name}.pid.json").read_bytes(), type=Record)
        process = psutil.Process(noted.pid)
        alive = process.create_time() == noted.created
        return process if alive and process.status() != psutil.STATUS_ZOMBIE else None
    except (FileNotFoundError, psutil.NoSuchProcess):
        return None


def running_id(folder: Path, name: str) -> int:
    """Return the id of a recorded process.

    Raises:
        Failed: it does not run.
    """
    process = running(folder, name)
    if process is None:
        message = f"{name} does not run"
        raise Failed(message)
    return int(process.pid)


def stop(folder: Path, name: str, *, bound_s: float = 10.0) -> None:
    """End a recorded process: politely, and by force after the bound."""
    _stop(folder, [name], bound_s)


def stop_all(folder: Path, *, bound_s: float = 2.0) -> None:
    """End what is recorded in the folder: all at once, but etcd, which the others need, last."""
    names = [path.name.removesuffix(".pid.json") for path in folder.glob("*.pid.json")]
    _stop(folder, [name for name in names if name != "etcd"], bound_s)
    _stop(folder, ["etcd"], bound_s)


def _stop(folder: Path, names: list[str], bound_s: float) -> None:
    pause = threading.Event()
    for end in (psutil.Process.terminate, psutil.Process.kill):
        for name in names:
            with suppress(psutil.NoSuchProcess):
                if process := running(folder, name):
                    end(process)
        # Ended counts, even where the parent has not taken note yet.
        for _ in range(int(bound_s / POLL_S)):
            if not any(running(folder, name) for name in names):
                break
            pause.wait(POLL_S)
    for name in names:
        (folder / f"{name}.pid.json").unlink(missing_ok=True)


def last_words(folder: Path, name: str, lines: int = 5) -> str:
    """Return the end of what a process printed."""
    text = (folder / f"{name}.log").read_text(encoding="utf-8", errors="replace")
    return "\n".join(text.splitlines()[-lines:])
