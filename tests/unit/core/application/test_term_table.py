"""Terms go out as CSV that no spreadsheet runs, and come back as they were."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonebridge.application.term_table import HEADER, MOST_ROWS, read, write
from tonebridge.domain.errors import InvalidField
from tonebridge.domain.message import Term

CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r")
FORMULAS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
WORDS = st.text(CHARACTERS, min_size=1, max_size=20).filter(str.strip)
TERMS = st.builds(
    Term,
    term=WORDS,
    plain=WORDS,
    note=st.text(CHARACTERS, max_size=20),
)


@given(st.lists(TERMS, unique_by=lambda term: term.term, max_size=8))
def test_what_goes_out_comes_back(terms):
    assert read(HEADER + write(terms)) == terms


@given(st.lists(TERMS, max_size=8))
def test_no_cell_is_a_formula(terms):
    cells = [cell for row in csv.reader(io.StringIO(write(terms), newline="")) for cell in row]

    assert [cell for cell in cells if cell.startswith(FORMULAS)] == []


@pytest.mark.parametrize("first", ["=1+1", "+1", "-1", "@x", "\t=1", "'=1", "'plain", "＝1"])
def test_a_formula_is_written_with_an_apostrophe_before_it(first):
    term = Term(term=first, plain="x")

    assert write([term]).startswith(f"'{first}")
    assert read(HEADER + write([term])) == [term]


def test_a_later_row_wins_and_empty_lines_are_passed_over():
    table = "\ufeffTerm, Plain\r\nAPI,one\r\n\r\nAPI,two\r\n"

    assert read(table) == [Term(term="API", plain="two")]


@pytest.mark.parametrize(
    ("table", "field", "remedy"),
    [
        ("", "line 1", "begin with the header term,plain,note"),
        ("word,plain\r\n", "line 1", "begin with the header term,plain,note"),
        ("term,plain,note,more\r\n", "line 1", "begin with the header term,plain,note"),
        ("term,plain\r\nAPI\r\n", "line 2", "give term, plain and, if you like, note"),
        ("term,plain\r\na,b,c,d\r\n", "line 2", "give term, plain and, if you like, note"),
        ('term,plain\r\na,"b', "line 1", "close every quotation mark"),
        ("term,plain\r\na\x00,b\r\n", "line 2", "remove the NUL character"),
        (
            "term,plain\r\na,b\r\n\u3000 ,b\r\n",
            "line 3",
            "write something that is not white space",
        ),
        ("term,plain\r\na, \r\n", "line 2", "write something that is not white space"),
        (
            "term,plain\r\na,b\r\n,b\r\n",
            "line 3",
            "term takes 1 to 100 characters, plain 1 to 200, note at most 500",
        ),
        (
            f"term,plain\r\n{'a' * 101},b\r\n",
            "line 2",
            "term takes 1 to 100 characters, plain 1 to 200, note at most 500",
        ),
        (
            "term,plain\r\n" + "a,b\r\n" * (MOST_ROWS + 1),
            f"line {MOST_ROWS + 2}",
            f"send at most {MOST_ROWS:,} rows at a time",
        ),
    ],
)
def test_a_line_that_is_not_right_is_named(table, field, remedy):
    with pytest.raises(InvalidField) as raised:
        read(table)

    assert (raised.value.field, raised.value.remedy) == (field, remedy)
