"""Options that several commands share."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import click
from msgspec import Struct

Command = Callable[..., Any]


class Target(Struct, frozen=True, kw_only=True):
    """Which cluster and which namespace the person means."""

    kubeconfig: str = ""
    """Empty: KUBECONFIG, else the person's own file, else the pod's account."""
    context: str = ""
    """Empty: the current one."""
    namespace: str = ""
    """Empty: that of the context."""


def target_options(command: Command) -> Command:
    """Let the person name a cluster; the command gets it as `target`."""

    @wraps(command)
    def collected(
        *words: object, kubeconfig: str, context: str, namespace: str, **rest: object
    ) -> object:
        named = Target(kubeconfig=kubeconfig, context=context, namespace=namespace)
        return command(*words, target=named, **rest)

    found = click.option(
        "--kubeconfig", default="", help="File to find the cluster in (default: KUBECONFIG)."
    )(collected)
    found = click.option("--context", default="", help="Context (default: the current one).")(
        found
    )
    return click.option(
        "-n", "--namespace", default="", help="Namespace (default: that of the context)."
    )(found)


def json_option(command: Command) -> Command:
    """Let a script ask for JSON."""
    return click.option("--json", is_flag=True, help="Print the answer as JSON.")(command)
