"""Helm, and clusters on which the chart is installed."""

import shutil

import pytest
from tests.cluster import beds, binaries, requirements
from tests.cluster.control_plane import ControlPlane
from tests.cluster.fixtures import session_name
from tests.support.helm import Helm


@pytest.fixture(scope="session")
def _helm_is_there():
    if binaries.absent(("helm",)):
        reason = "Helm must be built by Go, once"
        if shutil.which("go"):
            pytest.fail(f"{reason}: run `make cluster-parts`", pytrace=False)
        pytest.skip(f"{reason}, and Go is not installed")


@pytest.fixture
def helm(_helm_is_there, tmp_path):
    """Helm without a cluster."""
    return Helm(tmp_path)


@pytest.fixture(scope="session")
def own_plane(_helm_is_there, worker_id):
    """A control plane of this test process: only one release at a time can have the CRD."""
    if lack := requirements.for_level(1):
        (pytest.fail if lack.curable else pytest.skip)(lack.reason)
    with beds.shared_bed(f"chart-{session_name()}-{worker_id}", ControlPlane.start) as folder:
        yield ControlPlane(folder)
