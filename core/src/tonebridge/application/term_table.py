"""Terms as a CSV table (RFC 4180) with the columns `term`, `plain` and `note`.

A spreadsheet runs a cell that begins with one of `= + - @`, in Japanese also with their
full-width forms, so such a cell is written with an apostrophe before it, and read back
without.
"""

import csv
import io
from collections.abc import Iterable

import msgspec

from tonebridge.domain.errors import InvalidField
from tonebridge.domain.message import Term

HEADER = "term,plain,note\r\n"
MOST_ROWS = 5_000
_COLUMNS = ("term", "plain", "note")
_ARMED = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n", "'")


def write(terms: Iterable[Term]) -> str:
    """Render rows, without the header."""
    table = io.StringIO()
    csv.writer(table).writerows(
        [_disarmed(term.term), _disarmed(term.plain), _disarmed(term.note)] for term in terms
    )
    return table.getvalue()


def read(table: str) -> list[Term]:
    """Read a table; a later row wins over an earlier one of the same term.

    Raises:
        InvalidField: the header or a row is not right; the field is its line.
    """
    rows = csv.reader(io.StringIO(table.removeprefix("\ufeff"), newline=""), strict=True)
    terms: dict[str, Term] = {}
    line = 1
    try:
        header = [cell.strip().lower() for cell in next(rows, [])]
        if header[:2] != ["term", "plain"] or header not in (list(_COLUMNS), ["term", "plain"]):
            raise InvalidField("line 1", "begin with the header term,plain,note")
        for count, row in enumerate(rows, start=1):
            line = rows.line_num
            if count > MOST_ROWS:
                raise InvalidField(f"line {line}", f"send at most {MOST_ROWS:,} rows at a time")
            if not row:
                continue
            term = _term(row, line)
            terms[term.term] = term
    except csv.Error:
        raise InvalidField(f"line {line}", "close every quotation mark") from None
    return list(terms.values())


def _term(row: list[str], line: int) -> Term:
    if not len(_COLUMNS) - 1 <= len(row) <= len(_COLUMNS):
        raise InvalidField(f"line {line}", "give term, plain and, if you like, note")
    if any("\x00" in cell for cell in row):
        raise InvalidField(f"line {line}", "remove the NUL character")
    cells = dict(zip(_COLUMNS, map(_armed, row), strict=False))
    try:
        term = msgspec.convert(cells, Term)
    except msgspec.ValidationError:
        raise InvalidField(
            f"line {line}",
            "term takes 1 to 100 characters, plain 1 to 200, note at most 500",
        ) from None
    if not term.term.strip() or not term.plain.strip():
        raise InvalidField(f"line {line}", "write something that is not white space")
    return term


def _disarmed(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_ARMED) else cell


def _armed(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_ARMED) else cell
