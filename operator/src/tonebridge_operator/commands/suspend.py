"""`suspend`."""

import click

from tonebridge_operator.commands.options import Target, target_options
from tonebridge_operator.commands.reach import using
from tonebridge_operator.commands.words import say


@click.command()
@click.argument("name")
@target_options
def suspend(name: str, *, target: Target) -> None:
    """Have the operator leave everything of a bridge as it is, until `resume`."""
    using(target, lambda cluster: cluster.edit(name, {"suspend": True}))
    click.echo(say("suspended", name=name))
