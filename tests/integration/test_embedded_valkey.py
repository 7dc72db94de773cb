import os
import signal
import subprocess
import sys

import psutil
import pytest
from redis import Redis
from redis.exceptions import AuthenticationError
from tests.support.services import valkey_command

from tonebridge_cli.laptop.locks import FolderBusy
from tonebridge_cli.laptop.valkey import ValkeyServer

pytestmark = pytest.mark.services


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "valkey"


class TestAValkey:
    def test_keeps_what_it_is_told_and_evicts_only_what_expires(self, valkey_server):
        wanted = ("appendonly", "appendfsync", "maxmemory-policy", "bind")
        answers = [valkey_command(valkey_server, "CONFIG", "GET", name) for name in wanted]

        assert [a[name] for name, a in zip(wanted, answers, strict=True)] == [
            "yes",
            "everysec",
            "volatile-lfu",
            "127.0.0.1",
        ]

    def test_refuses_who_does_not_know_its_password(self, valkey_server):
        with (
            Redis(port=valkey_server.port) as stranger,
            pytest.raises(AuthenticationError),
        ):
            stranger.ping()

    def test_is_empty_for_each_test(self, valkey_url):
        with Redis.from_url(valkey_url) as client:
            assert client.dbsize() == 0
            client.set("left", "over")

    def test_is_empty_for_the_next_test_too(self, valkey_url):
        with Redis.from_url(valkey_url) as client:
            assert client.dbsize() == 0

    def test_finds_its_data_again(self, folder):
        with ValkeyServer(folder) as first:
            valkey_command(first, "SET", "answer", "42")
        with ValkeyServer(folder) as second:
            assert valkey_command(second, "GET", "answer") == "42"

    def test_admits_one_process_alone(self, folder):
        with ValkeyServer(folder), pytest.raises(FolderBusy), ValkeyServer(folder):
            pass

    def test_comes_back_on_its_port_with_its_data_after_a_kill(self, folder):
        with ValkeyServer(folder) as server:
            valkey_command(server, "SET", "answer", "42")
            url = server.url(0)
            os.kill(server.child.pid, signal.SIGKILL)
            assert server.child.wait(10) == -signal.SIGKILL

            server.restart()

            assert server.url(0) == url
            assert valkey_command(server, "GET", "answer") == "42"


ABANDON = """
import os, redis, signal, sys
from pathlib import Path
from tonebridge_cli.laptop import child
from tonebridge_cli.laptop.valkey import ValkeyServer

child.DIES_WITH_PARENT = False
server = ValkeyServer(Path(sys.argv[1]))
server.start()
redis.Redis.from_url(server.url(0)).set("answer", "42")
print(server.child.pid, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_valkey_that_a_killed_run_left_is_stopped_and_its_data_kept(folder):
    done = subprocess.run(
        [sys.executable, "-c", ABANDON, folder], stdout=subprocess.PIPE, text=True, check=False
    )
    assert done.returncode == -signal.SIGKILL
    orphan = int(done.stdout)
    assert psutil.pid_exists(orphan)

    with ValkeyServer(folder) as server:
        assert valkey_command(server, "GET", "answer") == "42"
        others = [p.pid for p in psutil.process_iter(["pid", "cmdline"]) if mentions(p, folder)]
        assert others == [server.child.pid]


def mentions(process, folder):
    return any(str(folder) in word for word in process.info["cmdline"] or ())
