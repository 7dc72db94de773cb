"""Questions under a heading, put after a message that stays as it is."""

from collections.abc import Sequence

_BULLET = "- "


def appended(
    text: str, heading: str, questions: Sequence[str], *, most: int
) -> tuple[str, tuple[str, ...]]:
    """Return what to write after a text, and the questions that found room in it.

    At most `most` characters; without a question nothing is written.
    """
    added = ("\n" if text.endswith("\n") else "\n\n") + heading
    asked: list[str] = []
    for question in questions:
        line = f"\n{_BULLET}{question}"
        if len(added) + len(line) > most:
            break
        added += line
        asked.append(question)
    return (added, tuple(asked)) if asked else ("", ())


def asked_already(text: str, heading: str) -> bool:
    """Tell whether a line of the text is the heading."""
    return heading in (line.strip() for line in text.splitlines())


def before_questions(text: str, heading: str) -> int:
    """Return where the message ends and its questions begin; its length where none are."""
    reached = 0
    for line in text.splitlines(keepends=True):
        if line.strip() == heading:
            return reached
        reached += len(line)
    return len(text)
