"""What the operator writes to standard error: never the content of an object."""

import logging
import sys
from datetime import UTC, datetime
from typing import Final

import msgspec
from typing_extensions import override

from tonebridge.settings import LogSettings

QUIET: Final = {"kopf": logging.CRITICAL, "asyncio": logging.ERROR}
"""Libraries whose everyday words help nobody: each retry is an error to Kopf, and our own watch
on bridges says the same once."""


class JsonLines(logging.Formatter):
    """One JSON object a line: time, level, logger, message, and the error with its traceback."""

    @override
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return msgspec.json.encode(line).decode()


def configure_logs(settings: LogSettings) -> None:
    """Send every log of the process to standard error as the settings say."""
    handler = logging.StreamHandler(sys.stderr)
    if settings.format == "json":
        handler.setFormatter(JsonLines())
    else:
        handler.setFormatter(logging.Formatter("%(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=settings.level.upper(), handlers=[handler], force=True)
    for name, level in QUIET.items():
        logging.getLogger(name).setLevel(level)
    logging.captureWarnings(capture=True)
