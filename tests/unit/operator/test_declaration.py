"""Names and rules as they stand in manifests."""

import pytest

from tonebridge_operator.api import rules
from tonebridge_operator.api.declaration import wire_name
from tonebridge_operator.api.v1alpha1.data import Backup


@pytest.mark.parametrize(
    ("name", "wire"),
    [
        ("size", "size"),
        ("min_replicas", "minReplicas"),
        ("target_cpu_utilization", "targetCPUUtilization"),
        ("l1_ttl_seconds", "l1TTLSeconds"),
        ("base_url", "baseURL"),
    ],
)
def test_a_name_is_written_as_kubernetes_writes_names(name, wire):
    assert wire_name(name) == wire


@pytest.mark.parametrize(
    ("value", "cel"),
    [(True, "true"), (False, "false"), (3, "3"), ("a", "'a'"), ("it's \\d", "'it\\'s \\\\d'")],
)
def test_a_value_is_written_as_cel_writes_it(value, cel):
    assert rules.literal(value) == cel


def test_a_block_is_left_out_when_each_of_its_fields_is_its_default():
    rule = rules.left_out("mode", "external", "backup", Backup())

    assert rule.holds == (
        "self.mode != 'external' || (self.backup.enabled == true && "
        "self.backup.schedule == '0 3 * * *' && self.backup.keep == 7 && "
        "self.backup.storage == '10Gi')"
    )
    assert rule.message == "backup has no effect when mode is external: leave it out"


def test_an_optional_field_may_not_appear_or_vanish_either():
    rule = rules.immutable("storageClassName", "make another", optional=True)

    assert rule.holds == (
        "has(self.storageClassName) == has(oldSelf.storageClassName) && "
        "(!has(self.storageClassName) || self.storageClassName == oldSelf.storageClassName)"
    )
