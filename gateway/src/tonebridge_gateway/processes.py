"""Several processes on the same two ports, each with a first tier of its own."""

import os
import signal
import subprocess
import sys
from tempfile import TemporaryDirectory
from types import FrameType

from tonebridge.domain.errors import SettingsInvalid
from tonebridge_gateway.management import MULTIPROCESS

_TOLD = -signal.SIGTERM
"""How a child ends that was told to stop before it listened to that."""


def run_processes(count: int) -> int:
    """Run so many until SIGTERM or SIGINT, or until one of them ends; then end all.

    Returns the first exit status that is not 0. They share their counters by a folder.

    Raises:
        SettingsInvalid: this system does not share ports between processes.
    """
    if sys.platform != "linux":
        raise SettingsInvalid("TONEBRIDGE_GATEWAY__PROCESSES", "on this system leave it at 1")
    with TemporaryDirectory(prefix="tonebridge-gateway-") as counters:
        environment = {**os.environ, MULTIPROCESS: counters}
        command = [sys.executable, "-m", "tonebridge_gateway"]
        children = [
            subprocess.Popen(command, env=environment)  # noqa: S603 - our own module
            for _ in range(count)
        ]

        told = False

        def stop(_number: int, _frame: FrameType | None) -> None:
            nonlocal told
            told = True
            for child in children:
                if child.poll() is None:
                    child.send_signal(signal.SIGTERM)

        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, stop)
        _, status = os.wait()
        first = os.waitstatus_to_exitcode(status)
        unasked = first == _TOLD and not told
        for child in children:
            child.poll()
        stop(0, None)
        codes = [child.wait() for child in children]
        if unasked:
            return first
        return next((code for code in (first, *codes) if code not in (0, _TOLD)), 0)
