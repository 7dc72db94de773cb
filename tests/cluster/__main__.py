"""`python -m tests.cluster parts|up|down`: a bed to look around in.

`parts` gets all that beds need: Debian packages (as root), binaries (by Go), base images.
`up` says how to use the bed; `down` takes it down, with what killed test runs left behind.
"""

import argparse
import os
import shlex
import shutil
import subprocess
import sys

from tests.cluster import beds, binaries, images, requirements
from tests.cluster.control_plane import ControlPlane
from tests.cluster.node import Node


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.cluster", description=__doc__)
    parser.add_argument("verb", choices=["parts", "up", "down"])
    parser.add_argument("--level", type=int, choices=[1, 2], default=2)
    arguments = parser.parse_args()
    match arguments.verb:
        case "parts":
            return parts(arguments.level)
        case "up":
            return up(arguments.level)
        case _:
            return down()


def parts(level: int) -> int:
    """Get what is missing and can be had; say what cannot. Return the exit status."""
    names: tuple[str, ...] = requirements.PLANE_BINARIES + requirements.TOOLS
    if level > 1:
        names += requirements.NODE_BINARIES
        lacking = requirements.packages_lacking()
        if lacking and os.geteuid() == 0 and shutil.which("apt-get"):
            _say(f"Installing {' '.join(lacking)} for the test cluster")
            _run("apt-get", "update", "-qq")
            _run("apt-get", "install", "-y", "-qq", "--no-install-recommends", *lacking)
    for name in binaries.absent(names) if shutil.which("go") else ():
        _say(f"Building {name} {binaries.version(name)} for the test cluster (once)")
        binaries.binary(name)
    if lack := requirements.for_level(level):
        return _say(f"No cluster of level {level} here: {lack.reason}.")
    if level > 1:
        images.pause()
        images.base()
    return 0


def up(level: int) -> int:
    """Start the bed; return the exit status."""
    parts(level)
    if requirements.for_level(level):
        return 1
    try:
        folder = beds.make_kept(ControlPlane.start if level == 1 else Node.start)
    except FileExistsError:
        return _say("A cluster is up already: `make cluster-down` takes it down.", status=1)
    kubeconfig = shlex.quote(str(ControlPlane(folder).kubeconfig()))
    kubectl = shlex.quote(str(binaries.binary("kubectl")))
    return _say(f"export KUBECONFIG={kubeconfig}\nalias kubectl={kubectl}")


def down() -> int:
    """Take the bed down; return the exit status."""
    return _say("Taken down." if beds.discard_kept() else "No cluster was up.")


def _run(*words: str) -> None:
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)


def _say(text: str, status: int = 0) -> int:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
    return status


if __name__ == "__main__":
    sys.exit(main())
