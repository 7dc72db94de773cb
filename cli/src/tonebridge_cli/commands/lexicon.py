"""`tonebridge lexicon`."""

from pathlib import Path

import click

from tonebridge.language import lexicon_check
from tonebridge_cli.failures import CommandFailed, Exit

_NAME = ".toml"


@click.group()
def lexicon() -> None:
    """Look after the word lists, patterns and glossaries that the rules work with."""


@lexicon.command()
@click.argument(
    "folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path)
)
def check(folder: Path | None) -> None:
    """Check the data files: each one's source, every field, codes in both languages, patterns.

    Without a FOLDER the installed files are checked; with one, every .toml file in it, in
    place of the installed file of the same name. What is wrong is told a line each.
    """
    texts = lexicon_check.installed() | (_in_folder(folder) if folder else {})
    found = lexicon_check.complaints(texts)
    for complaint in found:
        click.echo(f"{complaint.file}{_NAME}: {': '.join(filter(None, complaint[1:]))}")
    if found:
        what = f"{len(found)} of the data files' entries are not right"
        raise CommandFailed(what, "correct the lines above", exit_code=Exit.REFUSED)
    click.echo(f"{len(texts)} data files are right.")


def _in_folder(folder: Path) -> dict[str, str]:
    try:
        return {
            file.name.removesuffix(_NAME): file.read_text(encoding="utf-8")
            for file in sorted(folder.glob(f"*{_NAME}"))
        }
    except UnicodeDecodeError as error:
        raise CommandFailed(f"{folder}: {error}", exit_code=Exit.REFUSED) from error
