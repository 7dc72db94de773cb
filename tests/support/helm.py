"""Helm, as people run it, with a folder of its own for what it remembers."""

import json
import os
import subprocess
from pathlib import Path

import yaml
from tests.cluster import binaries

CHART = Path(__file__).parents[2] / "charts/tonebridge"
NAMESPACE, TEAM = "tonebridge-system", "team"
"""Where the chart is installed, and where bridges are."""
KUBERNETES = binaries.version("kubectl")


class HelmRefused(Exception):
    """Helm ended with an error; the message is what it said."""


class Helm:
    """Runs Helm; with a kubeconfig on that cluster."""

    def __init__(self, folder, kubeconfig=None):
        self._folder = folder
        self._environment = {
            **{name: text for name, text in os.environ.items() if not name.startswith("HELM_")},
            **{
                f"HELM_{name}_HOME": str(folder / name.lower())
                for name in ("CACHE", "CONFIG", "DATA")
            },
            "KUBECONFIG": str(kubeconfig or folder / "no-cluster"),
        }
        self._written = 0

    def run(self, *words):
        """Run it to its end; return what it printed.

        Raises:
            HelmRefused: it ended with an error.
        """
        done = subprocess.run(
            [str(binaries.binary("helm")), *words],
            env=self._environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise HelmRefused(done.stderr.strip() or done.stdout.strip())
        return done.stdout

    def template(self, values=(), *, release="tb", namespace="system", flags=()):
        """Return every object of the chart, as installed with these values."""
        printed = self.run(
            *("template", release, str(CHART), f"--namespace={namespace}"),
            *(f"--kube-version={KUBERNETES}", self.values(values), *flags),
        )
        return [one for one in yaml.safe_load_all(printed) if one]

    def values(self, values):
        """Return the flag that gives these values."""
        self._written += 1
        path = self._folder / f"values-{self._written}.json"
        path.write_text(json.dumps(dict(values)), encoding="utf-8")
        return f"--values={path}"


class Release:
    """The release `tonebridge`, unless another name is given."""

    def __init__(self, helm):
        self._helm = helm

    def install(self, chart=CHART, *flags, values=(), name="tonebridge", namespace=NAMESPACE):
        where = (f"--namespace={namespace}", "--create-namespace")
        given = self._helm.values(values)
        return self._helm.run("install", name, str(chart), *where, given, *flags)

    def __call__(self, verb, *words, values=None):
        given = [] if values is None else [self._helm.values(values)]
        return self._helm.run(verb, "tonebridge", *words, f"--namespace={NAMESPACE}", *given)


def called(objects, kind, name=None):
    """Return the one object of this kind, and of this name if it is given."""
    found = [
        one
        for one in objects
        if one["kind"] == kind and (name is None or one["metadata"]["name"] == name)
    ]
    (one,) = found
    return one


def restricted_namespace(api, name):
    """Make a namespace that admits restricted pods only; return its name once it admits any."""
    labels = {"pod-security.kubernetes.io/enforce": "restricted"}
    metadata = {"name": name, "labels": labels}
    body = {"apiVersion": "v1", "kind": "Namespace", "metadata": metadata}
    made = api.apply(f"/api/v1/namespaces/{name}", body)
    assert made.ok, made.message
    api.wait_for(f"/api/v1/namespaces/{name}/serviceaccounts/default", lambda found: found.ok)
    return name
