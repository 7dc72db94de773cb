"""What a message sounds like, as gauges and marks."""

from rich.table import Table
from rich.text import Text

from tonebridge.domain.terminal import visible
from tonebridge_cli.show.terminal import Output
from tonebridge_cli.wire import Analysis, BeforeAfter, Finding

WIDTH = 20
FULL = 100
MARK = "yellow underline"
COLOURS = {"critical": "red", "high": "yellow", "medium": "cyan", "low": "green"}


def show_analysis(output: Output, source: str, answer: Analysis) -> None:
    """Show it to a person; to a program, one `name<TAB>value` a line."""
    if not output.for_person:
        output.plain("".join(f"{name}\t{value}\n" for name, value in _rows(answer)))
        return
    console = output.console
    console.print(highlighted(source, answer.findings))
    console.print(_gauges(answer))
    for name, reasons in (
        ("clarity", answer.clarity.reasons),
        ("urgency", answer.priority.reasons),
    ):
        for reason in reasons:
            console.print(Text.assemble((f"  {name}: ", "dim"), visible(output.words(reason))))
    for finding in answer.findings:
        console.print(_finding(output, source, finding))


def highlighted(source: str, findings: list[Finding]) -> Text:
    """Mark in the text what caused the findings."""
    text, at = Text(), 0
    for finding in sorted(findings, key=lambda each: (each.start, each.end)):
        if finding.start < at:
            continue
        text.append(visible(source[at : finding.start]))
        text.append(visible(source[finding.start : finding.end]), style=MARK)
        at = finding.end
    text.append(visible(source[at:]))
    return text


def comparison(answer: BeforeAfter) -> Table:
    """Set the gauges before and after side by side."""
    grid = Table.grid(padding=(0, 2))
    for name, before, after in zip(
        ("tone", "politeness", "clarity", "urgency"),
        _values(answer.before),
        _values(answer.after),
        strict=True,
    ):
        grid.add_row(Text(name, style="bold"), before, "→", after)
    return grid


def _values(answer: Analysis) -> tuple[str, str, str, str]:
    return (
        answer.tone.label,
        f"{answer.politeness:.0f}",
        f"{answer.clarity.score:.0f}",
        f"{answer.priority.level} ({answer.priority.score:.0f})",
    )


def _rows(answer: Analysis) -> list[tuple[str, str]]:
    rows = [
        ("language", answer.language),
        ("tone", answer.tone.label),
        ("politeness", f"{answer.politeness:.0f}"),
        ("clarity", f"{answer.clarity.score:.0f}"),
        ("sentiment", f"{answer.sentiment:.2f}"),
        ("priority", answer.priority.level),
        ("priority_score", f"{answer.priority.score:.0f}"),
        ("intensity_suggested", str(answer.intensity_suggested)),
    ]
    if answer.keigo_level is not None:
        rows.append(("keigo_level", str(answer.keigo_level)))
    return rows


def _gauges(answer: Analysis) -> Table:
    grid = Table.grid(padding=(0, 2))
    colour = COLOURS.get(answer.priority.level, "white")
    grid.add_row(Text("tone", style="bold"), answer.tone.label, _heard(answer))
    grid.add_row(Text("politeness", style="bold"), *_gauge(answer.politeness, "cyan"))
    grid.add_row(Text("clarity", style="bold"), *_gauge(answer.clarity.score, "cyan"))
    grid.add_row(Text("urgency", style="bold"), *_gauge(answer.priority.score, colour))
    grid.add_row("", Text(answer.priority.level, style=colour), "")
    return grid


def _gauge(score: float, colour: str) -> tuple[Text, str]:
    filled = round(max(0.0, min(score, FULL)) / FULL * WIDTH)
    bar = Text("━" * filled, style=colour)
    bar.append("━" * (WIDTH - filled), style="bright_black")
    return bar, f"{score:.0f}"


def _heard(answer: Analysis) -> str:
    """Name the other tones, strongest first."""
    others = sorted(answer.tone.scores.items(), key=lambda each: -each[1])
    return ", ".join(f"{label} {score:.2f}" for label, score in others if score > 0)


def _finding(output: Output, source: str, finding: Finding) -> Text:
    line = Text("  ")
    line.append(visible(source[finding.start : finding.end]), style=MARK)
    line.append(f"  {visible(finding.message or output.words(finding.check))}")
    if finding.suggestion:
        line.append(f" → {visible(finding.suggestion)}", style="green")
    return line
