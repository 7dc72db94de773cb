"""The programs of data pods and jobs, run as a container would, on real servers."""

import os
import signal
import subprocess
from contextlib import contextmanager

import psutil
import pytest
from redis import Redis
from redis.exceptions import AuthenticationError, BusyLoadingError
from redis.exceptions import ConnectionError as NotThere
from tests.support.services import UNSAFE_BUT_QUICK, run_sql

from tonebridge_cli.laptop.accounts import for_server
from tonebridge_cli.laptop.binaries import postgres_folder, valkey_server
from tonebridge_cli.laptop.child import launcher
from tonebridge_cli.laptop.ports import LOOPBACK, free_port
from tonebridge_operator.desired.config import script
from tonebridge_operator.desired.secrets import DATABASE, ROLES

pytestmark = pytest.mark.services

SECONDS = 60
CLOCK = """#!/bin/sh
number=$(($(cat "$TICKS") + 1))
echo "$number" >"$TICKS"
printf '20260101T0000%02dZ\\n' "$number"
"""
"""A `date` that is a second later each time it is asked."""
ROWS = (
    "CREATE TABLE told (tenant text, words text)",
    "INSERT INTO told VALUES ('a', 'お手数をおかけします')",
    "ALTER TABLE told ENABLE ROW LEVEL SECURITY",
    "ALTER TABLE told FORCE ROW LEVEL SECURITY",
    "GRANT SELECT ON told TO tonebridge_app",
    "CREATE POLICY own ON told USING (tenant = current_setting('tonebridge.tenant', true))",
)
SEEN = "SELECT words FROM told"


class Pod:
    """Folders and programs as a data pod has them."""

    def __init__(self, folder):
        self.folder = folder
        self.port = free_port()
        self.programs = postgres_folder() / "bin"
        for name in ("data", "secrets", "tmp", "backups", "bin"):
            (folder / name).mkdir()
        for name in ("postgres.sh", "redis.sh", "backup.sh", "restore.sh"):
            (folder / name).write_text(script(name), encoding="utf-8")
        (folder / "ticks").write_text("0", encoding="utf-8")
        clock = folder / "bin/date"
        clock.write_text(CLOCK, encoding="utf-8")
        clock.chmod(0o755)
        (folder / "bin/valkey-server").symlink_to(valkey_server())
        self.account = for_server(folder / "data", (folder, self.programs / "postgres"))
        self.own("data", "tmp")
        self.set_passwords("first")

    def own(self, *names):
        if self.account is not None:
            for name in names:
                os.chown(self.folder / name, self.account.uid, self.account.gid)

    def set_passwords(self, which):
        for role in ROLES:
            path = self.folder / f"secrets/{role}-password"
            path.write_text(f"{role}-{which}", encoding="utf-8")
        (self.folder / "secrets/password").write_text(f"redis-{which}", encoding="utf-8")

    def environment(self, **more):
        return {
            "PATH": f"{self.folder / 'bin'}:{self.programs}:{os.defpath}",
            "DATA": str(self.folder / "data"),
            "SECRETS": str(self.folder / "secrets"),
            "SOCKETS": str(self.folder / "tmp"),
            "FOLDER": str(self.folder / "tmp"),
            "BACKUPS": str(self.folder / "backups"),
            "TICKS": str(self.folder / "ticks"),
            "PGHOST": LOOPBACK,
            "PGPORT": str(self.port),
            "PGUSER": ROLES["admin"],
            "PGDATABASE": DATABASE,
            "PASSWORD_FILE": str(self.folder / "secrets/admin-password"),
            **more,
        }

    def url(self, role, which="first"):
        login = f"{ROLES[role]}:{role}-{which}"
        return f"postgresql://{login}@{LOOPBACK}:{self.port}/{DATABASE}"

    @contextmanager
    def running(self, name, *options, account=None, until):
        """Run a server's script until the block ends; then stop it as its pod does."""
        command = ("/bin/sh", str(self.folder / name), *options)
        with (self.folder / f"{name}.log").open("wb") as log:
            server = subprocess.Popen(
                launcher(command, account=account, death_signal=signal.SIGKILL),
                env=self.environment(),
                cwd=self.folder,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        try:
            self.await_ready(server, until, name)
            yield
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(SECONDS)

    def await_ready(self, server, ready, name):
        for _ in range(SECONDS * 20):
            if server.poll() is not None:
                break
            if ready():
                return
            with pytest.raises(subprocess.TimeoutExpired):
                server.wait(0.05)
        pytest.fail((self.folder / f"{name}.log").read_text(encoding="utf-8"))

    def postgres(self):
        options = [f"--{name}={value}" for name, value in UNSAFE_BUT_QUICK.items()]
        options.append(f"--port={self.port}")
        return self.running(
            "postgres.sh", *options, account=self.account, until=self.takes_connections
        )

    def takes_connections(self):
        command = [self.programs / "pg_isready", "--quiet", f"--host={self.folder / 'tmp'}"]
        return subprocess.run(command, env=self.environment(), check=False).returncode == 0

    def redis(self):
        return self.running("redis.sh", "--port", str(self.port), until=self.answers)

    def answers(self):
        with Redis(host=LOOPBACK, port=self.port) as client:
            try:
                client.ping()
            except AuthenticationError:
                return True
            except (NotThere, BusyLoadingError):
                return False
        return False

    def run(self, name, **more):
        """Run a job's script to its end; return its exit status and what it said."""
        done = subprocess.run(
            ["/bin/sh", self.folder / name],
            env=self.environment(**more),
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
        return done.returncode, done.stdout + done.stderr

    def dumps(self):
        return sorted(path.name for path in (self.folder / "backups").iterdir())

    def lose_the_volume(self):
        (self.folder / "data").rename(self.folder / "lost")
        (self.folder / "data").mkdir()
        self.own("data")


@pytest.fixture
def pod(tmp_path):
    return Pod(tmp_path)


class TestPostgres:
    def test_lets_its_roles_in_and_makes_none_of_ours_a_superuser(self, pod):
        mine = "FROM pg_roles WHERE rolname = current_user"
        sql = f"SELECT current_user, rolsuper, rolbypassrls {mine}"

        with pod.postgres():
            assert [run_sql(pod.url(role), sql) for role in ("owner", "app", "writer")] == [
                "tonebridge_owner|f|f",
                "tonebridge_app|f|f",
                "tonebridge_writer|f|f",
            ]
            letters = "SELECT datlocprovider, datlocale, datctype FROM pg_database"
            where = f"{letters} WHERE datname = 'tonebridge'"
            assert run_sql(pod.url("admin"), where) == "b|C.UTF-8|C.UTF-8"

    def test_keeps_its_data_and_takes_the_passwords_that_are_there_now(self, pod):
        with pod.postgres():
            run_sql(pod.url("owner"), "CREATE TABLE kept AS SELECT 42 AS answer")
        pod.set_passwords("second")

        with pod.postgres():
            assert run_sql(pod.url("owner", "second"), "SELECT answer FROM kept") == "42"
            with pytest.raises(AssertionError, match="password authentication failed"):
                run_sql(pod.url("owner", "first"), "SELECT 1")

    def test_begins_anew_after_a_start_that_was_cut_off(self, pod):
        half = pod.folder / "data/cluster.new"
        half.mkdir()
        (half / "PG_VERSION").write_text("18", encoding="utf-8")

        with pod.postgres():
            assert run_sql(pod.url("app"), "SELECT 1") == "1"


class TestBackups:
    def test_bring_history_back_after_the_volume_is_lost(self, pod):
        with pod.postgres():
            run_sql(pod.url("owner"), *ROWS)
            assert pod.run("backup.sh", KEEP="7") == (0, "made tonebridge-20260101T000001Z.dump\n")
        pod.lose_the_volume()

        with pod.postgres():
            status, said = pod.run("restore.sh")
            assert (status, said) == (0, "restored tonebridge-20260101T000001Z.dump\n")
            as_tenant = (f"SET tonebridge.tenant = '{name}'" for name in ("a", "b"))
            answers = [run_sql(pod.url("app"), tenant, SEEN) for tenant in as_tenant]
            assert answers == ["お手数をおかけします", ""]
            owner = "SELECT tableowner FROM pg_tables WHERE tablename = 'told'"
            assert run_sql(pod.url("app"), owner) == "tonebridge_owner"
            assert run_sql(pod.url("admin"), "SELECT datname FROM pg_database ORDER BY 1") == (
                "postgres\ntemplate0\ntemplate1\ntonebridge"
            )

    def test_are_kept_as_many_as_wanted(self, pod):
        (pod.folder / "backups/tonebridge-20250101T000000Z.dump.part").touch()

        with pod.postgres():
            for _ in range(4):
                pod.run("backup.sh", KEEP="2")

        assert pod.dumps() == [
            "tonebridge-20260101T000003Z.dump",
            "tonebridge-20260101T000004Z.dump",
        ]

    def test_that_fail_leave_those_that_there_are(self, pod):
        with pod.postgres():
            pod.run("backup.sh", KEEP="1")

        status, said = pod.run("backup.sh", KEEP="1")

        assert status != 0
        assert "Connection refused" in said
        assert "tonebridge-20260101T000001Z.dump" in pod.dumps()

    def test_that_cannot_be_read_change_nothing(self, pod):
        (pod.folder / "backups/tonebridge-bad.dump").write_text("no dump", encoding="utf-8")

        with pod.postgres():
            run_sql(pod.url("owner"), "CREATE TABLE kept AS SELECT 42 AS answer")
            status, _ = pod.run("restore.sh", DUMP="tonebridge-bad.dump")
            assert status != 0
            assert run_sql(pod.url("owner"), "SELECT answer FROM kept") == "42"
            assert pod.run("restore.sh", DUMP="none.dump")[0] == 2

    def test_can_be_restored_again_after_a_restore_that_was_cut_off(self, pod):
        with pod.postgres():
            run_sql(pod.url("owner"), "CREATE TABLE kept AS SELECT 42 AS answer")
            pod.run("backup.sh", KEEP="1")
            run_sql(pod.url("admin"), "CREATE DATABASE tonebridge_restored")

            assert pod.run("restore.sh")[0] == 0
            assert run_sql(pod.url("owner"), "SELECT answer FROM kept") == "42"


class TestRedis:
    def client(self, pod, which="first"):
        return Redis(
            host=LOOPBACK, port=pod.port, password=f"redis-{which}", decode_responses=True
        )

    def test_keeps_its_data_and_evicts_only_what_may_go(self, pod):
        with pod.redis(), self.client(pod) as client:
            client.set("queue", "work")
            assert client.config_get("maxmemory-policy") == {"maxmemory-policy": "volatile-lfu"}
            assert client.config_get("appendonly") == {"appendonly": "yes"}
            assert client.config_get("save") == {"save": ""}
        pod.set_passwords("second")

        with pod.redis(), self.client(pod, "second") as client:
            assert client.get("queue") == "work"

    def test_shows_its_password_to_nobody(self, pod):
        with pod.redis():
            shown = [
                " ".join(process.info["cmdline"] or ())
                for process in psutil.process_iter(["cmdline"])
            ]
            lines = [line for line in shown if str(pod.port) in line]
            modes = oct((pod.folder / "tmp/server.conf").stat().st_mode & 0o777)

        assert lines
        assert not any("redis-first" in line for line in lines)
        assert modes == "0o600"
