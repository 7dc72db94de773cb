"""What a kind found beside the text, in a line or two: the text itself shows most of it."""

from collections.abc import Mapping

import msgspec
from msgspec import Struct
from rich.text import Text

from tonebridge.domain.terminal import visible
from tonebridge_cli.show.terminal import Output

QUADRANTS = {"must": "must", "should": "should", "could": "could", "wont": "won't"}


class Term(Struct, frozen=True):
    """A term and what it means."""

    term: str
    plain: str


class Section(Struct, frozen=True):
    """A heading and what stands under it."""

    heading: str
    items: list[str]


class Details(Struct, frozen=True):
    """The fields that kinds fill; what a newer server adds is passed over."""

    questions: list[str] = []
    terms: list[Term] = []
    points: list[str] = []
    sections: list[Section] = []
    quadrants: dict[str, list[str]] = {}
    reasons: list[str] = []
    unchanged: str = ""


def read_details(details: Mapping[str, object]) -> Details:
    """Read them; none where they are not what this command knows."""
    try:
        return msgspec.convert(details, Details)
    except msgspec.ValidationError:
        return Details()


def show_details(output: Output, details: Details) -> None:
    """Name terms and grounds, and count what stands in the text already."""
    for term in details.terms:
        line = Text.assemble((visible(term.term), "bold"), f": {visible(term.plain)}")
        output.console.print(line)
    for reason in details.reasons:
        output.console.print(Text(f"  {visible(output.words(reason))}"))
    counts = [
        _counted(len(details.questions), "open question"),
        _counted(len(details.points), "point"),
        _named(details.sections),
        _weighed(details.quadrants),
    ]
    for count in filter(None, counts):
        output.console.print(Text(count, style="bold"))


def _counted(number: int, what: str) -> str:
    if not number:
        return ""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _named(sections: list[Section]) -> str:
    if not sections:
        return ""
    headings = ", ".join(visible(section.heading) for section in sections)
    return f"{_counted(len(sections), 'section')}: {headings}"


def _weighed(quadrants: Mapping[str, list[str]]) -> str:
    if not quadrants:
        return ""
    return " · ".join(f"{name} {len(quadrants.get(key, ()))}" for key, name in QUADRANTS.items())
