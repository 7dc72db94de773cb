"""What a process writes to standard error."""

import logging
import sys
from datetime import UTC, datetime
from typing import TextIO

import msgspec
from typing_extensions import override

from tonebridge.settings import LogSettings


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


def configure_logs(
    settings: LogSettings, *filters: logging.Filter, stream: TextIO | None = None
) -> None:
    """Send every log of the process to standard error as the settings say.

    `filters` see each record first and may change what it says.
    """
    handler = logging.StreamHandler(stream or sys.stderr)
    if settings.format == "json":
        handler.setFormatter(JsonLines())
    else:
        handler.setFormatter(logging.Formatter("%(levelname)s %(name)s: %(message)s"))
    for each in filters:
        handler.addFilter(each)
    logging.basicConfig(level=settings.level.upper(), handlers=[handler], force=True)
    logging.captureWarnings(capture=True)
