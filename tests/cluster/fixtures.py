"""The beds as pytest fixtures: one for the whole test session, whatever the number of workers."""

import os

import pytest

from tests.cluster import beds
from tests.cluster.binaries import CONTROL_PLANE, missing
from tests.cluster.control_plane import ControlPlane


def session_name():
    """Return what the workers of one test session have in common."""
    return os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))[:12]


@pytest.fixture(scope="session")
def control_plane():
    """A control plane without nodes."""
    if reason := missing(CONTROL_PLANE):
        pytest.skip(reason)
    with beds.shared_bed(f"plane-{session_name()}", ControlPlane.start) as folder:
        yield ControlPlane(folder)
