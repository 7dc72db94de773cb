"""From rewritten sentences to edits: gaps closed, unchanged words left out."""

from tonebridge.language.en.sentences import Sentence
from tonebridge.language.tongue import Edit

_SPACES = " \t"


def sentence_edit(sentence: Sentence, after: str, *, reason: str, strategy: str) -> Edit:
    """Put other words in a sentence's place; the words that stay are no part of the edit."""
    before = sentence.body + sentence.closing
    if sentence.end - sentence.start != len(before):  # a space before the full stop
        return Edit(
            start=sentence.start, end=sentence.end, after=after, reason=reason, strategy=strategy
        )
    old, new = before.split(" "), after.split(" ")
    most = min(len(old), len(new))
    head = 0
    while head < most and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < most - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    if head == len(old) or head + tail in {len(old), len(new)}:
        head, tail = (head - 1, tail) if head else (head, tail - 1 if tail else 0)
    start = sentence.start + len(" ".join(old[:head])) + (1 if head else 0)
    end = sentence.start + len(before) - len(" ".join(["", *old[len(old) - tail :]])) * bool(tail)
    changed = " ".join(new[head : len(new) - tail])
    return Edit(start=start, end=end, after=changed, reason=reason, strategy=strategy)


def removal(text: str, sentence: Sentence, *, reason: str, strategy: str) -> Edit:
    """Take a sentence out with the spaces beside it; a line that it fills goes whole."""
    start, end = sentence.start, sentence.end
    while end < len(text) and text[end] in _SPACES:
        end += 1
    line_start = text.rfind("\n", 0, start) + 1
    if end == len(text) or text[end] == "\n":
        while start > line_start and text[start - 1] in _SPACES:
            start -= 1
        if start == line_start:
            end, start = (end + 1, start) if end < len(text) else (end, max(0, start - 1))
    return Edit(start=start, end=end, after="", reason=reason, strategy=strategy)


def disjoint(edits: list[Edit]) -> tuple[Edit, ...]:
    """Give a gap that two neighbouring edits claim to the first of them."""
    cleared: list[Edit] = []
    reached = 0
    for edit in edits:
        start = max(edit.start, reached)
        reached = max(edit.end, start)
        cleared.append(
            Edit(
                start=start,
                end=reached,
                after=edit.after,
                reason=edit.reason,
                strategy=edit.strategy,
            )
        )
    return tuple(cleared)
