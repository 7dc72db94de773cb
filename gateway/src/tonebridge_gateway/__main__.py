"""`python -m tonebridge_gateway`: serve as the settings say."""

import os
import sys

import uvloop

from tonebridge.domain.errors import SchemaOutdated, SettingsInvalid
from tonebridge.settings import load
from tonebridge.wiring.logs import configure_logs
from tonebridge_gateway.serving import PortTaken, serve

CANNOT_START = 2


def main() -> int:
    """Return the exit status: 0 after a drained end, 2 when it cannot start."""
    try:
        settings = load(os.environ)
        configure_logs(settings.log)
        uvloop.run(serve(settings))
    except (PortTaken, SettingsInvalid, SchemaOutdated) as error:
        sys.stderr.write(f"tonebridge-gateway: {error}\n")
        return CANNOT_START
    return 0


if __name__ == "__main__":
    sys.exit(main())
