"""A real Prometheus that scrapes processes of this machine, and its rule checker."""

import json
import subprocess
import urllib.parse
import urllib.request
from contextlib import contextmanager

import pytest
import yaml
from tests.cluster import requirements
from tests.cluster.binaries import binary
from tests.support.running import eventually

from tonebridge_cli.laptop.ports import free_port

LOOPBACK = "127.0.0.1"


def tool(name):
    """Return a binary; where it can be built but is not yet, a skip would hide it."""
    lack = requirements.for_tools(name)
    if lack and lack.curable:
        pytest.fail(f"{lack.reason}: run `make cluster-parts`", pytrace=False)
    if lack:
        pytest.skip(lack.reason)
    return binary(name)


class Prometheus:
    """Scrapes each second what it is told to."""

    def __init__(self, port):
        self._url = f"http://{LOOPBACK}:{port}"

    def ready(self):
        try:
            with urllib.request.urlopen(f"{self._url}/-/ready", timeout=5) as answer:  # noqa: S310
                return answer.status == 200
        except OSError:
            return False

    def ask(self, expression):
        """Return the series that a query finds now, as labels and number.

        Raises:
            AssertionError: it is no query.
        """
        query = urllib.parse.urlencode({"query": expression})
        url = f"{self._url}/api/v1/query?{query}"
        try:
            with urllib.request.urlopen(url, timeout=30) as answer:  # noqa: S310
                found = json.load(answer)["data"]["result"]
        except urllib.error.HTTPError as error:
            message = f"{expression}: {error.read().decode()}"
            raise AssertionError(message) from None
        return [(one["metric"], float(one["value"][1])) for one in found]

    def scraped(self, series, times=4):
        """Tell whether a series was seen so often."""
        return any(number >= times for _, number in self.ask(f"count_over_time({series}[5m])"))


def target(port, *, namespace, service):
    """Return what is scraped, with the labels that a ServiceMonitor gives."""
    labels = {"namespace": namespace, "service": service, "pod": f"{service}-0"}
    return {"targets": [f"{LOOPBACK}:{port}"], "labels": labels}


@contextmanager
def scraping(folder, *targets):
    """Run a Prometheus, with its data in a folder, until the end of the block."""
    port, folder = free_port(), folder / "prometheus"
    folder.mkdir()
    config = {
        "global": {"scrape_interval": "1s", "scrape_timeout": "1s"},
        "scrape_configs": [{"job_name": "tonebridge", "static_configs": list(targets)}],
    }
    (folder / "config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    command = [
        tool("prometheus"),
        f"--config.file={folder}/config.yaml",
        f"--storage.tsdb.path={folder}/data",
        f"--web.listen-address={LOOPBACK}:{port}",
    ]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        prometheus = Prometheus(port)
        eventually(lambda: process.poll() is not None or prometheus.ready())
        assert process.poll() is None, (folder / "log").read_text(encoding="utf-8")
        yield prometheus
    finally:
        process.terminate()
        process.wait(20)
