"""A rewritten message: before and after, why, and what was kept."""

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from tonebridge.domain.terminal import visible
from tonebridge_cli.show.analysis import comparison
from tonebridge_cli.show.details import read_details, show_details
from tonebridge_cli.show.terminal import Output
from tonebridge_cli.wire import Change, Rewriting

GONE = "red"
NEW = "green"
LEVELS = ("none", "light", "medium", "strong")


def show_rewriting(output: Output, source: str, answer: Rewriting) -> None:
    """Show it to a person; to a program, the text alone, or how urgent it is."""
    if not output.for_person:
        output.plain(_urgency(output, answer) if answer.kind == "priority" else answer.text)
        return
    console = output.console
    before, after = marked(source, answer)
    details = read_details(answer.details)
    if answer.kind == "priority":
        level = answer.details.get("level", "?")
        console.print(f"priority {level} ({answer.details.get('score', '?')}/100)", style="bold")
    elif answer.text == source:
        console.print(Text(visible(source)))
        why = visible(output.words(details.unchanged)) if details.unchanged else ""
        console.print(Text(why or "Nothing to change.", style="dim"))
    else:
        console.print(_beside("-", GONE, before))
        console.print(_beside("+", NEW, after))
    _show_reasons(output, answer.changes)
    show_details(output, details)
    if answer.facts:
        console.print(Text.assemble(("kept ", "bold"), visible(", ".join(answer.facts))))
    if answer.analysis is not None:
        console.print(comparison(answer.analysis))
    console.print(_footer(answer), style="dim")


def marked(source: str, answer: Rewriting) -> tuple[Text, Text]:
    """Mark what went in the source and what came in the result.

    Without marks where the changes do not lead from one to the other.
    """
    before, after = Text(), Text()
    at = 0
    for change in sorted(answer.changes, key=lambda each: each.start):
        same = visible(source[at : change.start])
        before.append(same)
        after.append(same)
        before.append(visible(source[change.start : change.end]), style=f"{GONE} strike")
        after.append(visible(change.after), style=f"{NEW} bold")
        at = change.end
    rest = visible(source[at:])
    before.append(rest)
    after.append(rest)
    if after.plain != visible(answer.text):
        return Text(visible(source)), Text(visible(answer.text))
    return before, after


def _beside(sign: str, colour: str, text: Text) -> Table:
    """Put a sign beside every line of a text that wraps."""
    grid = Table.grid(padding=(0, 1))
    grid.add_column(style=colour, width=1)
    grid.add_column(overflow="fold")
    for number, line in enumerate(text.split("\n", allow_blank=True)):
        grid.add_row(sign if number == 0 else "", line)
    return grid


def _show_reasons(output: Output, changes: Sequence[Change]) -> None:
    for change in changes:
        what = Text("  ")
        what.append(visible(change.before) or "∅", style=GONE)
        what.append(" → ")
        what.append(visible(change.after) or "∅", style=NEW)
        if change.reason:
            what.append(f"  {visible(output.words(change.reason))}", style="dim")
        output.console.print(what)


def _urgency(output: Output, answer: Rewriting) -> str:
    """Say level, score and the grounds for them on one line."""
    level, score = answer.details.get("level", "?"), answer.details.get("score", "?")
    grounds = (visible(output.words(reason)) for reason in read_details(answer.details).reasons)
    return " ".join((f"{level} {score}", *grounds))


def _footer(answer: Rewriting) -> str:
    parts = [answer.kind, LEVELS[answer.intensity], answer.language, answer.provider]
    if answer.degraded:
        parts.append("degraded: the wanted provider is away")
    return " · ".join(parts)
