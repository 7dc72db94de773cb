"""A real PostgreSQL and a real Valkey for the tests that ask for them.

Each test process (each xdist worker) starts its own on first use and stops them at its
end; they also end with a killed test run. A test that uses them is marked `services`.
"""

import secrets
import subprocess
from typing import NamedTuple

import pytest
from redis import Redis

from tonebridge_cli.laptop.binaries import postgres_folder
from tonebridge_cli.laptop.postgres import PostgresServer
from tonebridge_cli.laptop.valkey import ValkeyServer

SERVERS = ("postgres_server", "valkey_server", "site")
UNSAFE_BUT_QUICK = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class PostgresUrls(NamedTuple):
    """Where each role connects to one database."""

    owner: str
    app: str
    writer: str
    admin: str


def pytest_collection_modifyitems(items):
    """Mark what needs a server, so that `-m "not services"` leaves it out."""
    for item in items:
        if any(name in item.fixturenames for name in SERVERS):
            item.add_marker(pytest.mark.services)


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("postgres")
    with PostgresServer(folder, options=UNSAFE_BUT_QUICK) as server:
        yield server


@pytest.fixture(scope="session")
def valkey_server(tmp_path_factory):
    with ValkeyServer(tmp_path_factory.mktemp("valkey")) as server:
        yield server


@pytest.fixture(scope="session")
def new_database(postgres_server):
    """Make an empty database that `tonebridge_owner` owns; return its URLs."""

    def make(template: str = "template1") -> PostgresUrls:
        name = f"test_{secrets.token_hex(6)}"
        run_sql(
            postgres_server.url("admin", "postgres"),
            f"CREATE DATABASE {name} OWNER tonebridge_owner TEMPLATE {template}",
        )
        return PostgresUrls(*(postgres_server.url(role, name) for role in PostgresUrls._fields))

    return make


@pytest.fixture(scope="session")
def postgres_urls(new_database):
    """One database for the whole test process, empty at first."""
    return new_database()


@pytest.fixture
def valkey_url(valkey_server):
    """A Valkey that holds nothing; database 0, others at the same address."""
    valkey_command(valkey_server, "FLUSHALL")
    return valkey_server.url(0)


def run_sql(url, *statements):
    """Run statements with psql, each in a transaction of its own; return what they print."""
    arguments = [part for statement in statements for part in ("-c", statement)]
    psql = postgres_folder() / "bin/psql"
    done = subprocess.run(
        [psql, "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", *arguments, url],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def valkey_command(server, *words):
    """Send one command; return the answer as the client library decodes it."""
    with Redis.from_url(server.url(0), decode_responses=True) as client:
        return client.execute_command(*words)
