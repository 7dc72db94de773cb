"""Each process killed in turn, under load: what was answered must be remembered."""

import http.client
import json
import os
import signal
from threading import Event, Thread
from urllib.parse import urlsplit

import pytest
from tests.support.running import eventually, running

pytestmark = [pytest.mark.services, pytest.mark.xdist_group("up")]

CLIENTS = 2
MORE = 60
"""Answers that are waited for, before a kill and after the recovery."""
RECLAIMED_S = 60.0
"""What a killed worker had taken is taken over by the next one after a while."""
LIMITS = {f"TONEBRIDGE_LIMITS__{name}_PER_MIN": "1000000" for name in ("TENANT", "MEMBER", "KEY")}


class Load:
    """Clients that send one message after another, no two alike, and note what came back."""

    def __init__(self, url, key, name):
        self.answered = []
        self.failed = []
        self._url = urlsplit(url)
        self._key = key
        self._name = name
        self._stop = Event()
        self._threads = [Thread(target=self._send, args=(n,)) for n in range(CLIENTS)]

    def __enter__(self):
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self._stop.set()
        for thread in self._threads:
            thread.join(30)

    def await_more(self):
        wanted = len(self.answered) + MORE
        eventually(lambda: len(self.answered) >= wanted)

    def _send(self, client):
        number = 0
        while not self._stop.is_set():
            number += 1
            text = f"Fix ticket {self._name}-{client}-{number} now."
            try:
                status = self._ask(text)
            except (OSError, http.client.HTTPException) as error:
                self.failed.append(repr(error))
                self._stop.wait(0.05)
            else:
                (self.answered if status == 200 else self.failed).append(
                    text if status == 200 else status
                )

    def _ask(self, text):
        connection = http.client.HTTPConnection(self._url.hostname, self._url.port, timeout=10)
        try:
            connection.request(
                "POST",
                "/api/v1/transform",
                json.dumps({"text": text, "kind": "soften"}),
                {"Authorization": f"Bearer {self._key}", "Content-Type": "application/json"},
            )
            answer = connection.getresponse()
            answer.read()
            return answer.status
        finally:
            connection.close()


@pytest.fixture(scope="module")
def up(tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    with running(home / "data", home, **LIMITS) as up:
        shown = up.results()
        up.url, up.key = shown["ToneBridge"], shown["API key"]
        yield up


@pytest.fixture
def load(up, request):
    """Load on a platform that has got over the kill before: each kill is a single one."""
    before = f"Fix what came before {request.node.name} now."
    assert up.ask("transform", before).returncode == 0
    eventually(lambda: before in remembered(up), within_s=RECLAIMED_S)
    with Load(up.url, up.key, request.node.name) as load:
        load.await_more()
        yield load


def kill(up, part):
    victim = up.children()[part]
    os.kill(victim, signal.SIGKILL)
    up.await_line("ended (signal 9)")
    eventually(lambda: up.children().get(part, victim) != victim)


def stop(load):
    load.__exit__()
    return set(load.answered)


def remembered(up):
    """Every source in the history; empty while the history cannot be read."""
    lines = up.ask("history", "export").stdout.splitlines()
    return {json.loads(line)["source"] for line in lines}


@pytest.mark.parametrize("part", ["postgres", "valkey", "worker"])
def test_while_a_store_or_the_worker_is_away_every_transform_is_answered(up, load, part):
    kill(up, part)
    load.await_more()

    assert load.failed == []


@pytest.mark.parametrize("part", ["gateway", "postgres", "valkey", "worker"])
def test_what_was_answered_around_a_kill_is_remembered(up, load, part):
    kill(up, part)
    load.await_more()
    answered = stop(load)

    eventually(lambda: answered <= remembered(up), within_s=RECLAIMED_S)
