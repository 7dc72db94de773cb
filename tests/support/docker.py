"""Stands in for Docker where there is none: `python -m tests.support.docker build|push …`.

Builds with buildah on the test cluster's base image; what is pushed goes to the node of the
bed that `TEST_BED` names, since there is no registry.
"""

import argparse
import os
import sys
from pathlib import Path

from tests.cluster import images
from tests.cluster.node import Node


def main():
    parser = argparse.ArgumentParser(prog="docker")
    verbs = parser.add_subparsers(dest="verb", required=True)
    build = verbs.add_parser("build")
    build.add_argument("--target", default="")
    build.add_argument("--tag", "-t", required=True)
    build.add_argument("context", type=Path)
    push = verbs.add_parser("push")
    push.add_argument("tag")
    for verb in (build, push):
        verb.add_argument("--quiet", "-q", action="store_true")
    given = parser.parse_args()
    if given.verb == "build":
        images.base()
        base = f"BASE_IMAGE={images.BASE}"
        images.build(given.context, given.tag, target=given.target, arguments=(base,))
    else:
        Node(Path(os.environ["TEST_BED"])).load(images.built(given.tag))


if __name__ == "__main__":
    sys.exit(main())
