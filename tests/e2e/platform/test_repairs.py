"""What is deleted or edited comes back, while callers keep getting answers."""

import logging
import time

import pytest
from tests.support.caller import Callers
from tests.support.live_platform import PODS, SERVICE

pytestmark = pytest.mark.timeout(1_800)

LOG = logging.getLogger(__name__)
GATEWAYS = "/apis/apps/v1/namespaces/default/deployments/demo-gateway"
EVENTS = "/apis/events.k8s.io/v1/namespaces/default/events"
GAP_S = 20.0
"""How long nobody may be reachable by a Service that was deleted."""


@pytest.mark.parametrize("component", ["gateway", "worker", "redis", "postgres"])
def test_a_pod_that_is_deleted_comes_back_and_no_request_fails(platform, component):
    before = platform.pods(component)
    gone = before[0]["metadata"]

    with Callers(platform, f"no-{component}") as callers:
        assert platform.api.request("DELETE", f"{PODS}/{gone['name']}").ok
        platform.await_pods(component, len(before), but=[gone["uid"]])
        platform.await_gone([gone["uid"]])
        callers.await_more()

    assert callers.failed == []
    platform.await_history(f"Fix ticket no-{component}-0-1 now.")


def test_an_edited_deployment_is_put_back_and_no_request_fails(platform):
    image = image_of(platform.api.request("GET", GATEWAYS))

    with Callers(platform, "edited") as callers:
        platform.kubectl("set", "image", "deployment/demo-gateway", "gateway=localhost/none:1")
        platform.api.wait_for(GATEWAYS, lambda found: image_of(found) == image, timeout_s=30.0)
        platform.settle()
        callers.await_more()

    assert callers.failed == []
    notes = [one.get("note", "") for one in platform.api.request("GET", EVENTS).body["items"]]
    assert [note for note in notes if "demo-gateway" in note and "kubectl-set" in note] != []


def test_a_deleted_service_is_back_before_callers_give_up(platform):
    uid = platform.api.request("GET", SERVICE).body["metadata"]["uid"]

    with Callers(platform, "no-service") as callers:
        began = time.monotonic()
        assert platform.api.request("DELETE", SERVICE).ok
        platform.api.wait_for(
            SERVICE, lambda found: found.ok and found.body["metadata"]["uid"] != uid
        )
        back_after_s = time.monotonic() - began
        callers.await_more()
        platform.settle()
        callers.await_more()

    LOG.info("back after %.1f s, callers waited %.1f s", back_after_s, callers.longest_s)
    assert callers.longest_s < GAP_S


def image_of(deployment):
    (container,) = deployment.body["spec"]["template"]["spec"]["containers"]
    return container["image"]
