r"""Tell whether a regular expression of a data file compiles, and cannot run away.

Where something that repeats without an end is all that a group needs, and the group
repeats without an end too, the time of a search can double with each character: `(a+)+`,
`(?:a*b?)*`. A group that needs something else each time (`(?:word\s+)*`) cannot do that,
nor can a possessive repetition (`a++`).
"""

import re
from typing import NamedTuple

_ESCAPED = re.compile(r"\\.", re.DOTALL)
_CLASS = re.compile(r"\[\^?\]?[^\]]*\]")
_HEAD = re.compile(
    r"\?(?:[aiLmsux-]*:|P<\w+>|>)|\?(?P<look>=|!|<=|<!)|\?(?P<flags>[aiLmsux-]+(?=\)))"
)
_TIMES = re.compile(r"[*+?]|\{(?P<least>\d*)(?P<to>,?)(?P<most>\d*)\}")
_PLACEHOLDERS = {"{masks}": "\U000f0000-\U000ffffd", "{praise}": "praise"}


def wrong_with(written: str) -> str | None:
    """Say what is wrong with a pattern as it is written in a data file; None if nothing."""
    text = "".join(written.splitlines())
    for name, stands_for in _PLACEHOLDERS.items():
        text = text.replace(name, stands_for)
    try:
        re.compile(text)
    except re.error as error:
        return f"is no regular expression: {error}"
    if runs_away(text):
        return "repeats without an end inside a repetition without an end: bound one of them"
    return None


def runs_away(pattern: str) -> bool:
    """Tell whether a group that may be one endless repetition repeats without an end."""
    reader = _Reader(_CLASS.sub("x", _ESCAPED.sub("x", pattern)))
    reader.group()
    return reader.runs_away


class _Times(NamedTuple):
    """How often something may stand."""

    endless: bool
    needed: bool
    firm: bool
    """Possessive: gives nothing back."""


class _Reader:
    """Reads a pattern whose classes and escapes are single letters already."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.runs_away = False

    def group(self) -> bool:
        """Read to the end of a group; tell whether one of its branches may be one endless run."""
        endless = needed = 0
        loose = False
        while self.at < len(self.text):
            char = self.text[self.at]
            self.at += 1
            if char in {"|", ")"}:
                loose = loose or (endless > 0 and needed == 0)
                endless = needed = 0
                if char == ")":
                    return loose
                continue
            within = self._inner() if char == "(" else False
            if within is None:
                continue
            times = self._times()
            if times.endless and not times.firm:
                self.runs_away = self.runs_away or within
            run = within or (times.endless and not times.firm)
            endless += run
            needed += times.needed and not run
        return loose or (endless > 0 and needed == 0)

    def _inner(self) -> bool | None:
        """Read a group; None for one that takes no room."""
        head = _HEAD.match(self.text, self.at)
        if head is not None:
            self.at = head.end()
        loose = self.group()
        if head is not None and (head["look"] or head["flags"]):
            return None
        return loose

    def _times(self) -> _Times:
        found = _TIMES.match(self.text, self.at)
        if found is None:
            return _Times(endless=False, needed=True, firm=False)
        self.at = found.end()
        firm = self.text.startswith("+", self.at)
        if firm or self.text.startswith("?", self.at):
            self.at += 1
        counted = found[0].startswith("{")
        endless = found[0] in {"*", "+"} or (counted and bool(found["to"]) and not found["most"])
        needed = found[0] == "+" or (counted and found["least"] not in {"", "0"})
        return _Times(endless=endless, needed=needed, firm=firm)
