"""Prometheus, scraping a platform that is used."""

import http.client
import json
from functools import partial
from urllib.parse import urlsplit

import pytest
from tests.support.dashboards import BRIDGE, NAMESPACE
from tests.support.prometheus import scraping, target
from tests.support.running import eventually, running

from tonebridge_cli.laptop.ports import free_port

SEEN = (
    'tonebridge_transforms_total{kind="clarify"}',
    'tonebridge_http_requests_total{status="404"}',
    "tonebridge_history_written_total",
    "tonebridge_queue_depth",
)
"""Each is counted from the first time on that something is done."""
ROUNDS = 4
TEXTS = ("Fix it by 3pm, this is embarrassing.", "なんでまだ終わってないの？")


@pytest.fixture(scope="session")
def platform(tmp_path_factory):
    """Gateway and worker as `tonebridge up` runs them, scraped under the names of a bridge."""
    folder = tmp_path_factory.mktemp("platform")
    gateway, worker = free_port(), free_port()
    ports = {
        "TONEBRIDGE_GATEWAY__MANAGEMENT_PORT": str(gateway),
        "TONEBRIDGE_WORKER__MANAGEMENT_PORT": str(worker),
    }
    with (
        running(folder / "data", folder, **ports) as up,
        scraping(
            folder,
            target(gateway, namespace=NAMESPACE, service=f"{BRIDGE}-gateway"),
            target(worker, namespace=NAMESPACE, service=f"{BRIDGE}-worker"),
        ) as prometheus,
    ):
        shown = up.results()
        user = User(shown["ToneBridge"], shown["API key"])
        for done in range(1, ROUNDS + 1):
            user.do_all(done)
            for series in SEEN:
                eventually(partial(prometheus.scraped, series, done), within_s=30)
        yield prometheus


class User:
    """Somebody who uses the gateway, and misuses it."""

    def __init__(self, url, key):
        self._address = urlsplit(url).netloc
        self._key = key

    def do_all(self, number):
        """Transform, twice so that the cache answers too; be refused; go where nothing is."""
        for kind in ("soften", "clarify"):
            for text in TEXTS:
                body = {"text": f"{text} ({number})", "kind": kind}
                assert self._ask("POST", "/api/v1/transform", body) == 200
                assert self._ask("POST", "/api/v1/transform", body) == 200
        assert self._ask("POST", "/api/v1/transform", {"text": "", "kind": "soften"}) == 400
        assert self._ask("GET", "/api/v1/nowhere") == 404

    def _ask(self, method, path, body=None):
        connection = http.client.HTTPConnection(self._address, timeout=30)
        try:
            headers = {
                "Authorization": f"Bearer {self._key}",
                "Content-Type": "application/json",
            }
            text = None if body is None else json.dumps(body)
            connection.request(method, path, text, headers)
            answer = connection.getresponse()
            answer.read()
            return answer.status
        finally:
            connection.close()
