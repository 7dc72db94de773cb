"""The platform of the README's quick start, on a real node."""

import sys
import time
from typing import NamedTuple

import pytest
from tests.cluster import beds, binaries, requirements
from tests.cluster.fixtures import session_name
from tests.cluster.node import Node
from tests.support.helm import NAMESPACE, restricted_namespace
from tests.support.live_platform import LivePlatform
from tests.support.running import COMMAND
from tests.support.walkthrough import Walk, section, steps

from tonebridge_cli.laptop.ports import free_port

PLACEHOLDER = "registry.example/team"
REGISTRY = "localhost/tonebridge/quick-start"
VOLUMES = ("first", "second", "third", "fourth")
"""Three for a bridge, and one for a volume that is lost."""


class QuickStart(NamedTuple):
    """What came of the README's quick start."""

    said: dict
    """What each command printed, by the command's first words."""
    took_s: dict
    """How long each command took."""
    key: str
    walk: Walk


@pytest.fixture(scope="session")
def node(worker_id):
    """A node of this test process alone, whose namespaces admit restricted pods only."""
    for lack in (requirements.for_level(2), requirements.for_tools("helm")):
        if lack:
            (pytest.fail if lack.curable else pytest.skip)(lack.reason)
    with beds.shared_bed(f"platform-{session_name()}-{worker_id}", Node.start) as folder:
        found = Node(folder)
        for name in VOLUMES:
            found.offer_volume(name)
        for name in (NAMESPACE, "default"):
            restricted_namespace(found.control_plane.api(), name)
        yield found


@pytest.fixture(scope="session")
def programs(node, tmp_path_factory):
    """A folder with kubectl and helm, and with what stands in for docker."""
    folder = tmp_path_factory.mktemp("programs")
    for name in ("kubectl", "helm"):
        (folder / name).symlink_to(binaries.binary(name))
    (folder / "tonebridge").symlink_to(COMMAND)
    docker = folder / "docker"
    docker.write_text(f'#!/bin/sh\nexec {sys.executable} -m tests.support.docker "$@"\n')
    docker.chmod(0o700)
    return folder


@pytest.fixture(scope="session")
def quick_start(node, programs, tmp_path_factory):
    """The README's quick start, step by step, as it is written."""
    home = tmp_path_factory.mktemp("helm")
    environment = {
        "PATH": f"{programs}:/usr/bin:/bin:/usr/sbin:/sbin",
        "KUBECONFIG": str(node.control_plane.kubeconfig()),
        "TEST_BED": str(node.folder),
        **{f"HELM_{name}_HOME": str(home / name) for name in ("CACHE", "CONFIG", "DATA")},
    }
    walk = Walk(environment, {PLACEHOLDER: REGISTRY, "8000": str(free_port())})
    said, took_s = {}, {}
    try:
        for step in steps(section("README.md", "## On Kubernetes")):
            began = time.monotonic()
            name = " ".join(step.command.split()[:2])
            said[name] = walk.take(step)
            took_s[name] = time.monotonic() - began
        key = said["kubectl exec"].split()[2]
        yield QuickStart(said, took_s, key, walk.where({"tb_…": key}))
    finally:
        walk.end()


@pytest.fixture
def platform(node, quick_start):
    """The platform that the quick start made, Ready before each test."""
    found = LivePlatform(node, quick_start.key)
    found.settle()
    return found
