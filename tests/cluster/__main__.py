"""`python -m tests.cluster up|down --level 1|2`: a bed to look around in.

`up` says how to use it; `down` takes it down, with what killed test runs left behind.
"""

import argparse
import shlex
import sys

from tests.cluster import beds, node
from tests.cluster.binaries import CONTROL_PLANE, binary, missing
from tests.cluster.control_plane import ControlPlane


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.cluster", description=__doc__)
    parser.add_argument("verb", choices=["up", "down"])
    parser.add_argument("--level", type=int, choices=[1, 2], default=1)
    arguments = parser.parse_args()
    return up(arguments.level) if arguments.verb == "up" else down()


def up(level: int) -> int:
    """Start the bed; return the exit status."""
    reason = missing(CONTROL_PLANE) or (node.missing() if level > 1 else "")
    if reason:
        return _say(f"No cluster here: {reason}.", status=1)
    try:
        folder = beds.make_kept(ControlPlane.start if level == 1 else node.Node.start)
    except FileExistsError:
        return _say("A cluster is up already: `make cluster-down` takes it down.", status=1)
    kubeconfig = shlex.quote(str(ControlPlane(folder).kubeconfig()))
    return _say(f"export KUBECONFIG={kubeconfig}\nalias kubectl={binary('kubectl')}")


def down() -> int:
    """Take the bed down; return the exit status."""
    return _say("Taken down." if beds.discard_kept() else "No cluster was up.")


def _say(text: str, status: int = 0) -> int:
    sys.stdout.write(f"{text}\n")
    return status


if __name__ == "__main__":
    sys.exit(main())
