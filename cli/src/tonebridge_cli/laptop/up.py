"""`tonebridge up`: the whole platform on one machine, until somebody stops it."""

import os
import signal
from collections.abc import Mapping
from contextlib import ExitStack
from functools import partial
from threading import Event, Thread
from time import monotonic
from types import FrameType

import psutil

from tonebridge.settings import Settings, load
from tonebridge_cli.failures import CannotStart
from tonebridge_cli.folder import DataFolder, Running
from tonebridge_cli.laptop.administration import OpenAdministration, prepare, warm_up
from tonebridge_cli.laptop.doors import Door
from tonebridge_cli.laptop.environment import (
    Places,
    administration_environment,
    door_environment,
    settings_environment,
)
from tonebridge_cli.laptop.locks import FolderBusy, FolderLock
from tonebridge_cli.laptop.orphans import stop_recorded
from tonebridge_cli.laptop.ports import LOOPBACK, free_port, is_taken
from tonebridge_cli.laptop.postgres import PostgresServer
from tonebridge_cli.laptop.screen import Screen
from tonebridge_cli.laptop.signing import ensure_signing_keys
from tonebridge_cli.laptop.supervisor import Part, Supervisor
from tonebridge_cli.laptop.valkey import ValkeyServer

TICK_S = 0.2
STOP_MARGIN_S = 5.0
SAME_REQUEST_S = 1.0
STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
DOORS = ("gateway", "worker")


class Platform:
    """One run of everything. Enters its parts in order, and stops them in the reverse.

    Args:
        port: where the gateway listens; 0: any free port; None: as the settings say.
        environ: the person's environment; settings in it are kept.
        administration: opens what migrates and makes the first member.
    """

    def __init__(
        self,
        folder: DataFolder,
        *,
        port: int | None,
        environ: Mapping[str, str],
        administration: OpenAdministration,
        screen: Screen,
    ) -> None:
        self._folder = folder
        self._port = port
        self._environ = environ
        self._administration = administration
        self._screen = screen
        self._parts: list[Part] = []
        self._asked_at = monotonic()
        self._stack = ExitStack()

    def run(self) -> None:
        """Start, watch, and stop on Ctrl-C, SIGTERM or the end of the terminal.

        Raises:
            CannotStart: something did not start; what had started is stopped again.
        """
        stops = [number for number in STOPS if not _is_ignored(number)]
        previous = {number: signal.signal(number, self._interrupt) for number in stops}
        try:
            self._start()
            self._watch()
        except KeyboardInterrupt:
            self._screen.note("Stopping. Once more to stop at once.")
        finally:
            for number in stops:
                signal.signal(number, self._insist)
            self._screen.hush()
            self._stack.close()
            for number, handler in previous.items():
                signal.signal(number, handler)

    def _start(self) -> None:
        self._folder.prepare()
        self._take_folder()
        settings = load(settings_environment(self._environ))
        port = self._choose_port(settings)
        warmer = Thread(target=warm_up, daemon=True)
        warmer.start()
        places = self._start_services(settings, port)
        whole = load(administration_environment(self._environ, places))
        with self._screen.step("Preparing the database", "The database is ready"):
            warmer.join()
            prepared = prepare(whole, self._administration)
        if prepared.api_key is not None:
            # At once: whatever happens next, it is never shown again.
            self._folder.keep_api_key(prepared.api_key)
            self._screen.result("API key", prepared.api_key)
        self._start_doors(whole, places)
        self._announce(whole, prepared.signin_token)

    def _take_folder(self) -> None:
        try:
            self._stack.enter_context(FolderLock(self._folder.path))
        except FolderBusy as busy:
            who = f" (process {busy.pid})" if busy.pid else ""
            what = f"ToneBridge already runs on {busy.folder}{who}"
            raise CannotStart(what, "stop it, or name another folder with --data") from None
        self._folder.withdraw()
        # Before the port is looked at: a killed run's gateway may still hold it.
        for name in DOORS:
            stop_recorded(
                self._folder.logs / f"{name}.pid.json",
                stop_signal=signal.SIGTERM,
                bound_s=STOP_MARGIN_S,
            )

    def _choose_port(self, settings: Settings) -> int:
        port = settings.gateway.port if self._port is None else self._port
        if port == 0:
            return free_port()
        try:
            taken = is_taken(port)
        except PermissionError:
            what = f"port {port} is for root alone"
            raise CannotStart(what, "use one above 1023, such as --port 8000") from None
        if taken:
            what = f"port {port} is taken{_by_whom(port)}"
            raise CannotStart(what, f"stop what listens there, or use --port {port + 1}")
        return port

    def _start_services(self, settings: Settings, port: int) -> Places:
        postgres = None if settings.database.url else self._start_postgres()
        if postgres is None and not settings.database.owner_url:
            what = "TONEBRIDGE_DATABASE__URL is set, but not who may migrate it"
            raise CannotStart(what, "set TONEBRIDGE_DATABASE__OWNER_URL too, or neither")
        valkey = None if settings.redis.url else self._start_valkey()
        if not settings.auth.keys_dir:
            ensure_signing_keys(self._folder.keys)
        taken = self._environ
        gateway_management = settings.gateway.management_port
        worker_management = settings.worker.management_port
        if "TONEBRIDGE_GATEWAY__MANAGEMENT_PORT" not in taken:
            gateway_management = free_port()
        if "TONEBRIDGE_WORKER__MANAGEMENT_PORT" not in taken:
            worker_management = free_port()
        return Places(
            port=port,
            gateway_management_port=gateway_management,
            worker_management_port=worker_management,
            keys_dir=None if settings.auth.keys_dir else str(self._folder.keys),
            app_url=postgres.url("app") if postgres else None,
            writer_url=postgres.url("writer") if postgres else None,
            owner_url=postgres.url("owner") if postgres else None,
            redis_url=valkey.url(0) if valkey else None,
        )

    def _start_postgres(self) -> PostgresServer:
        server = PostgresServer(self._folder.postgres, on_line=self._screen.child_line)
        with self._screen.step("Starting PostgreSQL", "PostgreSQL is up"):
            self._stack.enter_context(server)
        self._parts.append(server)
        return server

    def _start_valkey(self) -> ValkeyServer:
        server = ValkeyServer(self._folder.valkey, on_line=self._screen.child_line)
        with self._screen.step("Starting Valkey", "Valkey is up"):
            self._stack.enter_context(server)
        self._parts.append(server)
        return server

    def _start_doors(self, settings: Settings, places: Places) -> None:
        door = partial(
            Door,
            folder=self._folder.logs,
            environment=door_environment(self._environ, places),
            on_line=self._screen.child_line,
        )
        worker = door(
            "worker",
            "tonebridge_workers",
            management_port=places.worker_management_port,
            stop_bound_s=settings.worker.shutdown_s + STOP_MARGIN_S,
        )
        gateway = door(
            "gateway",
            "tonebridge_gateway",
            management_port=places.gateway_management_port,
            stop_bound_s=settings.gateway.drain_s + STOP_MARGIN_S,
        )
        with self._screen.step("Starting worker and gateway", "Worker and gateway are ready"):
            for part in (worker, gateway):
                self._stack.callback(part.stop)
                self._parts.append(part)
                part.launch()
            for part in (worker, gateway):
                part.await_ready()

    def _announce(self, settings: Settings, signin_token: str) -> None:
        url = (
            settings.gateway.public_url.rstrip("/") or f"http://{LOOPBACK}:{settings.gateway.port}"
        )
        management_url = f"http://{LOOPBACK}:{settings.gateway.management_port}"
        self._stack.callback(self._folder.withdraw)
        self._folder.keep_database_url(settings.database.url)
        self._folder.announce(Running(pid=os.getpid(), url=url, management_url=management_url))
        self._screen.result("ToneBridge", url)
        self._screen.result("Sign in", f"{url}/signin?token={signin_token}")
        self._screen.note("Ctrl-C stops it; the data stays in " + str(self._folder.path))

    def _watch(self) -> None:
        supervisor = Supervisor(self._parts, monotonic=monotonic, report=self._screen.warn)
        rest = Event()  # never set: a signal ends the wait by raising
        while True:
            supervisor.tick()
            rest.wait(TICK_S)

    def _interrupt(self, _number: int, _frame: FrameType | None) -> None:
        self._asked_at = monotonic()
        raise KeyboardInterrupt

    def _insist(self, _number: int, _frame: FrameType | None) -> None:
        """Kill what is still stopping, when the person asks twice.

        One Ctrl-C may arrive twice at once: from the terminal, and passed on by `make`.
        """
        if monotonic() - self._asked_at >= SAME_REQUEST_S:
            for part in self._parts:
                part.child.kill()


def _is_ignored(number: signal.Signals) -> bool:
    """Tell whether we were started to outlive the terminal, as by `nohup`."""
    return number is signal.SIGHUP and signal.getsignal(number) is signal.SIG_IGN


def _by_whom(port: int) -> str:
    """Name the process that listens on a port, where we may know."""
    try:
        for found in psutil.net_connections("tcp4"):
            if found.status == psutil.CONN_LISTEN and found.laddr.port == port and found.pid:
                return f" by {psutil.Process(found.pid).name()} (process {found.pid})"
    except (psutil.Error, OSError):
        pass
    return ""
