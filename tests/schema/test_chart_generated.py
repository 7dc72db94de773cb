"""What is generated in the chart is what the operator's code says."""

import ast
import importlib.util
import re
from pathlib import Path

import pytest
import yaml
from tests.support.operator_process import RULES

from tonebridge_operator.api import crd
from tonebridge_operator.desired.kinds import KINDS

ROOT = Path(__file__).parents[2]
CHART = ROOT / "charts/tonebridge"
CALLS = ROOT / "operator/src/tonebridge_operator/cluster"
"""Alone in calling the Kubernetes API."""


def generator():
    spec = importlib.util.spec_from_file_location("chart_generator", ROOT / "charts/generate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


GENERATOR = generator()


def rights(rules):
    """Return each right for itself: group, resource, verb."""
    return {
        (group, resource, verb)
        for rule in rules
        for group in rule["apiGroups"]
        for resource in rule["resources"]
        for verb in rule["verbs"]
    }


def committed(name):
    return yaml.safe_load((CHART / "files" / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("path", "text"), GENERATOR.rendered().items(), ids=lambda value: str(value)[-24:]
)
def test_a_generated_file_is_what_the_code_says(path, text):
    assert path.read_text(encoding="utf-8") == text, "run `make generate`"


def test_the_crd_of_the_chart_is_that_of_the_code_but_for_what_helm_needs():
    lines = (CHART / "templates/crd.yaml").read_text(encoding="utf-8").splitlines()
    plain = "\n".join(line for line in lines if "{{" not in line and "*/" not in line)

    found = yaml.safe_load(plain)

    metadata = found.pop("metadata")
    assert metadata == {
        "name": crd.NAME,
        "annotations": {"helm.sh/resource-policy": "keep"},
        "labels": None,
    }
    assert found == {key: part for key, part in crd.manifest().items() if key != "metadata"}


def test_the_chart_grants_what_the_operator_is_tested_with():
    lease = {("coordination.k8s.io", "leases", verb) for verb in ("get", "create", "update")}

    granted = rights(committed("bridge-rules.yaml") + committed("crd-rules.yaml"))

    assert granted | lease == rights(RULES)


def test_nothing_that_holds_data_can_be_deleted_and_nothing_is_granted_wholesale():
    found = rights(committed("bridge-rules.yaml") + committed("crd-rules.yaml"))

    deletable = {resource for _, resource, verb in found if verb == "delete"}
    assert deletable & {"secrets", "persistentvolumeclaims", "clusters", "tonebridges"} == set()
    assert {part for right in found for part in right} & {
        "*",
        "escalate",
        "bind",
        "impersonate",
    } == set()
    assert {resource for _, resource, _ in found if resource.startswith("pods")} == set()


def test_no_path_of_the_api_is_used_beside_those_that_the_rights_are_made_for():
    """A new one in the code needs a right, in charts/generate.py or in the Lease's Role."""
    found = set()
    for module in CALLS.glob("*.py"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.update(re.findall(r"/apis?/[a-z][\w./-]*", node.value))

    assert found == {
        "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
        "/apis/coordination.k8s.io/v1/namespaces/",
        "/apis/events.k8s.io/v1",
    }


def test_every_kind_is_in_a_group_that_a_right_names():
    groups = {group for group, _, _ in rights(committed("bridge-rules.yaml"))}

    assert {kind.api_version.rpartition("/")[0] for kind in KINDS.values()} <= groups


def test_alerts_name_metrics_that_there_are():
    template = (CHART / "templates/prometheusrule.yaml").read_text(encoding="utf-8")
    metrics = (ROOT / "docs/reference/metrics.md").read_text(encoding="utf-8")

    named = set(re.findall(r"\b(tonebridge_\w+?)(?:_bucket)?\{", template))

    assert len(named) == 4
    assert {name for name in named if f"| `{name}` |" not in metrics} == set()
