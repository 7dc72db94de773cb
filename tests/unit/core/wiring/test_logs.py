import io
import json
import logging
import re

import pytest

from tonebridge.settings import LogSettings
from tonebridge.wiring.logs import configure_logs


@pytest.fixture(autouse=True)
def _restored():
    """Leave the process's logging as it was."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    logging.captureWarnings(capture=False)
    root.handlers[:] = handlers
    root.setLevel(level)


def logged(settings, *filters):
    stream = io.StringIO()
    configure_logs(settings, *filters, stream=stream)
    log = logging.getLogger("tonebridge.test")
    log.debug("too quiet")
    log.warning("%d entries\nare buffered", 3)
    try:
        int("why")
    except ValueError:
        log.exception("failed")
    return stream.getvalue()


class TestJsonLogs:
    def test_are_one_object_a_line(self):
        first, second = map(json.loads, logged(LogSettings(format="json")).splitlines())

        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", first.pop("time"))
        assert first == {
            "level": "warning",
            "logger": "tonebridge.test",
            "message": "3 entries\nare buffered",
        }
        assert second["message"] == "failed"
        assert second["error"].endswith("invalid literal for int() with base 10: 'why'")


def test_text_logs_are_for_people():
    said = logged(LogSettings(format="text", level="error"))

    assert said.startswith("ERROR tonebridge.test: failed\nTraceback")


def test_a_filter_sees_every_record_first():
    class Hush(logging.Filter):
        def filter(self, record):
            return record.levelno > logging.WARNING

    assert "buffered" not in logged(LogSettings(format="text"), Hush())
