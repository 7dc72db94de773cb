"""The beds as pytest fixtures: one for the whole test session, whatever the number of workers."""

import os
from collections.abc import Iterator

import pytest
from tests.cluster import beds, requirements
from tests.cluster.control_plane import ControlPlane
from tests.cluster.node import Node
from tests.cluster.requirements import Lack


def session_name() -> str:
    """Return what the workers of one test session have in common."""
    return os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))[:12]


@pytest.fixture(scope="session")
def control_plane() -> Iterator[ControlPlane]:
    """A control plane without nodes; pods stay Pending."""
    _need(requirements.for_level(1))
    with beds.shared_bed(f"plane-{session_name()}", ControlPlane.start) as folder:
        yield ControlPlane(folder)


@pytest.fixture(scope="session")
def node() -> Iterator[Node]:
    """A control plane with one real node, on which pods run."""
    _need(requirements.for_level(2))
    with beds.shared_bed(f"node-{session_name()}", Node.start) as folder:
        yield Node(folder)


def _need(lack: Lack | None) -> None:
    """Skip where there can be no bed; where one is only not set up, skipping would hide it."""
    if lack and lack.curable:
        pytest.fail(f"{lack.reason}: run `make cluster-parts`", pytrace=False)
    if lack:
        pytest.skip(lack.reason)
