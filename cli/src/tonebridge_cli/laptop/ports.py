"""TCP ports of the loopback interface."""

import socket
from random import SystemRandom

LOOPBACK = "127.0.0.1"
OURS = range(20_000, 30_000)
"""Below what Linux (32,768) and macOS (49,152) give to outgoing connections: a port from
there could be taken by any of them before a server has it, or while one is started again."""


def free_port() -> int:
    """Find a port that nobody listens on now, nor will by chance in a moment.

    Raises:
        OSError: none of a thousand was free.
    """
    for port in SystemRandom().sample(OURS, 1_000):
        try:
            with socket.create_server((LOOPBACK, port)):
                return port
        except OSError:
            continue
    message = f"no port from {OURS.start} to {OURS.stop - 1} is free"
    raise OSError(message)


def is_taken(port: int) -> bool:
    """Tell whether something listens on this port, on loopback or on every interface."""
    with socket.socket() as probe:
        probe.settimeout(1.0)
        if probe.connect_ex((LOOPBACK, port)) == 0:
            return True
    try:
        with socket.create_server((LOOPBACK, port)):
            return False
    except PermissionError:
        raise
    except OSError:
        return True
