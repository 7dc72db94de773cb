"""Images without a registry or Docker: built by buildah, imported into a bed's containerd.

Public base images cannot be counted on, so there is one of our own: Debian with Python, made by
debootstrap once and kept in the cache.
"""

import hashlib
import os
import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path

from tests.cluster import folders, locks
from tests.cluster.processes import Failed

SUITE = "bookworm"
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


def named(name: str, *origin: str) -> str:
    """Return the tag of an image that is made once for what it is made from."""
    digest = hashlib.sha256("\n".join(origin).encode()).hexdigest()
    return f"localhost/tonebridge/{name}:{digest[:12]}"


PAUSE = named("pause", PAUSE_FILE)
BASE = named("base", SUITE, *BASE_PACKAGES, BASE_FILE)


def build(
    context: Path,
    tag: str,
    *,
    file: Path | None = None,
    target: str = "",
    arguments: tuple[str, ...] = (),
) -> Path:
    """Build an image from a folder; return it as a docker-archive file in the cache.

    Layers are cached, so that an unchanged image costs seconds. `target` is a stage of the
    file, the last one if empty; `arguments` are `NAME=value`.

    Raises:
        Failed: a step failed; the message ends with what it printed last.
    """
    with locks.exclusive(_lock(tag)):
        return _build(context, tag, file, target, arguments)


def built(tag: str) -> Path:
    """Return the file of an image that `build` made."""
    return _archive(tag)


def pause() -> Path:
    """Return the image that holds a pod's namespaces."""
    with locks.exclusive(_lock(PAUSE)), tempfile.TemporaryDirectory() as folder:
        if _is_built(PAUSE):
            return _archive(PAUSE)
        context = Path(folder)
        shutil.copy(BUSYBOX, context / "busybox")
        (context / "Dockerfile").write_text(PAUSE_FILE, encoding="utf-8")
        return _build(context, PAUSE)


def base() -> Path:
    """Return the image that others build on: `ARG BASE_IMAGE` set to `BASE`. 90 s, once."""
    with locks.exclusive(_lock(BASE)), tempfile.TemporaryDirectory(dir=_archives()) as folder:
        if _is_built(BASE):
            return _archive(BASE)
        context, root = Path(folder), Path(folder) / "root"
        include = f"--include={','.join(BASE_PACKAGES)}"
        _run("debootstrap", "--variant=minbase", include, SUITE, str(root))
        leave = "--exclude=./var/cache/apt/archives/*.deb"
        _run("tar", "-C", str(root), leave, "-cf", str(context / "base.tar"), ".")
        (context / "Dockerfile").write_text(BASE_FILE, encoding="utf-8")
        return _build(context, BASE)


def _build(
    context: Path,
    tag: str,
    file: Path | None = None,
    target: str = "",
    arguments: tuple[str, ...] = (),
) -> Path:
    # Registries behind a certificate authority of this machine are reached from steps too.
    trusted = [f"--volume={CERTIFICATES}:{CERTIFICATES}:ro"] if CERTIFICATES.exists() else []
    chosen = [f"--file={file}"] if file else []
    chosen += [f"--target={target}"] if target else []
    given = [f"--build-arg={argument}" for argument in arguments]
    _buildah("bud", "--layers", *trusted, *chosen, *given, f"--tag={tag}", str(context))
    archive = _archive(tag)
    archive.unlink(missing_ok=True)
    _buildah("push", tag, f"docker-archive:{archive}:{tag}")
    return archive


def _is_built(tag: str) -> bool:
    try:
        _buildah("inspect", "--type=image", tag)
    except Failed:
        return False
    return _archive(tag).exists()


def _buildah(*words: str) -> None:
    storage = folders.cache() / "buildah"
    where = (f"--root={storage / 'root'}", f"--runroot={storage / 'run'}")
    _run("buildah", *where, *words, BUILDAH_ISOLATION="chroot", STORAGE_DRIVER="vfs")


def _run(*words: str, **environment: str) -> None:
    done = subprocess.run(
        words,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if done.returncode:
        said = done.stdout.decode(errors="replace").strip().splitlines()
        message = f"{shlex.join(words)}: " + "\n".join(said[-20:])
        raise Failed(message)


def _archive(tag: str) -> Path:
    return _archives() / f"{tag.replace('/', '_').replace(':', '_')}.tar"


def _lock(tag: str) -> Path:
    return _archive(tag).with_suffix(".lock")


def _archives() -> Path:
    folder = folders.cache() / "images"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
