"""Tests on a real Kubernetes (tests/cluster)."""

import pytest
from tests.cluster.fixtures import control_plane, node

__all__ = ["control_plane", "node"]

BEDS = ("control_plane", "node")


def pytest_collection_modifyitems(items):
    """Mark what needs a cluster, so that `-m "not cluster"` leaves it out."""
    for item in items:
        if any(name in getattr(item, "fixturenames", ()) for name in BEDS):
            item.add_marker(pytest.mark.cluster)
