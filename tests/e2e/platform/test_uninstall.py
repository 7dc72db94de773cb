"""Without the operator bridges go on, and it takes them over when it comes back."""

import pytest
from tests.support.caller import Callers
from tests.support.helm import NAMESPACE
from tests.support.live_platform import BRIDGE
from tests.support.walkthrough import section, steps

pytestmark = pytest.mark.timeout(1_800)

OPERATORS = f"/api/v1/namespaces/{NAMESPACE}/pods"
DEPLOYMENTS = "/apis/apps/v1/namespaces/default/deployments"


def test_uninstalling_the_operator_keeps_bridges_and_installing_it_takes_them_over(
    platform, quick_start
):
    (remove,) = steps(section("docs/guide/kubernetes.md", "## Remove"))
    found = steps(section("README.md", "## On Kubernetes"))
    (install,) = [step for step in found if step.command.startswith("helm install")]
    bridge = platform.api.request("GET", BRIDGE).body["metadata"]["uid"]
    before = lasting(platform)

    with Callers(platform, "unattended") as callers:
        said = quick_start.walk.take(remove)
        platform.api.wait_for(OPERATORS, lambda found: found.body["items"] == [])
        callers.await_more()
        assert platform.api.request("DELETE", f"{DEPLOYMENTS}/demo-worker").ok
        quick_start.walk.take(install)
        platform.api.wait_for(f"{DEPLOYMENTS}/demo-worker", lambda found: found.ok)
        platform.settle()
        callers.await_more()

    assert all(line in said for line in remove.shown.splitlines())
    assert callers.failed == []
    assert platform.api.request("GET", BRIDGE).body["metadata"]["uid"] == bridge
    assert lasting(platform) == before


def lasting(platform):
    """Return which data pods there are, and of which template gateways are."""
    found = {component: platform.pods(component) for component in ("gateway", "postgres", "redis")}
    return {
        "data": {pod["metadata"]["uid"] for pod in found["postgres"] + found["redis"]},
        "gateways": {pod["metadata"]["labels"]["pod-template-hash"] for pod in found["gateway"]},
    }
