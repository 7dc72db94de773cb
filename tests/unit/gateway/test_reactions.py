"""No error of the core, and no status of HTTP, is without an answer and words for it."""

import ast
import inspect
import re
from pathlib import Path

import pytest

from tonebridge.domain import errors
from tonebridge.domain.message import Language
from tonebridge_gateway.reactions import HTTP_CODES, REACTIONS
from tonebridge_gateway.sentences import as_sentence
from tonebridge_gateway.words import codes, preferred_language, words_of

SOURCES = [
    *Path(inspect.getfile(errors)).parents[1].glob("application/*.py"),
    *Path(inspect.getfile(errors)).parents[1].glob("adapters/**/*.py"),
    *(Path(__file__).parents[3] / "gateway/src/tonebridge_gateway").glob("**/*.py"),
]


WORDED = {"InvalidField", "NotOfThisShape", "Conflict", "Unauthenticated"}
"""Errors whose last argument is words for the caller."""


def kinds_of(error):
    return {error}.union(*map(kinds_of, error.__subclasses__()))


def remedies():
    """Find every remedy that is written out where an error is raised."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and getattr(node.func, "id", "") in WORDED
                and node.args
                and (words := _written(node.args[-1])) is not None
            ):
                yield words


def _written(node):
    """Read a literal; what an f-string fills in stands as a number."""
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(
            getattr(part, "value", "5") if isinstance(part, ast.Constant) else "5"
            for part in node.values
        )
    return None


def test_no_error_of_core_or_gateway_lacks_a_reaction():
    ours = {
        error
        for error in kinds_of(errors.ToneBridgeError)
        if error.__module__.partition(".")[0] in {"tonebridge", "tonebridge_gateway"}
    }

    assert ours - {errors.ToneBridgeError} == set(REACTIONS)


def test_every_code_has_words_in_both_languages():
    english, japanese = codes()
    used = {error.code for error in REACTIONS} | set(HTTP_CODES.values())

    assert used - {"settings_invalid", "schema_outdated"} == english == japanese


@pytest.mark.parametrize("code", sorted(codes()[0]))
def test_words_are_whole_sentences(code):
    english, japanese = words_of(code, Language.EN), words_of(code, Language.JA)

    assert english.detail.endswith(".")
    assert japanese.detail.endswith("。")
    assert bool(english.remedy) == bool(japanese.remedy)


@pytest.mark.parametrize("remedy", sorted(set(remedies())))
def test_every_remedy_is_there_in_japanese_too(remedy):
    assert re.search("[ぁ-ん]", as_sentence(remedy, Language.JA))
    assert as_sentence(remedy, Language.EN)[0].isupper()


@pytest.mark.parametrize(
    ("accept", "language"),
    [
        ("ja", Language.JA),
        ("ja-JP", Language.JA),
        ("en-GB,ja;q=0.9", Language.EN),
        ("en;q=0.5,ja;q=0.9", Language.JA),
        ("fr,ja;q=0.1", Language.JA),
        ("ja;q=0,en;q=0.1", Language.EN),
        ("fr", None),
        ("*", None),
        ("", None),
        ("ja;q=high", None),
        (",;=,,", None),
    ],
)
def test_the_language_that_is_preferred_most_is_spoken(accept, language):
    assert preferred_language(accept) is language
