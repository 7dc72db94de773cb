"""What a killed run left behind."""

import signal
from pathlib import Path

import msgspec
import psutil
from msgspec import Struct

CLOCK_SLACK_S = 2.0


class Record(Struct, frozen=True, kw_only=True):
    """Which process a child is, as its launcher wrote it down."""

    pid: int
    mark: str
    """A word that stands in its command line and in no stranger's."""


def stop_recorded(record: Path, *, stop_signal: signal.Signals, bound_s: float) -> bool:
    """Stop the child of an earlier run if it lives; tell whether it did."""
    try:
        found = msgspec.json.decode(record.read_bytes(), type=Record)
        written = record.stat().st_mtime
    except FileNotFoundError:
        return False
    except msgspec.MsgspecError:
        record.unlink(missing_ok=True)
        return False
    process = living(found.pid)
    # The id may be another process's by now: that one is younger than the record.
    ours = (
        process is not None
        and runs(process, found.mark)
        and process.create_time() <= written + CLOCK_SLACK_S
    )
    if ours and process is not None:
        stop(process, stop_signal=stop_signal, bound_s=bound_s)
    record.unlink(missing_ok=True)
    return ours


def stop(process: psutil.Process, *, stop_signal: signal.Signals, bound_s: float) -> None:
    """Stop a process that is no child of ours: politely, after `bound_s` by force."""
    try:
        process.send_signal(stop_signal)
        process.wait(bound_s)
    except psutil.TimeoutExpired:
        process.kill()
        process.wait(bound_s)
    except psutil.NoSuchProcess:
        return


def living(pid: int) -> psutil.Process | None:
    """Return the process, unless it is gone or a zombie."""
    try:
        process = psutil.Process(pid)
        return None if process.status() == psutil.STATUS_ZOMBIE else process
    except psutil.NoSuchProcess:
        return None


def runs(process: psutil.Process, mark: str) -> bool:
    """Tell whether this word stands in the process's command line."""
    try:
        return any(mark in word for word in process.cmdline())
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return False
