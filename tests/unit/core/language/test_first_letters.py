import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonebridge.language.first_letters import ByLetter, first_letters

ALTERNATIVES = (
    *("you always", "(?:why|who) on earth", "a?b+c", r"\bstop it", "[xy]z", ".*whatever"),
    *("x{0,2}y", "(?:|maybe )later", r"\d+ times", r"\.\.\.", "(?=look)look", "great(?: job)?"),
)
WORDS = st.sampled_from(
    [
        *("you always", "why on earth", "who", "bc", "abbc", "stop it", "yz", "z", "whatever"),
        *("xxy", "y", "later", "maybe later", "3 times", "...", "look", "great", "great job", ""),
    ]
)


@pytest.mark.parametrize(
    ("pattern", "letters"),
    [
        ("you always", {"y"}),
        ("(?:why|who) on earth", {"w"}),
        ("a?b+c", {"a", "b"}),
        (r"\bstop it", {"s"}),
        (r"\.\.\.", {"."}),
        ("x{0,2}y", {"x", "y"}),
        ("(?:|maybe )later", {"m", "l"}),
        ("[xy]z", None),
        (".*whatever", None),
        (r"\d+ times", None),
        ("(?=look)look", None),
        ("(?:maybe)?", None),
    ],
)
def test_a_pattern_tells_the_letters_that_its_matches_begin_with(pattern, letters):
    assert first_letters(pattern) == letters


@given(st.one_of(WORDS, st.tuples(WORDS, WORDS).map("".join), st.text(max_size=6)))
def test_a_table_by_letter_covers_what_one_long_pattern_covers(text):
    one = re.compile("|".join(f"(?:{each})" for each in ALTERNATIVES))

    assert ByLetter(ALTERNATIVES).covers(text) == bool(one.fullmatch(text))
