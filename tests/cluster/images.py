"""Images without a registry or Docker: built by buildah, imported into a bed's containerd.

Public base images cannot be counted on, so there is one of our own: Debian with Python, made by
debootstrap once and kept in the cache.
"""

import os
import subprocess
import tempfile
from pathlib import Path

from tests.cluster import folders, locks

SUITE = "bookworm"
BASE = "localhost/tonebridge/base:latest"
PAUSE = "localhost/tonebridge/pause:latest"
BASE_PACKAGES = ("ca-certificates", "python3", "python3-venv")
CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
BUSYBOX = Path("/bin/busybox")
"""Static, from Debian's busybox-static."""

PAUSE_FILE = """\
FROM scratch
COPY busybox /busybox
ENTRYPOINT ["/busybox", "sleep", "infinity"]
"""
BASE_FILE = """\
FROM scratch
ADD base.tar /
ENV LANG=C.UTF-8
"""


def build(
    context: Path, tag: str, *, file: Path | None = None, arguments: tuple[str, ...] = ()
) -> Path:
    """Build an image from a folder; return it as a docker-archive file in the cache.

    Layers are cached, so that an unchanged image costs seconds. `arguments` are `NAME=value`.

    Raises:
        CalledProcessError: a step failed; buildah has said why on standard error.
    """
    archive = _archives() / f"{tag.replace('/', '_').replace(':', '_')}.tar"
    with locks.exclusive(archive.with_suffix(".lock")):
        # Registries behind a certificate authority of this machine are reached from steps too.
        trusted = [f"--volume={CERTIFICATES}:{CERTIFICATES}:ro"] if CERTIFICATES.exists() else []
        named = [f"--file={file}"] if file else []
        given = [f"--build-arg={argument}" for argument in arguments]
        _buildah(
            "bud", "--quiet", "--layers", *trusted, *named, *given, f"--tag={tag}", str(context)
        )
        archive.unlink(missing_ok=True)
        _buildah("push", "--quiet", tag, f"docker-archive:{archive}:{tag}")
    return archive


def pause() -> Path:
    """Return the image that holds a pod's namespaces."""
    with tempfile.TemporaryDirectory() as context:
        (Path(context) / "busybox").write_bytes(BUSYBOX.read_bytes())
        (Path(context) / "busybox").chmod(0o755)
        (Path(context) / "Dockerfile").write_text(PAUSE_FILE, encoding="utf-8")
        return build(Path(context), PAUSE)


def base() -> Path:
    """Return the image that others build on: `ARG BASE_IMAGE` set to `BASE`."""
    context = _archives() / f"{SUITE}-{'-'.join(BASE_PACKAGES)}"
    with locks.exclusive(context.with_suffix(".lock")):
        if not (context / "Dockerfile").exists():
            _debootstrap(context)
    return build(context, BASE)


def _debootstrap(context: Path) -> None:
    """Make a Debian root file system as a tar: 90 s, 270 MB."""
    context.mkdir(exist_ok=True)
    include = f"--include={','.join(BASE_PACKAGES)}"
    with tempfile.TemporaryDirectory(dir=context) as root:
        _run("debootstrap", "--variant=minbase", include, SUITE, root)
        leave = "--exclude=./var/cache/apt/archives/*.deb"
        tar = context / "base.tar"
        _run("tar", "-C", root, leave, "-cf", str(tar), ".")
    (context / "Dockerfile").write_text(BASE_FILE, encoding="utf-8")


def _buildah(*words: str) -> None:
    storage = folders.cache() / "buildah"
    where = (f"--root={storage / 'root'}", f"--runroot={storage / 'run'}")
    _run("buildah", *where, *words, BUILDAH_ISOLATION="chroot", STORAGE_DRIVER="vfs")


def _run(*words: str, **environment: str) -> None:
    subprocess.run(words, env={**os.environ, **environment}, check=True)


def _archives() -> Path:
    folder = folders.cache() / "images"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
