"""The beds as pytest fixtures: one for the whole test session, whatever the number of workers."""

import os
from collections.abc import Iterator

import pytest
from tests.cluster import beds, node
from tests.cluster.binaries import CONTROL_PLANE, missing
from tests.cluster.control_plane import ControlPlane
from tests.cluster.node import Node


def session_name() -> str:
    """Return what the workers of one test session have in common."""
    return os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))[:12]


@pytest.fixture(scope="session")
def control_plane() -> Iterator[ControlPlane]:
    """A control plane without nodes; pods stay Pending."""
    if reason := missing(CONTROL_PLANE):
        pytest.skip(reason)
    with beds.shared_bed(f"plane-{session_name()}", ControlPlane.start) as folder:
        yield ControlPlane(folder)


@pytest.fixture(scope="session", name="node")
def running_node() -> Iterator[Node]:
    """A control plane with one real node, on which pods run."""
    if reason := missing(CONTROL_PLANE) or node.missing():
        pytest.skip(reason)
    with beds.shared_bed(f"node-{session_name()}", Node.start) as folder:
        yield Node(folder)
