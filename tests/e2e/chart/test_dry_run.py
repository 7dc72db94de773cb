"""A real API server takes every object of the chart, whatever the values."""

import json
import subprocess

import pytest
from tests.cluster.binaries import binary
from tests.support.helm import NAMESPACE, TEAM

DIGEST = f"sha256:{'0' * 64}"
MATRIX = {
    "default": {},
    "somewhere": {"watch": {"namespaces": [TEAM, "default"]}},
    "everything": {
        "replicas": 1,
        "images": {
            "registry": "registry.example:5000/team",
            "tag": "1.2.3",
            "pullPolicy": "Always",
            "pullSecrets": [{"name": "registry"}],
            "operator": {"digest": DIGEST},
        },
        "resources": {"limits": {"cpu": 1, "memory": "1Gi"}},
        "serviceAccount": {"annotations": {"team": "words"}},
        "networkPolicy": {
            "metricsFrom": [{"ipBlock": {"cidr": "10.0.0.0/8"}}],
            "dnsPorts": [5353],
        },
        "metrics": {"port": 9_000},
        "serviceMonitor": {"enabled": True, "interval": "1m", "labels": {"release": "a"}},
        "prometheusRule": {"enabled": True, "labels": {"release": "a"}},
        "podAnnotations": {"team": "words"},
        "podLabels": {"team": "words"},
        "priorityClassName": "system-cluster-critical",
        "nodeSelector": {"kubernetes.io/os": "linux"},
        "tolerations": [{"key": "a", "operator": "Exists", "effect": "NoSchedule"}],
        "affinity": {
            "nodeAffinity": {
                "requiredDuringSchedulingIgnoredDuringExecution": {
                    "nodeSelectorTerms": [
                        {"matchExpressions": [{"key": "a", "operator": "Exists"}]}
                    ]
                }
            }
        },
    },
    "closed": {"networkPolicy": {"metricsFrom": []}, "crds": {"enabled": False}},
}


@pytest.mark.parametrize("values", MATRIX.values(), ids=MATRIX)
def test_the_server_takes_every_object(cluster, helm, optional_kinds, values):
    objects = helm.template(values, release="tonebridge", namespace=NAMESPACE)
    listed = {"apiVersion": "v1", "kind": "List", "items": objects}

    done = subprocess.run(
        [
            *(str(binary("kubectl")), f"--kubeconfig={cluster.kubeconfig()}", "apply"),
            *("--server-side", "--dry-run=server", "--validate=strict", "--output=name"),
            "--filename=-",
        ],
        input=json.dumps(listed),
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) == len(objects)
