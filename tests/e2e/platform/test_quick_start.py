"""The quick start of the README and of the guide, as they are written, on a real node.

Only what has no counterpart here is stood in for: docker by buildah, and the registry by the
node's own images.
"""

import json
import logging

import pytest
from tests.support.walkthrough import section, steps

pytestmark = pytest.mark.timeout(1_800)

LOG = logging.getLogger(__name__)
TEXT = "You broke the build again. Fix it by 15:00."
SOFTENED = "It looks like the build was broken. Could you please fix it by 15:00?"
WITHIN_S = 300.0
"""From nothing but images to an available bridge with a key."""
NOT_COUNTED = ("for i", "kubectl port-forward")


def test_a_bridge_is_available_within_five_minutes_of_its_images(quick_start):
    took_s = {name: t for name, t in quick_start.took_s.items() if name not in NOT_COUNTED}
    LOG.info("quick start: %s", {name: round(t, 1) for name, t in quick_start.took_s.items()})

    condition = "tonebridge.tonebridge.io/demo condition met\n"
    assert quick_start.said["kubectl wait"] == condition
    assert sum(took_s.values()) < WITHIN_S


def test_gateways_and_workers_run_under_restricted(platform):
    running = {
        component: {pod["status"]["phase"] for pod in platform.pods(component)}
        for component in ("gateway", "worker", "postgres", "redis")
    }

    assert running == {component: {"Running"} for component in running}
    assert len(platform.pods("gateway")) >= 2
    restarts = platform.kubectl(
        "get", "pods", "-o=jsonpath={.items[*].status.containerStatuses[*].restartCount}"
    )
    assert set(restarts.split()) == {"0"}


def test_the_readmes_curl_gets_what_the_readme_shows(quick_start, platform):
    (step, *_) = steps(section("README.md", "## First success"))

    answer = json.loads(quick_start.walk.take(step))

    assert (answer["text"], answer["kind"]) == (SOFTENED, "soften")
    assert f'"text":"{SOFTENED}","kind":"soften"' in step.shown


def test_a_message_sent_through_the_service_is_in_the_managed_postgresql(platform):
    text = "Send me the figures by 16:45."

    assert platform.transform(text) == "Could you please send me the figures by 16:45?"

    platform.await_history(text)
    assert text in platform.stored()


def test_the_guides_first_message_is_answered_and_kept(quick_start, platform):
    walk = quick_start.walk.where({" -n tone ": " ", "you@example.com": "you@example.org"})
    made, forward, ask, look = steps(section("docs/guide/kubernetes.md", "## The first message"))

    platform.key = walk.take(made).split()[2]
    walk = walk.where({"tb_…": platform.key})
    answer = json.loads(walk.take(ask))
    platform.await_history(TEXT)
    kept = json.loads(walk.take(look))["items"]

    assert forward.command.endswith("8000:80 &")
    assert answer["text"] == SOFTENED
    assert [entry["source"] for entry in kept] == [TEXT]
