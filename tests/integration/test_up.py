import http.client
import json
import os
import signal
import socket
import sys
from urllib.parse import urlsplit

import psutil
import pytest
from tests.support.running import (
    Up,
    clean_environment,
    eventually,
    running,
    tonebridge,
)

from tonebridge_cli.laptop.locks import FolderLock

pytestmark = pytest.mark.services

MESSAGE = "Fix the login bug by 3pm, this is embarrassing."
SEARCH = ("history", "search", "zebra", "--json")
PARTS = ("gateway", "postgres", "valkey", "worker")


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def data(home):
    return home / "data"


@pytest.fixture(scope="module")
def first(data, home):
    """The first run on this folder, shared by the tests that leave it running."""
    with running(data, home) as up:
        up.shown = up.results()
        yield up


class TestTheFirstRun:
    def test_shows_where_to_go_and_a_key(self, first):
        assert sorted(first.shown) == ["API key", "Sign in", "ToneBridge"]
        assert first.shown["Sign in"].startswith(first.shown["ToneBridge"] + "/signin?token=")
        assert first.shown["API key"].startswith("tb_")

    def test_listens_on_loopback_alone(self, first):
        pids = {first.pid, *(p.pid for p in psutil.Process(first.pid).children(recursive=True))}
        hosts = {
            found.laddr.ip
            for pid in pids
            for found in psutil.Process(pid).net_connections("inet")
            if found.status == psutil.CONN_LISTEN
        }

        assert hosts == {"127.0.0.1"}

    def test_keeps_every_secret_to_its_owner(self, first, data):
        names = (
            *("api-key", "running.json", "database-url", "keys/a.pem", "keys/b.pem"),
            *("postgres/credentials.json", "valkey/valkey.conf"),
        )

        assert {oct((data / name).stat().st_mode & 0o777) for name in names} == {"0o600"}

    def test_shows_no_owner_s_password_to_the_doors(self, first):
        environment = psutil.Process(first.children()["gateway"]).environ()

        assert [name for name in environment if "OWNER" in name] == []

    def test_transforms_and_remembers(self, first):
        done = first.ask("transform", "--json", MESSAGE)
        answer = json.loads(done.stdout)

        assert (done.returncode, done.stderr) == (0, "")
        assert answer["text"] != MESSAGE
        assert "3pm" in answer["text"]
        [found] = eventually(lambda: listed(first))
        assert (found["source"], found["text"]) == (MESSAGE, answer["text"])

    def test_signs_its_owner_in_once(self, first):
        url = urlsplit(first.shown["Sign in"])
        answers = []
        for _ in range(2):
            connection = http.client.HTTPConnection(url.netloc, timeout=10)
            connection.request("GET", f"{url.path}?{url.query}")
            answers.append(connection.getresponse())
            connection.close()

        assert [answer.status for answer in answers] == [303, 401]
        cookie = answers[0].headers["Set-Cookie"]
        assert {"HttpOnly", "SameSite=Strict"} <= set(cookie.split("; "))
        assert answers[1].headers["Set-Cookie"] is None

    def test_gives_another_link_to_sign_in(self, first):
        link = first.ask("signin").stdout.strip()
        url = urlsplit(link)
        connection = http.client.HTTPConnection(url.netloc, timeout=10)
        connection.request("GET", f"{url.path}?{url.query}")

        assert link.startswith(first.shown["ToneBridge"] + "/signin?token=")
        assert connection.getresponse().status == 303
        connection.close()

    def test_makes_lists_rotates_and_revokes_keys(self, first):
        made = json.loads(
            first.ask("key", "create", "ci", "--scope", "transform", "--json").stdout
        )
        assert first.ask("transform", MESSAGE, "--api-key", made["key"]).returncode == 0
        assert first.ask("history", "list", "--api-key", made["key"]).returncode == 5

        turned = json.loads(first.ask("key", "rotate", made["id"], "--json").stdout)
        assert first.ask("key", "revoke", turned["id"]).returncode == 0
        assert first.ask("transform", MESSAGE, "--api-key", turned["key"]).returncode == 5
        listed_keys = json.loads(first.ask("key", "list", "--json").stdout)["items"]
        assert [key["name"] for key in listed_keys] == ["ci", "ci", "first key"]

    def test_keeps_terms_that_come_and_go_as_csv(self, first, tmp_path):
        table = tmp_path / "terms.csv"
        assert first.ask("dictionary", "create", "ops", "-l", "ja").returncode == 0
        assert first.ask("dictionary", "add", "ops", "LB", "負荷分散装置").returncode == 0
        assert first.ask("dictionary", "export", "ops", "-o", str(table)).returncode == 0
        assert table.read_bytes().decode() == "term,plain,note\r\nLB,負荷分散装置,\r\n"

        assert first.ask("dictionary", "remove", "ops", "LB").returncode == 0
        assert first.ask("dictionary", "list", "ops").stdout == ""
        assert first.ask("dictionary", "import", "ops", str(table)).stderr == "1 terms.\n"
        assert first.ask("dictionary", "list", "ops").stdout.split("\t")[1:3] == [
            "LB",
            "負荷分散装置",
        ]
        assert first.ask("dictionary", "remove", "ops", "--yes").returncode == 0

    def test_searches_shows_exports_and_deletes_history(self, first):
        first.ask("transform", "Restart the zebra service now!")
        [found] = eventually(lambda: json.loads(first.ask(*SEARCH).stdout)["items"])

        shown = json.loads(first.ask("history", "show", found["id"], "--json").stdout)
        exported = map(json.loads, first.ask("history", "export").stdout.splitlines())
        assert shown == found
        assert found in exported
        assert first.ask("history", "delete", found["id"]).returncode == 0
        assert json.loads(first.ask(*SEARCH).stdout)["items"] == []
        assert first.ask("history", "show", found["id"]).returncode == 3

    def test_does_not_let_a_second_one_onto_its_folder(self, first, data, home):
        done = tonebridge(
            *("up", "--port", "0", "--data", str(data)), environment=clean_environment(home)
        )

        assert (done.returncode, done.stdout) == (6, "")
        assert done.stderr == (
            f"tonebridge: ToneBridge already runs on {data} (process {first.pid}): "
            "stop it, or name another folder with --data\n"
        )

    @pytest.mark.parametrize("part", PARTS)
    def test_starts_again_what_is_killed(self, first, part):
        victim = first.children()[part]

        os.kill(victim, signal.SIGKILL)

        first.await_line("ended (signal 9); starting it again in 0.2 s")
        eventually(lambda: first.children().get(part, victim) != victim)
        eventually(lambda: first.ask("transform", "--json", MESSAGE).returncode == 0)
        eventually(lambda: first.ask("history", "list").returncode == 0)


class TestALaterRun:
    @pytest.fixture(scope="class")
    @staticmethod
    def second(first, data, home):
        assert first.stop() == 0
        with running(data, home) as up:
            up.shown = up.results()
            yield up

    def test_shows_no_key_again(self, second):
        assert sorted(second.shown) == ["Sign in", "ToneBridge"]

    def test_still_has_the_history(self, second):
        assert MESSAGE in [entry["source"] for entry in listed(second)]


class TestAnEnd:
    @pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
    def test_takes_everything_along(self, tmp_path, number):
        with running(tmp_path / "data", tmp_path) as up:
            up.results()
            children = up.children()

            assert up.stop(number) == 0

        assert sorted(children) == list(PARTS)
        assert [name for name, pid in children.items() if psutil.pid_exists(pid)] == []
        assert not (tmp_path / "data/running.json").exists()
        assert not (tmp_path / "data/postgres/cluster/postmaster.pid").exists()

    def test_of_the_terminal_is_none_for_a_run_under_nohup(self, tmp_path):
        before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
        try:
            up = Up(tmp_path / "data", clean_environment(tmp_path))
        finally:
            signal.signal(signal.SIGHUP, before)
        up.results()
        os.kill(up.pid, signal.SIGHUP)

        assert up.ask("transform", MESSAGE).returncode == 0
        assert up.stop() == 0

    def test_while_it_starts_leaves_nothing(self, tmp_path):
        up = Up(tmp_path / "data", clean_environment(tmp_path))
        up.await_line("PostgreSQL is up")

        assert up.stop() == 0
        assert not (tmp_path / "data/postgres/cluster/postmaster.pid").exists()

    @pytest.mark.skipif(sys.platform != "linux", reason="ends children with their parent")
    def test_by_a_kill_ends_the_children_too(self, tmp_path):
        with running(tmp_path / "data", tmp_path) as up:
            up.results()
            children = up.children()
            up.kill()

            eventually(lambda: not any(psutil.pid_exists(pid) for pid in children.values()))

    def test_by_a_kill_does_not_keep_the_next_one_from_starting(self, tmp_path):
        with running(tmp_path / "data", tmp_path) as up:
            up.results()
            up.kill()
        with running(tmp_path / "data", tmp_path) as up:
            up.results()

            assert up.ask("transform", MESSAGE).returncode == 0


class TestAStartThatCannotBe:
    @pytest.fixture
    def environment(self, tmp_path):
        return clean_environment(tmp_path)

    def test_names_who_has_the_port_and_another_one(self, tmp_path, environment):
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
            done = tonebridge(
                *("up", "--port", str(port), "--data", str(tmp_path / "data")),
                environment=environment,
            )

        assert (done.returncode, done.stdout) == (6, "")
        assert done.stderr.startswith(f"tonebridge: port {port} is taken")
        assert done.stderr.endswith(f"or use --port {port + 1}\n")
        assert not (tmp_path / "data/postgres").exists()

    def test_names_a_folder_that_cannot_be(self, tmp_path, environment):
        (tmp_path / "file").touch()
        folder = tmp_path / "file/data"

        done = tonebridge("up", "--port", "0", "--data", str(folder), environment=environment)

        what = f"cannot use the data folder {folder}: Not a directory"
        assert done.stderr == f"tonebridge: {what}: name another one with --data\n"
        assert done.returncode == 6

    def test_wants_an_owner_for_a_database_of_the_person_s_own(self, tmp_path, environment):
        environment["TONEBRIDGE_DATABASE__URL"] = "postgresql://app:x@127.0.0.1:1/t"

        done = tonebridge(
            *("up", "--port", "0", "--data", str(tmp_path / "data")), environment=environment
        )

        assert done.returncode == 6
        assert done.stderr.endswith("set TONEBRIDGE_DATABASE__OWNER_URL too, or neither\n")

    def test_names_a_setting_that_is_not_right(self, tmp_path, environment):
        environment["TONEBRIDGE_GATEWAY__DRAIN_S"] = "soon"

        done = tonebridge(
            *("up", "--port", "0", "--data", str(tmp_path / "data")), environment=environment
        )

        assert done.returncode == 7
        assert done.stderr.startswith("tonebridge: TONEBRIDGE_GATEWAY__DRAIN_S: ")

    def test_waits_for_no_lock_that_a_dead_process_left(self, tmp_path):
        (tmp_path / "lock").write_text("1")

        with FolderLock(tmp_path):
            assert (tmp_path / "lock").read_text() == str(os.getpid())


def test_servers_of_the_person_s_own_are_used_instead(tmp_path, new_database, valkey_url):
    urls = new_database()
    own = {
        "TONEBRIDGE_DATABASE__URL": urls.app,
        "TONEBRIDGE_DATABASE__OWNER_URL": urls.owner,
        "TONEBRIDGE_DATABASE__WRITER_URL": urls.writer,
        "TONEBRIDGE_REDIS__URL": valkey_url,
    }

    with running(tmp_path / "data", tmp_path, **own) as up:
        up.results()

        assert sorted(up.children()) == ["gateway", "worker"]
        assert up.ask("transform", MESSAGE).returncode == 0


def listed(up):
    return json.loads(up.ask("history", "list", "--json").stdout)["items"]
