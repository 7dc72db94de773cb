"""Where the bed's binaries come from, and what is said where it cannot start."""

import re

import pytest
from tests.cluster import binaries, images, requirements
from tests.cluster.binaries import SOURCES, Unavailable


@pytest.fixture
def nothing_here(tmp_path, monkeypatch):
    """A machine with an empty cache and no commands."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("KUBEBUILDER_ASSETS", raising=False)
    return tmp_path


@pytest.mark.parametrize("name", SOURCES)
def test_every_binary_has_a_pinned_version(name):
    assert re.fullmatch(r"v\d+\.\d+\.\d+", binaries.version(name))


def test_every_part_of_a_bed_has_a_source():
    parts = requirements.PLANE_BINARIES + requirements.NODE_BINARIES + requirements.TOOLS

    assert set(parts) == set(SOURCES)


def test_a_given_binary_is_used_before_one_of_ours(nothing_here, monkeypatch):
    monkeypatch.setenv("KUBEBUILDER_ASSETS", str(nothing_here))
    (nothing_here / "etcd").touch()

    assert binaries.binary("etcd") == nothing_here / "etcd"
    assert binaries.absent(("etcd", "kubectl")) == ["kubectl"]


def test_a_built_binary_lies_under_its_version(nothing_here):
    folder = nothing_here / f"cache/tonebridge/etcd-{binaries.version('etcd')}"
    folder.mkdir(parents=True)
    (folder / "etcd").touch()

    assert binaries.binary("etcd") == folder / "etcd"


def test_without_go_a_missing_binary_says_what_to_install(nothing_here):
    with pytest.raises(Unavailable, match=r"etcd must be built once: install Go 1\.26"):
        binaries.binary("etcd")


def test_without_go_nothing_can_be_done_about_missing_binaries(nothing_here):
    lack = requirements.for_level(1)

    assert lack.reason.endswith("must be built by Go, which is not installed")
    assert not lack.curable


def test_with_go_the_missing_binaries_can_be_built(nothing_here):
    go = nothing_here / "go"
    go.touch()
    go.chmod(0o755)

    assert requirements.for_level(1).curable


def test_missing_packages_are_named(nothing_here):
    assert {"buildah", "containerd", "debootstrap", "iptables", "runc"} <= set(
        requirements.packages_lacking()
    )


def test_an_image_made_once_is_made_anew_when_its_origin_changes():
    assert images.named("base", "bookworm", "a") == images.named("base", "bookworm", "a")
    assert images.named("base", "bookworm", "a") != images.named("base", "bookworm", "b")
    assert images.named("base", "x").startswith("localhost/tonebridge/base:")
