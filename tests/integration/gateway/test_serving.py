"""The process itself, behind real sockets; PostgreSQL and Redis are away."""

import json
import socket
import sys

import pytest
from tests.support.gateway_process import GatewayProcess, read_all
from tests.support.running import eventually

from tonebridge_cli.laptop.ports import free_port

BODY = {"text": "Fix it now.", "kind": "soften", "intensity": 2}
HEAD = (
    b"POST /api/v1/preview/transform HTTP/1.1\r\nHost: test\r\n"
    b"Content-Type: application/json\r\nContent-Length: %d\r\n\r\n"
)


@pytest.fixture
def away(keys_dir):
    return {
        "AUTH__KEYS_DIR": keys_dir,
        "DATABASE__URL": f"postgresql://app@127.0.0.1:{free_port()}/none",
        "REDIS__URL": f"redis://127.0.0.1:{free_port()}/0",
        "LIMITS__PREVIEW_PER_MIN": "6000",
    }


def test_it_serves_while_both_stores_are_away_and_says_so(away):
    with GatewayProcess(**away) as gateway:
        gateway.await_ready()

        status, answer = gateway.post("/api/v1/preview/transform", BODY)
        unknown, problem = gateway.post("/api/v1/transform", BODY, **{"X-API-Key": "tb_unknown"})
        _, ready = gateway.management("/health/ready")
        _, metrics = gateway.management("/metrics")

    assert (status, answer["provider"]) == (200, "rules")
    assert (unknown, problem["code"]) == (503, "credentials_unverifiable")
    assert json.loads(ready)["status"] == "degraded"
    assert json.loads(ready)["parts"] == {"database": "away", "redis": "away"}
    assert 'tonebridge_transforms_total{degraded="false",kind="soften",provider="rules"} 1.0' in (
        metrics
    )
    assert (
        'tonebridge_http_requests_total{method="POST",route="/api/v1/transform",status="503"} 1.0'
    ) in metrics


def test_it_drains_what_is_in_flight_when_it_is_told_to_stop(away):
    body = json.dumps(BODY).encode()
    with GatewayProcess(**away) as gateway:
        gateway.await_ready()
        with gateway.connect() as connection:
            connection.sendall(HEAD % len(body) + body[:10])
            _until_measured(gateway, "tonebridge_http_requests_in_flight 1.0")
            gateway.terminate()
            _until_status(gateway, 503)
            connection.sendall(body[10:])
            answer = read_all(connection)

        assert gateway.wait() == 0

    assert answer.startswith("HTTP/1.1 200 OK")


def test_a_body_that_never_ends_is_given_up_and_its_connection_closed(away):
    with GatewayProcess(**away, GATEWAY__BODY_TIMEOUT_S="0.2") as gateway:
        gateway.await_ready()
        with gateway.connect() as connection:
            connection.sendall(HEAD % 1_000 + b'{"text":')
            answer = read_all(connection)

    assert answer.startswith("HTTP/1.1 408 Request Timeout")
    assert '"code":"body_too_slow"' in answer


def test_a_connection_is_of_the_one_protocol_that_has_bounds_on_waiting(away):
    with GatewayProcess(**away) as gateway:
        gateway.await_ready()
        with gateway.connect() as connection:
            connection.sendall(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")
            answer = read_all(connection)

    assert answer == ""


def test_a_body_of_ten_megabytes_is_refused_before_it_is_read(away):
    with GatewayProcess(**away) as gateway:
        gateway.await_ready()
        with gateway.connect() as connection:
            connection.sendall(HEAD % 10_485_760 + b"x" * 1_000)
            answer = read_all(connection)

    assert answer.startswith("HTTP/1.1 413 Payload Too Large")


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ({"GATEWAY__PORT": "taken"}, "is taken"),
        ({"AUTH__KEYS_DIR": ""}, "TONEBRIDGE_AUTH__KEYS_DIR"),
        ({"GATEWAY__COLOUR": "red"}, "TONEBRIDGE_GATEWAY__COLOUR"),
    ],
)
def test_what_it_cannot_start_with_is_one_line(away, setting, said):
    with socket.create_server(("127.0.0.1", 0)) as other:
        if setting == {"GATEWAY__PORT": "taken"}:
            setting = {"GATEWAY__PORT": other.getsockname()[1]}
        with GatewayProcess(**away | setting) as gateway:
            assert gateway.wait() == 2
            (line,) = gateway.said.splitlines()

    assert line.startswith("tonebridge-gateway: ")
    assert said in line


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux shares ports between processes")
def test_several_processes_share_the_ports_the_counters_and_the_end(away):
    with GatewayProcess(**away, GATEWAY__PROCESSES="2") as gateway:
        gateway.await_ready()
        for _ in range(8):
            assert gateway.post("/api/v1/preview/transform", BODY)[0] == 200
        _, metrics = gateway.management("/metrics")
        gateway.terminate()

        assert gateway.wait() == 0

    counted = 'tonebridge_transforms_total{degraded="false",kind="soften",provider="rules"} 8.0'
    assert counted in metrics


def _until_measured(gateway, words):
    eventually(lambda: words in gateway.management("/metrics")[1])


def _until_status(gateway, status):
    eventually(lambda: gateway.management("/health/ready")[0] == status)
