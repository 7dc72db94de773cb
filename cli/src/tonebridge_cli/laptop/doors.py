"""Gateway and worker as children, and how they say that they are ready."""

import http.client
import sys
from collections.abc import Mapping
from pathlib import Path
from time import monotonic

from tonebridge_cli.failures import CannotStart
from tonebridge_cli.laptop.child import Child, Program
from tonebridge_cli.laptop.logs import LineSink
from tonebridge_cli.laptop.ports import LOOPBACK

START_BOUND_S = 60.0
HTTP_OK = 200


class Door:
    """One of ToneBridge's own processes, `python -m <module>`.

    Args:
        stop_bound_s: how long it may drain.
    """

    def __init__(  # noqa: PLR0913 - what a process is made of
        self,
        name: str,
        module: str,
        *,
        folder: Path,
        environment: Mapping[str, str],
        management_port: int,
        stop_bound_s: float,
        on_line: LineSink | None = None,
    ) -> None:
        self.name = name
        self.child = Child(folder, on_line=on_line)
        self._folder = folder
        self._management_port = management_port
        self._program = Program(
            name=name,
            command=(sys.executable, "-m", module),
            mark=module,
            environment=environment,
            stop_bound_s=stop_bound_s,
        )

    def launch(self) -> None:
        """Start the process without waiting."""
        self.child.start(self._program)

    def await_ready(self) -> None:
        """Wait until it is ready to work.

        Raises:
            CannotStart: it ended, or was not ready in time; with its last words.
        """
        log = f"its log is {self._folder / self.name}.log"
        deadline = monotonic() + START_BOUND_S
        while not says_ready(self._management_port):
            if self.child.wait(0.05) is not None:
                what = f"the {self.name} ended while it started: {self.child.last_words(1)}"
                raise CannotStart(what, log)
            if monotonic() > deadline:
                what = f"the {self.name} is not ready after {START_BOUND_S:.0f} s"
                raise CannotStart(what, log)

    def stop(self) -> None:
        """Let it finish what it does and end; harmless when it has."""
        self.child.stop()


def says_ready(port: int) -> bool:
    """Ask the process that listens on this management port."""
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=2.0)
    try:
        connection.request("GET", "/health/ready")
        return connection.getresponse().status == HTTP_OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
