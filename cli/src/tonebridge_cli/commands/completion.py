"""`tonebridge completion`."""

import click
from click.shell_completion import get_completion_class

from tonebridge_cli.failures import CommandFailed, Exit


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print what makes SHELL complete tonebridge's commands.

    \b
    bash: eval "$(tonebridge completion bash)"   in ~/.bashrc
    zsh:  eval "$(tonebridge completion zsh)"    in ~/.zshrc
    fish: tonebridge completion fish > ~/.config/fish/completions/tonebridge.fish
    """  # noqa: D301 - a real backspace: it keeps Click from joining the lines
    found = get_completion_class(shell)
    if found is None:
        what = f"there is no completion for {shell}"
        raise CommandFailed(what, exit_code=Exit.USAGE)
    root = ctx.find_root().command
    click.echo(found(root, {}, "tonebridge", "_TONEBRIDGE_COMPLETE").source())
