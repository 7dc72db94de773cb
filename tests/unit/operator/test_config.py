"""The files that pods read are read as they were meant, by core's own loader."""

import tomllib

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from tests.support.bridges import EXTERNAL, SPECS, a_bridge, given_for

from tonebridge.settings import Settings, load
from tonebridge_operator.api.v1alpha1 import Spec
from tonebridge_operator.api.v1alpha1.exposure import Ingress, ParentGateway
from tonebridge_operator.desired import Key, config, render
from tonebridge_operator.desired.pods import TMP
from tonebridge_operator.desired.sizes import SIZES, connections, l1_bytes

MEBIBYTE = 1024 * 1024


def loaded(folder, spec, name):
    """Lay out the files of a pod in a folder, and load them as its process does."""
    bridge = a_bridge(spec)
    given = given_for(bridge)
    manifests = {one.key: one for one in render(bridge, given)}
    body = manifests[Key("Deployment", f"demo-{name}")].body
    pod = body["spec"]["template"]["spec"]
    (container,) = pod["containers"]
    files = {}
    for mount in container["volumeMounts"]:
        (volume,) = [one for one in pod["volumes"] if one["name"] == mount["name"]]
        for kind in ("secret", "configMap"):
            for item in volume.get(kind, {}).get("items", ()):
                files[f"{mount['mountPath']}/{item['path']}"] = (kind, item["key"])
    environment = {}
    for variable in container["env"]:
        kind, key = files[variable["value"]]
        path = folder / variable["name"]
        text = config.data(bridge)[key] if kind == "configMap" else f"{key} of {name}"
        path.write_text(text, encoding="utf-8")
        environment[variable["name"]] = str(path)
    return load(environment)


@settings(max_examples=60, deadline=None)
@for_all(SPECS)
def test_every_file_says_what_was_meant_and_no_more(spec):
    bridge = a_bridge(spec)

    for meant, name in (
        (config.gateway_settings(bridge), "gateway.toml"),
        (config.worker_settings(bridge), "worker.toml"),
    ):
        tree = tomllib.loads(config.data(bridge)[name])
        assert set(tree) <= set(Settings.__struct_fields__)
        for section, knobs in tree.items():
            for knob, value in knobs.items():
                assert getattr(getattr(meant, section), knob) == value


def test_a_gateway_reads_its_settings_and_secrets(tmp_path):
    read = loaded(tmp_path, Spec(), "gateway")

    assert read.gateway.host == "0.0.0.0"  # noqa: S104
    assert (read.gateway.port, read.gateway.management_port) == (8000, 8001)
    assert read.cache.l1_bytes == 128 * MEBIBYTE
    assert (read.database.pool_min, read.database.pool_max) == (2, 10)
    assert read.limits.replicas == 10
    assert read.auth.registration == "closed"
    assert read.database.url == "url of gateway"
    assert read.redis.url == "url of gateway"
    assert (read.database.owner_url, read.database.writer_url) == ("", "")


def test_a_worker_reads_its_settings_and_secrets(tmp_path):
    read = loaded(tmp_path, Spec(), "worker")

    assert read.worker.management_host == "0.0.0.0"  # noqa: S104
    assert read.worker.management_port == 8002
    assert read.worker.concurrency == 8
    assert read.gateway.public_url == "http://demo-gateway.tone.svc"
    assert read.database.writer_url == "writer-url of worker"
    assert read.database.owner_url == ""


def test_an_external_store_without_its_own_writer_is_read_as_one(tmp_path):
    read = loaded(tmp_path, EXTERNAL, "worker")

    assert (read.database.url, read.database.writer_url) == ("url of worker", "")


@pytest.mark.parametrize(
    ("ingress", "url"),
    [
        (Ingress(), ""),
        (Ingress(kind="Ingress", hosts=("a.example",)), "http://a.example"),
        (
            Ingress(kind="Ingress", hosts=("a.example",), tls_secret_name="t"),
            "https://a.example",
        ),
        (
            Ingress(kind="HTTPRoute", hosts=("a.example",), gateway=ParentGateway(name="g")),
            "https://a.example",
        ),
    ],
)
def test_the_first_host_is_how_people_reach_it(ingress, url):
    assert config.public_url(a_bridge(Spec(ingress=ingress))) == url


@settings(max_examples=200, deadline=None)
@for_all(SPECS)
def test_all_pools_together_stay_within_what_the_server_takes(spec):
    shared = connections(spec)
    gateways = spec.gateway.autoscaling
    most_gateways = gateways.max_replicas if gateways.enabled else spec.gateway.replicas
    workers = spec.workers.autoscaling
    most_workers = workers.max_replicas if workers.enabled else spec.workers.replicas

    total = (most_gateways + 1) * shared.gateway + (most_workers + 1) * 2 * shared.worker + 20
    assert min(shared.gateway, shared.worker) >= 1
    if spec.postgres.mode != "external" or shared.gateway > 1:
        assert total <= shared.at_most


@pytest.mark.parametrize("size", SIZES)
def test_the_first_tier_may_fill_a_quarter_of_the_memory(size):
    whole = {"small": 512, "medium": 768, "large": 1024, "xlarge": 2048}[size]

    assert l1_bytes(Spec(size=size)) == whole * MEBIBYTE // 4


def test_scripts_write_where_the_pod_may():
    for name in config.SCRIPTS:
        assert config.script(name).startswith("#!/bin/sh\n")
        assert TMP in config.script(name) or name in {"backup.sh", "restore.sh"}
