"""`python -m tonebridge_gateway`: serve as the settings say."""

import os
import sys

import uvloop

from tonebridge.domain.errors import SchemaOutdated, SettingsInvalid
from tonebridge.settings import Settings, load
from tonebridge.wiring.logs import configure_logs
from tonebridge_gateway.management import MULTIPROCESS
from tonebridge_gateway.processes import run_processes
from tonebridge_gateway.serving import PortTaken, need_ports, serve

CANNOT_START = 2


def main() -> int:
    """Return the exit status: 0 after a drained end, 2 when it cannot start."""
    try:
        settings = load(os.environ)
        configure_logs(settings.log)
        return _run(settings)
    except (PortTaken, SettingsInvalid, SchemaOutdated) as error:
        sys.stderr.write(f"tonebridge-gateway: {error}\n")
        return CANNOT_START


def _run(settings: Settings) -> int:
    one_of_many = MULTIPROCESS in os.environ
    if not one_of_many:
        need_ports(settings.gateway)
        if settings.gateway.processes > 1:
            return run_processes(settings.gateway.processes)
    uvloop.run(serve(settings, shared=one_of_many))
    return 0


if __name__ == "__main__":
    sys.exit(main())
