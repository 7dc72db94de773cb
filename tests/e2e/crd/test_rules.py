"""Every invariant of the schema: one bridge that keeps it, one that breaks it, and the words."""

from typing import NamedTuple

import pytest

NEW_BRIDGE = "create another ToneBridge and move the data by backup and restore"
ONLY_CLUSTER = {"mode": "cnpg", "cnpg": {"instances": 3}}
EXTERNAL = {"mode": "external", "external": {"secretRef": {"name": "database"}}}
HTTP_ROUTE = {"kind": "HTTPRoute", "hosts": ["tone.example.com"], "gateway": {"name": "public"}}
INGRESS = {"kind": "Ingress", "hosts": ["tone.example.com"]}
PROVIDER = {"name": "main", "baseURL": "https://llm.example/v1", "model": "gpt"}
OFF = {"enabled": False}

IMAGE = (
    "must be an image reference such as registry.example/tonebridge:1.2.3 "
    "or registry.example/tonebridge@sha256:<64 hexadecimal digits>"
)
REPLICAS = (
    "replicas has no effect while autoscaling is enabled: set autoscaling.minReplicas, "
    "or set autoscaling.enabled to false"
)
CRON = (
    "must be a cron schedule of five fields (minute, hour, day, month, weekday) "
    "such as '0 3 * * *', or @daily"
)
OBJECT_NAME = "must be an object's name: lower-case letters, digits, '-' and '.'"
URL = (
    "must be an http or https URL such as https://llm.example/v1, "
    "without credentials (use secretRef) and without a query"
)


class Case(NamedTuple):
    """A field that a rule speaks of, a spec that keeps the rule, one that breaks it."""

    field: str
    message: str
    kept: dict
    broken: dict


class Change(NamedTuple):
    """The same for rules on changes, from one spec to another."""

    field: str
    message: str
    before: dict
    kept: dict
    broken: dict


def no_effect(field, mode):
    return f"{field} has no effect when mode is {mode}: leave it out"


def unless(field, what, value):
    return f"{field} has no effect unless {what} is {value}: leave it out"


CASES = [
    Case("image", IMAGE, {"image": "a.example:5000/t/bridge:1.2"}, {"image": "two words"}),
    Case("image", IMAGE, {"image": "a.example/b@sha256:" + "0" * 64}, {"image": "a.example/b:"}),
    *(
        Case(
            f"{part}.replicas",
            REPLICAS,
            {part: {"replicas": 5, "autoscaling": OFF}},
            {part: {"replicas": 5}},
        )
        for part in ("gateway", "workers")
    ),
    *(
        Case(
            f"{part}.autoscaling.minReplicas",
            "minReplicas must not exceed maxReplicas",
            {part: {"autoscaling": {"minReplicas": 4, "maxReplicas": 4}}},
            {part: {"autoscaling": {"minReplicas": 5, "maxReplicas": 4}}},
        )
        for part in ("gateway", "workers")
    ),
    *(
        Case(
            f"{part}.resources.cpu",
            "must be a quantity of at least 50m, such as 500m or 2",
            {part: {"resources": {"cpu": kept}}},
            {part: {"resources": {"cpu": broken}}},
        )
        for part in ("gateway", "workers")
        for kept, broken in [("50m", "49m"), (2, 0), ("0.5", "fast")]
    ),
    *(
        Case(
            f"{part}.resources.memory",
            "must be a quantity of at least 128Mi, such as 512Mi",
            {part: {"resources": {"memory": kept}}},
            {part: {"resources": {"memory": broken}}},
        )
        for part in ("gateway", "workers")
        for kept, broken in [("128Mi", "127Mi"), ("1G", "1GB"), (536870912, 512)]
    ),
    Case(
        "gateway.cache.l1TTLSeconds",
        "l1TTLSeconds must not exceed l2TTLSeconds: L1 holds copies of what L2 holds",
        {"gateway": {"cache": {"l1TTLSeconds": 60, "l2TTLSeconds": 60}}},
        {"gateway": {"cache": {"l1TTLSeconds": 61, "l2TTLSeconds": 60}}},
    ),
    *(
        Case(
            f"{part}.external",
            "external is required when mode is external",
            {part: EXTERNAL},
            {part: {"mode": "external"}},
        )
        for part in ("postgres", "redis")
    ),
    *(
        Case(
            f"{part}.external",
            unless("external", "mode", "external"),
            {part: EXTERNAL},
            {part: {**EXTERNAL, "mode": "managed"}},
        )
        for part in ("postgres", "redis")
    ),
    Case(
        "postgres.cnpg",
        unless("cnpg", "mode", "cnpg"),
        {"postgres": ONLY_CLUSTER},
        {"postgres": {**ONLY_CLUSTER, "mode": "managed"}},
    ),
    *(
        Case(
            f"{part}.{field}",
            no_effect(field, "external"),
            {part: {field: value}},
            {part: {**EXTERNAL, field: value}},
        )
        for part, field, value in [
            ("postgres", "image", "postgres:18"),
            ("postgres", "storage", "20Gi"),
            ("postgres", "storageClassName", "fast"),
            ("postgres", "backup", {"keep": 3}),
            ("redis", "image", "valkey:9"),
            ("redis", "storage", "2Gi"),
            ("redis", "storageClassName", "fast"),
        ]
    ),
    *(
        Case(f"{part}.image", IMAGE, {part: {"image": "a/b:1"}}, {part: {"image": "-a"}})
        for part in ("postgres", "redis")
    ),
    *(
        Case(
            f"{part}.storage",
            "must be a quantity of at least 1Gi, such as 10Gi",
            {part: {"storage": kept}},
            {part: {"storage": broken}},
        )
        for part in ("postgres", "redis")
        for kept, broken in [("1Gi", "1023Mi"), (1073741824, 10), ("1Ti", "ten gigabytes")]
    ),
    *(
        Case(
            f"{part}.storageClassName",
            OBJECT_NAME,
            {part: {"storageClassName": "fast.v2"}},
            {part: {"storageClassName": "Fast"}},
        )
        for part in ("postgres", "redis")
    ),
    *(
        Case(
            f"{part}.external.secretRef.name",
            OBJECT_NAME,
            {part: EXTERNAL},
            {part: {"mode": "external", "external": {"secretRef": {"name": "my_secret"}}}},
        )
        for part in ("postgres", "redis")
    ),
    *(
        Case(
            "postgres.backup.schedule",
            CRON,
            {"postgres": {"backup": {"schedule": kept}}},
            {"postgres": {"backup": {"schedule": broken}}},
        )
        for kept, broken in [
            ("@daily", "daily"),
            ("*/15 0-6,22 1 JAN mon-fri", "0 24 * * *"),
            ("59 23 31 12 6", "0 3 * *"),
            ("0 3 * * *", "TZ=Asia/Tokyo 0 3 * * *"),
        ]
    ),
    Case(
        "postgres.backup.storage",
        "must be a quantity of at least 1Gi, such as 10Gi",
        {"postgres": {"backup": {"storage": "1Gi"}}},
        {"postgres": {"backup": {"storage": "1Mi"}}},
    ),
    Case(
        "llm.providers[0].name",
        "must be lower-case letters, digits and '-', such as openai-eu",
        {"llm": {"providers": [{**PROVIDER, "name": "openai-eu"}]}},
        {"llm": {"providers": [{**PROVIDER, "name": "OpenAI EU"}]}},
    ),
    Case(
        "llm.providers[0].name",
        "name cannot be 'rules': that is the built-in rule engine",
        {"llm": {"providers": [PROVIDER]}},
        {"llm": {"providers": [{**PROVIDER, "name": "rules"}]}},
    ),
    *(
        Case(
            "llm.providers[0].baseURL",
            URL,
            {"llm": {"providers": [{**PROVIDER, "baseURL": kept}]}},
            {"llm": {"providers": [{**PROVIDER, "baseURL": broken}]}},
        )
        for kept, broken in [
            ("http://llm.default.svc:8080/v1", "llm.default.svc:8080/v1"),
            ("https://llm.example", "https://me:secret@llm.example"),
            ("https://10.0.0.1/v1", "ftp://llm.example"),
            ("https://[::1]:8000/v1", "https://llm.example/v1?key=secret"),
        ]
    ),
    Case(
        "llm.providers[0].secretRef.name",
        OBJECT_NAME,
        {"llm": {"providers": [{**PROVIDER, "secretRef": {"name": "llm"}}]}},
        {"llm": {"providers": [{**PROVIDER, "secretRef": {"name": "LLM"}}]}},
    ),
    Case(
        "ingress.hosts",
        "hosts needs at least one host name when kind is Ingress or HTTPRoute",
        {"ingress": INGRESS},
        {"ingress": {"kind": "Ingress"}},
    ),
    Case(
        "ingress.hosts",
        "hosts has no effect when kind is None: set kind to Ingress or HTTPRoute",
        {"ingress": {"kind": "None"}},
        {"ingress": {"hosts": ["tone.example.com"]}},
    ),
    *(
        Case(
            "ingress.hosts[0]",
            "must be a full host name without wildcard or port, such as tone.example.com",
            {"ingress": INGRESS},
            {"ingress": {**INGRESS, "hosts": [broken]}},
        )
        for broken in ("*.example.com", "tone.example.com:443", "tone", "Tone.example.com")
    ),
    Case(
        "ingress.annotations",
        "annotations has no effect when kind is None: leave it out",
        {"ingress": {**INGRESS, "annotations": {"a": "b"}}},
        {"ingress": {"annotations": {"a": "b"}}},
    ),
    Case(
        "ingress.className",
        unless("className", "kind", "Ingress"),
        {"ingress": {**INGRESS, "className": "nginx"}},
        {"ingress": {**HTTP_ROUTE, "className": "nginx"}},
    ),
    Case(
        "ingress.tlsSecretName",
        unless("tlsSecretName", "kind", "Ingress"),
        {"ingress": {**INGRESS, "tlsSecretName": "tls"}},
        {"ingress": {"tlsSecretName": "tls"}},
    ),
    Case(
        "ingress.gateway",
        "gateway is required when kind is HTTPRoute",
        {"ingress": HTTP_ROUTE},
        {"ingress": {**INGRESS, "kind": "HTTPRoute"}},
    ),
    Case(
        "ingress.gateway",
        unless("gateway", "kind", "HTTPRoute"),
        {"ingress": HTTP_ROUTE},
        {"ingress": {**HTTP_ROUTE, "kind": "Ingress"}},
    ),
    *(
        Case(
            f"ingress.{field}",
            OBJECT_NAME,
            {"ingress": {**INGRESS, field: "public"}},
            {"ingress": {**INGRESS, field: "Public"}},
        )
        for field in ("className", "tlsSecretName")
    ),
    *(
        Case(
            f"ingress.gateway.{field}",
            OBJECT_NAME,
            {"ingress": {**HTTP_ROUTE, "gateway": {"name": "public", field: "public"}}},
            {"ingress": {**HTTP_ROUTE, "gateway": {"name": "public", field: "Public"}}},
        )
        for field in ("name", "namespace", "sectionName")
    ),
]

CHANGES = [
    *(
        Change(
            f"{part}.mode",
            f"mode cannot be changed: {NEW_BRIDGE}",
            {},
            {part: {"mode": "managed", "image": "a/b:2"}},
            {part: EXTERNAL},
        )
        for part in ("postgres", "redis")
    ),
    *(
        Change(
            f"{part}.storageClassName",
            f"storageClassName cannot be changed: {NEW_BRIDGE}",
            {part: {"storageClassName": before}} if before else {},
            {part: {"storage": "30Gi"}},
            {part: {"storageClassName": after}},
        )
        for part in ("postgres", "redis")
        for before, after in [("slow", "fast"), ("slow", None), (None, "fast")]
    ),
    *(
        Change(
            f"{part}.storage",
            "storage can only grow: volumes cannot be made smaller",
            {part: {"storage": "20Gi"}},
            {part: {"storage": kept}},
            {part: {"storage": broken}},
        )
        for part in ("postgres", "redis")
        for kept, broken in [("21Gi", "19Gi"), ("20480Mi", "20479Mi"), ("1Ti", None)]
    ),
    Change(
        "postgres.backup.storage",
        "storage can only grow: volumes cannot be made smaller",
        {"postgres": {"backup": {"storage": "20Gi"}}},
        {"postgres": {"backup": {"storage": "30Gi", "keep": 9}}},
        {"postgres": {"backup": {"storage": "10Gi"}}},
    ),
]

TOO_LONG = (
    "metadata.name must be at most 40 characters long: "
    "the names of the objects made for it are longer"
)
NO_SERVICE_NAME = (
    "metadata.name must begin with a letter and hold only lower-case letters, "
    "digits and '-': Services are named after it"
)
NAMES = [
    (TOO_LONG, "a" * 40, "a" * 41),
    (NO_SERVICE_NAME, "demo-1", "1-demo"),
    (NO_SERVICE_NAME, "demo", "demo.example"),
]


def refusals(answer):
    """Return what the API server objects to: fields and words, without the value."""
    assert answer.status == 422, answer
    causes = answer.body["details"]["causes"]
    return [(cause["field"], cause["message"].partition(": ")[2]) for cause in causes]


def said(case, refused):
    """Return the refusals that a case expects; the API server may show the value before them."""
    (found,) = refused
    return found[0] == f"spec.{case.field}" and found[1].endswith(case.message)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.field}: {case.broken}"[:90])
def test_a_rule_accepts_what_keeps_it_and_explains_what_breaks_it(bridges, case):
    kept = bridges.create(spec=case.kept)
    broken = bridges.create(spec=case.broken)

    assert kept.ok, kept.message
    assert said(case, refusals(broken)), broken.message


@pytest.mark.parametrize("case", CHANGES, ids=lambda case: f"{case.field}: {case.broken}"[:90])
def test_a_rule_on_changes_accepts_what_keeps_it_and_explains_what_breaks_it(bridges, case):
    bridges.store("changed", spec=case.before)
    try:
        kept = bridges.change("changed", spec=case.kept)
        broken = bridges.change("changed", spec=case.broken)
    finally:
        bridges.remove("changed")

    assert kept.ok, kept.message
    assert said(case, refusals(broken)), broken.message


@pytest.mark.parametrize(("message", "kept", "broken"), NAMES)
def test_a_name_leaves_room_for_the_names_made_from_it(bridges, message, kept, broken):
    accepted = bridges.create(kept, spec={})
    refused = bridges.create(broken, spec={})

    assert accepted.ok, accepted.message
    assert [words.endswith(message) for _, words in refusals(refused)] == [True]


def test_provider_names_are_unique(bridges):
    other = {**PROVIDER, "name": "other"}

    assert bridges.create(spec={"llm": {"providers": [PROVIDER, other]}}).ok
    assert refusals(bridges.create(spec={"llm": {"providers": [PROVIDER, PROVIDER]}})) == [
        ("spec.llm.providers[1]", '{"name":"main"}')
    ]


def test_hosts_are_unique(bridges):
    twice = {**INGRESS, "hosts": ["a.example.com", "a.example.com"]}

    assert refusals(bridges.create(spec={"ingress": twice})) == [
        ("spec.ingress.hosts[1]", '"a.example.com"')
    ]


def test_every_rule_of_the_schema_has_its_cases(crd):
    (version,) = crd["spec"]["versions"]
    ruled = set(rules_of(version["schema"]["openAPIV3Schema"], ""))

    covered = {(f"spec.{case.field}", case.message) for case in [*CASES, *CHANGES]}
    covered |= {("", message) for message, _, _ in NAMES}

    assert ruled == covered


def rules_of(schema, path):
    """Walk a schema; yield the field and the words of each rule."""
    for rule in schema.get("x-kubernetes-validations", ()):
        yield f"{path}{rule.get('fieldPath', '')}".removeprefix("."), rule["message"]
    for name, part in schema.get("properties", {}).items():
        yield from rules_of(part, f"{path}.{name}")
    if "items" in schema:
        yield from rules_of(schema["items"], f"{path}[0]")
