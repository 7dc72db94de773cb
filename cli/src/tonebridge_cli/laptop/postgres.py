"""PostgreSQL 18 from its wheel, as a child of our own."""

import signal
from collections.abc import Mapping
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Literal, Self
from urllib.parse import quote

from tonebridge_cli.failures import CannotStart
from tonebridge_cli.laptop.accounts import for_server
from tonebridge_cli.laptop.binaries import postgres_folder
from tonebridge_cli.laptop.child import Child, Program
from tonebridge_cli.laptop.cluster import Cluster
from tonebridge_cli.laptop.locks import FolderLock
from tonebridge_cli.laptop.logs import LineSink
from tonebridge_cli.laptop.ports import LOOPBACK, free_port

DATABASE = "tonebridge"
START_BOUND_S = 60.0
"""Generous: after a crash it replays its log before it answers."""
STOP_BOUND_S = 20.0
ATTEMPTS = 3
"""A port that was free can be taken before the server binds it."""

Role = Literal["owner", "app", "writer", "admin"]

OPTIONS: Mapping[str, str] = {
    "listen_addresses": LOOPBACK,
    "unix_socket_directories": "",
    "max_connections": "200",
    "log_line_prefix": "%m [%p] ",
    "log_timezone": "UTC",
    "timezone": "UTC",
}


class PostgresServer:
    """A PostgreSQL on one folder, on loopback, with passwords of its own.

    `with PostgresServer(folder) as server: server.url("app")`. One process a folder:
    a second one gets FolderBusy. Its port stays the same through `restart`.

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
        self._cluster: Cluster | None = None
        self.port = 0

    @property
    def name(self) -> str:
        """What people call it."""
        return "PostgreSQL"

    @property
    def child(self) -> Child:
        """The server's process."""
        return self._child

    def url(self, role: Role, database: str = DATABASE) -> str:
        """Return where a role connects; `admin` is the superuser."""
        if self._cluster is None:
            message = "the server was not started"
            raise RuntimeError(message)
        user, password = self._cluster.credentials.login(role)
        return f"postgresql://{user}:{quote(password)}@{LOOPBACK}:{self.port}/{database}"

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
        """Make the database cluster if there is none, start, wait until it takes connections."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._lock.__enter__()
        try:
            binaries = postgres_folder()
            data = self._folder / "cluster"
            account = for_server(data, (self._folder, binaries / "bin/postgres"))
            self._cluster = Cluster(self._folder, binaries=binaries, account=account)
            self._cluster.prepare()
            self._start_on_a_free_port()
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

    def _start_on_a_free_port(self) -> None:
        for attempt in range(ATTEMPTS):
            self.port = free_port()
            self.launch()
            try:
                self.await_ready()
            except CannotStart:
                if attempt + 1 == ATTEMPTS or "bind" not in self._child.last_words():
                    raise
            else:
                return

    def launch(self) -> None:
        """Start the process on its port without waiting."""
        cluster = self._started_cluster()
        cluster.clear_stale_pid()
        command = [str(cluster.binary("postgres")), "-D", str(cluster.data)]
        for name, value in {**self._options, "port": str(self.port)}.items():
            command += ["-c", f"{name}={value}"]
        self._child.start(
            Program(
                name="postgres",
                command=tuple(command),
                mark=str(cluster.data),
                environment=cluster.environment,
                account=cluster.account,
                stop_signal=signal.SIGINT,  # a "fast" shutdown: ends sessions, loses nothing
                stop_bound_s=STOP_BOUND_S,
            )
        )

    def await_ready(self) -> None:
        """Wait until it takes connections.

        Raises:
            CannotStart: it ended, or was not ready in time; with its last words.
        """
        cluster = self._started_cluster()
        deadline = monotonic() + START_BOUND_S
        while not cluster.is_ready(self._child.pid):
            if self._child.wait(0.01) is not None:
                what = f"PostgreSQL ended while it started: {self._child.last_words()}"
                raise CannotStart(what, f"its log is {self._folder / 'postgres.log'}")
            if monotonic() > deadline:
                what = f"PostgreSQL is not ready after {START_BOUND_S:.0f} s"
                raise CannotStart(what, f"its log is {self._folder / 'postgres.log'}")

    def _started_cluster(self) -> Cluster:
        if self._cluster is None:
            message = "the server was not started"
            raise RuntimeError(message)
        return self._cluster
