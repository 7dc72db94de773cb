import pytest
import yaml

from tonebridge_operator.commands.render import RELEASE
from tonebridge_operator.desired import Release
from tonebridge_operator.offline import rendered

MANIFEST = "metadata: {name: demo, namespace: tone}\nspec: {size: medium}\n"
IMAGES = Release(
    image=f"tonebridge:{RELEASE}",
    postgres_image=f"tonebridge-postgres:{RELEASE}",
    redis_image=f"tonebridge-redis:{RELEASE}",
)


@pytest.fixture
def manifest(tmp_path):
    path = tmp_path / "demo.yaml"
    path.write_text(MANIFEST, encoding="utf-8")
    return path


def test_a_manifest_becomes_what_the_operator_makes(tonebridge, manifest, api):
    assert tonebridge("render", str(manifest)) == (0, rendered(MANIFEST, IMAGES), "")
    assert api.asked == []


def test_optional_kinds_and_images_can_be_named(tonebridge, manifest):
    words = (
        "--serves",
        "ServiceMonitor",
        "--serves",
        "PrometheusRule",
        "--image",
        "r.example/x:1",
    )

    objects = list(yaml.safe_load_all(tonebridge("render", str(manifest), *words)[1]))

    kinds = {one["kind"] for one in objects}
    assert {"ServiceMonitor", "PrometheusRule"} <= kinds
    assert "ScaledObject" not in kinds
    by_name = {(one["kind"], one["metadata"]["name"]): one for one in objects}
    gateway = by_name["Deployment", "demo-gateway"]
    assert gateway["spec"]["template"]["spec"]["containers"][0]["image"] == "r.example/x:1"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"metadata: {name: a}\nspec: {size: huge}", "Invalid enum value 'huge' - at `$.size`"),
        (b"", "this is no ToneBridge"),
        (b"\xff", "not UTF-8"),
    ],
)
def test_what_is_no_bridge_is_refused_in_one_line(tonebridge, manifest, content, words):
    manifest.write_bytes(content)

    code, out, err = tonebridge("render", str(manifest))

    assert (code, out, err.count("\n")) == (3, "", 1)
    assert words in err


def test_a_file_that_is_not_there_is_told(tonebridge):
    assert tonebridge("render", "nowhere.yaml") == (
        2,
        "",
        "tonebridge: cannot read nowhere.yaml: No such file or directory\n",
    )
