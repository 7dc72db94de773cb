"""`spec: {}` is a working platform: the API server fills in what the structs say."""

import msgspec
import pytest

from tonebridge_operator.api.schema import without_nulls
from tonebridge_operator.api.v1alpha1 import Spec

COMPLETE = without_nulls(msgspec.to_builtins(Spec()))
OBJECTS = (
    "gateway",
    "gateway.autoscaling",
    "gateway.cache",
    "gateway.resources",
    "workers",
    "workers.autoscaling",
    "workers.resources",
    "postgres",
    "postgres.backup",
    "redis",
    "llm",
    "ingress",
    "networkPolicy",
    "observability",
)


def nested(path, value):
    for name in reversed(path.split(".")):
        value = {name: value}
    return value


@pytest.mark.parametrize("body", [{}, {"spec": {}}], ids=str)
def test_a_bridge_without_wishes_is_filled_in(bridges, body):
    answer = bridges.create(**body)

    assert answer.ok, answer.message
    assert answer.body["spec"] == COMPLETE
    assert msgspec.convert(answer.body["spec"], Spec) == Spec()


@pytest.mark.parametrize("value", [{}, None], ids=str)
@pytest.mark.parametrize("path", OBJECTS)
def test_a_part_without_wishes_is_filled_in(bridges, path, value):
    answer = bridges.create(spec=nested(path, value))

    assert answer.ok, answer.message
    assert answer.body["spec"] == COMPLETE


def test_one_wish_leaves_the_rest_filled_in(bridges):
    answer = bridges.create(spec={"gateway": {"autoscaling": {"maxReplicas": 20}}})

    wished = msgspec.convert(answer.body["spec"], Spec)
    assert wished.gateway.autoscaling.max_replicas == 20
    assert wished.gateway.autoscaling.min_replicas == Spec().gateway.autoscaling.min_replicas
    assert wished.workers == Spec().workers


def test_an_optional_block_is_filled_in_once_it_is_there(bridges):
    answer = bridges.create(spec={"postgres": {"mode": "cnpg", "cnpg": {}}})

    assert answer.body["spec"]["postgres"]["cnpg"] == {"instances": 2}


def test_every_part_with_a_default_is_tried(crd):
    (version,) = crd["spec"]["versions"]
    spec = version["schema"]["openAPIV3Schema"]["properties"]["spec"]

    assert set(objects_of(spec, "")) == set(OBJECTS)


def objects_of(schema, path):
    """Yield the paths of what is an object by default."""
    for name, part in schema["properties"].items():
        if "properties" in part and "default" in part:
            yield f"{path}.{name}".removeprefix(".")
            yield from objects_of(part, f"{path}.{name}")
