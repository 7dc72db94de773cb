"""Kubernetes and its tools, built once by Go from the modules that `go/` pins.

`KUBEBUILDER_ASSETS` (the convention of envtest) names a folder whose binaries are used
instead, where it has them.
"""

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

from tests.cluster import folders, locks


class Unavailable(Exception):
    """Something that the bed needs is not here; the message says what and how to get it."""


class Source(NamedTuple):
    """Where a binary comes from."""

    module: str
    """The folder in `go/` with the go.mod that pins it."""
    package: str
    tags: str = ""
    """Build constraints, which leave out what tests do without."""


KUBERNETES = {
    name: Source("kubernetes", f"k8s.io/kubernetes/cmd/{name}")
    for name in (
        "kube-apiserver",
        "kube-controller-manager",
        "kube-scheduler",
        "kubectl",
        "kubelet",
        "kube-proxy",
    )
}
SOURCES = {
    "etcd": Source("etcd", "go.etcd.io/etcd/server/v3"),
    **KUBERNETES,
    "helm": Source("helm", "helm.sh/helm/v3/cmd/helm"),
    "coredns": Source("coredns", "github.com/coredns/coredns"),
    "metrics-server": Source("metrics-server", "sigs.k8s.io/metrics-server/cmd/metrics-server"),
    **{
        name: Source(
            "prometheus",
            f"github.com/prometheus/prometheus/cmd/{name}",
            tags="remove_all_sd,enable_kubernetes_sd",
        )
        for name in ("prometheus", "promtool")
    },
}
CONTROL_PLANE = ("etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler", "kubectl")
NODE = ("kubelet", "kube-proxy", "coredns", "metrics-server")


def binary(name: str) -> Path:
    """Return a binary, built now if it never was.

    Raises:
        Unavailable: it is not in the cache, and Go is not here to build it.
    """
    assets = os.environ.get("KUBEBUILDER_ASSETS")
    if assets and (given := Path(assets) / name).is_file():
        return given
    target = cached(name)
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        with locks.exclusive(target.with_suffix(".lock")):
            if not target.exists():
                _build(SOURCES[name], target)
    return target


def cached(name: str) -> Path:
    """Return where a binary lies once it is built; its folder names the version."""
    module = SOURCES[name].module
    return folders.cache() / f"{module}-{version(name)}" / name


def version(name: str) -> str:
    """Return the version that go.mod pins, such as v1.36.3."""
    module, package, _ = SOURCES[name]
    requirements = (folders.HERE / "go" / module / "go.mod").read_text(encoding="utf-8")
    for path, pinned in re.findall(
        r"^(?:require|\t)\s*(\S+) (v\S+)(?: // indirect)?$", requirements, re.MULTILINE
    ):
        if package == path or package.startswith(f"{path}/"):
            return str(pinned)
    message = f"go/{module}/go.mod does not require {package}"
    raise LookupError(message)


def absent(names: tuple[str, ...]) -> list[str]:
    """Return which of them are neither given nor built yet."""
    assets = Path(os.environ.get("KUBEBUILDER_ASSETS", "/nonexistent"))
    return [name for name in names if not (assets / name).exists() and not cached(name).exists()]


def _build(source: Source, target: Path) -> None:
    go = shutil.which("go")
    if not go:
        message = f"Go is not installed, and {target.name} must be built once: install Go 1.26"
        raise Unavailable(message)
    partial = target.with_suffix(".partial")
    subprocess.run(
        [
            *(go, "build", "-trimpath", "-buildvcs=false", f"-tags={source.tags}"),
            *("-ldflags", _linker_flags(target.name), "-o", partial, source.package),
        ],
        cwd=folders.HERE / "go" / source.module,
        check=True,
    )
    partial.rename(target)


def _linker_flags(name: str) -> str:
    if name not in KUBERNETES:
        return "-s -w"
    whole = version(name)
    major, minor, _ = whole.removeprefix("v").split(".")
    stamps = {"gitVersion": whole, "gitMajor": major, "gitMinor": minor}
    stamped = (f"-X k8s.io/component-base/version.{key}={text}" for key, text in stamps.items())
    return " ".join(["-s -w", *stamped])
