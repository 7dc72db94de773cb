import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest
from tests.support.services import UNSAFE_BUT_QUICK, run_sql

from tonebridge_cli.failures import CannotStart
from tonebridge_cli.laptop.locks import FolderBusy
from tonebridge_cli.laptop.postgres import PostgresServer

pytestmark = pytest.mark.services


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "postgres"


def started(folder):
    return PostgresServer(folder, options=UNSAFE_BUT_QUICK)


class TestAFreshServer:
    def test_lets_each_role_in_by_its_password_and_makes_none_a_superuser(self, postgres_urls):
        mine = "FROM pg_roles WHERE rolname = current_user"
        sql = f"SELECT current_user, rolsuper, rolbypassrls {mine}"

        assert [run_sql(url, sql) for url in postgres_urls] == [
            "tonebridge_owner|f|f",
            "tonebridge_app|f|f",
            "tonebridge_writer|f|f",
            "postgres|t|t",
        ]

    def test_refuses_a_wrong_password(self, postgres_server, postgres_urls):
        wrong = postgres_urls.app.replace("tonebridge_app:", "tonebridge_app:x")

        with pytest.raises(AssertionError, match="password authentication failed"):
            run_sql(wrong, "SELECT 1")

    def test_knows_japanese_letters_as_letters(self, postgres_urls):
        run_sql(postgres_urls.owner, "CREATE EXTENSION pg_trgm")

        assert run_sql(postgres_urls.owner, "SELECT similarity('障害報告書', '障害報告')") > "0.5"

    def test_keeps_its_passwords_and_files_to_its_owner(self, folder):
        with started(folder):
            modes = {
                name: oct((folder / name).stat().st_mode & 0o777)
                for name in ("credentials.json", "cluster")
            }

        assert modes == {"credentials.json": "0o600", "cluster": "0o700"}


class TestAServerOnAKnownFolder:
    def test_finds_its_data_and_passwords_again(self, folder):
        with started(folder) as first:
            run_sql(first.url("owner"), "CREATE TABLE kept AS SELECT 42 AS answer")
            password = first.url("app").split("@")[0]
        with started(folder) as second:
            assert run_sql(second.url("owner"), "SELECT answer FROM kept") == "42"
            assert second.url("app").split("@")[0] == password

    def test_makes_new_passwords_when_the_old_ones_are_lost(self, folder):
        with started(folder):
            pass
        (folder / "credentials.json").unlink()

        with started(folder) as server:
            assert run_sql(server.url("app"), "SELECT 1") == "1"

    def test_admits_one_process_alone(self, folder):
        with started(folder), pytest.raises(FolderBusy) as refusal, started(folder):
            pass

        assert refusal.value.pid == os.getpid()

    def test_ignores_half_a_cluster_of_an_interrupted_start(self, folder):
        (folder / "cluster.new/base").mkdir(parents=True)

        with started(folder) as server:
            assert run_sql(server.url("app"), "SELECT 1") == "1"

    def test_names_the_version_when_another_postgresql_made_the_folder(self, folder):
        with started(folder):
            pass
        (folder / "cluster/PG_VERSION").write_text("17\n")

        with pytest.raises(CannotStart, match="was made by PostgreSQL 17, this is PostgreSQL 18"):
            started(folder).start()


class TestAServerThatDies:
    def test_comes_back_on_its_port_with_what_was_committed(self, folder):
        with PostgresServer(folder) as server:
            run_sql(server.url("owner"), "CREATE TABLE kept AS SELECT 42 AS answer")
            url = server.url("owner")
            os.kill(server.child.pid, signal.SIGKILL)
            assert server.child.wait(10) == -signal.SIGKILL

            server.restart()

            assert run_sql(url, "SELECT answer FROM kept") == "42"

    def test_is_not_mistaken_for_a_living_process_that_has_its_number_now(self, folder):
        with started(folder):
            pass
        stranger = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
        try:
            pid_file = folder / "cluster/postmaster.pid"
            pid_file.write_text(
                f"{stranger.pid}\n{folder}/cluster\n0\n5432\n\n127.0.0.1\n0 0\nready\n"
            )

            with started(folder) as server:
                assert run_sql(server.url("app"), "SELECT 1") == "1"

            assert stranger.poll() is None
        finally:
            stranger.communicate(b"\n", timeout=10)

    def test_is_not_mistaken_for_a_zombie_that_has_its_number(self, folder):
        with started(folder):
            pass
        zombie = subprocess.Popen([sys.executable, "-c", ""])
        os.waitid(os.P_PID, zombie.pid, os.WEXITED | os.WNOWAIT)
        (folder / "cluster/postmaster.pid").write_text(f"{zombie.pid}\n")

        with started(folder) as server:
            assert run_sql(server.url("app"), "SELECT 1") == "1"

        zombie.wait(10)


ABANDON = """
import os, signal, sys
from pathlib import Path
from tonebridge_cli.laptop import child
from tonebridge_cli.laptop.postgres import PostgresServer

child.DIES_WITH_PARENT = False
server = PostgresServer(Path(sys.argv[1]))
server.start()
print(server.child.pid, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_server_that_a_killed_run_left_is_stopped_and_its_data_kept(folder):
    done = subprocess.run(
        [sys.executable, "-c", ABANDON, folder], stdout=subprocess.PIPE, text=True, check=False
    )
    assert done.returncode == -signal.SIGKILL
    orphan = int(done.stdout)

    with started(folder) as server:
        assert run_sql(server.url("app"), "SELECT 1") == "1"
        assert not runs_postgres(orphan)


def runs_postgres(pid):
    try:
        return Path(psutil.Process(pid).name()).name == "postgres"
    except psutil.NoSuchProcess:
        return False
