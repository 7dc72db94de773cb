"""`resume`."""

import click

from tonebridge_operator.commands.options import Target, target_options
from tonebridge_operator.commands.reach import using
from tonebridge_operator.commands.words import say


@click.command()
@click.argument("name")
@target_options
def resume(name: str, *, target: Target) -> None:
    """Have the operator change and repair a bridge again."""
    using(target, lambda cluster: cluster.edit(name, {"suspend": False}))
    click.echo(say("resumed", name=name))
