"""Gateways are measured, and their number follows the load."""

import json
import logging
import time

import pytest
from tests.support.live_platform import BRIDGE
from tests.support.running import eventually

pytestmark = pytest.mark.timeout(1_800)

LOG = logging.getLogger(__name__)
AUTOSCALER = "/apis/autoscaling/v2/namespaces/default/horizontalpodautoscalers/demo-gateway"
GATEWAYS = "--selector=app.kubernetes.io/component=gateway"
LOAD = """\
import itertools, json, os, threading, time, urllib.error, urllib.request
text = "You broke the build again and nobody knows why. Fix it by 15:00. " * 15
def ask(key, caller):
    for number in itertools.count():
        body = json.dumps({"text": f"{text} {caller} {number}", "kind": "soften"}).encode()
        headers = {"Authorization": f"Bearer {key}"}
        headers["Content-Type"] = "application/json"
        url = "http://demo-gateway/api/v1/transform"
        try:
            urllib.request.urlopen(urllib.request.Request(url, body, headers), timeout=30).read()
        except urllib.error.URLError:
            time.sleep(0.1)  # the pod would spin on refusals; no test waits on this
for key in os.environ["KEYS"].split():
    for caller in range(2):
        threading.Thread(target=ask, args=(key, caller)).start()
"""
TENANTS = 4
"""What one may send keeps no gateway busy."""
AT_ONCE = {
    "scaleDown": {
        "stabilizationWindowSeconds": 0,
        "policies": [{"type": "Percent", "value": 100, "periodSeconds": 15}],
    }
}
"""Five minutes of watching before anything is taken away are left out; all else is as it is."""


@pytest.fixture
def load(platform):
    """A pod that sends messages to the Service by its name, as fast as they are answered."""
    keys = [open_tenant(platform, f"load-{number}@example.com") for number in range(TENANTS)]
    image = platform.api.request("GET", BRIDGE).body["status"]["version"]["current"]
    pod = {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {"name": "load"},
        "spec": {
            "automountServiceAccountToken": False,
            "terminationGracePeriodSeconds": 0,
            "securityContext": {
                "runAsNonRoot": True,
                "seccompProfile": {"type": "RuntimeDefault"},
            },
            "containers": [
                {
                    "name": "load",
                    "image": image,
                    "imagePullPolicy": "IfNotPresent",
                    "command": ["python", "-c", LOAD],
                    "env": [{"name": "KEYS", "value": " ".join(keys)}],
                    "securityContext": {
                        "allowPrivilegeEscalation": False,
                        "capabilities": {"drop": ["ALL"]},
                    },
                }
            ],
        },
    }
    platform.kubectl("apply", "--filename=-", given=json.dumps(pod))
    yield lambda: platform.kubectl("delete", "pod", "load", "--ignore-not-found")
    platform.kubectl("delete", "pod", "load", "--ignore-not-found")


def test_gateways_are_added_under_load_and_taken_away_afterwards(platform, load):
    began = time.monotonic()
    seen = platform.api.wait_for(
        AUTOSCALER, lambda found: found.body["status"]["desiredReplicas"] > 2, timeout_s=240.0
    )
    eventually(lambda: len(platform.ready("gateway")) > 2, within_s=120.0)
    added_s = time.monotonic() - began
    used = platform.kubectl("top", "pods", "--no-headers", GATEWAYS)
    measured = utilization(seen)
    load()
    LOG.info("a gateway more after %.1f s; %s\n%s", added_s, measured, used)
    assert measured["cpu"] > 70
    assert max(int(line.split()[1].removesuffix("m")) for line in used.splitlines()) > 100

    began = time.monotonic()
    platform.bridge("suspend", "demo")
    patch = json.dumps({"spec": {"behavior": AT_ONCE}})
    platform.kubectl("patch", "hpa", "demo-gateway", "--type=merge", f"--patch={patch}")
    eventually(lambda: len(platform.pods("gateway")) == 2, within_s=240.0)
    LOG.info("two gateways again after %.1f s", time.monotonic() - began)

    platform.bridge("resume", "demo")
    platform.settle()
    behaviour = platform.api.request("GET", AUTOSCALER).body["spec"]["behavior"]
    assert behaviour["scaleDown"]["stabilizationWindowSeconds"] == 300


def open_tenant(platform, email):
    """Open a tenant; return its owner's key."""
    command = ("tonebridge", "tenant", "create", email)
    return platform.kubectl("exec", "deploy/demo-gateway", "--", *command).split()[2]


def utilization(autoscaler):
    """Return what an autoscaler sees, in percent of what gateways ask for."""
    resources = [one["resource"] for one in autoscaler.body["status"]["currentMetrics"]]
    return {one["name"]: one["current"]["averageUtilization"] for one in resources}
