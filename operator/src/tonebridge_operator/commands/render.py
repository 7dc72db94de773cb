"""`render`."""

from importlib.metadata import version
from pathlib import Path

import click

from tonebridge_operator.commands.failures import REFUSED, CommandFailed
from tonebridge_operator.commands.words import say
from tonebridge_operator.desired import Release
from tonebridge_operator.desired.kinds import KINDS
from tonebridge_operator.offline import rendered

OPTIONAL = tuple(name for name, kind in KINDS.items() if kind.optional)
RELEASE = version("tonebridge-operator")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--serves",
    type=click.Choice(OPTIONAL),
    multiple=True,
    help="An optional kind that the cluster has; can be given several times.",
)
@click.option(
    "--image",
    default=f"tonebridge:{RELEASE}",
    envvar="TONEBRIDGE_OPERATOR__IMAGE",
    show_default=True,
    help="Image of gateways and workers where the manifest names none.",
)
@click.option(
    "--postgres-image",
    default=f"tonebridge-postgres:{RELEASE}",
    envvar="TONEBRIDGE_OPERATOR__POSTGRES_IMAGE",
    show_default=True,
    help="Image of PostgreSQL where the manifest names none.",
)
@click.option(
    "--redis-image",
    default=f"tonebridge-redis:{RELEASE}",
    envvar="TONEBRIDGE_OPERATOR__REDIS_IMAGE",
    show_default=True,
    help="Image of Redis where the manifest names none.",
)
def render(
    file: Path, serves: tuple[str, ...], image: str, postgres_image: str, redis_image: str
) -> None:
    """Print what the operator would make of the ToneBridge in FILE (`-`: standard input).

    No cluster is asked. Passwords and keys, which are drawn when a bridge is applied, are
    placeholders.
    """
    release = Release(image=image, postgres_image=postgres_image, redis_image=redis_image)
    try:
        with click.open_file(str(file), encoding="utf-8-sig") as stream:
            manifest = stream.read()
    except OSError as error:
        what = say("unreadable", file=file, reason=error.strerror)
        raise CommandFailed(what, exit_code=click.UsageError.exit_code) from None
    except UnicodeDecodeError:
        what = say("unreadable", file=file, reason="not UTF-8")
        raise CommandFailed(what, exit_code=REFUSED) from None
    try:
        text = rendered(manifest, release, served=frozenset(serves))
    except ValueError as error:
        what = say("no_manifest", file=file, reason=error)
        raise CommandFailed(what, exit_code=REFUSED) from None
    click.echo(text, nl=False)
