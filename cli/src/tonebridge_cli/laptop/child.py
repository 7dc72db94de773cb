"""A process of our own that is never lost: recorded, logged, stopped in bounds."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from threading import Thread
from typing import IO

import msgspec
from msgspec import Struct

from tonebridge_cli.laptop.accounts import Account
from tonebridge_cli.laptop.logs import BoundedLog, LineSink
from tonebridge_cli.laptop.orphans import stop_recorded

LAUNCHER = Path(__file__).with_name("launch.py")
KILL_WAIT_S = 5.0
LONGEST_LINE_BYTES = 65_536
"""A longer one is read in pieces, so that it takes no memory."""
DIES_WITH_PARENT = True
"""Where the system can; a server that outlives a killed parent is stopped by the next start."""


def launcher(
    command: tuple[str, ...],
    *,
    account: Account | None,
    record: Path | None = None,
    mark: str = "",
    death_signal: int = 0,
) -> list[str]:
    """Return the command line that becomes `command`, as `launch.py` describes."""
    spec = {
        "command": command,
        "record": str(record) if record else None,
        "mark": mark,
        "uid": account.uid if account else None,
        "gid": account.gid if account else None,
        "reach_all": account.reach_all if account else False,
        "death_signal": death_signal,
        "parent": os.getpid(),
    }
    return [sys.executable, "-I", "-S", str(LAUNCHER), msgspec.json.encode(spec).decode()]


class Program(Struct, frozen=True, kw_only=True):
    """What to run, and how it wants to be stopped."""

    name: str
    command: tuple[str, ...]
    """Its first word is an absolute path."""
    mark: str
    """A word that its command line shows while it runs, and no stranger's does."""
    environment: Mapping[str, str]
    account: Account | None = None
    stop_signal: signal.Signals = signal.SIGTERM
    stop_bound_s: float
    """How long it may take to stop before it is killed."""


class Child:
    """One running program. Its output goes to `<folder>/<name>.log`, its id to `.pid.json`.

    Start it from the main thread: Linux ends it when the thread that started it ends.
    """

    def __init__(self, folder: Path, *, on_line: LineSink | None = None) -> None:
        self._folder = folder
        self._on_line = on_line
        self._process: subprocess.Popen[bytes] | None = None
        self._program: Program | None = None
        self._reader: Thread | None = None
        self._log: BoundedLog | None = None

    @property
    def pid(self) -> int | None:
        """The process, while there is one."""
        return self._process.pid if self._process else None

    def start(self, program: Program) -> None:
        """Stop what an earlier run left, then start."""
        record = self._folder / f"{program.name}.pid.json"
        stop_recorded(record, stop_signal=program.stop_signal, bound_s=program.stop_bound_s)
        self._close()
        self._program = program
        self._log = BoundedLog(self._folder / f"{program.name}.log")
        self._process = subprocess.Popen(  # noqa: S603 - our own programs
            launcher(
                program.command,
                account=program.account,
                record=record,
                mark=program.mark,
                death_signal=program.stop_signal if DIES_WITH_PARENT else 0,
            ),
            env=dict(program.environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=self._folder,
        )
        assert self._process.stdout is not None  # noqa: S101 - PIPE was asked for
        self._reader = Thread(
            target=self._read,
            args=(program.name, self._process.stdout, self._log),
            name=f"log of {program.name}",
            daemon=True,
        )
        self._reader.start()

    def wait(self, timeout_s: float) -> int | None:
        """Wait until it ended, at most so long; None: it still runs."""
        if self._process is None:
            return 0
        try:
            return self._process.wait(timeout_s)
        except subprocess.TimeoutExpired:
            return None

    def exit_code(self) -> int | None:
        """Return how it ended; None while it runs."""
        return self._process.poll() if self._process else 0

    def kill(self) -> None:
        """End it at once."""
        if self._process is not None:
            self._process.kill()

    def stop(self) -> None:
        """Stop it: politely, and by force after the bound. Harmless when it has ended."""
        if self._process is None or self._program is None:
            return
        if self._process.poll() is None:
            self._process.send_signal(self._program.stop_signal)
        if self.wait(self._program.stop_bound_s) is None:
            self._process.kill()
            self._process.wait(KILL_WAIT_S)
        (self._folder / f"{self._program.name}.pid.json").unlink(missing_ok=True)
        self._close()

    def last_words(self, lines: int = 3) -> str:
        """Return the end of what it printed, on one line."""
        if self._reader is not None:
            self._reader.join(1.0)
        return " | ".join(self._log.tail(lines)) if self._log else ""

    def _read(self, name: str, stream: IO[bytes], log: BoundedLog) -> None:
        for line in iter(partial(stream.readline, LONGEST_LINE_BYTES), b""):
            log.write(line)
            if self._on_line is not None:
                self._on_line(name, line.decode(errors="replace").rstrip())

    def _close(self) -> None:
        """Let go of the pipe; grandchildren that still hold it keep nobody waiting."""
        if self._reader is not None:
            self._reader.join(1.0)
        if self._process is not None and self._process.stdout is not None:
            if self._reader is None or not self._reader.is_alive():
                self._process.stdout.close()
                if self._log is not None:
                    self._log.close()
            self._process.stdout = None
        self._process = self._reader = None
