"""Values: what they are by default, and what is refused."""

import json
import tomllib
from pathlib import Path

import jsonschema
import pytest
import yaml

from tonebridge.settings import LogSettings, OperatorSettings

ROOT = Path(__file__).parents[2]
CHART = ROOT / "charts/tonebridge"
SCHEMA = json.loads((CHART / "values.schema.json").read_text(encoding="utf-8"))
VALUES = yaml.safe_load((CHART / "values.yaml").read_text(encoding="utf-8"))
OPEN = {"$defs.texts", "$defs.objects.items", "$defs.amounts", "global", "affinity"}
"""Objects whose keys are not ours to know: labels, or parts of a pod."""


def merged(values, changes):
    """Return values with some of them replaced, at dotted paths."""
    found = json.loads(json.dumps(values))
    for path, value in changes.items():
        *parents, last = path.split(".")
        place = found
        for name in parents:
            place = place.setdefault(name, {})
        place[last] = value
    return found


def refusals(changes):
    validator = jsonschema.Draft7Validator(SCHEMA)
    return [
        f"{'.'.join(map(str, error.absolute_path))}: {error.message}"
        for error in validator.iter_errors(merged(VALUES, changes))
    ]


def objects(schema, path=""):
    """Yield every part of the schema that is an object."""
    if schema.get("type") == "object":
        yield path, schema
    for word in ("properties", "$defs"):
        for name, part in schema.get(word, {}).items():
            where = f"$defs.{name}" if word == "$defs" else f"{path}.{name}".strip(".")
            yield from objects(part, where)
    if isinstance(schema.get("items"), dict):
        yield from objects(schema["items"], f"{path}.items")


def resolved(schema):
    name = schema.get("$ref", "").removeprefix("#/$defs/")
    return SCHEMA["$defs"][name] if name else schema


def leaves(values, schema, path=""):
    """Yield each key of the values that the schema knows or not, and the other way round."""
    properties = schema.get("properties", {})
    for name in sorted(values.keys() | properties.keys()):
        where = f"{path}.{name}".strip(".")
        yield where, name in values, name in properties
        part = resolved(properties.get(name, {}))
        if part.get("properties") and isinstance(values.get(name), dict):
            yield from leaves(values[name], part, where)


def test_the_defaults_are_accepted():
    assert refusals({}) == []


def test_the_schema_knows_every_value_and_every_value_has_a_default():
    differing = {path for path, there, known in leaves(VALUES, SCHEMA) if there != known}

    assert differing == {"global", "resources.claims"}


def test_every_object_of_the_schema_refuses_what_it_does_not_know():
    loose = {
        path for path, part in objects(SCHEMA) if part.get("additionalProperties") is not False
    }

    assert loose == OPEN


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"replica": 2}, "Additional properties are not allowed ('replica' was unexpected)"),
        ({"watch.namespace": "a"}, "('namespace' was unexpected)"),
        ({"images.operator.name": "x"}, "('name' was unexpected)"),
        ({"crds.keep": False}, "('keep' was unexpected)"),
        ({"resources.limit": {}}, "('limit' was unexpected)"),
        ({"images.pullSecrets": ["registry"]}, "is not of type 'object'"),
        ({"images.pullSecrets": [{}]}, "'name' is a required property"),
        ({"replicas": -1}, "less than the minimum of 0"),
        ({"replicas": "2"}, "is not of type 'integer'"),
        ({"watch.namespaces": "team"}, "is not of type 'array'"),
        ({"watch.namespaces": ["Team"]}, "does not match"),
        ({"watch.namespaces": ["a", "a"]}, "non-unique"),
        ({"images.tag": 1.0}, "is not of type 'string'"),
        ({"images.operator.tag": "a b"}, "does not match"),
        ({"images.operator.repository": ""}, "does not match"),
        ({"images.operator.digest": "sha256:1"}, "does not match"),
        ({"images.pullPolicy": "Sometimes"}, "is not one of"),
        ({"operator.concurrency": 0}, "less than the minimum of 1"),
        ({"operator.resyncSeconds": 0}, "less than or equal to the minimum of 0"),
        ({"operator.logLevel": "loud"}, "is not one of"),
        ({"metrics.port": 80}, "less than the minimum of 1024"),
        ({"networkPolicy.apiServerPorts": []}, "should be non-empty"),
        ({"networkPolicy.dnsPorts": [70000]}, "greater than the maximum"),
        ({"serviceMonitor.enabled": "yes"}, "is not one of"),
        ({"serviceMonitor.interval": "30"}, "does not match"),
        ({"podLabels": {"a": 1}}, "is not of type 'string'"),
        ({"fullnameOverride": "Bridge"}, "does not match"),
        ({"serviceAccount.create": False}, "should be non-empty"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_a_value_that_makes_no_sense_is_refused(changes, words):
    (said,) = refusals(changes)

    assert words in said


def test_a_chart_around_this_one_may_have_global_values():
    assert refusals({"global": {"imageRegistry": "registry.example"}}) == []


def test_the_operator_works_as_hard_by_default_as_without_the_chart():
    settings, logs = OperatorSettings(), LogSettings()

    assert VALUES["operator"] == {
        "concurrency": settings.concurrency,
        "requestsPerSecond": settings.requests_per_s,
        "resyncSeconds": settings.resync_s,
        "logLevel": logs.level,
        "logFormat": logs.format,
    }
    assert VALUES["metrics"]["port"] == settings.management_port


def test_the_chart_has_the_version_of_the_release():
    chart = yaml.safe_load((CHART / "Chart.yaml").read_text(encoding="utf-8"))
    version = tomllib.loads((ROOT / "operator/pyproject.toml").read_text(encoding="utf-8"))

    assert chart["version"] == chart["appVersion"] == version["project"]["version"]
