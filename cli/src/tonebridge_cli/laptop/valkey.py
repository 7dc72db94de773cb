"""Valkey 9 from its wheel, as a child of our own."""

import os
import secrets
import signal
import socket
from collections.abc import Mapping
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Self

from tonebridge_cli.failures import CannotStart
from tonebridge_cli.laptop.binaries import valkey_server
from tonebridge_cli.laptop.child import Child, Program
from tonebridge_cli.laptop.files import write_private
from tonebridge_cli.laptop.locks import FolderLock
from tonebridge_cli.laptop.logs import LineSink
from tonebridge_cli.laptop.ports import LOOPBACK, free_port

START_BOUND_S = 60.0
STOP_BOUND_S = 10.0
ATTEMPTS = 3
"""A port that was free can be taken before the server binds it."""

OPTIONS: Mapping[str, str] = {
    "bind": LOOPBACK,
    "appendonly": "yes",
    "appendfsync": "everysec",
    "save": '""',
    # Only keys with a time to live are evicted: caches are, the queue and history never.
    "maxmemory": "256mb",
    "maxmemory-policy": "volatile-lfu",
    "databases": "16",
    "loglevel": "notice",
    "enable-debug-command": "no",
}


class ValkeyServer:
    """A Valkey on one folder, on loopback, with a password of its own.

    `with ValkeyServer(folder) as server: server.url(0)`. One process a folder: a second
    one gets FolderBusy. Its port stays the same through `restart`.

    Raises:
        CannotStart: on starting, with the reason and the remedy.
    """

    def __init__(
        self,
        folder: Path,
        *,
        options: Mapping[str, str] | None = None,
        on_line: LineSink | None = None,
    ) -> None:
        self._folder = folder
        self._options = {**OPTIONS, **(options or {})}
        self._child = Child(folder, on_line=on_line)
        self._lock = FolderLock(folder)
        self._password = ""
        self.port = 0

    @property
    def name(self) -> str:
        """What people call it."""
        return "Valkey"

    @property
    def child(self) -> Child:
        """The server's process."""
        return self._child

    def url(self, database: int = 0) -> str:
        """Return where to connect."""
        return f"redis://:{self._password}@{LOOPBACK}:{self.port}/{database}"

    def __enter__(self) -> Self:
        """Start it."""
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop it."""
        self.stop()

    def start(self) -> None:
        """Start it and wait until it answers, its data loaded."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._lock.__enter__()
        try:
            self._password = secrets.token_urlsafe(24)
            for attempt in range(ATTEMPTS):
                self.port = free_port()
                self.launch()
                try:
                    self.await_ready()
                except CannotStart:
                    if attempt + 1 == ATTEMPTS or "bind" not in self._child.last_words(10):
                        raise
                else:
                    return
        except BaseException:
            self.stop()
            raise

    def restart(self) -> None:
        """Start it again on its port after it died."""
        self.launch()
        self.await_ready()

    def stop(self) -> None:
        """Let it write everything down and end; harmless when it has."""
        self._child.stop()
        self._lock.__exit__(None, None, None)

    def launch(self) -> None:
        """Start the process on its port without waiting."""
        configuration = self._folder / "valkey.conf"
        options = {
            **self._options,
            "port": str(self.port),
            "dir": f'"{self._folder}"',
            "requirepass": self._password,
            # Shows the folder in the process list: by this a killed run's server is known.
            "proc-title-template": '"{title} {listen-addr} {config-file}"',
        }
        lines = "".join(f"{name} {value}\n" for name, value in options.items())
        write_private(configuration, lines.encode())
        self._child.start(
            Program(
                name="valkey",
                command=(str(valkey_server()), str(configuration)),
                mark=str(configuration),
                environment={"LC_ALL": "C", "PATH": os.defpath},
                stop_signal=signal.SIGTERM,
                stop_bound_s=STOP_BOUND_S,
            )
        )

    def await_ready(self) -> None:
        """Wait until it answers.

        Raises:
            CannotStart: it ended, or did not answer in time; with its last words.
        """
        deadline = monotonic() + START_BOUND_S
        while not self._answers():
            if self._child.wait(0.01) is not None:
                what = f"Valkey ended while it started: {self._child.last_words()}"
                raise CannotStart(what, f"its log is {self._folder / 'valkey.log'}")
            if monotonic() > deadline:
                what = f"Valkey does not answer after {START_BOUND_S:.0f} s"
                raise CannotStart(what, f"its log is {self._folder / 'valkey.log'}")

    def _answers(self) -> bool:
        """Tell whether it says PONG to our password; while it loads, it does not."""
        try:
            with socket.create_connection((LOOPBACK, self.port), timeout=1.0) as connection:
                connection.sendall(f"AUTH {self._password}\r\nPING\r\n".encode())
                answer = b""
                while answer.count(b"\r\n") < 2:  # noqa: PLR2004 - one line a command
                    part = connection.recv(256)
                    if not part:
                        return False
                    answer += part
                return answer.endswith(b"+PONG\r\n")
        except OSError:
            return False
