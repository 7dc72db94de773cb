"""skaffold.yaml builds what the Dockerfile has, and tells the chart of it."""

import re
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
CONFIG = yaml.safe_load((ROOT / "skaffold.yaml").read_text(encoding="utf-8"))
ARTIFACTS = {one["image"]: one["docker"]["target"] for one in CONFIG["build"]["artifacts"]}
(RELEASE,) = CONFIG["deploy"]["helm"]["releases"]


def test_every_image_is_a_target_of_the_dockerfile():
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    stages = set(re.findall(r"^FROM \S+ AS (\S+)$", dockerfile, re.MULTILINE))

    assert set(ARTIFACTS.values()) <= stages
    assert {one["docker"]["dockerfile"] for one in CONFIG["build"]["artifacts"]} == {"Dockerfile"}


def test_every_image_of_the_chart_is_built_and_told_by_name_and_tag():
    chart = ROOT / RELEASE["chartPath"]
    images = yaml.safe_load((chart / "values.yaml").read_text(encoding="utf-8"))["images"]
    repositories = {
        f"images.{name}": one["repository"]
        for name, one in images.items()
        if isinstance(one, dict)
    }

    assert repositories.keys() == {
        "images.operator",
        "images.platform",
        "images.postgres",
        "images.redis",
    }
    assert set(repositories.values()) == set(ARTIFACTS)
    assert RELEASE["setValueTemplates"] == {
        f"{path}.{part}": f"{{{{.IMAGE_{word}_{name.replace('-', '_')}}}}}"
        for path, name in repositories.items()
        for part, word in (("repository", "REPO"), ("tag", "TAG"))
    }
