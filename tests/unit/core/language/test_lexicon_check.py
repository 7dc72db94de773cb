import pytest

from tonebridge.language.lexicon_check import complaints, installed
from tonebridge.language.pattern_check import runs_away, wrong_with

HEAD = 'licence = "Apache-2.0"\nsource = "own"\n'


def told(name, text):
    return [str(complaint) for complaint in complaints({name: text})]


def test_the_data_files_of_this_package_are_right():
    assert [str(complaint) for complaint in complaints(installed())] == []


def test_a_file_says_where_it_comes_from():
    assert told("en_words", "a = 1") == [
        "en_words: licence: say where the file comes from and under which licence",
        "en_words: source: say where the file comes from and under which licence",
        "en_words: source: what is not our own names the address that it was taken from",
    ]


def test_what_was_taken_over_names_its_address():
    text = 'licence = "MIT"\nsource = "a friend"\n'

    assert told("en_words", text) == [
        "en_words: source: what is not our own names the address that it was taken from"
    ]


def test_a_key_stands_once():
    (complaint,) = told("en_words", HEAD + "a = 1\na = 2\n")

    assert complaint.startswith("en_words: Cannot overwrite a value")


def test_a_code_has_words_for_both_readers_and_stands_once():
    codes = {
        "messages": HEAD + '[codes]\na = { en = "A.", ja = "ア。" }\n',
        "messages_more": HEAD + '[codes]\na = { en = "A.", ja = "ア。" }\nb = { en = "B." }\n',
    }

    assert [str(complaint) for complaint in complaints(codes)] == [
        "messages_more: codes.a: stands in messages too",
        "messages_more: codes.b: lacks words in ja",
    ]


@pytest.mark.parametrize(
    ("entry", "what"),
    [
        ('{ explain = "x" }', "give a noun, verb, adjective or suru to put in its place"),
        ('{ noun = "x" }', "Object missing required field `explain`"),
        ('{ noun = "x", explain = "y", nuon = "z" }', "Object contains unknown field `nuon`"),
        (
            '{ noun = "x", explain = "y (z)" }',
            "the explanation stands in brackets: it must hold none",
        ),
        ('{ noun = "a term", explain = "y" }', "the plain wording repeats the term"),
        ('{ verb = "x", explain = "y", plural = "z" }', "a plural needs its noun"),
        ('{ noun = "x", explain = "y", case = "big" }', "case is any or exact, not 'big'"),
    ],
)
def test_a_term_is_complete(entry, what):
    assert told("glossary_en", f'{HEAD}[light]\n"term" = {entry}\n') == [
        f"glossary_en: light.term: {what}"
    ]


def test_a_spelling_belongs_to_one_term():
    text = (
        HEAD
        + '[light]\n"a b" = { noun = "x", explain = "y", also = ["A C"] }\n'
        + '[medium]\n"a c" = { noun = "x", explain = "y" }\n'
    )

    assert told("glossary_en", text) == [
        "glossary_en: medium.a c: 'a c' is a spelling of light.a b too"
    ]


def test_a_question_fills_a_slot_that_is_there():
    text = (
        HEAD
        + 'heading = "Missing:"\nquiet = []\n[slots.a]\nfacts = ["url"]\nwords = []\n[[acts]]\n'
        + 'name = "x"\ncues = []\nask = [{ slot = "b", question = "What?" }]\n'
    )

    assert told("en_background", text) == [
        "en_background: slots.a: 'url' is no type of fact",
        "en_background: acts.x: there is no slot 'b'",
    ]


def test_a_doubt_names_its_words():
    text = HEAD + '[[doubts]]\nquestion = "What?"\nstrong = ["the old"]\n'

    assert told("en_clarify", text) == [
        "en_clarify: doubts[0]: the question must name the {words} that raise it",
        "en_clarify: doubts[0]: words or before_noun are needed",
        "en_clarify: doubts[0]: not in before_noun: the old",
    ]


def test_a_pattern_that_does_not_compile_is_told():
    (complaint,) = told("en_patterns", HEAD + "[a]\nb = '('\n")

    assert complaint.startswith("en_patterns: a.b: is no regular expression: missing )")


@pytest.mark.parametrize(
    ("pattern", "runs"),
    [
        (r"(a+)+", True),
        (r"(?:a*b?)*", True),
        (r"((a+))*", True),
        (r"(?:a|b+)*", True),
        (r"(?:[a-z]+)*", True),
        (r"(?:word\s+)*", False),
        (r"(a++)+", False),
        (r"(a{1,9})+", False),
        (r"a+b+", False),
        (r"\(a+\)+", False),
        (r"(?:(?=a+)b)*", False),
    ],
)
def test_an_endless_repetition_of_endless_repetitions_runs_away(pattern, runs):
    assert runs_away(pattern) is runs
    assert (wrong_with(pattern) is not None) is runs
