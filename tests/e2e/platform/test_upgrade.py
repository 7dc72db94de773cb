"""Another image rolls out under load, and no request is lost."""

import json
import logging
import time

import pytest
from tests.cluster import images
from tests.support.caller import Callers
from tests.support.live_platform import BRIDGE

pytestmark = pytest.mark.timeout(1_800)

LOG = logging.getLogger(__name__)
TAG = "next"
DOCKERFILE = """\
ARG BEFORE
FROM ${BEFORE}
LABEL org.opencontainers.image.version=next
"""


@pytest.fixture(scope="session")
def newer_image(node, tmp_path_factory):
    """The platform's image with another label: a release that changed nothing else."""
    status = node.control_plane.api().request("GET", BRIDGE).body["status"]
    before = status["version"]["current"]
    context = tmp_path_factory.mktemp("newer")
    (context / "Dockerfile").write_text(DOCKERFILE)
    name = f"{before.rpartition(':')[0]}:{TAG}"
    node.load(images.build(context, name, arguments=(f"BEFORE={before}",)))
    return name


def test_a_newer_image_rolls_out_under_load_without_losing_a_request(platform, newer_image):
    before = platform.pods("gateway") + platform.pods("worker")
    number = len(platform.pods("gateway"))
    old = {pod["metadata"]["uid"] for pod in before}

    with (
        Callers(platform, "rolled") as callers,
        Callers(platform, "rolled-too", reuse=True) as lasting,
    ):
        began = time.monotonic()
        patch = json.dumps({"spec": {"image": newer_image}})
        platform.kubectl("patch", "tb", "demo", "--type=merge", f"--patch={patch}")
        platform.await_pods("gateway", number, but=old)
        platform.await_pods("worker", 1, but=old)
        platform.settle()
        platform.await_gone(old)
        took_s = time.monotonic() - began
        callers.await_more()
        lasting.await_more()

    answered = callers.answered + lasting.answered
    LOG.info("rolled out in %.1f s, %d requests answered meanwhile", took_s, answered)
    assert (callers.failed, lasting.failed) == ([], [])
    version = platform.api.request("GET", BRIDGE).body["status"]["version"]
    assert version["current"] == newer_image
    assert {image for pod in platform.pods("gateway") for image in images_of(pod)} == {newer_image}


def images_of(pod):
    return [container["image"] for container in pod["spec"]["containers"]]
