"""Health and metrics of the operator, and what its log says."""

import json
import logging

import aiohttp
import pytest

from tonebridge.domain.errors import SettingsInvalid
from tonebridge_operator.logs import JsonLines
from tonebridge_operator.management import serving


async def asked(port, *paths):
    async with aiohttp.ClientSession() as session:
        found = []
        for path in paths:
            async with session.get(f"http://127.0.0.1:{port}{path}") as answer:
                found.append((answer.status, await answer.text()))
    return found


async def test_a_check_says_what_is_wrong():
    checks = {"live": dict, "ready": lambda: {"services": "not listed yet"}}

    async with serving("127.0.0.1", 0, checks) as port:
        live, ready, other, metrics = await asked(
            port, "/health/live", "/health/ready", "/health/else", "/metrics"
        )

    assert live == (200, '{"status":"ok","wrong":{}}')
    assert ready == (503, '{"status":"unavailable","wrong":{"services":"not listed yet"}}')
    assert other[0] == 404
    assert metrics[0] == 200
    assert "tonebridge_reconcile_leader" in metrics[1]


async def test_a_port_that_is_taken_is_named():
    async with serving("127.0.0.1", 0, {}) as port:
        with pytest.raises(SettingsInvalid) as caught:
            async with serving("127.0.0.1", port, {}):
                pass

    assert caught.value.setting == "TONEBRIDGE_OPERATOR__MANAGEMENT_PORT"


def test_a_line_of_the_log_is_an_object():
    record = logging.LogRecord("here", logging.WARNING, "", 0, "%s is away", ("it",), None)

    line = json.loads(JsonLines().format(record))

    assert line.pop("time").endswith("+00:00")
    assert line == {"level": "warning", "logger": "here", "message": "it is away"}
