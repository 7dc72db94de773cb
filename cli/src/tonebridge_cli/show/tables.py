"""Lists: a table for a person, tab-separated lines for a program."""

from collections.abc import Iterable, Sequence

from rich.table import Table
from rich.text import Text

from tonebridge.domain.terminal import visible
from tonebridge_cli.show.terminal import Output


def show_table(
    output: Output, columns: Sequence[str], rows: Iterable[Sequence[str]], *, empty: str
) -> None:
    """Show rows under their columns; where there are none, a person reads `empty`."""
    listed = [[visible(cell) for cell in row] for row in rows]
    if not output.for_person:
        for row in listed:
            output.plain("\t".join(" ".join(cell.split()) for cell in row))
        return
    if not listed:
        output.console.print(empty, style="dim")
        return
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for column in columns:
        # An id is there to be copied: the other columns make room for it.
        table.add_column(column, overflow="fold", no_wrap=column == "id")
    for row in listed:
        table.add_row(*(Text(cell) for cell in row))
    output.console.print(table, soft_wrap=False)


def shortened(text: str, width: int = 60) -> str:
    """Return the text's beginning on one line."""
    line = " ".join(text.split())
    return line if len(line) <= width else line[: width - 1] + "…"
