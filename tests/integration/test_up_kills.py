"""Each process killed in turn, under load: what was answered must be remembered."""

import http.client
import json
import os
import re
import signal
from collections import Counter

import psutil
import pytest
from tests.support.load import Load
from tests.support.running import eventually, running

pytestmark = pytest.mark.services

RECLAIMED_S = 60.0
"""What a killed worker had taken is taken over by the next one after a while."""
LIMITS = {f"TONEBRIDGE_LIMITS__{name}_PER_MIN": "1000000" for name in ("TENANT", "MEMBER", "KEY")}
TIMES = {"window": 1, "sync": 2}
"""Within its window a hit may be lost, so only misses are counted on; with sync nothing is."""


@pytest.fixture(scope="module", params=["window", "sync"])
def up(request, tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    durability = {"TONEBRIDGE_HISTORY__DURABILITY": request.param}
    with running(home / "data", home, **LIMITS, **durability) as up:
        shown = up.results()
        up.url, up.key, up.times = shown["ToneBridge"], shown["API key"], TIMES[request.param]
        yield up


@pytest.fixture
def load(up, request):
    """Load on a platform that has got over the kill before: each kill is a single one."""
    before = f"Fix what came before {request.node.name} now."
    assert up.ask("transform", before).returncode == 0
    eventually(lambda: before in remembered(up), within_s=RECLAIMED_S)
    with Load(up.url, up.key, request.node.name, times=up.times) as load:
        load.await_more()
        yield load


def kill(up, part):
    victim = up.children()[part]
    os.kill(victim, signal.SIGKILL)
    up.await_line("ended (signal 9)")
    eventually(lambda: up.children().get(part, victim) != victim)


def remembered(up):
    """How often each source is in the history; empty while it cannot be read."""
    lines = up.ask("history", "export").stdout.splitlines()
    return Counter(json.loads(line)["source"] for line in lines)


def dropped(up):
    """How many history entries the gateway and the worker say were lost."""
    return sum(counted(up, part) for part in ("gateway", "worker"))


def counted(up, part):
    environment = psutil.Process(up.children()[part]).environ()
    port = int(environment[f"TONEBRIDGE_{part.upper()}__MANAGEMENT_PORT"])
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", "/metrics")
    metrics = connection.getresponse().read().decode()
    connection.close()
    found = re.findall(
        r"^tonebridge_history_(?:dropped|dead)_total\S* (\S+)$", metrics, re.MULTILINE
    )
    assert found, "no counter of lost history entries"
    return sum(map(float, found))


@pytest.mark.parametrize("part", ["postgres", "valkey", "worker"])
def test_while_a_store_or_the_worker_is_away_every_transform_is_answered(up, load, part):
    kill(up, part)
    load.await_more()

    assert load.failed == []


@pytest.mark.parametrize("part", ["gateway", "postgres", "valkey", "worker"])
def test_what_was_answered_around_a_kill_is_remembered(up, load, part):
    kill(up, part)
    load.await_more()
    answered = load.stop()

    eventually(lambda: answered <= remembered(up), within_s=RECLAIMED_S)
    assert dropped(up) == 0
