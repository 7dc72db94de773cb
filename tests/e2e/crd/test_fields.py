"""Every field of the schema refuses the wrong type and what is out of its bounds."""

import pytest

PROVIDER = {"name": "main", "baseURL": "https://llm.example/v1", "model": "gpt"}
EXTERNAL = {"mode": "external", "external": {"secretRef": {"name": "database"}}}
HTTP_ROUTE = {"kind": "HTTPRoute", "hosts": ["tone.example.com"], "gateway": {"name": "public"}}

NO_TEXT = "must be of type string"
NO_NUMBER = "must be of type integer"
NO_TRUTH = "must be of type boolean"
NO_OBJECT = "must be of type object"
NO_LIST = "must be of type array"
NEITHER = "must be of type integer,string"
MISSING = "Required value"


def too_small(least):
    return f"should be greater than or equal to {least}"


def too_big(most):
    return f"should be less than or equal to {most}"


def too_long(most):
    return f"may not be more than {most}"


def none_of(*values):
    return "supported values: " + ", ".join(f'"{value}"' for value in sorted(values))


def replicas(path):
    return [
        (f"{path}.replicas", "two", NO_NUMBER),
        (f"{path}.replicas", -1, too_small(0)),
        (f"{path}.replicas", 101, too_big(100)),
        (f"{path}.autoscaling", "on", NO_OBJECT),
        (f"{path}.autoscaling.enabled", "yes", NO_TRUTH),
        (f"{path}.autoscaling.minReplicas", 1.5, NO_NUMBER),
        (f"{path}.autoscaling.minReplicas", 0, too_small(1)),
        (f"{path}.autoscaling.minReplicas", 101, too_big(100)),
        (f"{path}.autoscaling.maxReplicas", "ten", NO_NUMBER),
        (f"{path}.autoscaling.maxReplicas", 0, too_small(1)),
        (f"{path}.autoscaling.maxReplicas", 101, too_big(100)),
        (f"{path}.resources", [], NO_OBJECT),
        (f"{path}.resources.cpu", 1.5, NEITHER),
        (f"{path}.resources.memory", True, NEITHER),
    ]


def number(path, least, most):
    return [
        (path, "many", NO_NUMBER),
        (path, least - 1, too_small(least)),
        (path, most + 1, too_big(most)),
    ]


def word(path, *values):
    return [(path, "other", none_of(*values)), (path, True, NO_TEXT)]


def name_of(path):
    return [
        (path, 1, NO_TEXT),
        (path, "", "at least 1 chars long"),
        (path, "a" * 254, too_long(253)),
    ]


def volume(path):
    return [
        (f"{path}.storage", 1.5, NEITHER),
        (f"{path}.image", 18, NO_TEXT),
        (f"{path}.image", "a" * 513, too_long(512)),
        *name_of(f"{path}.storageClassName"),
    ]


ROWS = [
    ("", "small", NO_OBJECT),
    ("image", 1, NO_TEXT),
    ("image", "a" * 513, too_long(512)),
    *word("size", "small", "medium", "large", "xlarge"),
    ("suspend", "yes", NO_TRUTH),
    *word("deletionPolicy", "Retain", "Delete"),
    ("gateway", 2, NO_OBJECT),
    *replicas("gateway"),
    *number("gateway.autoscaling.targetCPUUtilization", 1, 100),
    *number("gateway.autoscaling.targetMemoryUtilization", 1, 100),
    ("gateway.cache", False, NO_OBJECT),
    *number("gateway.cache.l1Items", 1, 1_000_000),
    *number("gateway.cache.l1TTLSeconds", 1, 86_400),
    *number("gateway.cache.l2TTLSeconds", 1, 2_592_000),
    ("workers", 2, NO_OBJECT),
    *replicas("workers"),
    *number("workers.concurrency", 1, 64),
    *number("workers.autoscaling.queueDepthTarget", 1, 100_000),
    ("postgres", "managed", NO_OBJECT),
    *word("postgres.mode", "managed", "external", "cnpg"),
    *volume("postgres"),
    ("postgres.backup", True, NO_OBJECT),
    ("postgres.backup.enabled", 1, NO_TRUTH),
    ("postgres.backup.schedule", 3, NO_TEXT),
    ("postgres.backup.schedule", "0 " * 65, too_long(128)),
    *number("postgres.backup.keep", 1, 365),
    ("postgres.backup.storage", 1.5, NEITHER),
    ("postgres.external", "here", NO_OBJECT),
    ("postgres.external.secretRef", "database", NO_OBJECT),
    ("postgres.external", {}, MISSING),
    *name_of("postgres.external.secretRef.name"),
    ("postgres.external.secretRef", {}, MISSING),
    ("postgres.cnpg", 3, NO_OBJECT),
    *number("postgres.cnpg.instances", 1, 9),
    ("redis", "managed", NO_OBJECT),
    *word("redis.mode", "managed", "external"),
    *volume("redis"),
    ("redis.external", "here", NO_OBJECT),
    ("redis.external", {}, MISSING),
    ("redis.external.secretRef", "cache", NO_OBJECT),
    ("redis.external.secretRef", {}, MISSING),
    *name_of("redis.external.secretRef.name"),
    ("llm", "openai", NO_OBJECT),
    ("llm.providers", "main", NO_LIST),
    (
        "llm.providers",
        [{**PROVIDER, "name": f"p{n}"} for n in range(9)],
        "must have at most 8 items",
    ),
    ("llm.providers.0", "main", NO_OBJECT),
    ("llm.providers.0", {}, MISSING),
    ("llm.providers.0.name", 1, NO_TEXT),
    ("llm.providers.0.name", "", "at least 1 chars long"),
    ("llm.providers.0.name", "a" * 64, too_long(63)),
    *word("llm.providers.0.type", "openai"),
    ("llm.providers.0.baseURL", 1, NO_TEXT),
    ("llm.providers.0.baseURL", "", "at least 1 chars long"),
    ("llm.providers.0.baseURL", "https://" + "a" * 505, too_long(512)),
    ("llm.providers.0.model", 4, NO_TEXT),
    ("llm.providers.0.model", "", "at least 1 chars long"),
    ("llm.providers.0.model", "a" * 257, too_long(256)),
    ("llm.providers.0.secretRef", "key", NO_OBJECT),
    ("llm.providers.0.secretRef", {}, MISSING),
    *name_of("llm.providers.0.secretRef.name"),
    *name_of("llm.providers.0.secretRef.key"),
    ("llm.providers.0.secretRef.key", "a b", "should match '^[-._a-zA-Z0-9]+$'"),
    *word("llm.fallback", "rules"),
    ("ingress", "nginx", NO_OBJECT),
    *word("ingress.kind", "None", "Ingress", "HTTPRoute"),
    ("ingress.hosts", "tone.example.com", NO_LIST),
    ("ingress.hosts", [f"h{n}.example.com" for n in range(17)], "must have at most 16 items"),
    ("ingress.hosts.0", 1, NO_TEXT),
    ("ingress.hosts.0", "", "at least 1 chars long"),
    ("ingress.hosts.0", "a" * 254, too_long(253)),
    ("ingress.annotations", [], NO_OBJECT),
    ("ingress.annotations", {str(n): "" for n in range(33)}, "must have at most 32 items"),
    ("ingress.annotations.key", True, NO_TEXT),
    ("ingress.annotations.key", "a" * 4_097, too_long(4_096)),
    *name_of("ingress.className"),
    *name_of("ingress.tlsSecretName"),
    ("ingress.gateway", "public", NO_OBJECT),
    ("ingress.gateway", {}, MISSING),
    *name_of("ingress.gateway.name"),
    *name_of("ingress.gateway.namespace"),
    *name_of("ingress.gateway.sectionName"),
    ("networkPolicy", True, NO_OBJECT),
    ("networkPolicy.enabled", "yes", NO_TRUTH),
    ("observability", True, NO_OBJECT),
    *word("observability.serviceMonitor", "auto", "enabled", "disabled"),
    *word("observability.prometheusRule", "auto", "enabled", "disabled"),
    ("observability.dashboards", "yes", NO_TRUTH),
]


def spec_with(path, value):
    """Return a spec that is valid but for one value."""
    spec = {
        "postgres": EXTERNAL if path.startswith("postgres.external") else {},
        "redis": EXTERNAL if path.startswith("redis.external") else {},
        "llm": {"providers": [PROVIDER]},
        "ingress": HTTP_ROUTE,
    }
    return placed(spec, path.split(".") if path else [], value)


def placed(tree, path, value):
    if not path:
        return value
    first, *rest = path
    if isinstance(tree, list):
        return [placed(tree[0], rest, value)]
    return {**tree, first: placed(tree.get(first, {}), rest, value)}


def field_of(path):
    return ".".join(["spec", *path.split(".")]).removesuffix(".").replace(".0", "[0]")


@pytest.mark.parametrize(("path", "value", "words"), ROWS, ids=lambda value: str(value)[:48])
def test_a_field_refuses_what_it_cannot_hold(bridges, path, value, words):
    answer = bridges.create(spec=spec_with(path, value))

    assert answer.status == 422, answer
    told = [
        cause["message"]
        for cause in answer.body["details"]["causes"]
        if cause["field"].startswith(field_of(path)) and words in cause["message"]
    ]
    assert told, answer.message


@pytest.mark.parametrize("path", ["", "gateway", "gateway.autoscaling", "postgres.backup", "llm"])
def test_an_unknown_field_is_refused_by_its_name(bridges, path):
    answer = bridges.create(spec=placed({}, [*filter(None, path.split(".")), "replica"], 1))

    assert answer.status == 400
    assert f'unknown field "spec.{path}.replica"'.replace("..", ".") in answer.message


def test_every_field_of_the_schema_has_its_rows(crd):
    (version,) = crd["spec"]["versions"]
    spec = version["schema"]["openAPIV3Schema"]["properties"]["spec"]

    assert set(paths_of(spec, "")) == {path for path, _, _ in ROWS}


def test_every_list_map_and_text_of_the_schema_is_bounded(crd):
    (version,) = crd["spec"]["versions"]
    schema = version["schema"]["openAPIV3Schema"]

    assert list(unbounded(schema["properties"]["spec"], "spec")) == []
    assert list(unbounded(schema["properties"]["status"], "status")) == []


def paths_of(schema, path):
    """Walk a schema; yield the path of each field, `0` for an item and `key` for any key."""
    yield path.removeprefix(".")
    for name, part in schema.get("properties", {}).items():
        yield from paths_of(part, f"{path}.{name}")
    if "items" in schema:
        yield from paths_of(schema["items"], f"{path}.0")
    if "additionalProperties" in schema:
        yield from paths_of(schema["additionalProperties"], f"{path}.key")


def unbounded(schema, path):
    """Yield the paths where a value could be of any size."""
    bound = {"string": "maxLength", "array": "maxItems"}.get(schema.get("type"))
    if "additionalProperties" in schema:
        bound = "maxProperties"
    if bound and bound not in schema and "enum" not in schema:
        yield path
    for name, part in schema.get("properties", {}).items():
        yield from unbounded(part, f"{path}.{name}")
    for key in ("items", "additionalProperties"):
        if key in schema:
            yield from unbounded(schema[key], f"{path}.{key}")
