"""A text under revision that remembers which words of the source each new word stands for."""

from typing import NamedTuple

from tonebridge.language.tongue import Edit


class Piece(NamedTuple):
    """A run of the text: as it was, or new in place of `source[start:end]`."""

    start: int
    end: int
    text: str
    reason: str
    """Empty while the run is as it was."""
    strategy: str


class Draft:
    """One sentence under revision. Replacements may follow and overlap one another."""

    def __init__(self, text: str, start: int) -> None:
        """Begin with a sentence that stands at `start` of the message."""
        self.text = text
        self._pieces = [Piece(start, start + len(text), text, "", "")] if text else []
        self._start = start
        self.changed = False

    def replace(self, start: int, end: int, after: str, *, reason: str, strategy: str) -> None:
        """Put `after` in place of `text[start:end]`, offsets in the text as it is now."""
        before = self.text[start:end]
        if before == after:
            return
        self.changed = True
        head, tail = _shared(before, after)
        start, end, after = start + head, end - tail, after[head : len(after) - tail]
        kept_left: list[Piece] = []
        kept_right: list[Piece] = []
        source_start = source_end = None
        left_text = right_text = ""
        at = 0
        for piece in self._pieces:
            begins, ends = at, at + len(piece.text)
            at = ends
            if ends <= start and not (begins == ends == start):
                kept_left.append(piece)
            elif begins >= end:
                kept_right.append(piece)
            elif piece.reason:
                left_text += piece.text[: max(0, start - begins)]
                right_text += piece.text[max(0, end - begins) :] if ends > end else ""
                source_start = piece.start if source_start is None else source_start
                source_end = piece.end
            else:
                cut, rest = max(begins, start), min(ends, end)
                if cut > begins:
                    shift = cut - begins
                    kept_left.append(
                        Piece(piece.start, piece.start + shift, piece.text[:shift], "", "")
                    )
                if rest < ends:
                    shift = rest - begins
                    kept_right.append(
                        Piece(piece.start + shift, piece.end, piece.text[shift:], "", "")
                    )
                source_start = (
                    piece.start + (cut - begins) if source_start is None else source_start
                )
                source_end = piece.start + (rest - begins)
        if source_start is None or source_end is None:
            source_start = source_end = kept_left[-1].end if kept_left else self._start
        made = Piece(source_start, source_end, left_text + after + right_text, reason, strategy)
        self._pieces = [*kept_left, made, *kept_right]
        self.text = self.text[:start] + after + self.text[end:]

    def copied(self) -> "Draft":
        """Return a draft that goes on from here on its own."""
        copy = Draft("", self._start)
        copy.text, copy._pieces, copy.changed = self.text, list(self._pieces), self.changed
        return copy

    def edits(self, at: int = 0) -> list[Edit]:
        """Return what changed, in order, neighbours joined; offsets count from `-at`."""
        found: list[Edit] = []
        if not self.changed:
            return found
        for piece in self._pieces:
            if not piece.reason:
                continue
            if found and found[-1].end == at + piece.start:
                last = found.pop()
                piece = Piece(  # noqa: PLW2901 - the joined run takes the loop's place
                    last.start - at,
                    piece.end,
                    last.after + piece.text,
                    piece.reason if piece.text else last.reason,
                    piece.strategy if piece.text else last.strategy,
                )
            if piece.start == piece.end and not piece.text:
                continue
            found.append(
                Edit(
                    start=at + piece.start,
                    end=at + piece.end,
                    after=piece.text,
                    reason=piece.reason,
                    strategy=piece.strategy,
                )
            )
        return found


def _shared(before: str, after: str) -> tuple[int, int]:
    """Count the characters that both begin with, and of the rest those that both end with."""
    most = min(len(before), len(after))
    head = 0
    while head < most and before[head] == after[head]:
        head += 1
    tail = 0
    while tail < most - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    return head, tail
