import asyncio

import pytest

from tonebridge.domain.errors import SettingsInvalid
from tonebridge_workers.management import serving


async def fine():
    return {}


async def broken():
    return {"redis": "the redis is away"}


@pytest.fixture
async def port():
    async with serving("127.0.0.1", 0, {"live": fine, "ready": broken}) as port:
        yield port


async def send(port, request):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(request)
    await writer.drain()
    writer.write_eof()
    answer = await reader.read()
    writer.close()
    await writer.wait_closed()
    head, _, body = answer.partition(b"\r\n\r\n")
    return head.split(b"\r\n")[0].decode(), body


@pytest.mark.parametrize(
    ("line", "status", "body"),
    [
        ("GET /health/live HTTP/1.1", "HTTP/1.1 200 OK", b'{"status":"ok","wrong":{}}'),
        ("GET /health/live?probe=1 HTTP/1.0", "HTTP/1.1 200 OK", b'{"status":"ok","wrong":{}}'),
        (
            "GET /health/ready HTTP/1.1",
            "HTTP/1.1 503 Service Unavailable",
            b'{"status":"unavailable","wrong":{"redis":"the redis is away"}}',
        ),
        ("GET /health/ HTTP/1.1", "HTTP/1.1 404 Not Found", b"{}"),
        ("GET / HTTP/1.1", "HTTP/1.1 404 Not Found", b"{}"),
        ("POST /health/live HTTP/1.1", "HTTP/1.1 405 Method Not Allowed", b"{}"),
        ("\xff nonsense", "HTTP/1.1 405 Method Not Allowed", b"{}"),
    ],
)
async def test_the_management_port_answers(port, line, status, body):
    request = f"{line}\r\nHost: x\r\n\r\n".encode("latin-1")

    assert await send(port, request) == (status, body)


async def test_the_management_port_shows_metrics(port):
    status, body = await send(port, b"GET /metrics HTTP/1.1\r\n\r\n")

    assert status == "HTTP/1.1 200 OK"
    assert b"# TYPE tonebridge_jobs_total counter\n" in body


@pytest.mark.parametrize("request_", [b"", b"GET /health/live", b"GET /" + b"x" * 20_000])
async def test_who_sends_no_request_gets_no_answer(port, request_):
    assert await send(port, request_) == ("", b"")


async def test_a_taken_port_is_named(port):
    with pytest.raises(SettingsInvalid) as refusal:
        async with serving("127.0.0.1", port, {}):
            pass

    assert refusal.value.setting == "TONEBRIDGE_WORKER__MANAGEMENT_PORT"
