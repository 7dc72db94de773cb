"""`python -m tests.cluster up|down --level 1|2`: a bed to look around in."""

import argparse
import sys

from tests.cluster import beds
from tests.cluster.control_plane import ControlPlane


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.cluster", description=__doc__)
    parser.add_argument("verb", choices=["up", "down"])
    parser.add_argument("--level", type=int, choices=[1, 2], default=1)
    arguments = parser.parse_args()
    folder = beds.make_kept(ControlPlane.start)
    return 0


if __name__ == "__main__":
    sys.exit(main())
